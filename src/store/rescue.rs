//! What is being typed when the journal cannot be written: kept in a file of this machine's, and offered again by the
//! next start. A carer's sealed words are sealed there as in the journal; of a locked journal the whole file is
//! encrypted with the journal's passphrase (age, so that `age -d` opens it too).

use crate::crypto::{decrypt_with_passphrase, encrypt_with_passphrase};
use crate::model::{Family, Timestamp};
use crate::platform::state_folder::write_state_file;
use crate::store::database_file::parent_folder;
use crate::store::passphrase::Passphrase;
use crate::store::protect::seal_keys::seal_draft_for;
use crate::store::{Store, StoreError};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The files of one journal are told from those of another by this and a hash of its path.
const NAME_PREFIX: &str = "unsaved-";

/// The largest file that is taken for one, in bytes.
const MAX_RESCUE_BYTES: u64 = 16 * 1024 * 1024;

/// Words of an earlier run that are in no journal.
#[derive(Clone, Debug)]
pub struct RescuedWords {
    pub(crate) path: PathBuf,
    /// None where the file cannot be read: encrypted with another passphrase, or damaged.
    pub(crate) content: Option<RescuedDrafts>,
}

#[derive(Clone, Debug)]
pub(crate) struct RescuedDrafts {
    pub at: Timestamp,
    /// The run that wrote them.
    run: Option<String>,
    /// By slot; what is sealed as it lies.
    pub drafts: Vec<(String, Value)>,
}

impl Store {
    /// Writes drafts to a file in the first folder that takes it, and answers its path; a later one of the same run takes
    /// its place. None when no folder takes it, or what must be sealed cannot be.
    pub(crate) fn write_rescue_file(
        &self,
        drafts: &[(String, Value)],
        family: &Family,
        now: Timestamp,
    ) -> Option<PathBuf> {
        let journal = self.path()?;
        let drafts: Option<Vec<Value>> = drafts
            .iter()
            .map(|(slot, content)| {
                let sealed = self.seal_rescued_draft(slot, content, family)?;
                Some(json!({ "slot": slot, "content": sealed.as_ref().unwrap_or(content) }))
            })
            .collect();
        let content =
            json!({ "journal": journal, "at": now.to_rfc3339(), "run": self.run().id, "drafts": drafts? });
        let text = serde_json::to_string_pretty(&content).ok()?;
        let name = |ending: &str| format!("{}{}.{ending}", rescue_name_prefix(journal), self.run().id);
        let (name, bytes) = match &self.passphrase {
            Some(passphrase) => (name("age"), encrypt_with_passphrase(passphrase.as_str(), &text).ok()?),
            None => (name("json"), text.into_bytes()),
        };
        let mut folders = self.run().state_folders.iter();
        folders.find_map(|folder| write_state_file(folder, &name, &bytes).ok())
    }

    /// The draft as it may lie in a file. The outer none: it must be sealed and cannot be.
    fn seal_rescued_draft(&self, slot: &str, content: &Value, family: &Family) -> Option<Option<Value>> {
        if content["sealed"].as_str().is_some() {
            return Some(None);
        }
        match self.seal_draft(slot, content) {
            Ok(sealed) => Some(sealed),
            Err(StoreError::SealAtFault(_)) => None,
            // The journal cannot even be read: whoever types seals it, if they seal anything.
            Err(_) => {
                let carer = family.selected_carer()?;
                let seen = self.seen.seals();
                match seen.get(&carer.id).or_else(|| family.settings.seals.get(&carer.id)) {
                    Some(seal) => Some(Some(seal_draft_for(carer.id, seal, content).ok()?)),
                    None => Some(None),
                }
            }
        }
    }

