//! Lines as parents say them, and what each comes to: the table `tests/data/spoken_lines.txt`, one line a row.
//!
//! A row is `now | what runs | line | answer`; the answer is the entries as they print, `ask` with its readings, or
//! `refused`. `UPDATE_LINES=1` writes the answers, to be read line by line before they are kept.

use crate::support::at;
use cuebook::model::{Baby, Carer, Details, Entry, Family, FamilySettings, Id, Massage, Sleep, Timestamp};
use cuebook::quick_line::{LineContext, ParseError, ParsedLine, print_entry, read_line};
use std::fs;
use std::path::PathBuf;

fn family() -> Family {
    family_of(&["Maya"], &["Ellie"])
}

pub(crate) fn family_of(babies: &[&str], carers: &[&str]) -> Family {
    let baby = |(id, name): (u128, &&str)| Baby {
        name: Some((*name).into()),
        ..Baby::new_unnamed(Id::from_u128(id))
    };
    let carer = |(id, name): (u128, &&str)| Carer {
        id: Id::from_u128(id),
        name: Some((*name).into()),
        hidden_checkins: false,
    };
    Family {
        babies: [1, 3, 4].into_iter().zip(babies).map(baby).collect(),
        carers: [2, 5, 6].into_iter().zip(carers).map(carer).collect(),
        custom_cues: Vec::new(),
        coverage_marks: Vec::new(),
        settings: FamilySettings::with_defaults("Europe/London".parse().unwrap()),
    }
}

/// `asleep since TIME` or `massage since TIME`.
pub(crate) fn running(state: &str) -> Vec<Entry> {
    let Some((kind, since)) = state.split_once(" since ") else {
        return Vec::new();
    };
    let details = match kind {
        "asleep" => Details::Sleep(Sleep::default()),
        _ => Details::Massage(Massage { live: true, ..Massage::default() }),
    };
    vec![Entry {
        id: Id::from_u128(9),
        baby: Some(Id::from_u128(1)),
        carer: Id::from_u128(2),
        at: at(since),
        until: None,
        approximate: false,
        note: None,
        details,
    }]
}

fn clock(at: Timestamp) -> String {
    at.to_rfc3339()
}

fn print(line: &ParsedLine, family: &Family) -> String {
    match line {
        ParsedLine::Entry(entry) if entry.carer != Id::from_u128(2) => {
            let carer = family.find_carer(entry.carer).map_or("?", |carer| carer.display_name());
            format!("{carer}: {}", print_entry(entry, family))
        }
        ParsedLine::Entry(entry) => print_entry(entry, family),
        ParsedLine::Awake { at, note, .. } => {
            format!("ends the sleep {} {}", clock(*at), note.as_deref().unwrap_or_default())
                .trim_end()
                .to_owned()
        }
        ParsedLine::EndMassage(both) => format!("ends the massage: {}", print_entry(&both.1, family)),
    }
}

fn answer(now: &str, state: &str, line: &str) -> String {
    answer_in(&family(), now, state, line)
}

/// As it prints, after the names of the babies it names.
fn answer_in(family: &Family, now: &str, state: &str, line: &str) -> String {
    let context = LineContext { now: at(now), family, baby: Some(Id::from_u128(1)), carer: Id::from_u128(2) };
    let names = |about: &[Id]| {
        let name = |id: &Id| family.find_baby(*id).map_or("?", |baby| baby.display_name()).to_owned();
        let named: Vec<String> = about.iter().map(name).collect();
        if named.is_empty() || family.babies.len() < 2 {
            String::new()
        } else {
            format!("{}: ", named.join(" + "))
        }
    };
    match read_line(line, &context, &running(state)) {
        Ok(lines) => {
            let all: Vec<String> =
                lines.iter().map(|(line, about)| names(about) + &print(line, family)).collect();
            all.join(" // ")
        }
        Err(ParseError::Ambiguous { readings, .. }) => format!("ask: {}", readings.join(" // ")),
        Err(_) => "refused".to_owned(),
    }
}

