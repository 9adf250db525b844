//! The archive as a folder of CSV files: each entry put together from its row and the rows of its moments, wherever
//! those stand, without holding either file; and the family out of its rows.

use super::sheet::Sheet;
use super::{NEWER, Shelf, Stands, Surveyed, fingerprint, quoted, refused};
use crate::import::Warning;
use crate::journal::cells::{FAMILY, HOUSEHOLD, MOMENT, MOMENTS, columns_of, file_of, files};
use crate::journal::{Baby, Carer, Id, Kind, Mark, OwnCue, Problem};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

const HOUSEHOLD_ROWS: usize = 100_000;

/// Where the moments stand, by the entry they belong to.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Moments(Vec<Moment>);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Moment {
    /// Of the entry's identity; others may share it, so the row is asked too.
    print: u32,
    row: u32,
    place: u64,
}

fn short(id: Id) -> u32 {
    u32::try_from(fingerprint(id) >> 32).unwrap_or_default()
}

/// Reads every file through once: the family, how many entries, whether any identity is there twice.
pub(crate) fn survey(
    shelf: &Shelf<'_>,
    seen: &mut dyn FnMut(usize, Option<Id>) -> Result<(), Problem>,
) -> Result<(Surveyed, Moments), Problem> {
    let mut all = Surveyed::default();
    let mut missing = Vec::new();
    let mut n = 0;
    for kind in Kind::ALL {
        let Some(mut sheet) = Sheet::open(shelf, file_of(kind), &columns_of(kind))? else {
            missing.push(file_of(kind));
            continue;
        };
        all.warnings.extend(sheet.unknown());
        while sheet.next()?.is_some() {
            n += 1;
            seen(n, sheet.id("id"))?;
        }
    }
    let mut moments = Vec::new();
    match Sheet::open(shelf, MOMENTS, &MOMENT)? {
        None => missing.push(MOMENTS),
        Some(mut sheet) => {
            all.warnings.extend(sheet.unknown());
            while let Some((row, fields)) = sheet.next()? {
                let place = sheet.place();
                match (sheet.id("entry"), fields) {
                    (Some(id), _) => moments.push(Moment {
                        print: short(id),
                        row: u32::try_from(row).map_err(|_| refused(LONG))?,
                        place,
                    }),
                    (None, fields) => {
                        let why = fields.err().unwrap_or_else(|| NO_ENTRY.to_owned());
                        all.strays.add(Stands::Row(MOMENTS, row), why);
                    }
                }
                seen(n, None)?;
            }
        }
    }
    moments.sort_unstable();
    all.family = family(shelf, &mut all.warnings)?;
    if all.family.is_none() {
        missing.push(FAMILY);
    }
    if missing.len() == files().count() {
        return Err(refused(NO_FILES));
    }
    let gone =
        |file: &&str| Warning { row: None, says: format!("{file} is not there, so nothing of it is.") };
    all.warnings.extend(missing.iter().map(gone));
    Ok((all, Moments(moments)))
}

/// Puts every entry together and hands it to `take`; then the moments whose entry is nowhere.
pub(crate) fn each(
    shelf: &Shelf<'_>,
    moments: &Moments,
    take: &mut dyn FnMut(Stands, Result<Value, String>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut asked = Asked {
        sheet: Sheet::open(shelf, MOMENTS, &MOMENT)?,
        moments: &moments.0,
        used: vec![false; moments.0.len()],
    };
    for kind in Kind::ALL {
        let Some(mut sheet) = Sheet::open(shelf, file_of(kind), &columns_of(kind))? else {
            continue;
        };
        while let Some((row, fields)) = sheet.next()? {
            let mut entry = Ok(Value::Null);
            match fields {
                Err(why) => entry = Err(why),
                Ok(mut fields) => {
                    fields.insert("kind".to_owned(), json!(kind.code()));
                    let id = sheet.id("id");
                    match id.map_or(Ok(Ok(Vec::new())), |id| asked.of(id))? {
                        Err(why) => entry = Err(why),
                        Ok(list) => {
                            if !list.is_empty() {
                                fields.insert("moments".to_owned(), Value::Array(list));
                            }
                        }
                    }
                    entry = entry.map(|_| Value::Object(fields));
                }
            }
            take(Stands::Row(sheet.file, row), entry)?;
        }
    }
    for row in asked.unused() {
        take(Stands::Row(MOMENTS, row), Err(ALONE.to_owned()))?;
    }
    Ok(())
}

/// The moments while entries ask for theirs.
struct Asked<'a> {
    sheet: Option<Sheet<'a>>,
    moments: &'a [Moment],
    used: Vec<bool>,
}

