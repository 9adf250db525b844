//! `set favourite`, `set cue`, `set hidden` and `set number`: the lists a family keeps.

use super::answer::Stop;
use super::place::Desk;
use super::set::{ALREADY, Settled, TAKE_BACK, settled};
use super::whose::quoted;
use crate::journal::household::as_list;
use crate::journal::{Change, DIGITS, Family, Kind, OwnCue, Points};
use crate::words::{List, find, find_cue, same, search_cues};
use clap::ValueEnum;

/// A cue to star.
#[derive(clap::Args)]
pub(crate) struct FavouriteAsked {
    /// The cue, such as hiccups
    pub cue: Option<String>,
    /// Take its star off
    #[arg(long, requires = "cue")]
    remove: bool,
}

/// A cue in the family's own words.
#[derive(clap::Args)]
pub(crate) struct CueAsked {
    /// Your words, such as "twirls her hair"
    pub words: Option<String>,
    /// What it points to
    #[arg(long, value_enum, requires = "words")]
    points: Option<PointsAsked>,
    /// Other words for it
    #[arg(long, value_name = "WORDS", requires = "words")]
    rename: Option<String>,
    /// Offer it no more; entries keep it
    #[arg(long, requires = "words")]
    retire: bool,
    /// Offer it again
    #[arg(long, requires = "words", conflicts_with = "retire")]
    bring_back: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PointsAsked {
    Engaged,
    Disengaged,
    Either,
}

/// What the family does not use.
#[derive(clap::Args)]
pub(crate) struct HiddenAsked {
    /// A kind of entry, an area, a stroke or a cue, such as check-in, face, "I love you" or hiccups
    pub what: Option<String>,
    /// Show it again
    #[arg(long, requires = "what")]
    show: bool,
}

/// Someone to ring.
#[derive(clap::Args)]
pub(crate) struct NumberAsked {
    /// Such as "Dr Patel 020 7946 0000"
    pub text: Option<String>,
    /// Take it off the list
    #[arg(long, requires = "text")]
    remove: bool,
}

/// Stars a cue, or takes its star off.
pub(crate) fn favourite(asked: &FavouriteAsked, desk: &Desk) -> Result<Settled, Stop> {
    let typed = asked.cue.as_deref().unwrap_or_default();
    let family = &desk.family;
    let code = cue_code(typed, family).ok_or_else(|| no_cue(typed))?;
    let words = family.cue_words(&code);
    let mut all = family.settings.favourites.clone();
    let known = all.contains(&code);
    if known != asked.remove {
        let is = if known { "has" } else { "has no" };
        return Ok((None, format!("\"{words}\" {is} star. {ALREADY}")));
    }
    if asked.remove {
        all.retain(|it| *it != code);
    } else if !family.is_offered_cue(&code) {
        return Err(Stop::could(format!("\"{words}\" {NOT_OFFERED}")));
    } else if all.iter().filter(|it| family.is_offered_cue(it)).count() >= DIGITS {
        return Err(Stop::could(NINE));
    } else {
        all.push(code.clone());
    }
    let now = if asked.remove { "without a" } else { "with a" };
    let says = format!("\"{words}\" is {now} star.");
    settled(desk, "favourites", as_list(&all), &says)
}

/// Adds, renames, points or retires an own cue.
pub(crate) fn cue(asked: &CueAsked, desk: &Desk) -> Result<Settled, Stop> {
    let typed = words_of(asked.words.as_deref().unwrap_or_default());
    let own = desk.family.own_cues.iter();
    let known = own.into_iter().find(|own| same(&own.words, &typed));
    let points = asked.points.map(PointsAsked::points);
    let Some(before) = known else {
        if asked.rename.is_some() || asked.retire || asked.bring_back {
            return Err(Stop::usage(format!("\"{typed}\" {NO_OWN}")));
        }
        let cue = OwnCue::new(typed, points.flatten());
        return kept(None, cue, desk);
    };
    let mut after = before.clone();
    after.points = points.unwrap_or(before.points);
    after.retired = (before.retired || asked.retire) && !asked.bring_back;
    if let Some(words) = &asked.rename {
        after.words = words_of(words);
    }
    kept(Some(before), after, desk)
}

fn kept(before: Option<&OwnCue>, after: OwnCue, desk: &Desk) -> Result<Settled, Stop> {
    if let Some(problem) = after.problem(&desk.family, desk.now) {
        return Err(Stop::could(format!("{problem} {NOTHING}")));
    }
    let retired = if after.retired { ", retired" } else { "" };
    let says = format!("\"{}\" is a cue of your own, {}{retired}", after.words, pointing(after.points));
    let change = match before {
        Some(before) if *before == after => return Ok((None, format!("{says}. {ALREADY}"))),
        Some(before) => Change::edit(&says, before.clone(), after),
        None => Change::add(&says, after),
    };
    Ok((Some(change), format!("{says}. {TAKE_BACK}")))
}

/// Hides what the family does not use, or shows it again.
pub(crate) fn hidden(asked: &HiddenAsked, desk: &Desk) -> Result<Settled, Stop> {
    let typed = asked.what.as_deref().unwrap_or_default();
    let family = &desk.family;
    let code = code(typed, family).ok_or_else(|| Stop::usage(format!("\"{typed}\" {NO_THING}")))?;
    let words = family.hidden_words(&code);
    let mut all = family.settings.hidden.clone();
    let known = family.is_hidden(&code);
    if known != asked.show {
        let is = if known { "hidden" } else { "shown" };
        return Ok((None, format!("{words}: {is}. {ALREADY}")));
    }
    if asked.show {
        all.retain(|it| *it != code);
    } else {
        all.push(code);
    }
    let now = if asked.show { "shown" } else { "hidden" };
    settled(desk, "hidden", as_list(&all), &format!("{words}: {now}."))
}

/// Adds someone to ring, or takes them off.
pub(crate) fn number(asked: &NumberAsked, desk: &Desk) -> Result<Settled, Stop> {
    let text = asked.text.as_deref().unwrap_or_default().trim();
    let mut all = desk.family.settings.own_numbers.clone();
    let known = all.iter().position(|number| same(number, text));
    match (known, asked.remove) {
        _ if text.is_empty() => return Err(Stop::usage(NUMBER_HOW)),
        (None, true) => return Err(Stop::could(format!("{text} {NO_NUMBER}"))),
        (Some(_), false) => return Ok((None, format!("{text} is on your list. {ALREADY}"))),
        (Some(at), true) => drop(all.remove(at)),
        (None, false) => all.push(text.to_owned()),
    }
    let what = if asked.remove { "no longer" } else { "now" };
    let says = format!("{text} is {what} on your list.");
    settled(desk, "own_numbers", as_list(&all), &says)
}

/// Which way a family's own cue points, as `--points` says it.
pub(crate) fn pointing(points: Option<Points>) -> &'static str {
    match points {
        Some(Points::Engagement) => "engaged",
        Some(Points::Disengagement) => "disengaged",
        None => "either",
    }
}

