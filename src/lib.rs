//! cuebook
