//! `export --format fhir`: every baby's recorded nights, touch and cues as a FHIR R4 bundle, written while it is read.
//!
//! What becomes of an entry is decided in `report`; here the journal is read twice: once for who wrote which night and how exactly,
//! once for the observations.

use crate::cli::output::{CliError, EscapedJsonWriter};
use crate::cli::session::Session;
use crate::cli::stats_query;
use crate::load_stats::load_stats;
use crate::model::{Entry, EntryKind, Id};
use crate::report::{FhirBundleBuilder, NightSources};
use crate::store::{EntryFilter, StoreError};
use serde_json::Value;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Writes the bundle. A journal that cannot be read is told apart from a file that cannot be written.
pub(crate) fn write_bundle(
    session: &Session,
    checkins_of: Option<Id>,
    out: &mut dyn Write,
    read_result: &mut Result<(), CliError>,
) -> io::Result<()> {
    let builder = FhirBundleBuilder { family: &session.family, checkins_carer: checkins_of };
    let out = &mut EscapedJsonWriter(out);
    out.write_all(b"{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[")?;
    let mut before = "\n";
    let mut write_resource = |value: &Value| {
        let write_result = write!(out, "{before}{value}");
        before = ",\n";
        write_result
    };
    for person in builder.build_people() {
        write_resource(&person)?;
    }
    let nights = match collect_nights(session, &builder) {
        Ok(nights) => nights,
        Err(stop) => {
            *read_result = Err(stop);
            return Ok(());
        }
    };
    for night in nights {
        write_resource(&night)?;
    }
    let mut write_result = Ok(());
    let all = session.store.for_each_entry(|entry| {
        for resource in builder.build_entry(entry) {
            write_result = write_resource(&resource);
            if write_result.is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    write_result?;
    if let Err(trouble) = all {
        *read_result = Err(trouble.into());
        // Left without its end, so that nobody takes it for whole.
        return Ok(());
    }
    match load_unsealed_checkins(session, checkins_of) {
        Ok(own) => {
            for resource in own.iter().rev().flat_map(|entry| builder.build_entry(entry)) {
                write_resource(&resource)?;
            }
        }
        Err(trouble) => {
            *read_result = Err(trouble.into());
            return Ok(());
        }
    }
    out.write_all(b"\n]}\n")
}

/// What is sealed comes closed in a reading of everything; opened, it comes here.
fn load_unsealed_checkins(session: &Session, carer: Option<Id>) -> Result<Vec<Entry>, StoreError> {
    let Some(carer) = carer.filter(|carer| session.store.seal_keys().has_key_for(*carer)) else {
        return Ok(Vec::new());
    };
    let filter = EntryFilter { kind: Some(EntryKind::Checkin), carer: Some(carer), ..EntryFilter::default() };
    session.store.load_newest_entries(&filter, None, usize::MAX, |_| true)
}

fn collect_nights(session: &Session, builder: &FhirBundleBuilder<'_>) -> Result<Vec<Value>, CliError> {
    let hours = session.family.settings.day_boundaries;
    let mut sources = NightSources::default();
    session.store.for_each_entry(|entry| {
        sources.add_sleep(entry, &hours);
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
        nights.extend(sums.days.iter().filter_map(|day| builder.build_night(day, baby.id, &hours, &sources)));
    }
    Ok(nights)
}
