//! What terminals make of keys, undone: answers of the terminal that come among them are left out, esc and a key that
//! arrived together are two keys again, and backspace is backspace however it is sent.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// So many keys at once were not pressed one by one.
pub(crate) const BURST_KEYS: usize = 3;

/// An answer longer than this is none.
const MAX_ANSWER_KEYS: usize = 4_096;

/// Remembers an answer of the terminal whose end has not come yet.
#[derive(Default)]
pub(crate) struct KeyStream {
    /// How much of it was left out so far.
    unfinished: Option<usize>,
}

impl KeyStream {
    /// The keys that a hand pressed, of those that arrived together.
    pub(crate) fn clean(&mut self, events: &[KeyEvent]) -> Vec<KeyEvent> {
        // One key alone is a hand's, whatever was begun before.
        if events.len() < BURST_KEYS {
            self.unfinished = None;
        }
        let events = &events[attributes_answer_len(events)..];
        let mut keys = Vec::with_capacity(events.len());
        for (at, event) in events.iter().enumerate() {
            if let Some(so_far) = self.unfinished {
                let is_over = ends_answer(*event) || so_far >= MAX_ANSWER_KEYS;
                self.unfinished = (!is_over).then_some(so_far + 1);
            } else if begins_answer(*event) && events.len() - at >= BURST_KEYS {
                self.unfinished = Some(0);
            } else {
                push_key(*event, &mut keys);
            }
        }
        keys
    }
}

/// The letters of keys that came together and are no commands: a paste that the terminal does not mark as one. None when
/// they may be a hand's.
pub(crate) fn burst_text(keys: &[KeyEvent]) -> Option<String> {
    let mut text = String::new();
    for key in keys {
        text.push(match key.code {
            KeyCode::Enter => '\n',
            KeyCode::Tab => '\t',
            KeyCode::Char('j') if key.modifiers == KeyModifiers::CONTROL => '\n',
            KeyCode::Char(c) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => c,
            _ => return None,
        });
    }
    let letters = text.chars().filter(|c| !matches!(c, '\n' | '\t'));
    let mut distinct: Vec<char> = letters.clone().collect();
    distinct.dedup();
    let is_hand = text.contains('\t') && !text.contains('\n');
    // One key held down is a hand's too.
    (letters.count() >= BURST_KEYS && distinct.len() > 1 && !is_hand).then_some(text)
}

/// How many of the first keys are `1;3801;0c` of `\x1b[>1;3801;0c`, whose beginning is not heard as keys.
fn attributes_answer_len(events: &[KeyEvent]) -> usize {
    let letters = events.iter().map_while(plain_letter);
    let numbers: String = letters.clone().take_while(|c| *c == ';' || c.is_ascii_digit()).collect();
    let is_answer = numbers.matches(';').count() >= 2 && letters.clone().nth(numbers.len()) == Some('c');
    if is_answer { numbers.len() + 1 } else { 0 }
}

fn plain_letter(event: &KeyEvent) -> Option<char> {
    match event.code {
        KeyCode::Char(c) if (event.modifiers - KeyModifiers::SHIFT).is_empty() => Some(c),
        _ => None,
    }
}

fn alt_letter(event: KeyEvent) -> Option<char> {
    match event.code {
        KeyCode::Char(c) if event.modifiers - KeyModifiers::SHIFT == KeyModifiers::ALT => Some(c),
        _ => None,
    }
}

/// `\x1b]`, `\x1bP`, `\x1b_`, `\x1b^` and `\x1bX`: strings that a terminal sends.
fn begins_answer(event: KeyEvent) -> bool {
    matches!(alt_letter(event), Some(']' | 'P' | '_' | '^' | 'X'))
}

/// `\x1b\\`, or BEL.
fn ends_answer(event: KeyEvent) -> bool {
    let bell = event.code == KeyCode::Char('g') && event.modifiers == KeyModifiers::CONTROL;
    bell || alt_letter(event) == Some('\\')
}

fn push_key(event: KeyEvent, keys: &mut Vec<KeyEvent>) {
    if let Some(c) = alt_letter(event) {
        keys.push(KeyEvent::from(KeyCode::Esc));
        return keys.push(KeyEvent {
            code: KeyCode::Char(c),
            modifiers: event.modifiers - KeyModifiers::ALT,
            ..event
        });
    }
    let is_backspace = event.code == KeyCode::Char('h') && event.modifiers == KeyModifiers::CONTROL;
    keys.push(if is_backspace { KeyEvent::from(KeyCode::Backspace) } else { event });
}
