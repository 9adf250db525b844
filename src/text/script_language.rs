//! The language of words in another script than ours, as far as the script tells: a screen reader then knows which voice
//! to read them in. Languages that share a script are told apart only where the letters leave no doubt; else the
//! tag names the script (BCP 47, `und-Cyrl`). Words in Latin letters are never guessed at.

use std::ops::Range;

/// The tags that scripts stand for, by their letters' code points; kana stands as Japanese, Han is looked at again.
const SCRIPTS: &[(u32, u32, &str)] = &[
    (0x0370, 0x03ff, "el"),
    (0x0400, 0x052f, "und-Cyrl"),
    (0x0531, 0x058f, "hy"),
    (0x0591, 0x05f4, "he"),
    (0x0620, 0x06ff, ARABIC),
    (0x0750, 0x077f, ARABIC),
    (0x08a0, 0x08ff, ARABIC),
    (0x0900, 0x097f, "und-Deva"),
    (0x0980, 0x09ff, "und-Beng"),
    (0x0a00, 0x0a7f, "pa"),
    (0x0a80, 0x0aff, "gu"),
    (0x0b80, 0x0bff, "ta"),
    (0x0c00, 0x0c7f, "te"),
    (0x0c80, 0x0cff, "kn"),
    (0x0d00, 0x0d7f, "ml"),
    (0x0d80, 0x0dff, "si"),
    (0x0e01, 0x0e5b, "th"),
    (0x0e80, 0x0eff, "lo"),
    (0x1000, 0x109f, "und-Mymr"),
    (0x10a0, 0x10ff, "ka"),
    (0x1100, 0x11ff, "ko"),
    (0x1200, 0x137f, "und-Ethi"),
    (0x1780, 0x17ff, "km"),
    (0x1f00, 0x1fff, "el"),
    (0x3040, 0x30ff, KANA),
    (0x3130, 0x318f, "ko"),
    (0x3400, 0x9fff, HAN),
    (0xac00, 0xd7a3, "ko"),
    (0xf900, 0xfaff, HAN),
    (0xfb1d, 0xfb4f, "he"),
    (0xfb50, 0xfdff, ARABIC),
    (0xfe70, 0xfefc, ARABIC),
    (0x20000, 0x323af, HAN),
];

const ARABIC: &str = "und-Arab";
const HAN: &str = "und-Hani";
const KANA: &str = "ja";
/// So many Han letters without any kana are Chinese; fewer may be a name in either language.
const MIN_CHINESE_LETTERS: usize = 8;

fn script_tag(c: char) -> Option<&'static str> {
    let code = u32::from(c);
    if code < 0x370 {
        return None;
    }
    let row = SCRIPTS.partition_point(|(_, last, _)| *last < code);
    SCRIPTS.get(row).filter(|(first, ..)| *first <= code).map(|(.., tag)| *tag)
}

/// The stretches of another script with their language tags, in order. Spaces, signs and digits inside a stretch
/// belong to it.
pub(crate) fn find_foreign_spans(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut spans: Vec<(Range<usize>, &'static str)> = Vec::new();
    if text.is_ascii() {
        return spans;
    }
    let mut goes_on = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let tag = script_tag(c);
        match (tag, spans.last_mut()) {
            (Some(tag), Some((range, last))) if goes_on && are_one_script(tag, last) => range.end = end,
            (Some(tag), _) => spans.push((at..end, tag)),
            (None, _) if !c.is_alphabetic() => continue,
            (None, _) => {}
        }
        goes_on = tag.is_some();
    }
    for (range, tag) in &mut spans {
        *tag = refine_tag(tag, &text[range.clone()], text);
    }
    spans
}

/// The language of a text that is all of one script.
pub(crate) fn find_language(text: &str) -> Option<&'static str> {
    find_foreign_spans(text).first().map(|(_, tag)| *tag)
}

/// The text cut into stretches of ours, without a tag, and of others.
pub(crate) fn split_by_language(text: &str) -> Vec<(&str, Option<&'static str>)> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (range, tag) in find_foreign_spans(text) {
        parts.push((&text[from..range.start], None));
        parts.push((&text[range.clone()], Some(tag)));
        from = range.end;
    }
    parts.push((&text[from..], None));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// Japanese is written in kana and Han together.
fn are_one_script(a: &str, b: &str) -> bool {
    a == b || [a, b].iter().all(|tag| [KANA, HAN].contains(tag))
}

fn refine_tag(tag: &'static str, span: &str, text: &str) -> &'static str {
    let has = |wanted: &'static str| text.chars().any(|c| script_tag(c) == Some(wanted));
    match tag {
        ARABIC if is_surely_arabic(span) => "ar",
        HAN | KANA if has(KANA) => KANA,
        HAN if !has("ko")
            && span.chars().filter(|c| script_tag(*c) == Some(HAN)).count() >= MIN_CHINESE_LETTERS =>
        {
            "zh"
        }
        tag => tag,
    }
}

/// All letters are of the Arabic alphabet, and one is written otherwise in the other languages of this script.
fn is_surely_arabic(span: &str) -> bool {
    let mut letters = span.chars().filter(|c| script_tag(*c) == Some(ARABIC) && c.is_alphabetic());
    letters.clone().all(|c| ('\u{0621}'..='\u{0652}').contains(&c))
        && letters.any(|c| matches!(c, 'أ' | 'إ' | 'ة' | 'ك' | 'ى' | 'ي'))
}
