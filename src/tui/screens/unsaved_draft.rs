//! Where what is typed on a screen waits until it is kept.

use crate::store::StoreError;
use crate::tui::screens::Context;
use serde_json::Value;

/// Something typed and not kept yet: the slot it waits in, and its content (none when there is nothing to keep).
pub(crate) type UnsavedDraft = (String, Option<Value>);

/// A screen's place among the drafts of the journal.
pub(crate) struct DraftSlot {
    pub(crate) name: String,
    /// A draft was found there, or may have been left there since: emptied, it is to be taken away.
    may_be_stored: bool,
}

impl DraftSlot {
    /// With what waits there.
    pub(crate) fn load(name: String, context: &Context<'_>) -> Result<(Self, Option<Value>), StoreError> {
        let draft = context.store.load_draft(&name)?;
        Ok((Self { name, may_be_stored: draft.is_some() }, draft))
    }

    /// To be called after each change of what would wait there.
    pub(crate) fn record_change(&mut self, has_content: bool) {
        self.may_be_stored |= has_content;
    }

    /// What the journal is to hold; nothing where it never held anything.
    pub(crate) fn unsaved_draft(&self, content: Option<Value>) -> Option<UnsavedDraft> {
        (content.is_some() || self.may_be_stored).then(|| (self.name.clone(), content))
    }
}
