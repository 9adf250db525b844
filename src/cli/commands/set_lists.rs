//! `set favourite`, `set cue`, `set hidden` and `set number`: the lists a family keeps.

use crate::cli::commands::set_cmd::{ALREADY, SettingChange, TAKE_BACK, change_setting};
use crate::cli::output::CliError;
use crate::cli::select_person::quote_for_shell;
use crate::cli::session::Session;
use crate::model::family_changes::list_to_value;
use crate::model::{Change, CueDirection, CustomCue, EntryKind, Family, MAX_DIGIT_CUES};
use crate::vocabulary::{WordList, eq_normalized, find_typed_cue, find_typed_word, search_cues};
use clap::ValueEnum;

/// A cue to star.
#[derive(clap::Args)]
pub(crate) struct FavouriteArgs {
    /// The cue, such as hiccups
    pub cue: Option<String>,
    /// Take its star off
    #[arg(long, requires = "cue")]
    remove: bool,
}

/// A cue in the family's own words.
#[derive(clap::Args)]
pub(crate) struct CustomCueArgs {
    /// Your words, such as "twirls her hair"
    pub words: Option<String>,
    /// What it points to
    #[arg(long, value_enum, requires = "words")]
    points: Option<DirectionArg>,
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
enum DirectionArg {
    Engaged,
    Disengaged,
    Either,
}

/// What the family does not use.
#[derive(clap::Args)]
pub(crate) struct HiddenArgs {
    /// A kind of entry, an area, a stroke or a cue, such as check-in, face, "I love you" or hiccups
    pub what: Option<String>,
    /// Show it again
    #[arg(long, requires = "what")]
    show: bool,
}

/// Someone to ring.
#[derive(clap::Args)]
pub(crate) struct SupportNumberArgs {
    /// Such as "Dr Patel 020 7946 0000"
    pub text: Option<String>,
    /// Take it off the list
    #[arg(long, requires = "text")]
    remove: bool,
}

/// Stars a cue, or takes its star off.
pub(crate) fn change_favourite(asked: &FavouriteArgs, desk: &Session) -> Result<SettingChange, CliError> {
    let typed = asked.cue.as_deref().unwrap_or_default();
    let family = &desk.family;
    let code = find_cue_code(typed, family).ok_or_else(|| unknown_cue_error(typed))?;
    let words = family.cue_label(&code);
    let mut all = family.settings.favourites.clone();
    let known = all.contains(&code);
    if known != asked.remove {
        let is = if known { "has" } else { "has no" };
        return Ok((None, format!("\"{words}\" {is} star. {ALREADY}")));
    }
    if asked.remove {
        all.retain(|it| *it != code);
    } else if !family.is_offered_cue(&code) {
        return Err(CliError::operation_failed(format!("\"{words}\" {NOT_OFFERED}")));
    } else if all.iter().filter(|it| family.is_offered_cue(it)).count() >= MAX_DIGIT_CUES {
        return Err(CliError::operation_failed(FAVOURITES_FULL));
    } else {
        all.push(code.clone());
    }
    let now = if asked.remove { "without a" } else { "with a" };
    let says = format!("\"{words}\" is {now} star.");
    change_setting(desk, "favourites", list_to_value(&all), &says)
}

/// Adds, renames, points or retires an own cue.
pub(crate) fn change_custom_cue(asked: &CustomCueArgs, desk: &Session) -> Result<SettingChange, CliError> {
    let typed = collapse_whitespace(asked.words.as_deref().unwrap_or_default());
    let own = desk.family.custom_cues.iter();
    let known = own.into_iter().find(|own| eq_normalized(&own.words, &typed));
    let points = asked.points.map(DirectionArg::to_direction);
    let Some(before) = known else {
        if asked.rename.is_some() || asked.retire || asked.bring_back {
            return Err(CliError::wrong_usage(format!("\"{typed}\" {NO_OWN}")));
        }
        let cue = CustomCue::new(typed, points.flatten());
        return build_cue_change(None, cue, desk);
    };
    let mut after = before.clone();
    after.points = points.unwrap_or(before.points);
    after.retired = (before.retired || asked.retire) && !asked.bring_back;
    if let Some(words) = &asked.rename {
        after.words = collapse_whitespace(words);
    }
    build_cue_change(Some(before), after, desk)
}

fn build_cue_change(
    before: Option<&CustomCue>,
    after: CustomCue,
    desk: &Session,
) -> Result<SettingChange, CliError> {
    if let Some(problem) = after.check_words(&desk.family, desk.now) {
        return Err(CliError::operation_failed(format!("{problem} {NOTHING}")));
    }
    let retired = if after.retired { ", retired" } else { "" };
    let says = format!("\"{}\" is a cue of your own, {}{retired}", after.words, direction_name(after.points));
    let change = match before {
        Some(before) if *before == after => return Ok((None, format!("{says}. {ALREADY}"))),
        Some(before) => Change::replace_record(&says, before.clone(), after),
        None => Change::add_record(&says, after),
    };
    Ok((Some(change), format!("{says}. {TAKE_BACK}")))
}

/// Hides what the family does not use, or shows it again.
pub(crate) fn change_hidden(asked: &HiddenArgs, desk: &Session) -> Result<SettingChange, CliError> {
    let typed = asked.what.as_deref().unwrap_or_default();
    let family = &desk.family;
    let code = find_hideable_code(typed, family)
        .ok_or_else(|| CliError::wrong_usage(format!("\"{typed}\" {NO_THING}")))?;
    let words = family.hidden_label(&code);
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
    change_setting(desk, "hidden", list_to_value(&all), &format!("{words}: {now}."))
}

/// Adds someone to ring, or takes them off.
pub(crate) fn change_support_number(
    asked: &SupportNumberArgs,
    desk: &Session,
) -> Result<SettingChange, CliError> {
    let text = asked.text.as_deref().unwrap_or_default().trim();
    let mut all = desk.family.settings.own_numbers.clone();
    let known = all.iter().position(|number| eq_normalized(number, text));
    match (known, asked.remove) {
        _ if text.is_empty() => return Err(CliError::wrong_usage(NUMBER_HOW)),
        (None, true) => return Err(CliError::operation_failed(format!("{text} {NO_NUMBER}"))),
        (Some(_), false) => return Ok((None, format!("{text} is on your list. {ALREADY}"))),
        (Some(at), true) => drop(all.remove(at)),
        (None, false) => all.push(text.to_owned()),
    }
    let what = if asked.remove { "no longer" } else { "now" };
    let says = format!("{text} is {what} on your list.");
    change_setting(desk, "own_numbers", list_to_value(&all), &says)
}

/// Which way a family's own cue points, as `--points` says it.
pub(crate) fn direction_name(points: Option<CueDirection>) -> &'static str {
    match points {
        Some(CueDirection::Engagement) => "engaged",
        Some(CueDirection::Disengagement) => "disengaged",
        None => "either",
    }
}

