//! Other keys for an action, as `[keys]` in the config file names them:
//!
//! ```text
//! [keys]
//! sleep = "a"                  # wherever the action has a key
//! undo = ["u", "ctrl-u"]
//! past.find = "f"              # on one screen only
//! ```
//!
//! A letter holds where no text is typed; elsewhere the action stays on the key it had. A key that would mean two things in
//! one place is refused, and then every key is as at first.

use crate::texts::key_texts;
use crate::tui::keys::key::{Key, parse_key_name};
use crate::tui::keys::{Action, BINDINGS, Binding, Mode};
use std::slice;
use std::sync::OnceLock;

/// The table as this run has it; set at most once, before the first screen.
static IN_FORCE: OnceLock<Vec<Binding>> = OnceLock::new();

pub(crate) fn bindings_in_force() -> &'static [Binding] {
    IN_FORCE.get().map_or(BINDINGS, Vec::as_slice)
}

/// One line of `[keys]`: the screen it is for, if it is for one, an action and its keys, all by name.
pub struct KeySetting {
    pub screen: Option<String>,
    pub action: String,
    pub keys: Vec<String>,
}

/// From here on the keys are these.
///
/// # Errors
/// A sentence on what cannot be bound so; then no key is changed.
pub fn remap_keys(settings: &[KeySetting]) -> Result<(), String> {
    // A test holds the table as it is at first; looking for two meanings of a key in it would take longer than a frame.
    if !settings.is_empty() {
        IN_FORCE.set(build_bindings(settings)?).ok();
    }
    Ok(())
}

/// The table of keys with other ones.
///
/// # Errors
/// A sentence on what cannot be bound so.
pub fn build_bindings(settings: &[KeySetting]) -> Result<Vec<Binding>, String> {
    let overrides = settings.iter().map(KeyOverride::parse).collect::<Result<Vec<_>, _>>()?;
    let mut table: Vec<Binding> = Vec::new();
    for row in BINDINGS {
        if !overrides.iter().any(|it| it.action == row.action) {
            table.push(*row);
            continue;
        }
        for mode in row.modes {
            let Some(wanted) = find_override(&overrides, *mode, row.action) else {
                table.push(Binding { modes: slice::from_ref(mode), ..*row });
                continue;
            };
            // The action's first row in that place stands for all of them.
            let is_first = !table.iter().any(|it| it.action == row.action && it.modes.contains(mode));
            if is_first {
                table.extend(rebind_row(row, mode, &wanted.keys));
            }
        }
    }
    match find_clash(&table) {
        Some(clash) => Err(clash),
        None => Ok(table),
    }
}

/// The name of an action in the config file.
pub fn action_name(action: Action) -> String {
    kebab_case(&format!("{action:?}"))
}

/// The name of a screen in the config file.
pub fn mode_name(mode: Mode) -> String {
    kebab_case(&format!("{mode:?}"))
}

struct KeyOverride {
    mode: Option<Mode>,
    action: Action,
    keys: Vec<Key>,
}

impl KeyOverride {
    fn parse(setting: &KeySetting) -> Result<Self, String> {
        let row = BINDINGS.iter().find(|row| action_name(row.action) == setting.action);
        let action = row.ok_or_else(|| key_texts::no_such_action(&setting.action))?.action;
        let mode = match &setting.screen {
            None => None,
            Some(name) => {
                let mut modes = BINDINGS.iter().filter(|row| row.action == action).flat_map(|row| row.modes);
                let mode = modes.find(|mode| mode_name(**mode) == *name);
                Some(*mode.ok_or_else(|| key_texts::not_on_screen(&setting.action, name))?)
            }
        };
        let keys = setting
            .keys
            .iter()
            .map(|name| parse_key_name(name).ok_or_else(|| key_texts::no_such_key(name, &setting.action)));
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() {
            return Err(key_texts::no_key_given(&setting.action));
        }
        Ok(Self { mode, action, keys })
    }
}

/// What is said of one screen goes before what is said of all.
fn find_override(overrides: &[KeyOverride], mode: Mode, action: Action) -> Option<&KeyOverride> {
    let own = overrides.iter().find(|it| it.action == action && it.mode == Some(mode));
    own.or_else(|| overrides.iter().find(|it| it.action == action && it.mode.is_none()))
}

fn rebind_row(row: &Binding, mode: &'static Mode, keys: &[Key]) -> Vec<Binding> {
    let takes_letters = !mode.has_text_input() || matches!(row.key, Key::Char(_));
    let usable: Vec<Key> =
        keys.iter().copied().filter(|key| takes_letters || !matches!(key, Key::Char(_))).collect();
    let modes = slice::from_ref(mode);
    if usable.is_empty() {
        return vec![Binding { modes, ..*row }];
    }
    let ranked =
        |(at, key)| Binding { modes, key, footer_rank: if at == 0 { row.footer_rank } else { 0 }, ..*row };
    usable.into_iter().enumerate().map(ranked).collect()
}

/// A key that would do two things in one place, in a sentence.
fn find_clash(table: &[Binding]) -> Option<String> {
    for (at, row) in table.iter().enumerate() {
        for other in &table[..at] {
            let shared = row.modes.iter().find(|mode| other.modes.contains(mode));
            if let (Some(mode), true) = (shared, row.key == other.key && row.key != Key::ByName)
                && row.action != other.action
            {
                let names = [action_name(other.action), action_name(row.action)];
                return Some(key_texts::key_clash(&row.key.display_name(false), mode.name(), &names));
            }
        }
    }
    None
}

/// `PastSleep` as `past-sleep`.
fn kebab_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}
