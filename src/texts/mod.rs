//! Every sentence a person reads that is not data in `assets/`, one file a screen, a command group or an output: plain
//! functions and constants that return the sentence. A reviewer reads this folder; a second language is a second one.

pub(crate) mod cli_common;
pub(crate) mod cli_entries;
pub(crate) mod cli_export;
pub(crate) mod cli_files;
pub(crate) mod cli_global;
pub(crate) mod cli_history;
pub(crate) mod cli_import;
pub(crate) mod cli_manual;
pub(crate) mod cli_protect;
pub(crate) mod cli_settings;
pub(crate) mod cli_support;
pub(crate) mod config_texts;
pub(crate) mod cue_profile;
pub(crate) mod demo_titles;
pub(crate) mod describe_entry;
pub(crate) mod entry_fields;
pub(crate) mod entry_form;
pub(crate) mod family_settings;
pub(crate) mod figures;
pub(crate) mod file_errors;
pub(crate) mod history;
pub(crate) mod job_texts;
pub(crate) mod journal_check;
pub(crate) mod lock_report_texts;
pub(crate) mod massage_screen;
pub(crate) mod parse_errors;
pub(crate) mod report_editor;
pub(crate) mod report_page;
pub(crate) mod seal_texts;
pub(crate) mod settings_screen;
pub(crate) mod stats_lines;
pub(crate) mod store_errors;
pub(crate) mod today;
pub(crate) mod trends;
pub(crate) mod validation;
