//! The terminal is asked for its ground (OSC 11) and answers among the keys, sooner or later or never. Nothing waits for
//! it: what was typed goes on being heard, and the answer is taken out of the keys it would be read as, however late and in
//! however many pieces it comes.

use crate::tui::theme::contrast::Rgb;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// The question. Terminals end their answer as it ends, in one byte.
const QUESTION: &[u8] = b"\x1b]11;?\x07";

/// How an answer begins.
const BEGINNING: &str = "\x1b]11;";

/// A key that may begin an answer is held back so long for what follows it.
pub const HOLD_WAIT: Duration = Duration::from_millis(25);

/// How long after the question `esc` may be the first piece of an answer.
const SPLIT_WAIT: Duration = Duration::from_secs(3);

/// Pieces of one answer are not further apart.
pub const PIECE_WAIT: Duration = Duration::from_secs(2);

/// Longer than any answer.
const MAX_ANSWER_CHARS: usize = 64;

/// What the keys spell so far.
#[derive(PartialEq, Debug)]
enum Reading {
    /// Keys.
    No,
    /// May become an answer; certainly one or perhaps.
    Begun { is_certain: bool },
    /// An answer, and the ground where it can be read.
    Whole(Option<Rgb>),
}

/// Takes the answer out of the keys.
#[derive(Default)]
pub struct GroundAnswer {
    /// The question was put, by this process at some time: a second answer is no key either.
    is_asked: bool,
    /// When it was put; none once it is answered.
    asked_at: Option<Instant>,
    held: Vec<Event>,
    spelled: String,
    last_piece_at: Option<Instant>,
}

/// What comes of an event.
#[derive(PartialEq, Debug)]
pub enum Heard {
    Event(Event),
    Ground(Rgb),
}

impl GroundAnswer {
    /// The question was put at this moment.
    pub fn awaited(asked_at: Instant) -> Self {
        Self { is_asked: true, asked_at: Some(asked_at), ..Self::default() }
    }

    /// Puts the question.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn ask(out: &mut impl Write) -> io::Result<Self> {
        out.write_all(QUESTION)?;
        out.flush()?;
        Ok(Self::awaited(Instant::now()))
    }

    /// Whether keys are held back that may be keys after all.
    pub fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// Since when an answer is awaited.
    pub fn awaited_since(&self) -> Option<Instant> {
        self.asked_at
    }

    /// Takes an event; what is heard of it and of what was held back.
    pub fn take(&mut self, event: Event, now: Instant) -> Vec<Heard> {
        if !self.is_asked {
            return vec![Heard::Event(event)];
        }
        if self.last_piece_at.is_some_and(|last| now.saturating_duration_since(last) > PIECE_WAIT) {
            self.forget_pieces();
        }
        let Some(piece) = spell(&event) else {
            return match event {
                // Of a key that was held back.
                Event::Key(KeyEvent { kind: KeyEventKind::Release, .. }) => vec![Heard::Event(event)],
                _ => self.give_up(event),
            };
        };
        let may_be_split =
            self.asked_at.is_some_and(|asked_at| now.saturating_duration_since(asked_at) <= SPLIT_WAIT);
        if self.spelled.is_empty() && !(piece == "\x1b]" || (piece == "\x1b" && may_be_split)) {
            return vec![Heard::Event(event)];
        }
        self.spelled.push_str(&piece);
        match read_answer(&self.spelled) {
            Reading::Whole(ground) => {
                self.forget_pieces();
                self.asked_at = None;
                ground.map(Heard::Ground).into_iter().collect()
            }
            Reading::Begun { is_certain } => {
                self.last_piece_at = Some(now);
                if is_certain {
                    self.held.clear();
                } else {
                    self.held.push(event);
                }
                Vec::new()
            }
            Reading::No => {
                self.spelled.truncate(self.spelled.len() - piece.len());
                self.give_up(event)
            }
        }
    }

    /// Nothing came after what was held back: it was keys.
    pub fn release(&mut self) -> Vec<Heard> {
        if self.held.is_empty() {
            return Vec::new();
        }
        let held = std::mem::take(&mut self.held);
        self.forget_pieces();
        held.into_iter().map(Heard::Event).collect()
    }

    fn give_up(&mut self, event: Event) -> Vec<Heard> {
        let mut heard = self.release();
        self.forget_pieces();
        heard.push(Heard::Event(event));
        heard
    }

    fn forget_pieces(&mut self) {
        self.held.clear();
        self.spelled.clear();
        self.last_piece_at = None;
    }
}

/// The bytes that a key was read from, as far as an answer may hold them.
fn spell(event: &Event) -> Option<String> {
    let Event::Key(KeyEvent { code, modifiers, kind, .. }) = event else {
        return None;
    };
    if *kind == KeyEventKind::Release {
        return None;
    }
    match (code, *modifiers) {
        (KeyCode::Esc, KeyModifiers::NONE) => Some("\x1b".into()),
        (KeyCode::Char(c), KeyModifiers::NONE | KeyModifiers::SHIFT) if c.is_ascii() => Some((*c).into()),
        (KeyCode::Char(c), KeyModifiers::ALT) if c.is_ascii() => Some(format!("\x1b{c}")),
        (KeyCode::Char('g'), KeyModifiers::CONTROL) => Some("\x07".into()),
        _ => None,
    }
}

/// Reads `ESC ] 11 ; rgb:ffff/ffff/dddd BEL`, or the same ended by `ESC \\`.
fn read_answer(spelled: &str) -> Reading {
    let Some(rest) = spelled.strip_prefix(BEGINNING) else {
        return match BEGINNING.starts_with(spelled) {
            true => Reading::Begun { is_certain: false },
            false => Reading::No,
        };
    };
    for end in ["\x07", "\x1b\\"] {
        if let Some(color) = rest.strip_suffix(end) {
            return Reading::Whole(parse_color(color));
        }
    }
    let body = rest.strip_suffix('\x1b').unwrap_or(rest);
    let is_part =
        |c: char| c.is_ascii_hexdigit() || matches!(c, 'r' | 'g' | 'b' | 'a' | ':' | '/' | '#' | ';' | '?');
    match body.len() <= MAX_ANSWER_CHARS && body.chars().all(is_part) {
        true => Reading::Begun { is_certain: true },
        false => Reading::No,
    }
}

/// `rgb:` or `rgba:`, each part one to four hexadecimal digits.
fn parse_color(text: &str) -> Option<Rgb> {
    let parts = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?;
    let mut parts = parts.split('/').map(|part| {
        let most = (1_u32 << (4 * u32::try_from(part.len()).ok().filter(|len| (1..=4).contains(len))?)) - 1;
        let value = u32::from_str_radix(part, 16).ok()?;
        u8::try_from((value * 255 + most / 2) / most).ok()
    });
    Some((parts.next()??, parts.next()??, parts.next()??))
}
