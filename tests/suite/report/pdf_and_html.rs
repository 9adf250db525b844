//! The page as PDF and HTML: the same bytes twice, every script a family has, and nothing that was typed does anything.
//! What only other programs can tell (order of words, fonts, a browser's requests) is looked at by tests/pages.sh.

use super::{born, fortnight, note, page_of, sums, whole};
use crate::support::stats_family::{BEN, all, local_time, slept_at, zone};
use cuebook::model::{Details, Entry};
use cuebook::report::{
    FORMATS, FallbackFont, PdfFile, Report, ReportEdits, ReportSection, render_html, render_markdown,
    render_pdf, render_text,
};
use proptest::prelude::{ProptestConfig, proptest};

fn made(page: &Report) -> PdfFile {
    render_pdf(page, &[]).unwrap()
}

/// A page of a baby of this name, with it as a question too.
fn named(name: &str) -> Report {
    let mut family = born();
    family.babies[0].name = Some(name.to_owned());
    let entries = [note("11-12 09:00", name, true)];
    let mut sums = sums(&entries);
    sums.baby = family.babies[0].display_name().to_owned();
    page_of(&family, &entries, &sums, &ReportSection::ALL[..1], None)
}

#[test]
fn a_pdf_is_the_same_bytes_twice_and_passes_its_checks() {
    let page = whole(&fortnight(), None);
    let first = made(&page);
    assert_eq!(first.bytes, made(&page).bytes);
    assert!(first.bytes.starts_with(b"%PDF-1.7") && first.bytes.len() < 300_000);
    assert!(first.is_pdf_ua && first.missing_glyphs.is_empty());
    assert_eq!(first.page_count, 1, "a fortnight fits on one sheet");
}

/// A whole fortnight of naps and nights, what was seen and touched, and six questions of two lines.
#[test]
fn a_fortnight_with_six_questions_is_one_sheet() {
    let mut entries = fortnight();
    for day in 8..=21 {
        let at = |clock: &str| local_time(&format!("11-{day:02} {clock}"));
        for (from, minutes) in [("09:00", 40), ("12:30", 75), ("16:00", 35), ("20:00", 600)] {
            let from = at(from);
            entries.push(slept_at(from, from.add_minutes(minutes, zone("Europe/London"))));
        }
    }
    let long = "is it all right that she wakes so early, and when would that change";
    entries.extend((1..6).map(|n| note(&format!("11-13 09:0{n}"), long, true)));
    let page =
        page_of(&born(), &entries, &all(&entries, "2026-11-08", "2026-11-22"), &ReportSection::ALL, None);
    let made = made(&page);
    assert_eq!((made.page_count, made.is_pdf_ua), (1, true));
}

#[test]
fn without_the_tick_a_check_in_changes_no_byte() {
    let entries = fortnight();
    let mine = |e: &&Entry| !matches!(e.details, Details::Checkin(_));
    let without: Vec<Entry> = entries.iter().filter(mine).cloned().collect();
    for format in FORMATS {
        let write = |entries: &[Entry], of| {
            let kept = format.render_report(&whole(entries, of), &mut |_| Vec::new());
            kept.unwrap().bytes
        };
        assert!(write(&entries, None) == write(&without, None), "{}", format.extension);
        assert!(write(&entries, Some(BEN)) != write(&entries, None), "{}", format.extension);
    }
}

#[test]
fn every_script_of_a_family_is_set_and_none_stops_it() {
    for name in [
        "Zo\u{eb} \u{141}ucja \u{c5}ngstr\u{f6}m \u{15e}irin \u{1e2}",
        "\u{395}\u{3bb}\u{3ad}\u{3bd}\u{3b7}",
        "\u{414}\u{430}\u{440}\u{44c}\u{44f} \u{407}\u{436}\u{430}\u{43a}",
        "\u{5dc}\u{5d9}\u{5d0}\u{5d5}\u{5e8}\u{5d4}",
        "\u{645}\u{627}\u{64a}\u{627} \u{645}\u{62d}\u{645}\u{651}\u{62f}",
        "Nguy\u{1ec5}n Th\u{1ecb}",
    ] {
        let made = made(&named(name));
        assert!(made.is_pdf_ua && made.missing_glyphs.is_empty(), "{name}: {}", made.missing_glyphs);
    }
    for (name, lacking) in [
        ("\u{65e5}\u{672c}", "\u{65e5}\u{672c}"),
        ("\u{d558}\u{b298}", "\u{b298}\u{d558}"),
        ("\u{928}\u{947}\u{939}\u{93e}", "\u{928}\u{939}\u{93e}\u{947}"),
        ("\u{e20}\u{e39}\u{e21}\u{e34}", "\u{e20}\u{e21}\u{e34}\u{e39}"),
        ("Bo \u{1f469}\u{200d}\u{1f37c}", "\u{1f37c}\u{1f469}"),
    ] {
        let page = named(name);
        let made = made(&page);
        assert_eq!(made.missing_glyphs, lacking, "a sign for them, and it is said");
        assert!(made.is_pdf_ua && made.bytes.starts_with(b"%PDF"), "the mark stays");
        assert!(render_html(&page).contains(name) && render_text(&page).contains(name));
    }
}

