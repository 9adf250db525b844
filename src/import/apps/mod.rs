//! Other apps' files, one file an app, and the one table of them.

pub(crate) mod baby_buddy;
pub(crate) mod baby_connect;
pub(crate) mod daylio;
pub(crate) mod huckleberry;
pub(crate) mod piyolog;

use crate::import::ImportFormat;
use crate::import::app_format::{AppFormat, CsvFormat, FormatReader};

/// In the order in which a file is compared with them.
pub(crate) const APP_FORMATS: [AppFormat; 5] = [
    csv_format(ImportFormat::BabyConnect, "Baby Connect", baby_connect::FORMAT),
    csv_format(ImportFormat::Huckleberry, "Huckleberry", huckleberry::FORMAT),
    csv_format(ImportFormat::Daylio, "Daylio", daylio::FORMAT),
    csv_format(ImportFormat::BabyBuddy, "Baby Buddy", baby_buddy::FORMAT),
    AppFormat { format: ImportFormat::PiyoLog, label: "PiyoLog", reader: piyolog::READER },
];

const fn csv_format(format: ImportFormat, label: &'static str, csv: CsvFormat) -> AppFormat {
    AppFormat { format, label, reader: FormatReader::Csv(csv) }
}
