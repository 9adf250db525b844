//! cuebook
pub mod journal;
pub mod store;
pub mod words;