    /// What earlier runs could not keep in this journal, the oldest first.
    pub(crate) fn find_rescue_files(&self) -> Vec<RescuedWords> {
        let Some(journal) = self.path() else {
            return Vec::new();
        };
        let prefix = rescue_name_prefix(journal);
        let mut paths: Vec<PathBuf> = self
            .run()
            .state_folders
            .iter()
            .filter_map(|folder| fs::read_dir(folder).ok())
            .flat_map(|entries| entries.flatten())
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix)))
            .map(|entry| entry.path())
            .collect();
        paths.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
        paths.into_iter().map(|path| self.read_rescue_file(path)).collect()
    }

    fn read_rescue_file(&self, path: PathBuf) -> RescuedWords {
        let is_small = fs::metadata(&path).is_ok_and(|meta| meta.len() <= MAX_RESCUE_BYTES);
        let bytes = is_small.then(|| fs::read(&path).ok()).flatten();
        let is_encrypted = path.extension().is_some_and(|ending| ending == "age");
        let text = bytes.and_then(|bytes| match (&self.passphrase, is_encrypted) {
            (Some(passphrase), true) => {
                let decrypt = |form: &Passphrase| {
                    decrypt_with_passphrase(form.as_str(), &bytes)
                        .ok_or_else(|| StoreError::WrongPassphrase(path.clone()))
                };
                passphrase.try_forms(decrypt).ok().map(|(text, _)| text)
            }
            (None, true) => None,
            (_, false) => String::from_utf8(bytes).ok().map(Into::into),
        });
        let content = text.and_then(|text| parse_drafts(&serde_json::from_str(&text).ok()?));
        RescuedWords { path, content }
    }

    /// Takes the drafts of these slots out of the files of earlier runs. Answers those that cannot be read or rewritten.
    pub(crate) fn remove_from_rescue_files(&self, is_unwanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
        let mut unreached = Vec::new();
        for mut words in self.find_rescue_files() {
            let is_done = match &mut words.content {
                None => false,
                Some(content) => {
                    let all = content.drafts.len();
                    content.drafts.retain(|(slot, _)| !is_unwanted(slot));
                    match content.drafts.len() {
                        left if left == all => true,
                        0 => remove_rescue_file(&words),
                        _ => self.rewrite_rescue_file(&words).is_some(),
                    }
                }
            };
            if !is_done {
                unreached.push(words.path);
            }
        }
        unreached
    }

    fn rewrite_rescue_file(&self, words: &RescuedWords) -> Option<()> {
        let content = words.content.as_ref()?;
        let drafts = content.drafts.iter().map(|(slot, content)| json!({ "slot": slot, "content": content }));
        let text = serde_json::to_string_pretty(&json!({
            "journal": self.path()?,
            "at": content.at.to_rfc3339(),
            "run": content.run,
            "drafts": drafts.collect::<Vec<_>>(),
        }));
        let bytes = match &self.passphrase {
            Some(passphrase) if words.path.extension().is_some_and(|ending| ending == "age") => {
                encrypt_with_passphrase(passphrase.as_str(), &text.ok()?).ok()?
            }
            _ => text.ok()?.into_bytes(),
        };
        let (folder, name) = (words.path.parent()?, words.path.file_name()?.to_str()?);
        write_state_file(folder, name, &bytes).ok().map(|_| ())
    }

    /// Puts words of an earlier run where they wait for their forms, and the file away.
    pub(crate) fn restore_rescued(&mut self, words: &RescuedWords, now: Timestamp) -> Result<(), StoreError> {
        if let Some(content) = &words.content {
            for (slot, draft) in &content.drafts {
                self.add_draft(slot, draft, content.run.as_deref(), now)?;
            }
        }
        remove_rescue_file(words);
        Ok(())
    }
}

/// Lets the words of an earlier run go. Whether the file is gone; one that cannot be removed is offered once more.
pub(crate) fn remove_rescue_file(words: &RescuedWords) -> bool {
    fs::remove_file(&words.path).is_ok()
}

fn parse_drafts(content: &Value) -> Option<RescuedDrafts> {
    let drafts = content["drafts"].as_array()?.iter().filter_map(|draft| {
        let slot = draft["slot"].as_str().filter(|slot| !slot.is_empty())?;
        Some((slot.to_owned(), draft["content"].clone()))
    });
    Some(RescuedDrafts {
        at: Timestamp::parse_rfc3339(content["at"].as_str()?)?,
        run: content["run"].as_str().map(str::to_owned),
        drafts: drafts.collect(),
    })
}

fn rescue_name_prefix(journal: &Path) -> String {
    // The file may be gone while its folder is there.
    let whole = match (fs::canonicalize(parent_folder(journal)), journal.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(journal).unwrap_or_else(|_| journal.to_owned()),
    };
    let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, whole.as_os_str().as_encoded_bytes()).simple().to_string();
    format!("{NAME_PREFIX}{}-", &id[..16])
}
