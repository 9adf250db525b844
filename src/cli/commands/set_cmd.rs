//! `set`: prints or changes what is true of the whole family: people, zone, hours, country, coverage marks.
//!
//! Each change goes through the history like any entry; looks, which belong to this computer, go to its config file.
//! `set_typed` has the settings that are one typed value, `set_people` and `set_lists` the others, `set_print` prints.

use crate::cli::commands::mark_cmd::{MarkArgs, change_coverage_mark};
use crate::cli::commands::set_lists::{CustomCueArgs, FavouriteArgs, HiddenArgs, SupportNumberArgs};
use crate::cli::commands::set_people::{BabyArgs, CarerArgs};
use crate::cli::commands::set_print::{print_settings, print_theme_prefs};
use crate::cli::commands::set_typed::TypedSettingArgs;
use crate::cli::commands::setting_change::SettingChange;
use crate::cli::commands::{set_lists, set_people, set_theme};
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::Session;
use crate::texts::cli_settings as texts;
use clap::Subcommand;

#[derive(clap::Args)]
pub(crate) struct SetArgs {
    /// JSON, for a program
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Option<SetCommand>,
}

#[derive(Subcommand)]
enum SetCommand {
    /// Name a baby, write down a birth or due date, choose whom the app shows
    Baby(BabyArgs),
    /// Name a carer, or choose who is writing
    Carer(CarerArgs),
    #[command(flatten)]
    Typed(TypedSettingArgs),
    /// Someone of your own to ring, shown before all other support lines
    Number(SupportNumberArgs),
    /// A cue that carries a digit; up to nine
    #[command(alias = "favourites")]
    Favourite(FavouriteArgs),
    /// A cue in your own words
    #[command(alias = "cues")]
    Cue(CustomCueArgs),
    /// What you do not use: kinds of entry on Today and in Trends; areas, strokes and cues in lists
    #[command(aliases = ["hide", "hiding"])]
    Hidden(HiddenArgs),
    /// How cuebook looks on this computer: plain, light, dark, night or none
    Looks {
        /// A palette
        name: Option<String>,
    },
    /// Which signs it draws with: full or ascii
    Signs {
        /// full or ascii
        name: Option<String>,
    },
    /// What becomes of the colours in your night hours: warm or same
    AtNight {
        /// warm or same
        name: Option<String>,
    },
    /// Whether the wheel scrolls and a click marks a row: on or off
    Mouse {
        /// on or off
        name: Option<String>,
    },
    /// Say that a day or a night was, or was not, all written down
    Mark(MarkArgs),
}

impl Run for SetArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = context.location()?;
        let Some(command) = self.command else {
            return print_settings(&location, "", self.json);
        };
        if let Some(only) = command.setting_to_print() {
            return print_settings(&location, only, self.json);
        }
        match command {
            SetCommand::Looks { name: None } | SetCommand::Signs { name: None } => {
                Ok(print_theme_prefs(&["looks", "signs"]))
            }
            SetCommand::AtNight { name: None } => Ok(print_theme_prefs(&["at-night"])),
            SetCommand::Mouse { name: None } => Ok(print_theme_prefs(&["mouse"])),
            _ if self.json => Err(CliError::wrong_usage(texts::JSON_CHANGES_NOTHING)),
            SetCommand::Looks { name: Some(name) } => set_theme::choose_palette(&name),
            SetCommand::Signs { name: Some(name) } => set_theme::choose_signs(&name),
            SetCommand::AtNight { name: Some(name) } => set_theme::choose_at_night(&name),
            SetCommand::Mouse { name: Some(name) } => set_theme::choose_mouse(&name),
            command => {
                if let SetCommand::Typed(args) = &command {
                    args.parse_value()?;
                }
                let (session, message) = location.apply_change(|session| command.build_change(session))?;
                Ok(Output::text(message).then_sync(session))
            }
        }
    }
}

impl SetCommand {
    fn setting_to_print(&self) -> Option<&'static str> {
        Some(match self {
            Self::Baby(args) if args.is_blank() => "baby",
            Self::Carer(args) if args.is_blank() => "carer",
            Self::Typed(args) if args.values.is_empty() => args.typed.command,
            Self::Number(args) if args.text.is_none() => "number",
            Self::Favourite(args) if args.cue.is_none() => "favourite",
            Self::Cue(args) if args.words.is_none() => "cue",
            Self::Hidden(args) if args.what.is_none() => "hidden",
            _ => return None,
        })
    }

    fn build_change(&self, session: &Session) -> Result<SettingChange, CliError> {
        match self {
            Self::Baby(args) => set_people::change_baby(args, session),
            Self::Carer(args) => set_people::change_carer(args, session),
            Self::Typed(args) => args.change_value(session),
            Self::Number(args) => set_lists::change_support_number(args, session),
            Self::Favourite(args) => set_lists::change_favourite(args, session),
            Self::Cue(args) => set_lists::change_custom_cue(args, session),
            Self::Hidden(args) => set_lists::change_hidden(args, session),
            Self::Mark(args) => change_coverage_mark(args, session),
            // They are in no journal.
            Self::Looks { .. } | Self::Signs { .. } | Self::AtNight { .. } | Self::Mouse { .. } => {
                Ok((None, String::new()))
            }
        }
    }
}
