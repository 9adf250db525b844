//! What the program is built on is named, each with why, in `docs/BUILDING.md`.

use super::Path;

#[test]
fn the_readme_says_why_every_crate_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let all = manifest["dependencies"].as_table().unwrap().keys();
    let on_unix = manifest["target"]["cfg(unix)"]["dependencies"].as_table().unwrap().keys();
    let readme = std::fs::read_to_string(root.join("docs/BUILDING.md")).unwrap();
    let table = readme.split("| crate | for |").nth(1).unwrap();
    for name in all.chain(on_unix) {
        assert!(table.contains(&format!("`{name}`")), "docs/BUILDING.md does not say what {name} is for");
    }
}
