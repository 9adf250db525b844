//! Words set in type: shaped, broken into lines, measured, and ready to be drawn. Where they stand on a sheet is
//! decided in `block_layout` and `paginate`.

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
pub struct FallbackFont {
    pub bytes: Vec<u8>,
    pub index: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct TextStyle {
    pub size: f32,
    pub leading: f32,
    pub bold_len: usize,
    /// From left to right whatever script it begins in: a sentence of ours that opens with a name.
    pub is_left_to_right: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct ShapedLine {
    /// The whole text that the line is a part of: what a reader copies is taken from it.
    text: Rc<str>,
    runs: Vec<GlyphRun>,
    /// From the top of the line to where letters stand.
    pub baseline: f32,
    pub height: f32,
    /// From its left edge to the end of its last letter.
    pub width: f32,
    pub rtl: bool,
}

#[derive(Clone, Debug)]
struct GlyphRun {
    font: Font,
    size: f32,
    x: f32,
    glyphs: Vec<KrillaGlyph>,
}

impl ShapedLine {
    pub(crate) fn draw(&self, surface: &mut krilla::surface::Surface, x: f32, y: f32) {
        for run in &self.runs {
            let start = krilla::geom::Point::from_xy(x + run.x, y);
            let font = run.font.clone();
            surface.draw_glyphs(start, &run.glyphs, font, &self.text, run.size, false);
        }
    }
}

const BUILT_IN_FAMILY: &str = "own";
/// The upright again under another name: for letters which only the bold lacks.
const BUILT_IN_REGULAR_FAMILY: &str = "own plain";

/// The fonts, and what sets words in them.
pub(crate) struct TextShaper {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    families: Vec<String>,
    character_maps: Vec<(FontInfo, Blob<u8>)>,
    font_cache: HashMap<(u64, u32), Font>,
    /// Letters no font has; they are drawn as boxes.
    pub missing_glyphs: BTreeSet<char>,
}

impl TextShaper {
    pub(crate) fn new(spare: &[FallbackFont]) -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let fonts = FontContext { collection: Collection::new(options), ..FontContext::default() };
        let mut letters = Self {
            fonts,
            layouts: LayoutContext::new(),
            families: Vec::new(),
            character_maps: Vec::new(),
            font_cache: HashMap::new(),
            missing_glyphs: BTreeSet::new(),
        };
        let upright = Blob::new(Arc::new(dejavu::sans_condensed::regular()));
        let bold = Blob::new(Arc::new(dejavu::sans_condensed::bold()));
        letters.register_font(upright.clone(), BUILT_IN_FAMILY, 0);
        letters.register_font(bold, BUILT_IN_FAMILY, 0);
        letters.register_font(upright, BUILT_IN_REGULAR_FAMILY, 0);
        for (n, spare) in spare.iter().enumerate() {
            let blob = Blob::new(Arc::new(spare.bytes.clone()));
            letters.register_font(blob, &format!("spare {n}"), spare.index);
        }
        letters
    }

    fn register_font(&mut self, blob: Blob<u8>, family: &str, index: u32) {
        let name = FontInfoOverride { family_name: Some(family), ..FontInfoOverride::default() };
        let faces = self.fonts.collection.register_fonts(blob.clone(), Some(name));
        let faces = faces.into_iter().flat_map(|(_, faces)| faces);
        let face = faces.filter(|face| face.index() == index);
        self.character_maps.extend(face.map(|face| (face, blob.clone())));
        if !self.families.iter().any(|known| known == family) {
            self.families.push(family.to_owned());
        }
    }

    fn has_glyph(&self, c: char) -> bool {
        self.character_maps.iter().any(|(face, blob)| {
            let map = face.charmap_index().charmap(blob.as_ref());
            map.and_then(|map| map.map(c)).is_some_and(|glyph| glyph != 0)
        })
    }

    /// Words in lines of at most this width.
    pub(crate) fn shape_lines(&mut self, words: &str, style: TextStyle, width: f32) -> Vec<ShapedLine> {
        let text: Rc<str> = words.chars().map(|c| self.record_missing_glyph(c)).collect::<String>().into();
        let mut layout = self.build_layout(&text, style);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        let mut lines = Vec::new();
        let rtl = layout.is_rtl();
        for line in layout.lines() {
            let metrics = line.metrics();
            let mut x = metrics.offset;
            let mut runs = Vec::new();
            for run in line.runs() {
                runs.extend(self.shape_run(&run, x));
                x += run.advance();
            }
            lines.push(ShapedLine {
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
    fn record_missing_glyph(&mut self, c: char) -> char {
        // Joiners and variation selectors are instructions, not letters.
        let silent = c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
        if !silent && !self.missing_glyphs.contains(&c) && !self.has_glyph(c) {
            self.missing_glyphs.insert(c);
        }
        c
    }

    fn build_layout(&mut self, text: &str, style: TextStyle) -> Layout<()> {
        let names = self.families.iter();
        let names: Vec<FontFamilyName> =
            names.map(|name| FontFamilyName::Named(Cow::Borrowed(name))).collect();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(names))));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(style.leading)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        if style.is_left_to_right {
            builder.set_base_direction(BaseDirection::Ltr);
        }
        let bold = style.bold_len.min(text.len());
        if bold > 0 {
            builder.push(StyleProperty::FontWeight(FontWeight::BOLD), 0..bold);
        }
        builder.build(text)
    }

    fn shape_run(&mut self, run: &Run<()>, x: f32) -> Option<GlyphRun> {
        let (data, id) = run.font().data.clone().into_raw_parts();
        let index = run.font().index;
        let font = match self.font_cache.get(&(id, index)) {
            Some(font) => font.clone(),
            None => {
                let font = Font::new(data.into(), index)?;
                self.font_cache.insert((id, index), font.clone());
                font
            }
        };
        let size = run.font_size();
        let mut glyphs: Vec<KrillaGlyph> = Vec::new();
        for cluster in run.visual_clusters() {
            if cluster.is_ligature_continuation() {
                if let Some(glyph) = glyphs.last_mut() {
                    glyph.text_range = join_ranges(&glyph.text_range, &cluster.text_range());
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
        (!glyphs.is_empty()).then_some(GlyphRun { font, size, x, glyphs })
    }
}

/// From right to left, the later part of a ligature comes first in the text.
fn join_ranges(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
