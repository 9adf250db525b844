//! `set favourite`, `set cue`, `set hidden` and `set number`: the lists a family keeps.

use crate::cli::commands::setting_change::{SettingChange, change_setting, changed, unchanged};
use crate::cli::output::CliError;
use crate::cli::select_person::quote_for_shell;
use crate::cli::session::Session;
use crate::model::family_changes::list_to_value;
use crate::model::{Change, CueDirection, CustomCue, EntryKind, Family, MAX_DIGIT_CUES};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::cli_settings as texts;
use crate::vocabulary::{WordList, eq_normalized, find_typed_cue, find_typed_word, search_cues};
use clap::ValueEnum;

#[derive(clap::Args)]
pub(crate) struct FavouriteArgs {
    /// The cue, such as hiccups
    pub cue: Option<String>,
    /// Take its star off
    #[arg(long, requires = "cue")]
    remove: bool,
}

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

#[derive(clap::Args)]
pub(crate) struct HiddenArgs {
    /// A kind of entry, an area, a stroke or a cue, such as check-in, face, "I love you" or hiccups
    pub what: Option<String>,
    /// Show it again
    #[arg(long, requires = "what")]
    show: bool,
}

#[derive(clap::Args)]
pub(crate) struct SupportNumberArgs {
    /// Such as "Dr Patel 020 7946 0000"
    pub text: Option<String>,
    /// Take it off the list
    #[arg(long, requires = "text")]
    remove: bool,
}

pub(crate) fn change_favourite(args: &FavouriteArgs, session: &Session) -> Result<SettingChange, CliError> {
    let typed = args.cue.as_deref().unwrap_or_default();
    let family = &session.family;
    let code = find_cue_code(typed, family).ok_or_else(|| unknown_cue_error(typed))?;
    let words = family.cue_label(&code);
    let mut all = family.settings.favourites.clone();
    let known = all.contains(&code);
    if known != args.remove {
        return Ok(unchanged(&texts::star_unchanged(words, known)));
    }
    if args.remove {
        all.retain(|it| *it != code);
    } else if !family.is_offered_cue(&code) {
        return Err(CliError::operation_failed(texts::cue_not_offered(words)));
    } else if all.iter().filter(|it| family.is_offered_cue(it)).count() >= MAX_DIGIT_CUES {
        return Err(CliError::operation_failed(texts::FAVOURITES_FULL));
    } else {
        all.push(code.clone());
    }
    let title = texts::star_changed(words, !args.remove);
    change_setting(session, "favourites", list_to_value(&all), &title, &title)
}

pub(crate) fn change_custom_cue(args: &CustomCueArgs, session: &Session) -> Result<SettingChange, CliError> {
    let typed = collapse_whitespace(args.words.as_deref().unwrap_or_default());
    let own = session.family.custom_cues.iter();
    let known = own.into_iter().find(|own| eq_normalized(&own.words, &typed));
    let points = args.points.map(DirectionArg::to_direction);
    let Some(before) = known else {
        if args.rename.is_some() || args.retire || args.bring_back {
            return Err(CliError::wrong_usage(texts::unknown_own_cue(&typed)));
        }
        let cue = CustomCue::new(typed, points.flatten());
        return build_cue_change(None, cue, session);
    };
    let mut after = before.clone();
    after.points = points.unwrap_or(before.points);
    after.retired = (before.retired || args.retire) && !args.bring_back;
    if let Some(words) = &args.rename {
        after.words = collapse_whitespace(words);
    }
    build_cue_change(Some(before), after, session)
}

fn build_cue_change(
    before: Option<&CustomCue>,
    after: CustomCue,
    session: &Session,
) -> Result<SettingChange, CliError> {
    if let Some(problem) = after.check_words(&session.family, session.now) {
        return Err(CliError::operation_failed(texts::nothing_kept(&problem)));
    }
    let title = texts::own_cue(&after.words, after.direction_name(), after.retired);
    Ok(match before {
        Some(before) if *before == after => unchanged(&title),
        Some(before) => changed(Change::replace_record(title, before.clone(), after)),
        None => changed(Change::add_record(title, after)),
    })
}

pub(crate) fn change_hidden(args: &HiddenArgs, session: &Session) -> Result<SettingChange, CliError> {
    let typed = args.what.as_deref().unwrap_or_default();
    let family = &session.family;
    let code = find_hideable_code(typed, family)
        .ok_or_else(|| CliError::wrong_usage(texts::unknown_hideable(typed)))?;
    let words = family.hidden_label(&code);
    let mut all = family.settings.hidden.clone();
    let known = family.is_hidden(&code);
    if known != args.show {
        return Ok(unchanged(&texts::hidden(&words, known)));
    }
    if args.show {
        all.retain(|it| *it != code);
    } else {
        all.push(code);
    }
    let title = texts::hidden(&words, !args.show);
    change_setting(session, "hidden", list_to_value(&all), &title, &title)
}

pub(crate) fn change_support_number(
    args: &SupportNumberArgs,
    session: &Session,
) -> Result<SettingChange, CliError> {
    let text = args.text.as_deref().unwrap_or_default().trim();
    let mut all = session.family.settings.own_numbers.clone();
    let known = all.iter().position(|number| eq_normalized(number, text));
    match (known, args.remove) {
        _ if text.is_empty() => return Err(CliError::wrong_usage(texts::NUMBER_HOW)),
        (None, true) => return Err(CliError::operation_failed(texts::number_not_listed(text))),
        (Some(_), false) => return Ok(unchanged(&texts::number_listed(text))),
        (Some(at), true) => drop(all.remove(at)),
        (None, false) => all.push(text.to_owned()),
    }
    let title = texts::number_changed(text, args.remove);
    change_setting(session, "own_numbers", list_to_value(&all), &title, &title)
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

fn find_cue_code(typed: &str, family: &Family) -> Option<String> {
    let own = family.custom_cues.iter().find(|own| eq_normalized(&own.words, typed));
    own.map(|own| own.code.clone()).or_else(|| find_typed_cue(typed).map(|cue| cue.id.clone()))
}

/// A kind, an area, a stroke by any of its names, or a cue.
fn find_hideable_code(typed: &str, family: &Family) -> Option<String> {
    let kind = EntryKind::from_typed(typed).map(|kind| kind.as_code().to_owned());
    let renamed_stroke = || {
        let mut names = family.settings.stroke_names.iter();
        names.find(|(_, name)| eq_normalized(name, typed)).map(|(code, _)| code.clone())
    };
    let listed = |list: WordList| find_typed_word(list, typed).map(|word| word.code.clone());
    kind.or_else(|| listed(WordList::Areas))
        .or_else(|| listed(WordList::Strokes))
        .or_else(renamed_stroke)
        .or_else(|| find_cue_code(typed, family))
}

fn unknown_cue_error(typed: &str) -> CliError {
    let nearest = search_cues(typed).first().map(|cue| quote_for_shell(&cue.words));
    CliError::wrong_usage(texts::unknown_cue(typed, nearest.as_deref()))
}
