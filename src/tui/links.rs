//! Numbers to ring and pages to read as links of the terminal's own (OSC 8): only what a screen names, only `tel:` and
//! `https:`, and nothing in them that could end the link or steer a terminal.

use crate::text::width::display_width;
use ratatui::buffer::Buffer;
use std::ops::Range;

/// Text on a screen and where it leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkTarget {
    shown: String,
    uri: String,
}

/// A part of a row and where it leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    pub row: u16,
    pub columns: Range<u16>,
    pub uri: String,
}

/// Longer ones are cut off by terminals.
const MAX_URI_BYTES: usize = 2_000;

/// So much of an address at the end of a row is the beginning of one that goes on below.
const MIN_WRAPPED_BYTES: usize = 12;

/// The fewest digits of a number to ring.
const MIN_DIGITS: usize = 3;

impl LinkTarget {
    /// A page, by its whole address; none for anything but `https:`.
    pub fn page(address: &str) -> Option<Self> {
        Self::to(address, address.to_owned())
    }

    fn is_number(&self) -> bool {
        self.uri.starts_with("tel:")
    }

    fn to(shown: &str, uri: String) -> Option<Self> {
        let is_known = uri.starts_with("https://") || uri.starts_with("tel:");
        let is_safe = uri.len() <= MAX_URI_BYTES && uri.bytes().all(|byte| byte.is_ascii_graphic());
        (is_known && is_safe).then(|| Self { shown: shown.to_owned(), uri })
    }

    /// The numbers to ring and the sites in words such as `call or text 988` or `bliss.org.uk`. A number that takes texts
    /// only is left as it is.
    pub fn list_in_words(words: &str) -> Vec<Self> {
        let mut targets = Vec::new();
        for clause in words.split([',', ';', '(', ')']) {
            let takes_texts_only = clause.contains("text") && !clause.contains("call");
            targets.extend(numbers_in(clause).into_iter().filter(|_| !takes_texts_only));
            targets.extend(clause.split_whitespace().filter(|word| is_site(word)).filter_map(|site| {
                let site = site.trim_end_matches('.');
                Self::to(site, format!("https://{site}"))
            }));
        }
        targets
    }
}

/// `0808 808 8000`, `+44 20 7946 0000`, `1-800-799-7233`.
fn numbers_in(clause: &str) -> Vec<LinkTarget> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+');
    let (mut numbers, mut next) = (Vec::new(), 0);
    for piece in clause.split_inclusive(|c| !is_part(c)) {
        let at = next;
        next += piece.len();
        let from_digit = piece.trim_start_matches([' ', '-']);
        let shown = from_digit.trim_end_matches(|c: char| !c.is_ascii_digit());
        let begins = at + piece.len() - from_digit.len();
        let is_in_word = clause[..begins].ends_with(|c: char| c.is_alphanumeric() || c == ':')
            || clause[begins + shown.len()..].starts_with(|c: char| c.is_alphanumeric() || c == ':');
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < MIN_DIGITS || is_in_word || shown.rfind('+') > Some(0) {
            continue;
        }
        let plus = if shown.starts_with('+') { "+" } else { "" };
        numbers.extend(LinkTarget::to(shown, format!("tel:{plus}{digits}")));
    }
    numbers
}

/// `twinstrust.org`: labels of letters with dots between, the last of letters only.
fn is_site(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    word.contains('.')
        && word.split('.').all(is_label)
        && word
            .rsplit('.')
            .next()
            .is_some_and(|last| last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// Where a finished picture shows what can be followed; an address may go on in the next row.
pub fn find_links(buffer: &Buffer, targets: &[LinkTarget]) -> Vec<Link> {
    if targets.is_empty() {
        return Vec::new();
    }
    let mut longest_first: Vec<&LinkTarget> = targets.iter().collect();
    longest_first.sort_by_key(|target| std::cmp::Reverse(target.shown.len()));
    let rows: Vec<(u16, String)> = buffer.area.rows().map(|row| (row.y, row_text(buffer, row.y))).collect();
    let mut links: Vec<Link> = Vec::new();
    for target in longest_first {
        for (index, (y, text)) in rows.iter().enumerate() {
            for (at, shown) in text.match_indices(target.shown.as_str()) {
                let (before, after) = (&text[..at], &text[at + shown.len()..]);
                let ends_apart = is_apart(before.chars().next_back()) && is_apart(after.chars().next());
                if ends_apart && !(target.is_number() && is_in_longer_number(before, after)) {
                    push_link(&mut links, *y, before, shown, target);
                }
            }
            push_wrapped(&mut links, &rows[index..], target);
        }
    }
    links
}

/// Whether a number or an address may end beside this sign.
fn is_apart(sign: Option<char>) -> bool {
    !sign.is_some_and(|sign| sign.is_alphanumeric() || matches!(sign, '/' | '-' | '_' | '@' | '+'))
}

/// `999` in `0800 999 123` leads nowhere.
fn is_in_longer_number(before: &str, after: &str) -> bool {
    before.trim_end().ends_with(|c: char| c.is_ascii_digit())
        || after.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

fn push_link(links: &mut Vec<Link>, row: u16, before: &str, shown: &str, target: &LinkTarget) {
    let from = u16::try_from(display_width(before)).unwrap_or(u16::MAX);
    let columns = from..from.saturating_add(u16::try_from(display_width(shown)).unwrap_or(0));
    let overlaps =
        |link: &Link| link.row == row && link.columns.start < columns.end && columns.start < link.columns.end;
    if !links.iter().any(overlaps) {
        links.push(Link { row, columns, uri: target.uri.clone() });
    }
}

/// An address that begins in the first of these rows and goes on below it.
fn push_wrapped(links: &mut Vec<Link>, rows: &[(u16, String)], target: &LinkTarget) {
    let mut rest = target.shown.as_str();
    let mut pieces: Vec<(u16, &str, &str)> = Vec::new();
    for (y, text) in rows {
        let text = text.trim_end();
        let at = match pieces.is_empty() {
            true => text.rfind("https://"),
            false => Some(text.len() - text.trim_start().len()),
        };
        let Some((before, piece)) = at.map(|at| text.split_at(at)) else {
            return;
        };
        let piece = piece.split_whitespace().next().unwrap_or("");
        let is_first = pieces.is_empty();
        if piece.is_empty() || (is_first && (piece.len() < MIN_WRAPPED_BYTES || piece == rest)) {
            return;
        }
        let Some(after) = rest.strip_prefix(piece) else {
            return;
        };
        pieces.push((*y, before, piece));
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    if rest.is_empty() {
        pieces.into_iter().for_each(|(y, before, piece)| push_link(links, y, before, piece, target));
    }
}

fn row_text(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = buffer.area.left();
    while let Some(cell) = buffer.cell((x, y)).filter(|_| x < buffer.area.right()) {
        text.push_str(cell.symbol());
        x += u16::try_from(display_width(cell.symbol())).unwrap_or(1).max(1);
    }
    text
}