impl Asked<'_> {
    /// The moments of an entry in their order, or what is the matter with one.
    fn of(&mut self, id: Id) -> Result<Result<Vec<Value>, String>, Problem> {
        let Some(sheet) = &mut self.sheet else {
            return Ok(Ok(Vec::new()));
        };
        let print = short(id);
        let from = self.moments.partition_point(|moment| moment.print < print);
        let (mut found, mut wrong) = (Vec::new(), None);
        for (at, moment) in self.moments.iter().enumerate().skip(from) {
            if moment.print != print {
                break;
            }
            let place = Stands::Row(MOMENTS, moment.row as usize);
            let fields = sheet.at(moment.place, moment.row as usize)?;
            if sheet.id("entry") != Some(id) {
                continue;
            }
            if let Some(used) = self.used.get_mut(at) {
                *used = true;
            }
            let mut fields = match fields {
                Ok(fields) => fields,
                Err(why) => {
                    wrong.get_or_insert(format!("{place}: {why}"));
                    continue;
                }
            };
            if found.len() == MOMENTS_OF_ONE {
                return Ok(Err(format!("{place}: {CROWD}")));
            }
            fields.shift_remove("entry");
            let n = fields.shift_remove("n").and_then(|n| n.as_u64());
            found.push((n, fields));
        }
        if let Some(wrong) = wrong {
            return Ok(Err(wrong));
        }
        found.sort_by_key(|(n, _)| *n);
        let list = found.into_iter().map(|(_, fields)| Value::Object(fields));
        Ok(Ok(list.collect()))
    }

    fn unused(&self) -> Vec<usize> {
        let all = self.moments.iter().zip(&self.used);
        let unused = all.filter(|(_, used)| !**used);
        let mut rows: Vec<_> = unused.map(|(moment, _)| moment.row as usize).collect();
        rows.sort_unstable();
        rows
    }
}

/// The family as the JSON of the contract; none when its file is not there.
fn family(shelf: &Shelf<'_>, warnings: &mut Vec<Warning>) -> Result<Option<Value>, Problem> {
    let Some(mut sheet) = Sheet::open(shelf, FAMILY, &HOUSEHOLD)? else {
        return Ok(None);
    };
    warnings.extend(sheet.unknown());
    let mut family = json!({"babies": [], "carers": [], "own_cues": [], "coverage": []});
    while let Some((row, fields)) = sheet.next()? {
        if row > HOUSEHOLD_ROWS {
            return Err(refused(format!("{FAMILY}, row {row}: {MANY}")));
        }
        let mut warn = |why: &str| {
            let says = format!("{FAMILY}, row {row}: {why}; it was left out.");
            warnings.push(Warning::new(row, says));
        };
        let mut fields = match fields {
            Ok(fields) => fields,
            Err(why) => {
                warn(&why);
                continue;
            }
        };
        let what = fields.shift_remove("what").unwrap_or_default();
        let list = match what.as_str().unwrap_or_default() {
            "cuebook" if fields.get("value") == Some(&json!(["1"])) => continue,
            "cuebook" => return Err(refused(NEWER)),
            "baby" => "babies",
            "carer" => "carers",
            "own_cue" => "own_cues",
            "coverage" => "coverage",
            "stroke_name" | "setting" => {
                named(&mut family, &what, &mut fields).unwrap_or_else(|| warn(NAMELESS));
                continue;
            }
            other => {
                warn(&format!("what {} is, is not known here", quoted(other)));
                continue;
            }
        };
        if list == "own_cues" {
            let words = fields.shift_remove("name").unwrap_or_default();
            fields.insert("words".to_owned(), words);
        }
        let told = Value::Object(fields);
        let fits = match list {
            "babies" => fits::<Baby>(&told),
            "carers" => fits::<Carer>(&told),
            "own_cues" => fits::<OwnCue>(&told),
            _ => fits::<Mark>(&told),
        };
        match family.get_mut(list) {
            Some(Value::Array(list)) if fits => list.push(told),
            _ => warn(SHORT),
        }
    }
    Ok(Some(family))
}

fn fits<T: DeserializeOwned>(told: &Value) -> bool {
    T::deserialize(told).is_ok()
}

/// A stroke's name or a setting; none when it does not say which.
fn named(family: &mut Value, what: &Value, fields: &mut Map<String, Value>) -> Option<()> {
    let code = fields.shift_remove("code")?;
    let code = code.as_str()?;
    if *what == json!("stroke_name") {
        family["stroke_names"][code] = fields.shift_remove("name")?;
        return Some(());
    }
    if matches!(code, "babies" | "carers" | "own_cues" | "coverage" | "stroke_names") {
        return None;
    }
    let list = fields.shift_remove("value").unwrap_or_else(|| json!([]));
    family[code] = match (code, list.as_array().map(Vec::as_slice)) {
        ("zone" | "day_start", Some([one])) => one.clone(),
        ("seals", Some([one])) => serde_json::from_str(one.as_str()?).ok()?,
        _ => list,
    };
    Some(())
}

/// The most moments one entry may have.
const MOMENTS_OF_ONE: usize = 10_000;

const NO_ENTRY: &str = "its entry is no identity (a UUID)";
const NAMELESS: &str = "it does not say of what";
const SHORT: &str = "something of it is missing or has a word that is not known here";
const ALONE: &str = "its entry is in no row of massage.csv or cue.csv";
const CROWD: &str = "more than 10,000 moments belong to one entry";
const MANY: &str = "a family of more than 100,000 rows is none.";
const LONG: &str = "moments.csv is too long.";
const NO_FILES: &str = "None of the files of a cuebook export are in this folder.";
