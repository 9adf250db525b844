//! `set zone`, `set night` and the like: a sub-command for each setting of the table that is one typed value.

use crate::cli::commands::setting_change::{SettingChange, change_setting};
use crate::cli::output::CliError;
use crate::cli::session::Session;
use crate::model::settings::{SettingSpec, TypedSetting, typed_settings};
use crate::quick_line::print_setting_answer;
use crate::texts::family_settings as texts;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, Subcommand};
use serde_json::Value;

/// A setting and what was typed for it; nothing prints it.
pub(crate) struct TypedSettingArgs {
    spec: &'static SettingSpec,
    pub typed: &'static TypedSetting,
    pub values: Vec<String>,
}

impl TypedSettingArgs {
    pub(crate) fn parse_value(&self) -> Result<Value, CliError> {
        let parts = self.typed.questions.len();
        let answers: Vec<String> = if parts == 1 {
            self.values.clone()
        } else {
            // `19:00 07:00` or `19:00-07:00`.
            let joined = self.values.join("-").replace('–', "-");
            joined.splitn(parts, '-').map(str::to_owned).collect()
        };
        let how = |problem: &str| {
            let message = texts::with_example(problem, self.typed.command, self.typed.example);
            CliError::wrong_usage(message)
        };
        if answers.len() < parts {
            return Err(how(self.typed.problem));
        }
        let typed = self.typed.questions.iter().zip(&answers);
        let answers: Vec<String> =
            typed.map(|(question, answer)| print_setting_answer(question, answer.trim())).collect();
        self.spec.parse_answers(self.typed, &answers).map_err(|problem| match problem.question {
            Some(_) => CliError::wrong_usage(problem.message),
            None => how(&problem.message),
        })
    }

    pub(crate) fn change_value(&self, session: &Session) -> Result<SettingChange, CliError> {
        let value = self.parse_value()?;
        let (title, sentence) = ((self.typed.title)(&value), self.typed.sentence(&value));
        change_setting(session, self.spec.key, value, &title, &sentence)
    }
}

impl FromArgMatches for TypedSettingArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(ErrorKind::InvalidSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        let (spec, typed) = typed_settings().find(|(_, it)| it.command == name).ok_or_else(missing)?;
        let values = matches.get_many(spec.key).into_iter().flatten().cloned().collect();
        Ok(Self { spec, typed, values })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for TypedSettingArgs {
    fn augment_subcommands(command: Command) -> Command {
        typed_settings().fold(command, |command, (spec, typed)| {
            let value = Arg::new(spec.key).value_name(typed.value_name).help(typed.value_help);
            let value = match typed.questions.len() {
                1 => value.action(ArgAction::Set),
                several => value.action(ArgAction::Append).num_args(0..=several),
            };
            command.subcommand(Command::new(typed.command).about(typed.about).arg(value))
        })
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        typed_settings().any(|(_, typed)| typed.command == name)
    }
}
