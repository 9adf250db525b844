//! Looks that are chosen while the journal is open. Where they are kept is known to whoever hands the keeper in.

use super::App;
use crate::widgets::look::Chosen;

pub(crate) type Keeper = Box<dyn Fn(Chosen) -> anyhow::Result<()>>;

impl App {
    /// Hands in what keeps looks; without one they hold until the parent leaves.
    pub fn keep_looks_with(&mut self, keeper: Keeper) {
        self.keeper = Some(keeper);
    }

    pub(crate) fn choose_looks(&mut self, chosen: Chosen) {
        self.look = self.look.choosing(chosen);
        let kept = self.keeper.as_ref().map_or(Ok(()), |keep| keep(chosen));
        let colour = chosen.palette == Default::default() || self.look.colour;
        self.status = match kept {
            Err(why) => format!("{why:#} {UNTIL}"),
            Ok(()) if !colour => NO_COLOUR.into(),
            Ok(()) if self.look.plain_signs && !chosen.ascii => ASCII.into(),
            Ok(()) => KEPT.into(),
        };
    }
}

const KEPT: &str = "These looks are kept for the next time too.";
const UNTIL: &str = "These looks hold until you leave.";
const NO_COLOUR: &str = "Kept. This time cuebook was asked to show no colour, so it does not.";
const ASCII: &str = "Kept. This time cuebook was asked for plain signs, so it shows them.";
