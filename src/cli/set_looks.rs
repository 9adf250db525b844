//! `set looks` and `set signs`: how cuebook looks on this computer, kept in its config file and in no journal.

use super::answer::{Answer, Stop};
use crate::home::looks;
use crate::widgets::look::{Chosen, Palette};

/// Chooses a palette.
pub(crate) fn palette(name: &str) -> Result<Answer, Stop> {
    let palette = Palette::named(name).ok_or_else(|| {
        let names: Vec<&str> = Palette::ALL.into_iter().map(Palette::name).collect();
        Stop::usage(format!("\"{name}\" {NO_LOOKS} {}.", names.join(", ")))
    })?;
    keep(|before| Chosen { palette, ..before })
}

/// Chooses full or plain signs.
pub(crate) fn signs(name: &str) -> Result<Answer, Stop> {
    let ascii = match name.to_lowercase().as_str() {
        "ascii" => true,
        "full" => false,
        _ => return Err(Stop::usage(format!("\"{name}\" {NO_SIGNS}"))),
    };
    keep(|before| Chosen { ascii, ..before })
}

fn keep(change: impl FnOnce(Chosen) -> Chosen) -> Result<Answer, Stop> {
    let unkept = |why| Stop::could(format!("{why:#} {NOTHING}"));
    let before = looks::chosen().map_err(unkept)?;
    let after = change(before);
    looks::keep(after).map_err(unkept)?;
    let signs = |it: Chosen| if it.ascii { "ascii" } else { "full" };
    Ok(Answer::text(format!(
        "The looks are {} with {} signs now; they were {} with {}.",
        after.palette.name(),
        signs(after),
        before.palette.name(),
        signs(before)
    )))
}

const NO_LOOKS: &str = "is no palette this program has. There are";
const NO_SIGNS: &str = "is not a way to draw signs. There are full and ascii.";
const NOTHING: &str = "Nothing was changed.";
