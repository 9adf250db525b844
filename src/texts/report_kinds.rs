//! The sentences of the papers beside the sheet: the blank fortnight, the card in the baby's voice, and the keepsake.

use crate::model::time::format_short_date;
use crate::text::plural::format_count;
use chrono::NaiveDate;

pub(crate) const SHEET: &str = "Page for the health visitor";
pub(crate) const BLANK_FORTNIGHT: &str = "Blank fortnight";
pub(crate) const CARD: &str = "Card";
pub(crate) const KEEPSAKE: &str = "Keepsake";

pub(crate) const BLANK_SLEEP: &str = "Sleep, day by day";
pub(crate) const HOW_TO_FILL_IN: &str = "Write the date at the left. Draw a bar while your baby is asleep, a thin line while awake; \
    leave white what you do not know. At the right: hours asleep in 24 hours, and how often awake in the night.";
pub(crate) const WRITTEN_BY: &str = "written down by";
pub(crate) const BLANK_DAY: &str = "A row to fill in by hand";

pub(crate) const CARD_READER: &str = "how I talk to you";
pub(crate) const READY: &str = "When I'm ready I \u{2026}";
pub(crate) const CHANGE: &str = "When I want a change I \u{2026}";
pub(crate) const OWN_MEANINGS: &str = "And sometimes I \u{2026}";
pub(crate) const HELPS: &str = "What helps me";
pub(crate) const ASK_FIRST: &str = "Please ask me first";
pub(crate) const ASK_FIRST_LINES: [&str; 3] = [
    "Before you touch me, show me your hands and tell me what you would like to do.",
    "Then wait, and look at me. I need a little time to answer.",
    "If I turn away, the answer is not now. You can ask again later.",
];
pub(crate) const NO_READINGS: &str = "No cue has a meaning yet, so this card has lines to write on by hand.";

/// `rub my eyes ("tired")`.
pub(crate) fn format_own_meaning(words: &str, own: &str) -> String {
    format!("{words} ({own})")
}

pub(crate) fn describe_card(on: NaiveDate) -> String {
    format!("As my family read me so far, {}. I am still growing.", format_short_date(on))
}

/// The foot of a card to write on.
pub(crate) const CARD_BY_HAND: &str = "I am still growing, so a pencil is best.";

pub(crate) const MOMENTS: &str = "Moments";
pub(crate) const MASSAGE: &str = "massage";
pub(crate) const KEEPSAKE_READER: &str = "moments to keep";
pub(crate) const NO_MOMENTS: &str =
    "There is nothing to choose from yet. Your notes, massages and cues will stand here.";

pub(crate) fn describe_keepsake(on: NaiveDate) -> String {
    format!("From our journal, {}.", format_short_date(on))
}

/// `12 November 2026, 12 weeks old`.
pub(crate) fn format_moment_title(on: NaiveDate, age: Option<String>) -> String {
    let date = on.format("%-d %B %Y").to_string();
    age.map_or_else(|| date.clone(), |age| format!("{date}, {age} old"))
}

/// `Massage: legs, tummy; smiles`.
pub(crate) fn format_touch(touch: &str, parts: &[String]) -> String {
    if parts.is_empty() { touch.to_owned() } else { format!("{touch}: {}", parts.join("; ")) }
}

pub(crate) fn format_song(song: &str) -> String {
    format!("we sang {song}")
}

/// What to do in the app where nothing is ticked.
pub(crate) fn nothing_ticked(tick: &str) -> String {
    format!("Nothing is ticked yet. Press {tick} on each moment you would like to keep.")
}

/// The same on the command line.
pub(crate) const NOTHING_TICKED: &str = "Nothing is ticked for the keepsake. In the app type :keepsake, and press space on each \
    moment you would like to keep.";

/// `3 of 20 moments ticked`.
pub(crate) fn describe_ticked(ticked: usize, of: usize) -> String {
    format!("{ticked} of {} ticked", format_count(of, "moment", "moments"))
}
