//! What computers that share a journal give each other: every record with the stamps of its fields, in small encrypted
//! pieces, a folder for each computer that writes. State, not a log: merging is a join, so that pieces may come late,
//! twice, in any order or not at all.
//!
//! Nothing here knows the journal or what an entry is: a record is a key and named JSON values. The journal's side is
//! `store/shared/`. Each file here is one step of the way: `stamp`, `record_state`, `merge_states`, `piece_codec`,
//! `manifest`, `shared_folder`, `piece_transfer`; `folder_activity` says whether the folder answers.

pub mod folder_activity;
pub mod manifest;
pub mod merge_states;
pub mod piece_codec;
pub mod piece_transfer;
pub mod record_state;
pub mod shared_folder;
pub mod stamp;

pub use folder_activity::FolderActivity;
pub use manifest::{Manifest, PieceRef};
pub use merge_states::{Conflict, LostSide, Merge, merge};
pub use piece_codec::{Piece, PieceError};
pub use piece_transfer::{FetchedPieces, take_pieces, write_pieces};
pub use record_state::{Author, Field, Mark, RecordState, Removal};
pub use shared_folder::SharedFolder;
pub use stamp::{HybridClock, Stamp, WriterId};

/// The number of the format that this version reads and writes.
pub const FORMAT: u32 = 1;

/// The most records in a piece when it is written; one of twice as many is cut in two.
pub const PIECE_RECORDS: usize = 256;
