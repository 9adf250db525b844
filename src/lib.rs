//! cuebook
pub mod words;
