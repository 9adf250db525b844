//! What the settings list: a row for each thing that can be changed, under its heading, made anew from the family.

use super::private::{self, Keeps};
use super::says;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use crate::journal::{Baby, Carer, Family, Id, Kind};
use crate::screens::Here;
use crate::words::support_countries;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum On {
    Baby(Id),
    NewBaby,
    Carer(Id),
    NewCarer,
    Zone,
    DayStart,
    Night,
    Kinds,
    Favourites,
    OwnCues,
    /// Cues, areas and strokes that lists leave out.
    Lists,
    Country,
    Number(String),
    NewNumber,
    Private(Keeps),
    Colours,
    Signs,
}

pub(crate) struct Row {
    pub on: On,
    pub heading: &'static str,
    pub head: String,
    pub said: String,
}

pub(crate) fn of(here: &Here<'_>) -> Vec<Row> {
    let family = here.family;
    let mut rows = Vec::new();
    for baby in &family.babies {
        rows.push(row(On::Baby(baby.id), baby.called(), told_baby(baby, here)));
    }
    rows.push(row(On::NewBaby, says::ADD_BABY, String::new()));
    let carers = rows.len();
    for carer in &family.carers {
        rows.push(row(On::Carer(carer.id), carer.called(), told_carer(carer, family)));
    }
    rows.push(row(On::NewCarer, says::ADD_CARER, String::new()));
    let days = rows.len();
    let hours = family.settings.hours;
    let zone = format!("{} {}", hours.zone.name(), says::it_is(&here.now.hm()));
    rows.push(row(On::Zone, says::ZONE, zone));
    rows.push(row(On::DayStart, says::DAY_START, hours.day_start.to_string()));
    let night = says::night(&hours.night_from.to_string(), &hours.night_to.to_string());
    rows.push(row(On::Night, says::NIGHT, night));
    let lists = rows.len();
    rows.push(row(On::Kinds, says::KINDS, kinds(family)));
    rows.push(row(On::Favourites, says::FAVOURITES, favourites(family)));
    rows.push(row(On::OwnCues, says::OWN_CUES, own_cues(family)));
    rows.push(row(On::Lists, says::LISTS, hidden(family)));
    let talk = rows.len();
    rows.push(row(On::Country, says::COUNTRY, country(family)));
    for number in &family.settings.own_numbers {
        rows.push(row(On::Number(number.clone()), number, String::new()));
    }
    rows.push(row(On::NewNumber, says::ADD_NUMBER, String::new()));
    let private = rows.len();
    rows.extend(private::rows(here));
    let looks = rows.len();
    let chosen = here.look.chosen;
    let colours = says::palette(chosen.palette).to_owned();
    rows.push(row(On::Colours, says::COLOURS, colours));
    rows.push(row(On::Signs, says::SIGNS, says::signs(chosen.ascii).to_owned()));
    let headings = [0, carers, days, lists, talk, private, looks];
    for (at, heading) in headings.into_iter().zip(says::HEADINGS) {
        rows[at].heading = heading;
    }
    rows
}

pub(crate) fn row(on: On, head: &str, said: String) -> Row {
    Row { on, heading: "", head: plain(head).into_owned(), said: plain(&said).into_owned() }
}

fn told_baby(baby: &Baby, here: &Here<'_>) -> String {
    let mut said = Vec::new();
    for (what, day) in [(says::BORN, baby.born), (says::DUE, baby.due)] {
        said.extend(day.map(|day| format!("{what} {}", short_date(day))));
    }
    if baby.closed {
        said.push(says::CLOSED.to_owned());
    }
    let several = here.family.babies.len() > 1;
    let shown = here.family.chosen_baby().is_some_and(|it| it.id == baby.id);
    if several && shown {
        said.push(says::SHOWN.to_owned());
    }
    said.join(", ")
}

fn told_carer(carer: &Carer, family: &Family) -> String {
    let mut said = Vec::new();
    if carer.hidden_checkins {
        said.push(says::KEPT_OUT);
    }
    let writes = family.chosen_carer().is_some_and(|it| it.id == carer.id);
    if family.carers.len() > 1 && writes {
        said.push(says::WRITES);
    }
    said.join(", ")
}

fn kinds(family: &Family) -> String {
    let hidden = Kind::ALL.into_iter().filter(|kind| family.is_hidden(kind.code()));
    some(hidden.map(|kind| kind.word().to_owned()).collect(), says::NOTHING)
}

fn favourites(family: &Family) -> String {
    let codes = family.settings.favourites.iter();
    let starred = codes.map(|code| family.cue_words(code).to_owned());
    some(starred.collect(), says::USUAL_NINE)
}

fn own_cues(family: &Family) -> String {
    let own = family.own_cues.iter().filter(|own| !own.retired);
    some(own.map(|own| own.words.clone()).collect(), says::NONE)
}

fn hidden(family: &Family) -> String {
    let is_kind = |code: &str| Kind::ALL.into_iter().any(|kind| kind.code() == code);
    let codes = family.settings.hidden.iter().filter(|code| !is_kind(code));
    some(codes.map(|code| family.hidden_words(code)).collect(), says::NOTHING)
}

fn country(family: &Family) -> String {
    let set = family.settings.country.as_deref();
    let all = support_countries();
    let name = |code: &str| all.iter().find(|(it, _)| *it == code).map(|(_, name)| *name);
    match set {
        Some(code) => name(code).unwrap_or(code).to_owned(),
        None => says::NO_COUNTRY.to_owned(),
    }
}

fn some(all: Vec<String>, none: &str) -> String {
    if all.is_empty() { none.to_owned() } else { all.join(", ") }
}
