//! cuebook
pub mod import;
pub mod journal;
pub mod words;
