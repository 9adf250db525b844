//! The report in each format that is text, one file a format.

pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod plain_lines;
pub(crate) mod plain_text;
pub(crate) mod text_pictures;
