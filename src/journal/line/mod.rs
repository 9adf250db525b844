//! The typed line.
