//! `man`: the manual as one roff page, every command with its options in it, from the same table of arguments that the
//! program itself reads. What that table does not say, of files and exit statuses, stands at the foot.

use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::texts::cli_global::GLOBAL_OPTIONS;
use crate::texts::cli_manual as texts;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use std::io;

#[derive(clap::Args)]
pub(crate) struct ManArgs {}

impl Run for ManArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let mut command = without_help((context.command)());
        command.build();
        let page =
            render_sections(&command).map_err(|error| CliError::operation_failed(error.to_string()))?;
        Ok(Output::Raw(String::from_utf8_lossy(&page).into_owned()))
    }
}

/// Help is help everywhere: once in the page is enough.
fn without_help(command: clap::Command) -> clap::Command {
    command.disable_help_subcommand(true).mut_subcommands(|sub| without_help(sub.disable_help_flag(true)))
}

fn render_sections(command: &clap::Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone()).manual("cuebook");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    write_heading(&mut page, "SH", "COMMANDS")?;
    for (name, sub) in list_subcommands("cuebook", command) {
        write_heading(&mut page, "SS", &name)?;
        let man = Man::new(sub.clone());
        page.extend(render_section_body(|out| man.render_description_section(out))?);
        write_heading(&mut page, "PP", "")?;
        page.extend(render_section_body(|out| man.render_synopsis_section(out))?);
        page.extend(render_section_body(|out| man.render_options_section(out))?);
    }
    man.render_options_section(&mut page)?;
    for (title, rows) in texts::EXTRA_SECTIONS {
        write_heading(&mut page, "SH", title)?;
        let mut roff = Roff::new();
        for (name, message) in *rows {
            roff.control("TP", []);
            roff.text([bold(*name)]);
            roff.text([roman(*message)]);
        }
        roff.to_writer(&mut page)?;
    }
    Ok(page)
}

fn list_subcommands<'a>(name: &str, command: &'a clap::Command) -> Vec<(String, &'a clap::Command)> {
    let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    let each = shown.flat_map(|sub| {
        let name = format!("{name} {}", sub.get_name());
        let under = list_subcommands(&name, sub);
        std::iter::once((name, sub)).chain(under)
    });
    each.collect()
}

fn write_heading(page: &mut Vec<u8>, control: &str, text: &str) -> io::Result<()> {
    let mut roff = Roff::new();
    let texts: &[&str] = if text.is_empty() { &[] } else { &[text] };
    roff.control(control, texts.iter().copied());
    roff.to_writer(page)
}

/// A section without its heading, and without the sections behind it: what goes with every command stands at the end.
fn render_section_body(render: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut section = Vec::new();
    render(&mut section)?;
    let text = String::from_utf8_lossy(&section);
    let mut lines = text.lines().skip_while(|line| !line.starts_with(".SH"));
    let is_other = lines.next().is_none_or(|heading| heading.contains(&GLOBAL_OPTIONS.to_uppercase()));
    let own = lines.take_while(|line| !is_other && !line.starts_with(".SH"));
    Ok(own.flat_map(|line| [line, "\n"]).collect::<String>().into_bytes())
}
