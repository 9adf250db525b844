//! The terminal interface: the loop, the keys, the screens and the one writer behind them.

pub mod app;
pub(crate) mod jobs;
pub mod keys;
pub mod links;
pub mod screens;
pub mod terminal;
pub mod theme;
pub(crate) mod widgets;
