//! Words in another script carry their language, as far as the script tells it; letters without a font keep the page
//! accessible.

use super::{born, note, page_of, sums};
use cuebook::report::{FORMATS, ReportSection, render_html, render_pdf};

fn html_of(words: &str) -> String {
    let entries = [note("11-12 09:00", words, true)];
    render_html(&page_of(&born(), &entries, &sums(&entries), &ReportSection::ALL[..1], None))
}

#[test]
fn a_script_names_the_language_only_where_it_leaves_no_doubt() {
    for (words, tag) in [
        ("\u{395}\u{3bb}\u{3ad}\u{3bd}\u{3b7}", "el"),
        ("\u{5dc}\u{5d9}\u{5d0}\u{5d5}\u{5e8}\u{5d4}", "he"),
        ("\u{645}\u{631}\u{64a}\u{645}", "ar"),
        // As it is written in Arabic, in Persian and in Urdu.
        ("\u{646}\u{648}\u{631}", "und-Arab"),
        ("\u{645}\u{631}\u{6cc}\u{645}", "und-Arab"),
        ("\u{414}\u{430}\u{440}\u{44c}\u{44f} \u{418}\u{432}\u{430}", "und-Cyrl"),
        ("\u{e20}\u{e39}\u{e21}\u{e34}", "th"),
        ("\u{d558}\u{b298}", "ko"),
        ("\u{65e5}\u{672c}", "und-Hani"),
        ("\u{7720}\u{3044}\u{8d64}\u{3061}\u{3083}\u{3093}", "ja"),
        ("\u{5b9d}\u{5b9d}\u{665a}\u{4e0a}\u{4e3a}\u{4ec0}\u{4e48}\u{54ed}", "zh"),
        ("\u{928}\u{947}\u{939}\u{93e}", "und-Deva"),
    ] {
        let sheet = html_of(&format!("Is {words} all right?"));
        let wanted = format!("Is <span lang=\"{tag}\">{words}</span> all right?");
        assert!(sheet.contains(&wanted), "{words}: {sheet}");
    }
    for plain in ["Nguy\u{1ec5}n Th\u{1ecb}", "\u{141}ucja", "Zo\u{eb}", "5 \u{b5}g", "\u{1fac2}"] {
        assert!(!html_of(plain).contains("<span lang"), "{plain}");
    }
}

#[test]
fn words_keep_their_places_when_letters_have_no_font() {
    // Every stretch of such letters is one sign; a label before them stays bold to its end.
    let words =
        "\u{e20}\u{e39}\u{e21}\u{e34} and \u{65e5}\u{672c} \u{5dc}\u{5d9} x \u{1f469}\u{200d}\u{1f37c}.";
    let entries = [note("11-12 09:00", words, true)];
    let page = page_of(&born(), &entries, &sums(&entries), &ReportSection::ALL[..1], None);
    let made = render_pdf(&page, &[]).unwrap();
    assert!(made.is_pdf_ua, "the mark stays");
    assert_eq!(made.missing_glyphs.chars().count(), 8);
    let file = FORMATS[0].render_report(&page, &mut |_| Vec::new()).unwrap();
    assert!(!file.lacks_accessibility_mark);
}
