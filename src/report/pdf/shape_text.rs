//! Words set in type: shaped, broken into lines, measured, and ready to be drawn. Where they stand on a sheet is
//! decided in `block_layout` and `paginate`.

use crate::text::script_language::{find_foreign_spans, find_language};
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
pub(crate) struct GlyphRun {
    /// Where its first letter stands in the text, by which runs are read in order.
    text_start: usize,
    pub spoken: SpokenText,
    font: Font,
    size: f32,
    x: f32,
    glyphs: Vec<KrillaGlyph>,
}

/// What a reader hears of letters beside the letters themselves.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct SpokenText {
    /// Where the script says it.
    pub language: Option<&'static str>,
    /// What was typed, where no font has it and [`SUBSTITUTE`] stands in its place.
    pub actual_text: Option<Rc<str>>,
}

/// Stands for letters that no font has. A box, the font's own sign for them, may not stand in an accessible PDF.
const SUBSTITUTE: &str = "[?]";

impl ShapedLine {
    pub(crate) fn draw(&self, surface: &mut krilla::surface::Surface, x: f32, y: f32) {
        self.draw_runs(&self.runs, surface, x, y);
    }

    /// Its runs in the order in which they are read, those together that are spoken alike.
    pub(crate) fn spoken_groups(&self) -> impl Iterator<Item = &[GlyphRun]> {
        self.runs.chunk_by(|a, b| a.spoken == b.spoken)
    }

    /// Draws some of its runs; `x` is where the whole line begins.
    pub(crate) fn draw_runs(
        &self,
        runs: &[GlyphRun],
        surface: &mut krilla::surface::Surface,
        x: f32,
        y: f32,
    ) {
        for run in runs {
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
    /// Letters no font has; a sign stands for them.
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
        let shown = self.replace_missing_glyphs(words, style.bold_len);
        let text = Rc::clone(&shown.text);
        let mut layout = self.build_layout(&text, TextStyle { bold_len: shown.bold_len, ..style });
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        let mut lines = Vec::new();
        let rtl = layout.is_rtl();
        for line in layout.lines() {
            let metrics = line.metrics();
            let mut x = metrics.offset;
            let mut runs = Vec::new();
            for run in line.runs() {
                runs.extend(self.shape_run(&run, x, &shown));
                x += run.advance();
            }
            runs.sort_by_key(|run| run.text_start);
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

    /// The words as they are drawn, with a sign for every stretch of letters that no font has.
    fn replace_missing_glyphs(&mut self, words: &str, bold_len: usize) -> ShownText {
        let mut shown = ShownText { bold_len, ..ShownText::default() };
        if words.is_ascii() {
            shown.text = words.into();
            return shown;
        }
        let mut text = String::with_capacity(words.len());
        let mut missing = String::new();
        let mut flush = |text: &mut String, missing: &mut String| {
            if !missing.is_empty() {
                let from = text.len();
                text.push_str(SUBSTITUTE);
                shown.replaced.push((from..text.len(), std::mem::take(missing).into()));
            }
        };
        for (at, c) in words.char_indices() {
            // Joiners and variation selectors are instructions, not letters: they go with the letter before them.
            let is_instruction = matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
            if is_instruction && !missing.is_empty() || !is_instruction && self.is_missing(c) {
                missing.push(c);
            } else {
                flush(&mut text, &mut missing);
                text.push(c);
            }
            if at < bold_len && bold_len <= at + c.len_utf8() {
                flush(&mut text, &mut missing);
                shown.bold_len = text.len();
            }
        }
        flush(&mut text, &mut missing);
        shown.foreign = find_foreign_spans(&text);
        shown.text = text.into();
        shown
    }

    /// Whether no font has a letter, which is remembered.
    fn is_missing(&mut self, c: char) -> bool {
        let is_missing =
            !c.is_ascii() && !c.is_whitespace() && (self.missing_glyphs.contains(&c) || !self.has_glyph(c));
        if is_missing {
            self.missing_glyphs.insert(c);
        }
        is_missing
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

    /// A run of one font, parted where what a reader hears changes.
    fn shape_run(&mut self, run: &Run<()>, x: f32, shown: &ShownText) -> Vec<GlyphRun> {
        let Some(font) = self.find_font(run) else {
            return Vec::new();
        };
        let size = run.font_size();
        let mut runs: Vec<GlyphRun> = Vec::new();
        let mut at = x;
        for cluster in run.visual_clusters() {
            let range = cluster.text_range();
            if cluster.is_ligature_continuation() {
                if let Some(glyph) = runs.last_mut().and_then(|run| run.glyphs.last_mut()) {
                    glyph.text_range = join_ranges(&glyph.text_range, &range);
                }
                continue;
            }
            let spoken = shown.find_spoken(range.start);
            if runs.last().is_none_or(|run| run.spoken != spoken) {
                let glyphs = Vec::new();
                let text_start = range.start;
                runs.push(GlyphRun { text_start, spoken, font: font.clone(), size, x: at, glyphs });
            }
            at += cluster.advance();
            if let Some(run) = runs.last_mut() {
                run.text_start = run.text_start.min(range.start);
                run.glyphs.extend(cluster.glyphs().map(|glyph| {
                    let [advance, x, y] = [glyph.advance, glyph.x, glyph.y].map(|points| points / size);
                    KrillaGlyph::new(GlyphId::new(glyph.id), advance, x, y, 0.0, range.clone(), None)
                }));
            }
        }
        runs.retain(|run| !run.glyphs.is_empty());
        runs
    }

    fn find_font(&mut self, run: &Run<()>) -> Option<Font> {
        let (data, id) = run.font().data.clone().into_raw_parts();
        let index = run.font().index;
        match self.font_cache.get(&(id, index)) {
            Some(font) => Some(font.clone()),
            None => {
                let font = Font::new(data.into(), index)?;
                self.font_cache.insert((id, index), font.clone());
                Some(font)
            }
        }
    }
}

/// Words as they are drawn, and what of them is read otherwise.
#[derive(Default)]
struct ShownText {
    text: Rc<str>,
    /// Bytes of it that are bold.
    bold_len: usize,
    /// Where a sign stands for letters that no font has, and those letters.
    replaced: Vec<(Range<usize>, Rc<str>)>,
    foreign: Vec<(Range<usize>, &'static str)>,
}

impl ShownText {
    fn find_spoken(&self, at: usize) -> SpokenText {
        if let Some((_, letters)) = self.replaced.iter().find(|(range, _)| range.contains(&at)) {
            return SpokenText { language: find_language(letters), actual_text: Some(Rc::clone(letters)) };
        }
        let language = self.foreign.iter().find(|(range, _)| range.contains(&at)).map(|(_, tag)| *tag);
        SpokenText { language, actual_text: None }
    }
}

/// From right to left, the later part of a ligature comes first in the text.
fn join_ranges(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
