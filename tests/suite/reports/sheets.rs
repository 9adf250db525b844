//! The page as PDF and HTML: the same bytes twice, every script a family has, and nothing that was typed does anything.
//! What only other programs can tell (order of words, fonts, a browser's requests) is looked at by tests/pages.sh.

use super::{born, fortnight, note, page_of, sums, whole};
use crate::numbers::{BEN, all, slept};
use cuebook::journal::{Entry, What};
use cuebook::report::{Edits, Format, Page, Pdf, Section, Spare, html, markdown, pdf, text};
use proptest::prelude::{ProptestConfig, proptest};

fn made(page: &Page) -> Pdf {
    pdf(page, &[]).unwrap()
}

/// A page of a baby of this name, with it as a question too.
fn named(name: &str) -> Page {
    let mut family = born();
    family.babies[0].name = Some(name.to_owned());
    let entries = [note("11-12 09:00", name, true)];
    let mut sums = sums(&entries);
    sums.baby = family.babies[0].called().to_owned();
    page_of(&family, &entries, &sums, &Section::ALL[..1], None)
}

#[test]
fn a_pdf_is_the_same_bytes_twice_and_passes_its_checks() {
    let page = whole(&fortnight(), None);
    let first = made(&page);
    assert_eq!(first.bytes, made(&page).bytes);
    assert!(first.bytes.starts_with(b"%PDF-1.7") && first.bytes.len() < 300_000);
    assert!(first.passes && first.lacking.is_empty());
    assert_eq!(first.sheets, 1, "a fortnight fits on one sheet");
}

#[test]
fn without_the_tick_a_check_in_changes_no_byte() {
    let entries = fortnight();
    let mine = |e: &&Entry| !matches!(e.what, What::Checkin(_));
    let without: Vec<Entry> = entries.iter().filter(mine).cloned().collect();
    for format in Format::ALL {
        let write = |entries: &[Entry], of| {
            let kept = format.write(&whole(entries, of), |_| Vec::new());
            kept.unwrap().bytes
        };
        assert!(write(&entries, None) == write(&without, None), "{format:?}");
        assert!(write(&entries, Some(BEN)) != write(&entries, None), "{format:?}");
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
        assert!(made.passes && made.lacking.is_empty(), "{name}: {}", made.lacking);
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
        assert_eq!(made.lacking, lacking, "a box, and it is said");
        assert!(!made.passes && made.bytes.starts_with(b"%PDF"));
        assert!(html(&page).contains(name) && text(&page).contains(name));
    }
}

#[test]
fn a_font_that_is_handed_in_has_the_letters_the_others_lack() {
    let page = named("\u{d7}\u{2902}");
    assert_eq!(made(&page).lacking, "\u{2902}");
    let spare = Spare { bytes: dejavu::serif::regular().to_vec(), index: 0 };
    let rubbish = Spare { bytes: vec![7; 600], index: 3 };
    let helped = pdf(&page, &[rubbish.clone(), spare]).unwrap();
    assert!(helped.lacking.is_empty() && helped.passes);
    assert_eq!(pdf(&page, &[rubbish]).unwrap().lacking, "\u{2902}");
    let mut asked = String::new();
    let kept = Format::Pdf.write(&page, |letters| {
        letters.clone_into(&mut asked);
        Vec::new()
    });
    assert_eq!((asked.as_str(), kept.unwrap().lacking.as_str()), ("\u{2902}", "\u{2902}"));
}

#[test]
fn what_was_typed_does_nothing() {
    let evil =
        "<script>x</script> \"><img src=//y onerror=z> ](javascript:alert) &lt; \u{202e}\u{1b}[2J \u{0}";
    let page = named(evil);
    let sheet = html(&page);
    assert_eq!(sheet.matches("&lt;script&gt;").count(), 4, "title, heading, name and question");
    for tag in
        ["<script", "<img", "javascript:alert\"", "src=\"", "href=", "url(", "@import", "http:", "https:"]
    {
        assert!(!sheet.contains(tag), "{tag}");
    }
    assert!(sheet.contains("default-src &#39;none&#39;") || sheet.contains("default-src 'none'"));
    assert!(sheet.contains("&amp;lt;"));
    let md = markdown(&page);
    assert!(md.contains("\\<script\\>") && md.contains("\\](javascript"));
    for format in [sheet, md, text(&page)] {
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
    assert!(made_of.passes && made_of.sheets > 3, "{}", made_of.sheets);
    let nights: Vec<Entry> = (1..=28)
        .flat_map(|day| [6, 7, 8, 9, 10].map(|month| (day, month)))
        .map(|(day, month)| {
            slept(&format!("{month:02}-{day:02} 20:00"), &format!("{month:02}-{day:02} 23:00"))
        })
        .collect();
    let half_a_year = all(&nights, "2026-06-01", "2026-11-22");
    let page = page_of(&born(), &nights, &half_a_year, &Section::ALL, None);
    let many = made(&page);
    assert!(many.passes && many.sheets > 1);
    let years = all(&nights, "2022-01-01", "2026-11-22");
    let page = page_of(&born(), &nights, &years, &Section::ALL, None);
    assert!(made(&page).sheets > many.sheets + 5, "no row is lost off a sheet");
    let empty = made(&page_of(&born(), &[], &sums(&[]), &[], None));
    assert!(empty.passes && empty.sheets == 1);
}

#[test]
fn a_page_of_which_everything_was_struck_is_still_a_page() {
    let page = whole(&fortnight(), Some(BEN));
    let mut edits = Edits::default();
    for line in page.head.iter().chain(&page.foot) {
        edits.strike(&line.key);
    }
    for part in &page.parts {
        edits.strike(&part.title.key);
    }
    let bare = page.edited(&edits);
    let made = made(&bare);
    assert!(made.passes && made.sheets == 1);
    assert!(html(&bare).contains("<h1>"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_name_stops_a_page(name in "\\PC{0,12}[\\s\\S]{0,4}") {
        let page = named(&name);
        assert!(made(&page).sheets > 0);
        assert!(html(&page).contains("</html>"));
    }
}
