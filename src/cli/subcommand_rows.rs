//! The sub-commands as rows, from which clap's tables are made. The arguments of a sub-command are put together when it is
//! typed or its help is asked for: all of them would take a tenth of a start.

/// Makes `CliCommand` of rows: what help says of a sub-command, its name with a capital, and its arguments, which run.
macro_rules! list_commands {
    ($($(#[doc = $about:literal])* $name:ident($args:ty),)*) => {
        enum CliCommand {
            $($name($args),)*
        }

        impl CliCommand {
            /// The arguments of every sub-command put together, for what lists them all: completions name what lies
            /// below `set` under `help` too.
            fn assemble_all(command: clap::Command) -> clap::Command {
                command$(.mut_subcommand(stringify!($name).to_ascii_lowercase(), |row| {
                    let about = row.get_about().cloned().unwrap_or_default();
                    <$args as clap::Args>::augment_args(row.defer(|row| row)).about(about).long_about(None)
                }))*
            }
        }

        impl clap::FromArgMatches for CliCommand {
            fn from_arg_matches(matches: &clap::ArgMatches) -> Result<Self, clap::Error> {
                let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
                let (name, matches) = matches.subcommand().ok_or_else(missing)?;
                $(if name.eq_ignore_ascii_case(stringify!($name)) {
                    return <$args as clap::FromArgMatches>::from_arg_matches(matches).map(Self::$name);
                })*
                Err(missing())
            }

            fn update_from_arg_matches(&mut self, matches: &clap::ArgMatches) -> Result<(), clap::Error> {
                *self = <Self as clap::FromArgMatches>::from_arg_matches(matches)?;
                Ok(())
            }
        }

        impl clap::Subcommand for CliCommand {
            fn augment_subcommands(command: clap::Command) -> clap::Command {
                command$(.subcommand({
                    fn describe(command: clap::Command) -> clap::Command {
                        command.about(concat!($($about),*).trim_start()).long_about(None)
                    }
                    let name = stringify!($name).to_ascii_lowercase();
                    describe(clap::Command::new(name))
                        .defer(|command| describe(<$args as clap::Args>::augment_args(command)))
                }))*
            }

            fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
                Self::augment_subcommands(command)
            }

            fn has_subcommand(name: &str) -> bool {
                [$(stringify!($name)),*].iter().any(|known| name.eq_ignore_ascii_case(known))
            }
        }

        impl Run for CliCommand {
            fn run(self, context: &CommandContext) -> Result<Output, CliError> {
                match self {
                    $(Self::$name(args) => args.run(context),)*
                }
            }
        }
    };
}

pub(super) use list_commands;
