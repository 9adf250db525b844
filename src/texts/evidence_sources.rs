//! How a source is named in a sentence.

pub(crate) fn two_authors(first: &str, second: &str) -> String {
    format!("{first} and {second}")
}

pub(crate) fn several_authors(first: &str) -> String {
    format!("{first} and others")
}
