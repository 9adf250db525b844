//! cuebook
pub mod cli;
pub mod home;
pub mod import;
pub mod journal;
pub mod report;
pub mod store;
pub mod trends;
pub mod words;
