//! cuebook
pub mod journal;
pub mod trends;
pub mod words;
