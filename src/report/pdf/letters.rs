//! Words set in type: shaped, broken into lines, measured, and ready to be drawn. Where they stand on a sheet is
//! decided in `rows` and `sheets`.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfo, FontInfoOverride, FontWeight};
use parley::style::{FontFamily, FontFamilyName, LineHeight, OverflowWrap, StyleProperty};
use parley::{Alignment, AlignmentOptions, BaseDirection, FontContext, Layout, LayoutContext, Run};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// A font of this machine that is handed in for letters which the built-in ones lack.
#[derive(Clone, Debug)]
pub struct Spare {
    pub bytes: Vec<u8>,
    pub index: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub size: f32,
    pub leading: f32,
    pub bold: usize,
    /// From left to right whatever script it begins in: a sentence of ours that opens with a name.
    pub ours: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Typed {
    /// The whole text that the line is a part of: what a reader copies is taken from it.
    text: Rc<str>,
    runs: Vec<Glyphs>,
    /// From the top of the line to where letters stand.
    pub baseline: f32,
    pub height: f32,
    /// From its left edge to the end of its last letter.
    pub width: f32,
    pub rtl: bool,
}

#[derive(Clone, Debug)]
struct Glyphs {
    font: Font,
    size: f32,
    x: f32,
    glyphs: Vec<KrillaGlyph>,
}

impl Typed {
    pub(crate) fn draw(&self, surface: &mut krilla::surface::Surface, x: f32, y: f32) {
        for run in &self.runs {
            let start = krilla::geom::Point::from_xy(x + run.x, y);
            let font = run.font.clone();
            surface.draw_glyphs(start, &run.glyphs, font, &self.text, run.size, false);
        }
    }
}

const OWN: &str = "own";
/// The upright again under another name: for letters which only the bold lacks.
const PLAIN: &str = "own plain";

/// The fonts, and what sets words in them.
pub(crate) struct Letters {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    families: Vec<String>,
    maps: Vec<(FontInfo, Blob<u8>)>,
    made: HashMap<(u64, u32), Font>,
    /// Letters no font has; they are drawn as boxes.
    pub lacking: BTreeSet<char>,
}

impl Letters {
    pub(crate) fn new(spare: &[Spare]) -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let fonts = FontContext { collection: Collection::new(options), ..FontContext::default() };
        let mut letters = Self {
            fonts,
            layouts: LayoutContext::new(),
            families: Vec::new(),
            maps: Vec::new(),
            made: HashMap::new(),
            lacking: BTreeSet::new(),
        };
        let upright = Blob::new(Arc::new(dejavu::sans_condensed::regular()));
        let bold = Blob::new(Arc::new(dejavu::sans_condensed::bold()));
        letters.take(upright.clone(), OWN, 0);
        letters.take(bold, OWN, 0);
        letters.take(upright, PLAIN, 0);
        for (n, spare) in spare.iter().enumerate() {
            let blob = Blob::new(Arc::new(spare.bytes.clone()));
            letters.take(blob, &format!("spare {n}"), spare.index);
        }
        letters
    }

    fn take(&mut self, blob: Blob<u8>, family: &str, index: u32) {
        let name = FontInfoOverride { family_name: Some(family), ..FontInfoOverride::default() };
        let faces = self.fonts.collection.register_fonts(blob.clone(), Some(name));
        let faces = faces.into_iter().flat_map(|(_, faces)| faces);
        let face = faces.filter(|face| face.index() == index);
        self.maps.extend(face.map(|face| (face, blob.clone())));
        if !self.families.iter().any(|known| known == family) {
            self.families.push(family.to_owned());
        }
    }

    fn has(&self, c: char) -> bool {
        self.maps.iter().any(|(face, blob)| {
            let map = face.charmap_index().charmap(blob.as_ref());
            map.and_then(|map| map.map(c)).is_some_and(|glyph| glyph != 0)
        })
    }

    /// Words in lines of at most this width.
    pub(crate) fn set(&mut self, words: &str, style: Style, width: f32) -> Vec<Typed> {
        let text: Rc<str> = words.chars().map(|c| self.seen(c)).collect::<String>().into();
        let mut layout = self.layout(&text, style);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        let mut lines = Vec::new();
        let rtl = layout.is_rtl();
        for line in layout.lines() {
            let metrics = line.metrics();
            let mut x = metrics.offset;
            let mut runs = Vec::new();
            for run in line.runs() {
                runs.extend(self.glyphs(&run, x));
                x += run.advance();
            }
            lines.push(Typed {
                text: Rc::clone(&text),
                runs,
                baseline: metrics.baseline - metrics.block_min_coord,
                height: style.leading,
                width: x - metrics.hanging_advance,
                rtl,
            });
        }
        lines
    }

    /// Remembers a letter that no font has. It stays in the text, so that a copy of the text is whole.
    fn seen(&mut self, c: char) -> char {
        // Joiners and variation selectors are instructions, not letters.
        let silent = c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
        if !silent && !self.lacking.contains(&c) && !self.has(c) {
            self.lacking.insert(c);
        }
        c
    }

    fn layout(&mut self, text: &str, style: Style) -> Layout<()> {
        let names = self.families.iter();
        let names: Vec<FontFamilyName> =
            names.map(|name| FontFamilyName::Named(Cow::Borrowed(name))).collect();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(names))));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(style.leading)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        if style.ours {
            builder.set_base_direction(BaseDirection::Ltr);
        }
        let bold = style.bold.min(text.len());
        if bold > 0 {
            builder.push(StyleProperty::FontWeight(FontWeight::BOLD), 0..bold);
        }
        builder.build(text)
    }

    fn glyphs(&mut self, run: &Run<()>, x: f32) -> Option<Glyphs> {
        let (data, id) = run.font().data.clone().into_raw_parts();
        let index = run.font().index;
        let font = match self.made.get(&(id, index)) {
            Some(font) => font.clone(),
            None => {
                let font = Font::new(data.into(), index)?;
                self.made.insert((id, index), font.clone());
                font
            }
        };
        let size = run.font_size();
        let mut glyphs: Vec<KrillaGlyph> = Vec::new();
        for cluster in run.visual_clusters() {
            if cluster.is_ligature_continuation() {
                if let Some(glyph) = glyphs.last_mut() {
                    glyph.text_range = joined(&glyph.text_range, &cluster.text_range());
                }
                continue;
            }
            glyphs.extend(cluster.glyphs().map(|glyph| {
                KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    glyph.advance / size,
                    glyph.x / size,
                    glyph.y / size,
                    0.0,
                    cluster.text_range(),
                    None,
                )
            }));
        }
        (!glyphs.is_empty()).then_some(Glyphs { font, size, x, glyphs })
    }
}

/// From right to left, the later part of a ligature comes first in the text.
fn joined(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
