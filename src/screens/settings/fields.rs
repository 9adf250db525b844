//! The questions of each setting, with what is set as their first answers.

use super::rows::On;
use super::says;
use crate::journal::Kind;
use crate::journal::household::zone_names;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use crate::screens::Here;
use crate::screens::form::{Answer, Choice, Field, Pick};
use crate::widgets::look::Palette;
use crate::words::support_countries;
use chrono::NaiveDate;

/// The code of "left to this computer".
pub(crate) const LEFT: &str = "none";

/// The questions of a setting; none for one that has a screen of its own.
pub(crate) fn of(on: &On, here: &Here<'_>) -> Option<Vec<Field>> {
    let family = here.family;
    let settings = &family.settings;
    let hours = settings.hours;
    Some(match on {
        On::Baby(_) | On::NewBaby | On::Carer(_) | On::NewCarer => people(on, here)?,
        On::Zone => vec![zone(hours.zone.name())],
        On::DayStart => vec![Field::text("day_start", hours.day_start.to_string())],
        On::Night => vec![
            Field::text("night_from", hours.night_from.to_string()),
            Field::text("night_to", hours.night_to.to_string()),
        ],
        On::Kinds => {
            let kinds = Kind::ALL.map(|kind| Choice::new(kind.code(), kind.word()));
            let hidden = Kind::ALL.iter().map(|kind| kind.code().to_owned());
            let hidden = hidden.filter(|code| family.is_hidden(code)).collect();
            vec![picked("kinds", kinds.to_vec(), hidden, true)]
        }
        On::Country => {
            let mut all = vec![Choice::new(LEFT, says::NO_COUNTRY)];
            all.extend(support_countries().into_iter().map(|(code, name)| Choice::new(code, name)));
            let code = settings.country.clone().unwrap_or_else(|| LEFT.into());
            vec![picked("country", all, vec![code], false)]
        }
        On::Number(number) => vec![Field::text("number", plain(number))],
        On::NewNumber => vec![Field::text("number", "")],
        On::Colours => {
            let all = Palette::ALL.map(|it| Choice::new(it.name(), says::palette(it)));
            let now = here.look.chosen.palette.name().to_owned();
            vec![picked("colours", all.to_vec(), vec![now], false)]
        }
        On::Signs => {
            let all = [("full", says::signs(false)), ("ascii", says::signs(true))];
            let now = if here.look.chosen.ascii { "ascii" } else { "full" };
            vec![pick("signs", &all, now)]
        }
        On::Favourites | On::OwnCues | On::Lists | On::Private(_) => return None,
    })
}

/// The questions about a baby or a carer; none when they are not in the journal any more.
fn people(on: &On, here: &Here<'_>) -> Option<Vec<Field>> {
    let family = here.family;
    Some(match on {
        On::Baby(id) => {
            let baby = family.baby(*id)?;
            let pages = if baby.closed { "closed" } else { "open" };
            vec![
                Field::text("baby_name", baby.name.as_deref().unwrap_or_default()),
                Field::text("born", day(baby.born)),
                Field::text("due", day(baby.due)),
                pick("pages", &says::PAGES, pages),
            ]
        }
        On::NewBaby => vec![Field::text("baby_name", ""), Field::text("born", ""), Field::text("due", "")],
        On::Carer(id) => {
            let carer = family.carer(*id)?;
            let checkins = if carer.hidden_checkins { "hidden" } else { "shown" };
            vec![
                Field::text("carer_name", carer.name.as_deref().unwrap_or_default()),
                pick("checkins", &says::CHECKINS, checkins),
            ]
        }
        On::NewCarer => vec![Field::text("carer_name", "")],
        _ => return None,
    })
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(short_date).unwrap_or_default()
}

/// Every zone there is, found by any part of its name; the one that is set is offered.
fn zone(now: &str) -> Field {
    let choice = |name: &'static str| {
        let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        let choice = Choice::new(name, name).also(&city, [].iter());
        choice.under("", name == now)
    };
    let all = zone_names().map(choice).collect();
    picked("zone", all, vec![now.to_owned()], false)
}

fn pick(key: &str, all: &[(&str, &str)], now: &str) -> Field {
    let all = all.iter().map(|(code, words)| Choice::new(*code, *words));
    picked(key, all.collect(), vec![now.to_owned()], false)
}

fn picked(key: &str, all: Vec<Choice>, now: Vec<String>, many: bool) -> Field {
    Field::new(key, Answer::Pick(Pick::new(all, now, many)))
}
