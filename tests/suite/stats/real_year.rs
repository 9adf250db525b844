//! A real year, where it is at hand: every day against the slow reference, and every row against the file's own length.

use super::wall_clock_reference::{Slow, Written};
use crate::support::stats_family::family;
use crate::support::{TempHome, now};
use cuebook::import::{ImportFormat, ImportOptions, ParsedFile, parse_file};
use cuebook::model::{DayBoundaries, Details, Entry, Family, Timestamp, Zone, new_id};
use cuebook::stats::{SleepTotals, StatsQuery, compute_stats};
use serde_json::{Value, json};
use std::collections::HashSet;

const ZONE: Zone = Zone::named("America/Los_Angeles");
const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/babyconnect/eva.csv");

fn year() -> Option<(Vec<u8>, ParsedFile, Family)> {
    let Ok(bytes) = std::fs::read(REAL) else {
        println!("skipped: the real year is not here");
        return None;
    };
    let options = ImportOptions {
        zone: ZONE,
        keep_other: false,
        now: Timestamp::parse_rfc3339("2026-11-22T14:07:00Z").unwrap(),
    };
    let read = parse_file(&bytes, ImportFormat::BabyConnect, &options).unwrap();
    Some((bytes, read, family()))
}

fn entries(read: &ParsedFile, family: &Family) -> Vec<Entry> {
    let one = |draft: cuebook::import::CandidateEntry| Entry {
        id: new_id(),
        baby: Some(family.babies[0].id),
        carer: family.carers[0].id,
        at: draft.at,
        until: draft.until,
        approximate: false,
        note: None,
        details: draft.details.clone(),
    };
    read.candidates.iter().map(one).collect()
}

fn hours(day_start: &str, night_from: &str, night_to: &str) -> DayBoundaries {
    let clock = |text: &str| cuebook::model::TimeOfDay::parse(text).unwrap();
    DayBoundaries {
        zone: ZONE,
        day_start: clock(day_start),
        night_from: clock(night_from),
        night_to: clock(night_to),
    }
}

fn slow_year(entries: &[Entry]) -> Slow {
    let mut written = Written::default();
    for entry in entries {
        assert!(matches!(entry.details, Details::Sleep(_)));
        let from = entry.at.unix_seconds() / 60;
        match entry.until {
            Some(until) => written.closed.push((from, until.unix_seconds() / 60, 0)),
            None => written.open.push((from, false)),
        }
    }
    let dates = || entries.iter().map(|e| e.at.local_date());
    Slow::new(ZONE, dates().min().unwrap(), dates().max().unwrap(), written)
}

#[test]
fn every_day_of_a_real_year_agrees_with_the_slow_reference() {
    let Some((_, read, family)) = year() else {
        return;
    };
    let entries = entries(&read, &family);
    let from = entries.iter().map(|e| e.at.local_date()).min().unwrap();
    let to = entries.iter().map(|e| e.at.local_date()).max().unwrap();
    let now = Timestamp::parse_rfc3339("2026-11-22T14:07:00Z").unwrap();
    let slow = slow_year(&entries);
    let clocks = [("07:00", "19:00", "07:00"), ("00:00", "20:30", "06:15")];
    for (day_start, night_from, night_to) in clocks {
        let hours = hours(day_start, night_from, night_to);
        let asked = StatsQuery { baby: family.babies[0].id, from, to, hours, now };
        let sums = compute_stats(&entries, &family, &asked);
        assert!(sums.days.len() > 350);
        for day in &sums.days {
            let want = slow.sum(&hours, day.date, now.unix_seconds() / 60, |_| None);
            let got = SleepTotals { night_imported: want.night_imported, ..day.sleep.clone() };
            assert_eq!(got, want, "{}", day.date);
        }
    }
}

/// A day's sleep as `trends --json` prints it.
fn printed(sum: &SleepTotals) -> Value {
    json!({
        "total_min": sum.total_min, "day_min": sum.day_min, "night_min": sum.night_min,
        "longest_min": sum.longest_min, "bouts": sum.bouts, "naps": sum.naps, "wakings": sum.wakings,
        "awake_in_night_min": sum.awake_in_night_min,
        "onset": sum.onset.map(|at| at.format_hm()), "up": sum.up.map(|at| at.format_hm()),
        "night": sum.night.as_code(), "night_recorded": sum.night_recorded(),
        "day_recorded": sum.day_recorded, "in_24h_min": sum.in_24h_min(), "open": sum.open,
    })
}

#[test]
fn the_trends_printed_of_a_real_year_agree_with_the_slow_reference_at_two_day_starts() {
    let Some((_, read, family)) = year() else {
        return;
    };
    let home = TempHome::new();
    home.ok_with_notices(&["import", REAL, "--zone", "America/Los_Angeles", "--yes"]);
    let entries = entries(&read, &family);
    let dates = || entries.iter().map(|entry| entry.at.local_date());
    let (from, to) = (dates().min().unwrap().to_string(), dates().max().unwrap().to_string());
    let slow = slow_year(&entries);
    for day_start in ["07:00", "03:00"] {
        let trends = home.json(&["trends", "--json", "--from", &from, "--to", &to, "--day-start", day_start]);
        let hours = hours(day_start, "19:00", "07:00");
        let days = trends["days"].as_array().unwrap();
        assert!(days.len() > 350, "{}", days.len());
        for day in days {
            let date = day["date"].as_str().unwrap();
            let want = slow.sum(&hours, date.parse().unwrap(), now().unix_seconds() / 60, |_| None);
            let (want, got) = (printed(&want), &day["sleep"]);
            for (name, value) in want.as_object().unwrap() {
                assert_eq!(&got[name], value, "{name} of {date}, days from {day_start}");
            }
        }
    }
}

#[test]
fn every_row_of_a_real_year_has_its_own_length_but_for_those_named() {
    let Some((bytes, read, _)) = year() else {
        return;
    };
    let disagree = read.warnings.iter().filter(|w| w.message.contains("duration says"));
    let named: HashSet<usize> = disagree.filter_map(|w| w.row).collect();
    let mut rows = csv::Reader::from_reader(bytes.as_slice());
    let lengths: Vec<Option<i64>> = rows
        .records()
        .map(|record| record.unwrap()[2].parse::<f64>().ok().map(|m| m.round() as i64))
        .collect();
    let mut off = Vec::new();
    for draft in read.candidates.iter() {
        let ours = draft.until.map(|until| (until.unix_seconds() - draft.at.unix_seconds()) / 60);
        if ours != lengths[draft.row - 2] {
            off.push(draft.row);
        }
    }
    let unnamed: Vec<_> = off.iter().filter(|row| !named.contains(row)).collect();
    // Off by the minute a length was cut or rounded to, never by more.
    for row in &unnamed {
        let draft = read.candidates.iter().find(|d| d.row == **row).unwrap();
        let ours = draft.until.map(|until| (until.unix_seconds() - draft.at.unix_seconds()) / 60);
        let gap = ours.zip(lengths[**row - 2]).map(|(a, b)| (a - b).abs());
        assert_eq!(gap, Some(1), "row {row}");
    }
    println!("{} rows off by a minute, {} named", unnamed.len(), named.len());
    assert!(named.len() < 20, "{named:?}");
}
