//! cuebook
pub mod app;
pub mod home;
pub mod import;
pub mod journal;
pub mod keys;
pub mod screens;
pub mod store;
pub mod terminal;
pub mod trends;
pub mod widgets;
pub mod words;
