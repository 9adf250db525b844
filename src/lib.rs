//! cuebook
pub mod journal;
pub mod report;
pub mod trends;
pub mod words;
