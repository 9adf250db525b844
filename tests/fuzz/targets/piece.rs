//! One fuzz target; what is tried stands in `tried.rs`.
#![no_main]

#[path = "../tried.rs"]
#[allow(dead_code)]
mod tried;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tried::piece(bytes));