#[test]
fn a_font_that_is_handed_in_has_the_letters_the_others_lack() {
    let page = named("\u{d7}\u{2902}");
    assert_eq!(made(&page).missing_glyphs, "\u{2902}");
    let spare = FallbackFont { bytes: dejavu::serif::regular().to_vec(), index: 0 };
    let rubbish = FallbackFont { bytes: vec![7; 600], index: 3 };
    let helped = render_pdf(&page, &[rubbish.clone(), spare]).unwrap();
    assert!(helped.missing_glyphs.is_empty() && helped.is_pdf_ua);
    assert_eq!(render_pdf(&page, &[rubbish]).unwrap().missing_glyphs, "\u{2902}");
    let mut asked = String::new();
    let kept = FORMATS[0].render_report(&page, &mut |letters| {
        letters.clone_into(&mut asked);
        Vec::new()
    });
    assert_eq!((asked.as_str(), kept.unwrap().missing_glyphs.as_str()), ("\u{2902}", "\u{2902}"));
}

#[test]
fn what_was_typed_does_nothing() {
    let evil =
        "<script>x</script> \"><img src=//y onerror=z> ](javascript:alert) &lt; \u{202e}\u{1b}[2J \u{0}";
    let page = named(evil);
    let sheet = render_html(&page);
    assert_eq!(sheet.matches("&lt;script&gt;").count(), 3, "title, heading and question");
    for tag in
        ["<script", "<img", "javascript:alert\"", "src=\"", "href=", "url(", "@import", "http:", "https:"]
    {
        assert!(!sheet.contains(tag), "{tag}");
    }
    assert!(sheet.contains("default-src &#39;none&#39;") || sheet.contains("default-src 'none'"));
    assert!(sheet.contains("&amp;lt;"));
    let md = render_markdown(&page);
    assert!(md.contains("\\<script\\>") && md.contains("\\](javascript"));
    for format in [sheet, md, render_text(&page)] {
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!format.contains(steers));
    }
    made(&page);
}

#[test]
fn however_much_is_written_it_goes_on_another_sheet() {
    let mut entries: Vec<Entry> = (0..60).map(|_| note("11-12 09:00", "one more thing", true)).collect();
    entries.push(note("11-12 10:00", &"and a very long one ".repeat(600), true));
    entries.push(note("11-12 10:00", &"x".repeat(9000), true));
    let made_of = made(&whole(&entries, None));
    assert!(made_of.is_pdf_ua && made_of.page_count > 3, "{}", made_of.page_count);
    let nights: Vec<Entry> = (1..=28)
        .flat_map(|day| [6, 7, 8, 9, 10].map(|month| (day, month)))
        .map(|(day, month)| {
            let evening = local_time(&format!("{month:02}-{day:02} 20:00"));
            slept_at(evening, evening.add_minutes(600, zone("Europe/London")))
        })
        .collect();
    let half_a_year = all(&nights, "2026-06-01", "2026-11-22");
    let page = page_of(&born(), &nights, &half_a_year, &ReportSection::ALL, None);
    let many = made(&page);
    assert!(many.is_pdf_ua && many.page_count > 1);
    let years = all(&nights, "2022-01-01", "2026-11-22");
    let page = page_of(&born(), &nights, &years, &ReportSection::ALL, None);
    // Weeks of which nothing was written take no room.
    assert_eq!(made(&page).page_count, many.page_count);
    let empty = made(&page_of(&born(), &[], &sums(&[]), &[], None));
    assert!(empty.is_pdf_ua && empty.page_count == 1);
}

#[test]
fn a_page_of_which_everything_was_struck_is_still_a_page() {
    let page = whole(&fortnight(), Some(BEN));
    let mut edits = ReportEdits::default();
    for line in page.header.iter().chain(&page.footer) {
        edits.toggle_struck(&line.id);
    }
    for part in &page.parts {
        edits.toggle_struck(&part.title.id);
    }
    let bare = page.apply_edits(&edits);
    let made = made(&bare);
    assert!(made.is_pdf_ua && made.page_count == 1);
    assert!(render_html(&bare).contains("<h1"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_name_stops_a_page(name in "\\PC{0,12}[\\s\\S]{0,4}") {
        let page = named(&name);
        assert!(made(&page).page_count > 0);
        assert!(render_html(&page).contains("</html>"));
    }
}
