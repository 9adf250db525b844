//! What is wrong with a typed line and how it would be written, in plain sentences.

pub(crate) const AWAKE_HAS_ONE_TIME: &str = "Awake has one time, as in \"awake 06:30\".";
pub(crate) const CHECKIN_HAS_NO_BABY: &str = "How you are is about you. Please leave out the @ and the name.";
pub(crate) const CUE_HINT: &str =
    "Write cues with commas between them, as in \"cue hiccups, looks away 5m ago\".";
pub(crate) const END_AND_LENGTH: &str = "You gave both an end and a length. Please leave one of them out.";
pub(crate) const LATER_CUE_HINT: &str = "After the cues comes what it meant, what you did, whether it helped, baby's \
     state or what was going on, as in \"; wants a change; cuddled; drowsy; feeding\".";
pub(crate) const LINE_MISSING_AFTER_NAME: &str =
    "What was it? Write it after the name, as in \"@both slept 11:40-12:55\".";
pub(crate) const LINE_TOO_LONG: &str =
    "This line is longer than 20,000 letters. Please write it shorter, or in several lines.";
pub(crate) const MOMENT_TIME: &str = "A moment has one plain time, as in \"at 10:20\".";
pub(crate) const MOMENT_TIME_ALONE: &str = "A moment has one plain time, as in 10:20.";
pub(crate) const NAME_THE_NIGHT: &str =
    "Please name the night by its evening, as in \"last night\" or \"21 Nov\".";
pub(crate) const NIGHT_HAS_NO_LENGTH: &str =
    "A night in words has no length. Please write from when to when, or leave the length out.";
pub(crate) const NIGHT_WORDS_NEEDED: &str = "How was that night, in a word or two? As in \"slept badly last night\"; \
     or from when to when, as in \"slept last night 19:40-06:30\".";
pub(crate) const NOTHING_TYPED: &str = "There is nothing on this line yet.";
pub(crate) const NO_SUCH_DAY: &str = "There is no such day.";
pub(crate) const OIL_NEEDED: &str =
    "Which oil was it? Please write \"oil none\" or its name, as in \"oil sunflower\".";
pub(crate) const SLEEP_END_NEEDED: &str = "When did it end? Please write both ends or a length, as in \"slept \
     11:40-12:55\" or \"slept 1h20\". Still asleep? Write \"sleep 11:40\".";
pub(crate) const SLEEP_HINT: &str =
    "Write it as in \"slept 11:40-12:55, held, woke twice\" or \"slept badly last night\".";
pub(crate) const UNCLOSED_QUOTE: &str =
    "A quotation mark opens here and is not closed. Please close it, or leave it out.";

pub(crate) const CUE_AMBIGUOUS: &str =
    "cuebook would read these words as something else. Please use other words.";
pub(crate) const CUE_BLANK: &str = "What do you call it? A word or two.";
pub(crate) const CUE_HAS_RESERVED_SIGNS: &str =
    "Please leave out commas, semicolons, quotes and brackets, because typed lines use them.";
pub(crate) const CUE_TOO_LONG: &str = "Please make it forty letters at most, so that it fits into lists.";

/// What a field says that was said before, behind "says for the second time".
pub(crate) fn repeated_field(key: &str) -> &str {
    match key {
        "touch" => "how you touched",
        "asked" => "what baby answered",
        "ended" => "how it ended",
        "not_today" => "why not today",
        "before" => "how baby was before",
        "after" => "how baby was after",
        "oil" => "which oil it was",
        "felt_before" => "how you felt before",
        "felt_after" => "how you felt after",
        "state" => "how baby was",
        "doing" => "what was going on",
        "wakings" => "how often baby woke",
        "nap" => "nap or night",
        "words" => "how the night was",
        "felt" => "how it felt",
        "energy" => "how much energy there was",
        "sure" => "how sure you were",
        "company" => "how much company there was",
        "at" => "when this moment was",
        "area" => "where this moment was",
        "meant" => "what it meant",
        "own_meaning" => "what it meant in your words",
        "helped" => "whether it helped",
        other => other,
    }
}
pub(crate) const REPEATED_LENGTH: &str = "how long it was";
pub(crate) const REPEATED_TIME: &str = "when it was";

pub(crate) fn ambiguous_time(typed: &str, readings: usize) -> String {
    let ways = if readings > 2 { "several" } else { "two" };
    format!("The clocks change that night, so \"{typed}\" can be read in {ways} ways. Please choose one.")
}

