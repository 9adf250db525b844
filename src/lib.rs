//! cuebook
pub mod home;
pub mod journal;
pub mod store;
pub mod words;