impl PointsAsked {
    fn points(self) -> Option<Points> {
        match self {
            Self::Engaged => Some(Points::Engagement),
            Self::Disengaged => Some(Points::Disengagement),
            Self::Either => None,
        }
    }
}

fn words_of(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cue_code(typed: &str, family: &Family) -> Option<String> {
    let own = family.own_cues.iter().find(|own| same(&own.words, typed));
    own.map(|own| own.code.clone()).or_else(|| find_cue(typed).map(|cue| cue.id.clone()))
}

/// A kind, an area, a stroke by any of its names, or a cue.
fn code(typed: &str, family: &Family) -> Option<String> {
    let kind = Kind::find(typed).map(|kind| kind.code().to_owned());
    let named = family.settings.stroke_names.iter();
    let named = |typed: &str| {
        let mut named = named.clone();
        named.find(|(_, name)| same(name, typed)).map(|(code, _)| code.clone())
    };
    let listed = |of: List| find(of, typed).map(|word| word.code.clone());
    kind.or_else(|| listed(List::Areas))
        .or_else(|| listed(List::Strokes))
        .or_else(|| named(typed))
        .or_else(|| cue_code(typed, family))
}

fn no_cue(typed: &str) -> Stop {
    let near = search_cues(typed);
    let near = near
        .first()
        .map_or_else(String::new, |cue| format!(" Perhaps `cuebook set favourite {}`?", quoted(&cue.words)));
    Stop::usage(format!("There is no cue called \"{typed}\".{near}"))
}

const NUMBER_HOW: &str =
    "Please write whom to ring and how, like `cuebook set number 'Dr Patel 020 7946 0000'`.";
const NO_NUMBER: &str = "is not on your list, so nothing was changed. `cuebook set number` shows what is.";
const NOT_OFFERED: &str = "is hidden or retired, so it can have no star. Nothing was changed.";
const NINE: &str = "Nine cues have a star, one for each digit, so nothing was changed. `cuebook set favourite CUE --remove` takes one off.";
const NO_OWN: &str = "is not a cue of your own, so nothing was changed. `cuebook set cue` shows which are.";
const NO_THING: &str = "is no kind of entry, area, stroke or cue. Please write it like check-in, face or hiccups; the guide has them all.";
const NOTHING: &str = "Nothing was kept.";
