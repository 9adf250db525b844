//! Paths among the arguments.

use crate::platform::typed_path::expand_home_os;
use clap::builder::{OsStringValueParser, TypedValueParser};
use std::path::PathBuf;

/// A path among the arguments: `--out=~/page.pdf` reaches no shell that knows what `~` is.
pub(crate) fn path_parser() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().try_map(expand_home_os)
}
