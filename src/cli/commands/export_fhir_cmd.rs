//! `export --format fhir`: every baby's recorded nights, touch and cues as a FHIR R4 bundle, written while it is read.
//!
//! What becomes of an entry is decided in `report`; here the journal is read twice: once for who wrote which night,
//! once for the observations.

use crate::cli::output::{CliError, EscapedJsonWriter};
use crate::cli::session::Session;
use crate::cli::stats_query;
use crate::load_stats::load_stats;
use crate::model::{EntryKind, Id};
use crate::report::{FhirBundleBuilder, NightPerformers};
use crate::store::EntryFilter;
use serde_json::Value;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Writes the bundle. A journal that cannot be read is told apart from a file that cannot be written.
pub(crate) fn write_bundle(
    session: &Session,
    checkins_of: Option<Id>,
    out: &mut dyn Write,
    read: &mut Result<(), CliError>,
) -> io::Result<()> {
    let args = FhirBundleBuilder { family: &session.family, checkins_carer: checkins_of };
    let out = &mut EscapedJsonWriter(out);
    out.write_all(b"{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[")?;
    let mut before = "\n";
    let mut put = |value: &Value| {
        let wrote = write!(out, "{before}{value}");
        before = ",\n";
        wrote
    };
    for person in args.build_people() {
        put(&person)?;
    }
    let nights = match collect_nights(session, &args) {
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
    let all = session.store.for_each_entry(|entry| {
        for told in args.build_entry(entry) {
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
    let opened = checkins_of.filter(|carer| session.store.seal_keys().has_key_for(*carer));
    let filter = EntryFilter { kind: Some(EntryKind::Checkin), carer: opened, ..EntryFilter::default() };
    let own = match opened {
        Some(_) => session.store.load_newest_entries(&filter, None, usize::MAX, |_| true),
        None => Ok(Vec::new()),
    };
    match own {
        Ok(own) => {
            for told in own.iter().rev().flat_map(|entry| args.build_entry(entry)) {
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
fn collect_nights(session: &Session, args: &FhirBundleBuilder<'_>) -> Result<Vec<Value>, CliError> {
    let hours = session.family.settings.day_boundaries;
    let mut wrote = NightPerformers::default();
    session.store.for_each_entry(|entry| {
        wrote.add_sleep(entry, &hours);
        ControlFlow::Continue(())
    })?;
    let mut nights = Vec::new();
    for baby in &session.family.babies {
        let Some(extent) = session.store.find_recorded_range(Some(baby.id))? else {
            continue;
        };
        let (from, to) = crate::cli::date_args::dates_in_range(&hours, extent);
        // The first morning may belong to the night before the first day.
        let from = crate::model::time::previous_day(from);
        let sums = load_stats(
            &session.store,
            &session.family,
            stats_query::build_stats_query(session, baby.id, hours, (from, to)),
        )?;
        nights.extend(sums.days.iter().filter_map(|day| args.build_night(day, baby.id, &hours, &wrote)));
    }
    Ok(nights)
}