pub(crate) fn either_half(typed: &str) -> String {
    format!("\"{typed}\" could be in the day or in the night. Please choose one.")
}

pub(crate) fn ends_before_it_begins(typed: &str) -> String {
    format!("\"{typed}\" ends before it begins. Please choose one.")
}

pub(crate) fn ambiguous_word(typed: &str, forms: &str) -> String {
    format!("\"{typed}\" can be read in more than one way. Please write {forms}.")
}

pub(crate) fn answer_unreadable(typed: &str, keyword: &str, answers: &str) -> String {
    format!("I can't read \"{typed}\". After \"{keyword}\" comes {answers}.")
}

pub(crate) fn areas_hint(areas: &str) -> String {
    format!("Areas are {areas}.")
}

pub(crate) fn awake_since(length: &str) -> String {
    format!("Please write since when, as in \"awake {length} ago\".")
}

pub(crate) fn bare_digits(typed: &str, time: &str) -> String {
    format!("\"{typed}\" could be a time or something else. If it is a time, please write {time}.")
}

pub(crate) fn before_or_after(typed: &str) -> String {
    format!("Was that before or after? Please write \"{typed} before\" or \"{typed} after\".")
}

pub(crate) fn checkin_hint(felt: &str, feelings: &str) -> String {
    format!(
        "Write how you are, as in \"okay, tired, hopeful\". The first can be {felt}; feelings are {feelings}."
    )
}

pub(crate) fn cue_needs_opener(typed: &str) -> String {
    format!("A line about cues begins with \"cue\", as in \"cue {typed}\".")
}

pub(crate) fn cue_needs_sign(typed: &str) -> String {
    format!("A cue has a + or - before it, as in \"+{typed}\".")
}

pub(crate) fn cue_taken(words: &str) -> String {
    format!("\"{words}\" is in the list already.")
}

pub(crate) fn day_without_time(typed: &str) -> String {
    format!("\"{typed}\" is a day without a time. Please add one, as in \"yesterday 21:30\".")
}

pub(crate) fn did_you_mean(word: &str) -> String {
    format!(" Did you mean \"{word}\"?")
}

pub(crate) fn misplaced(typed: &str, line: &str) -> String {
    format!("\"{typed}\" does not fit in this {line}.")
}

pub(crate) fn not_today_hint(reasons: &str) -> String {
    format!("A reason can be {reasons}; anything else can follow as \"; note ...\".")
}

pub(crate) fn number_between(least: u16, most: u16) -> String {
    format!("a number from {least} to {most}")
}
pub(crate) const OWN_WORDS: &str = "what it was, in your own words";

pub(crate) fn repeated(typed: &str, what: &str) -> String {
    format!("\"{typed}\" says {what} a second time. Please keep one of them.")
}

pub(crate) fn unknown_baby(name: &str, babies: &str) -> String {
    format!(
        "There is no baby called \"{name}\" in this journal, only {babies}. `cuebook set baby --add NAME` adds one."
    )
}

pub(crate) fn unknown_line(typed: &str, suggestion: &str) -> String {
    format!(
        "I can't read \"{typed}\".{suggestion} Begin a line with a word such as sleep, slept, massage, \
         cue, felt or note. Or save it as a note."
    )
}

pub(crate) fn unreadable(typed: &str, line: &str) -> String {
    format!("I can't read \"{typed}\" in this {line}.")
}

pub(crate) fn unreadable_time(typed: &str) -> String {
    format!("I can't read \"{typed}\" as a time. Try 10:15, 10:15-10:27, 20m ago or yesterday 21:30.")
}

/// A day that its month does not have: "31 November".
pub(crate) fn no_such_day_of_month(day: u32, month: &str, year: Option<i32>) -> String {
    let year = year.map(|year| format!(" {year}")).unwrap_or_default();
    format!(
        "There is no {day} {}{year}. Please write another day, or a length as in \"40 minutes\".",
        capitalize(month)
    )
}

pub(crate) fn month_alone(month: &str) -> String {
    let month = capitalize(month);
    format!(
        "{month} alone is not a day. Please write the day too, as in \"3 {month}\", or save it as a note."
    )
}

fn capitalize(month: &str) -> String {
    let mut letters = month.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(crate) fn ends_as_it_begins(typed: &str) -> String {
    format!(
        "\"{typed}\" begins and ends at the same time. Please write when it ended, or the day of each end."
    )
}