impl DirectionArg {
    fn to_direction(self) -> Option<CueDirection> {
        match self {
            Self::Engaged => Some(CueDirection::Engagement),
            Self::Disengaged => Some(CueDirection::Disengagement),
            Self::Either => None,
        }
    }
}

fn collapse_whitespace(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn find_cue_code(typed: &str, family: &Family) -> Option<String> {
    let own = family.custom_cues.iter().find(|own| eq_normalized(&own.words, typed));
    own.map(|own| own.code.clone()).or_else(|| find_typed_cue(typed).map(|cue| cue.id.clone()))
}

/// A kind, an area, a stroke by any of its names, or a cue.
fn find_hideable_code(typed: &str, family: &Family) -> Option<String> {
    let kind = EntryKind::from_typed(typed).map(|kind| kind.as_code().to_owned());
    let named = family.settings.stroke_names.iter();
    let named = |typed: &str| {
        let mut named = named.clone();
        named.find(|(_, name)| eq_normalized(name, typed)).map(|(code, _)| code.clone())
    };
    let listed = |of: WordList| find_typed_word(of, typed).map(|word| word.code.clone());
    kind.or_else(|| listed(WordList::Areas))
        .or_else(|| listed(WordList::Strokes))
        .or_else(|| named(typed))
        .or_else(|| find_cue_code(typed, family))
}

fn unknown_cue_error(typed: &str) -> CliError {
    let near = search_cues(typed);
    let near = near.first().map_or_else(String::new, |cue| {
        format!(" Perhaps `cuebook set favourite {}`?", quote_for_shell(&cue.words))
    });
    CliError::wrong_usage(format!("There is no cue called \"{typed}\".{near}"))
}

const NUMBER_HOW: &str =
    "Please write whom to ring and how, like `cuebook set number 'Dr Patel 020 7946 0000'`.";
const NO_NUMBER: &str = "is not on your list, so nothing was changed. `cuebook set number` shows what is.";
const NOT_OFFERED: &str = "is hidden or retired, so it can have no star. Nothing was changed.";
const FAVOURITES_FULL: &str = "Nine cues have a star, one for each digit, so nothing was changed. `cuebook set favourite CUE --remove` takes one off.";
const NO_OWN: &str = "is not a cue of your own, so nothing was changed. `cuebook set cue` shows which are.";
const NO_THING: &str = "is no kind of entry, area, stroke or cue. Please write it like check-in, face or hiccups; the guide has them all.";
const NOTHING: &str = "Nothing was kept.";
