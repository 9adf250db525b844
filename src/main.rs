//! cuebook
fn main(){}
