//! Times by themselves, as a form asks for them, in the grammar of the typed line.

use super::clock::{Day, Form, Spot, expression};
use super::pieces::Text;
use super::times::Typed;
use super::when::{self, Basis};
use super::words::Item;
use super::{At, Context, Unread};
use crate::journal::Hours;
use chrono::NaiveDate;

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Times {
    pub at: At,
    pub until: Option<At>,
    pub about: bool,
}

/// Reads `now`, `10:15`, `10:15-10:27`, `10:15 12m`, `20m ago`, `~20:00`, `yesterday 21:30` or a full date.
///
/// # Errors
/// When it cannot be read, lies ahead, or a clock change leaves several readings; [`Unread::Either`] then holds the texts.
pub fn times(text: &str, context: &Context<'_>) -> Result<Times, Unread> {
    let line = Text::new(text);
    let times = gather(&line)?.resolve(&line, context)?;
    Ok(Times { at: times.at, until: times.until, about: times.about })
}

/// Reads the time of a moment in something that began at `began`.
///
/// # Errors
/// As [`times`], and when it is not one plain time.
pub fn moment_time(text: &str, began: At, context: &Context<'_>) -> Result<At, Unread> {
    let line = Text::new(text);
    let typed = gather(&line)?;
    let plain = typed.length.is_none() && !typed.about;
    let time = typed.time.filter(|time| plain && !matches!(time.form, Form::Range(..)));
    let Some(time) = time else {
        let says = "A moment has one plain time, as in 10:20.";
        return Err(Unread::mend(&line, &(0..line.len()), says));
    };
    let basis = match time.form {
        Form::At(Spot::Clock { .. }) => Basis::of(context).beside(began),
        _ => Basis::of(context),
    };
    when::resolve(&line, &basis, Some(&time), None).map(|(at, _)| at)
}

/// Reads a night without times: `last night`, `sat`, `21 Nov`; the date on whose evening it began.
pub fn night(text: &str, context: &Context<'_>) -> Result<NaiveDate, Unread> {
    let line = Text::new(text);
    match gather(&line)?.time.map(|time| time.form) {
        Some(Form::Day(day)) => Ok(Basis::of(context).night(day)),
        _ => {
            let says = "Please name the night by its evening, as in \"last night\" or \"21 Nov\".";
            Err(Unread::mend(&line, &(0..line.len()), says))
        }
    }
}

/// Reads a date: `2026-09-03` or `3 Sep 2026`.
pub fn date(text: &str) -> Option<NaiveDate> {
    let line = Text::new(text.trim());
    match expression(&line, &(0..line.len()))? {
        found if found.span.end < line.len() => None,
        found => match found.form {
            Form::Day(Day::Date(date)) => Some(date),
            _ => None,
        },
    }
}

/// The times in full, so that [`times`] reads the same ones back.
pub fn print_times(at: At, until: Option<At>, about: bool, hours: &Hours) -> String {
    let rough = if about { "~" } else { "" };
    format!("{rough}{}", when::print(at, until, hours))
}

fn gather(line: &Text<'_>) -> Result<Typed, Unread> {
    let mut typed = Typed::default();
    let mut at = 0;
    loop {
        while matches!(line.at(at), Some(' ' | ',')) {
            at += 1;
        }
        if at >= line.len() {
            break;
        }
        let Some(found) = expression(line, &(at..line.len())) else {
            let piece = at..line.len();
            let says = format!(
                "\"{}\" is no time I can read. Write it as in 10:15, 10:15-10:27, 20m ago or yesterday 21:30.",
                line.raw(&piece)
            );
            return Err(Unread::mend(line, &piece, says));
        };
        let span = found.span.clone();
        at = span.end;
        typed.take(line, (Item::Time(found), span))?;
    }
    if typed.time.is_none() && typed.length.is_none() {
        return Err(Unread::Empty);
    }
    Ok(typed)
}
