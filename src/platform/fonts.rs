//! Fonts of this machine, looked for only when a page has letters that the built-in fonts lack. The only room that
//! names `fontdb`, and with it the folders fonts lie in. How letters are set is the report's business.

use crate::report::FallbackFont;
use fontdb::{Database, FaceInfo};
use parley::fontique::{Blob, Collection, CollectionOptions};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Enough for a page with letters of several scripts.
const MAX_FONTS: usize = 4;

/// Fonts which together have as many of these letters as the machine's fonts can show, the most helpful first.
pub(crate) fn find_fallback_fonts(letters: &str) -> Vec<FallbackFont> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let mut faces: Vec<&FaceInfo> = fonts.faces().filter(|face| is_upright(face)).collect();
    // Folders list their files in no certain order.
    faces.sort_by(|a, b| (&a.post_script_name, a.index).cmp(&(&b.post_script_name, b.index)));
    let mut wanted: BTreeSet<char> = letters.chars().collect();
    let has: Vec<(&FaceInfo, BTreeSet<char>)> = faces
        .into_iter()
        .map(|face| (face, find_covered_letters(&fonts, face, &wanted)))
        .filter(|(_, has)| !has.is_empty())
        .collect();
    let mut fallbacks = Vec::new();
    while fallbacks.len() < MAX_FONTS {
        let helps = |has: &BTreeSet<char>| has.intersection(&wanted).count();
        // Of two that help alike, the first by name.
        let best = has.iter().rev().max_by_key(|(_, has)| helps(has));
        let Some((face, has)) = best.filter(|(_, has)| helps(has) > 0) else {
            break;
        };
        let bytes =
            fonts.with_face_data(face.id, |bytes, index| FallbackFont { bytes: bytes.to_vec(), index });
        fallbacks.extend(bytes);
        wanted.retain(|c| !has.contains(c));
    }
    fallbacks
}

fn is_upright(face: &FaceInfo) -> bool {
    face.style == fontdb::Style::Normal && face.weight == fontdb::Weight::NORMAL
}

/// Which of the letters a face can draw.
fn find_covered_letters(fonts: &Database, face: &FaceInfo, letters: &BTreeSet<char>) -> BTreeSet<char> {
    let shown = fonts.with_face_data(face.id, |bytes, index| {
        if !has_outlines(bytes) {
            return BTreeSet::new();
        }
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let made = collection.register_fonts(Blob::new(Arc::new(bytes.to_vec())), None);
        let mut faces = made.into_iter().flat_map(|(_, faces)| faces);
        let Some(face) = faces.find(|face| face.index() == index) else {
            return BTreeSet::new();
        };
        let map = face.charmap_index().charmap(bytes);
        let has = |c: &&char| {
            let glyph = map.as_ref().and_then(|map| map.map(**c));
            glyph.is_some_and(|glyph| glyph != 0)
        };
        letters.iter().filter(has).copied().collect()
    });
    shown.unwrap_or_default()
}

/// Whether its letters are drawn as lines: pictures of letters cannot be put in a PDF here.
fn has_outlines(bytes: &[u8]) -> bool {
    let directory = &bytes[..bytes.len().min(4096)];
    let tables = [b"glyf", b"CFF ", b"CFF2"];
    tables.iter().any(|tag| directory.windows(4).any(|four| four == *tag))
}