#[test]
fn every_line_of_the_table_comes_to_its_answer() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/spoken_lines.txt");
    let table = fs::read_to_string(&path).unwrap();
    let (mut wrong, mut written) = (Vec::new(), String::new());
    for row in table.lines() {
        let parts: Vec<&str> = row.splitn(4, " | ").collect();
        let [now, state, line, ..] = parts.as_slice() else { panic!("{row}") };
        let got = answer(now, state, line);
        written.push_str(&format!("{now} | {state} | {line} | {got}\n"));
        if parts.get(3).copied() != Some(got.as_str()) {
            wrong.push(format!("{row}\n  got {got}"));
        }
    }
    if std::env::var_os("UPDATE_LINES").is_some() {
        fs::write(&path, written).unwrap();
        return;
    }
    assert!(table.lines().count() > 500, "the table was found");
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

/// `# now | what runs | babies | carers` stands before the lines it is for; each is `line | answer`.
#[test]
fn lines_of_many_families_come_to_their_answers() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/parents_lines.txt");
    let table = fs::read_to_string(&path).unwrap();
    let (mut wrong, mut written, mut read) = (Vec::new(), String::new(), 0);
    let mut met = (String::new(), String::new(), family());
    for row in table.lines() {
        if let Some(head) = row.strip_prefix("# ") {
            let parts: Vec<&str> = head.split(" | ").collect();
            let [now, state, babies, carers] = parts.as_slice() else { panic!("{row}") };
            let (babies, carers): (Vec<&str>, Vec<&str>) =
                (babies.split(',').collect(), carers.split(',').collect());
            met = ((*now).to_owned(), (*state).to_owned(), family_of(&babies, &carers));
            written.push_str(&format!("{row}\n"));
            continue;
        }
        let (line, wanted) = row.rsplit_once(" | ").unwrap_or_else(|| panic!("{row}"));
        let got = answer_in(&met.2, &met.0, &met.1, line);
        read += 1;
        written.push_str(&format!("{line} | {got}\n"));
        if wanted != got {
            wrong.push(format!("{line}\n  wanted {wanted}\n  got    {got}"));
        }
    }
    if std::env::var_os("UPDATE_LINES").is_some() {
        fs::write(&path, written).unwrap();
        return;
    }
    assert!(read > 400, "the table was found");
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn dates_are_read_as_the_british_write_them() {
    for typed in ["slept 14/01/2026 13:00-14:00", "slept 14.1.26 13:00-14:00", "slept 14 January 13:00-14:00"]
    {
        let got = answer("2026-03-10T10:05:00+00:00", "none", typed);
        assert_eq!(got, "slept 2026-01-14 13:00 - 2026-01-14 14:00", "{typed}");
    }
}

#[test]
fn the_opposite_is_never_done() {
    for line in ["woke", "woke up", "awake", "up", "she's up", "awake since 6", "nap over"] {
        assert!(!answer("2026-03-10T10:05:00+00:00", "none", line).starts_with("sleep"), "{line}");
    }
    for line in ["asleep", "sleep", "still asleep", "fast asleep", "not awake yet", "sleeping"] {
        let got = answer("2026-03-10T06:45:00+00:00", "asleep since 2026-03-10T01:10:00+00:00", line);
        assert!(!got.starts_with("ends"), "{line}: {got}");
    }
}

proptest::proptest! {
    #[test]
    fn no_spoken_line_panics(line in "\\PC{0,80}", soup in proptest::collection::vec(
        proptest::sample::select(vec!["slept", "1", "till", "half", "past", "quarter", "to", "massage", "legs", "and",
            "cried", "she", "woke", "at", "2.30", "for", "ten", "minutes", "this", "morning", "not", ",", ";", "ago",
            "yesterday", "night", "1/2", "hour", "a", "24:00", "0", "feeling", "low", "?"]), 0..14)) {
        answer("2026-03-10T10:05:00+00:00", "asleep since 2026-03-10T01:10:00+00:00", &line);
        answer("2026-03-29T02:05:00+00:00", "none", &soup.join(" "));
    }
}
