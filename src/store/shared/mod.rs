//! One journal on several computers, on the journal's side: stamps for every row that is written, merging what others
//! wrote, writing out what is here. What is exchanged, and the folder, is `crate::sync`.

pub(crate) mod folder_look;
pub(crate) mod join_people;
pub(crate) mod own_writer;
pub(crate) mod publish_pieces;
pub(crate) mod record_fields;
pub(crate) mod shared_setup;
pub(crate) mod sharing_task;
pub(crate) mod stamp_rows;
pub(crate) mod sync_report;
pub(crate) mod sync_run;
pub(crate) mod sync_tables;
pub(crate) mod sync_worker;
pub(crate) mod take_records;
