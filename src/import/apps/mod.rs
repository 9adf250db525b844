//! Other apps' files, one file an app, and the one table of them.

pub(crate) mod baby_buddy;
pub(crate) mod baby_connect;
pub(crate) mod daylio;
pub(crate) mod huckleberry;
pub(crate) mod piyolog;

use crate::import::ImportFormat;
use crate::import::app_format::{AppFormat, FormatReader};

/// In the order in which a file is held against them.
pub(crate) const APP_FORMATS: [AppFormat; 5] = [
    AppFormat {
        format: ImportFormat::BabyConnect,
        label: "Baby Connect",
        reader: FormatReader::Csv(baby_connect::FORMAT),
    },
    AppFormat {
        format: ImportFormat::Huckleberry,
        label: "Huckleberry",
        reader: FormatReader::Csv(huckleberry::FORMAT),
    },
    AppFormat { format: ImportFormat::Daylio, label: "Daylio", reader: FormatReader::Csv(daylio::FORMAT) },
    AppFormat {
        format: ImportFormat::BabyBuddy,
        label: "Baby Buddy",
        reader: FormatReader::Csv(baby_buddy::FORMAT),
    },
    AppFormat {
        format: ImportFormat::PiyoLog,
        label: "PiyoLog",
        reader: FormatReader::Text { has_known_lines: piyolog::has_known_lines, parse: piyolog::parse_text },
    },
];
