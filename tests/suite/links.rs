//! Which words are numbers to ring and pages to read, and where they stand on a picture.

use cuebook::tui::links::{Link, LinkTarget, find_links};
use cuebook::vocabulary::{guide_sources, support_file};
use ratatui::buffer::Buffer;

/// Rows of a screen.
fn picture(rows: &[&str]) -> Buffer {
    Buffer::with_lines(rows.to_vec())
}

fn uris(rows: &[&str], words: &str) -> Vec<String> {
    find_links(&picture(rows), &LinkTarget::list_in_words(words)).into_iter().map(|link| link.uri).collect()
}

#[test]
fn numbers_and_sites_are_found_in_words() {
    for (words, expected) in [
        ("116 123", vec!["tel:116123"]),
        ("0808 80 10 800", vec!["tel:08088010800"]),
        ("+44 20 7946 0000", vec!["tel:+442079460000"]),
        ("call or text 988", vec!["tel:988"]),
        ("1-800-799-7233, or text START to 88788", vec!["tel:18007997233"]),
        ("text SHOUT to 85258", vec![]),
        ("999 from a mobile, then 55", vec!["tel:999"]),
        ("pandasfoundation.org.uk", vec!["https://pandasfoundation.org.uk"]),
        ("Gran 020 7946 0000, after 18:00", vec!["tel:02079460000"]),
        ("room B12345, open 24/7", vec![]),
        ("\u{1b}]8;;https://evil\u{1b}\\", vec![]),
        ("see e.g. the book", vec![]),
    ] {
        assert_eq!(uris(&[words], words), expected, "{words}");
    }
}

#[test]
fn only_pages_of_https_without_anything_that_ends_a_link() {
    assert!(LinkTarget::page("https://www.nhs.uk/x?y=1#z").is_some());
    for address in [
        "http://x.org",
        "javascript:alert(1)",
        "https://x.org/\u{1b}\\",
        "https://x.org/a b",
        "https://ü.org",
        "ftp://x",
        "",
    ] {
        assert_eq!(LinkTarget::page(address), None, "{address:?}");
    }
    assert_eq!(LinkTarget::page(&format!("https://x.org/{}", "a".repeat(2_000))), None);
}

#[test]
fn a_number_inside_another_leads_nowhere() {
    for row in ["ring 0800 999 123", "ring 9990", "at 999-1", "B999", "ring 999 000"] {
        assert_eq!(uris(&[row], "999"), Vec::<String>::new(), "{row}");
    }
    assert_eq!(uris(&["In danger: ring 999 (England)"], "999"), ["tel:999"]);
}

#[test]
fn a_link_is_where_its_words_are_in_columns() {
    let links = find_links(&picture(&["", " 日本 116 123."]), &LinkTarget::list_in_words("116 123"));
    assert_eq!(links, [Link { row: 1, columns: 6..13, uri: "tel:116123".into() }]);
}

#[test]
fn an_address_that_goes_on_in_the_next_row_is_one_link() {
    let target = LinkTarget::page("https://www.nhs.uk/conditions/baby/support").unwrap();
    let rows = [
        " See https://www.nhs.uk/conditions/",
        "   baby/support and",
        " https://www.nhs.uk/conditions/other",
    ];
    let links = find_links(&picture(&rows), std::slice::from_ref(&target));
    let uri = "https://www.nhs.uk/conditions/baby/support".to_owned();
    assert_eq!(
        links,
        [Link { row: 0, columns: 5..35, uri: uri.clone() }, Link { row: 1, columns: 3..15, uri }]
    );
}

#[test]
fn every_line_of_support_leads_somewhere_unless_it_takes_texts_only() {
    for line in &support_file().line {
        let targets = LinkTarget::list_in_words(&line.contact);
        let texts_only = line.contact.starts_with("text ");
        assert_eq!(targets.is_empty(), texts_only, "{}: {}", line.name, line.contact);
    }
    assert!(guide_sources().filter(|source| LinkTarget::page(&source.address).is_some()).count() > 5);
}
