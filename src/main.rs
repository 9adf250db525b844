//! cuebook
fn main() {}
