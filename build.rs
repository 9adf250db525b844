//! Makes the word lists of `assets/*.toml` into JSON: written for people, they would take as long to parse on every start
//! as the rest of a start takes.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=assets");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for asset in fs::read_dir("assets")? {
        let path = asset?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let words: serde_json::Value = toml::from_str(&fs::read_to_string(&path)?)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            let name = path.with_extension("json");
            fs::write(out.join(name.file_name().unwrap_or_default()), words.to_string())?;
        }
    }
    Ok(())
}
