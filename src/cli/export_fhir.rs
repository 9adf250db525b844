//! `export --format fhir`: every baby's recorded nights, touch and cues as a FHIR R4 bundle, written while it is read.
//!
//! What becomes of an entry is decided in `report`; here the journal is read twice: once for who wrote which night,
//! once for the observations.

use super::answer::{Json, Stop};
use super::place::Desk;
use super::sums;
use crate::journal::{Id, Kind};
use crate::report::{FhirAsked, NightWriters};
use crate::store::Filter;
use serde_json::Value;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Writes the bundle. A journal that cannot be read is told apart from a file that cannot be written.
pub(crate) fn written(
    desk: &Desk,
    checkins_of: Option<Id>,
    out: &mut dyn Write,
    read: &mut Result<(), Stop>,
) -> io::Result<()> {
    let asked = FhirAsked { family: &desk.family, checkins_of };
    let out = &mut Json(out);
    out.write_all(b"{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[")?;
    let mut before = "\n";
    let mut put = |value: &Value| {
        let wrote = write!(out, "{before}{value}");
        before = ",\n";
        wrote
    };
    for person in asked.people() {
        put(&person)?;
    }
    let nights = match nights(desk, &asked) {
        Ok(nights) => nights,
        Err(stop) => {
            *read = Err(stop);
            return Ok(());
        }
    };
    for night in nights {
        put(&night)?;
    }
    let mut wrote = Ok(());
    let all = desk.store.each_entry(|entry| {
        for told in asked.entry(entry) {
            wrote = put(&told);
            if wrote.is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    wrote?;
    if let Err(trouble) = all {
        *read = Err(trouble.into());
        // Left without its end, so that nobody takes it for whole.
        return Ok(());
    }
    // What is sealed comes closed in a reading of everything; opened, it comes here.
    let opened = checkins_of.filter(|carer| desk.store.opened().reads(*carer));
    let filter = Filter { kind: Some(Kind::Checkin), carer: opened, ..Filter::default() };
    let own = match opened {
        Some(_) => desk.store.newest_entries(&filter, None, usize::MAX, |_| true),
        None => Ok(Vec::new()),
    };
    match own {
        Ok(own) => {
            for told in own.iter().rev().flat_map(|entry| asked.entry(entry)) {
                put(&told)?;
            }
        }
        Err(trouble) => {
            *read = Err(trouble.into());
            return Ok(());
        }
    }
    out.write_all(b"\n]}\n")
}

/// The recorded nights of every baby, oldest first.
fn nights(desk: &Desk, asked: &FhirAsked<'_>) -> Result<Vec<Value>, Stop> {
    let hours = desk.family.settings.hours;
    let mut wrote = NightWriters::default();
    desk.store.each_entry(|entry| {
        wrote.take(entry, &hours);
        ControlFlow::Continue(())
    })?;
    let mut nights = Vec::new();
    for baby in &desk.family.babies {
        let Some(extent) = desk.store.extent(Some(baby.id))? else {
            continue;
        };
        let (from, to) = super::days::of_span(&hours, extent);
        // The first morning may belong to the night before the first day.
        let from = crate::journal::time::before(from);
        let sums = sums::sums_alone(desk, baby.id, hours, (from, to))?;
        nights.extend(sums.days.iter().filter_map(|day| asked.night(day, baby.id, &hours, &wrote)));
    }
    Ok(nights)
}
