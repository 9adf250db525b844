//! Other apps' files, one file an app, and the one table of them. One more format is one file, one line here and its name
//! in [`ImportFormat`].

pub(crate) mod amila;
pub(crate) mod amila_backup;
pub(crate) mod baby_buddy;
pub(crate) mod baby_connect;
pub(crate) mod baby_daybook;
pub(crate) mod baby_plus;
pub(crate) mod bearable;
pub(crate) mod database_lists;
pub(crate) mod daylio;
pub(crate) mod daylio_backup;
pub(crate) mod feed_baby;
pub(crate) mod glow;
pub(crate) mod hatch;
pub(crate) mod huckleberry;
pub(crate) mod json_journals;
pub(crate) mod json_rows;
pub(crate) mod nara;
pub(crate) mod nighp;
pub(crate) mod piyolog;
pub(crate) mod typed_lines;

use crate::import::ImportFormat;
use crate::import::app_format::{AppFormat, CsvFormat, FormatReader};
use crate::texts::import_columns;

/// In the order in which a file is compared with them: the most particular headings first.
pub(crate) const APP_FORMATS: [AppFormat; 24] = [
    csv(ImportFormat::BabyConnect, "babyconnect", "Baby Connect", baby_connect::FORMAT),
    csv(ImportFormat::Huckleberry, "huckleberry", "Huckleberry", huckleberry::FORMAT),
    csv(ImportFormat::Nara, "nara", "Nara", nara::FORMAT),
    csv(ImportFormat::NaraKeys, "nara2021", "Nara of 2021", nara::FORMAT_2021),
    csv(ImportFormat::Amila, "amila", "Amila", amila::FORMAT),
    csv(ImportFormat::Daylio, "daylio", "Daylio", daylio::FORMAT),
    csv(ImportFormat::Bearable, "bearable", "Bearable", bearable::FORMAT),
    csv(ImportFormat::BabyDaybook, "babydaybook", "Baby Daybook", baby_daybook::FORMAT),
    csv(ImportFormat::BabyDaybookNotes, "babydaybooknotes", "Baby Daybook", baby_daybook::NOTES),
    csv(ImportFormat::BabyDaybookList, "babydaybooklist", "Baby Daybook", baby_daybook::CONVERTED),
    csv(ImportFormat::SproutTrack, "sprouttrack", "Sprout Track", database_lists::SPROUT_TRACK),
    csv(ImportFormat::FeedBaby, "feedbaby", "Feed Baby", feed_baby::FORMAT),
    csv(ImportFormat::Hatch, "hatch", "Hatch", hatch::FORMAT),
    csv(ImportFormat::Glow, "glow", "Glow", glow::FORMAT),
    csv(ImportFormat::Nighp, "nighp", import_columns::NIGHP_LABEL, nighp::FORMAT),
    csv(ImportFormat::BabyBuddy, "babybuddy", "Baby Buddy", baby_buddy::FORMAT),
    text(ImportFormat::PiyoLog, "piyolog", "PiyoLog", piyolog::READER),
    text(ImportFormat::BabyPlus, "babyplus", "BabyPlus", baby_plus::READER),
    text(ImportFormat::AmilaBackup, "amilabackup", "Amila", amila_backup::READER),
    text(ImportFormat::DaylioBackup, "dayliobackup", "Daylio backup", daylio_backup::READER),
    text(ImportFormat::DayOne, "dayone", "Day One", json_journals::DAY_ONE),
    text(ImportFormat::Jrnl, "jrnl", "jrnl", json_journals::JRNL),
    text(ImportFormat::TuiJournal, "tuijournal", "tui-journal", json_journals::TUI_JOURNAL),
    text(ImportFormat::TypedLines, "typed", "typed lines", typed_lines::READER),
];

const fn csv(format: ImportFormat, code: &'static str, label: &'static str, csv: CsvFormat) -> AppFormat {
    AppFormat { format, code, label, reader: FormatReader::Csv(csv) }
}

const fn text(
    format: ImportFormat,
    code: &'static str,
    label: &'static str,
    reader: FormatReader,
) -> AppFormat {
    AppFormat { format, code, label, reader }
}
