//! The columns of other apps' files, as the apps name them: for a sentence, and folded as headings.

// For a sentence: what the first line of a file is.
pub(crate) const AMILA: &str = "RecordCategory, RecordSubCategory, StartDate, FinishDate, Details";
pub(crate) const NARA: &str = "Type, Profile Name, Start Date/time, …, _activityKey";
pub(crate) const NARA_2021: &str =
    "familyKey, activityKey, childKey, typeKey, beginDatetimeLocal, beginDatetime, …";
pub(crate) const NIGHP: &str = "Baby, Time, Duration, Note";
pub(crate) const GLOW: &str = "Begin time, End time";
pub(crate) const HATCH: &str = "Baby Name, Start Time, End Time, Activity, Amount, …, Notes";
pub(crate) const BABY_DAYBOOK: &str = "uid, baby_uid, type, start_millis, end_millis, …";
pub(crate) const BABY_DAYBOOK_NOTES: &str = "baby_uid, note, date_millis, …";
pub(crate) const BABY_DAYBOOK_CONVERTED: &str =
    "activity, year, month, day, begin_hour, begin_minute, end_hour, …";
pub(crate) const SPROUT_TRACK: &str = "id, startTime, endTime, babyId, …";
pub(crate) const FEED_BABY: &str = "id, Start Time, End Time, Notes, Approximate Duration (Minutes)";
pub(crate) const BEARABLE: &str = "date, weekday, time of day, category, rating/amount, detail, notes";

// Headings.
pub(crate) const FEED_BABY_LENGTH: &str = "approximate duration (minutes)";
pub(crate) const DAYBOOK_DAY: &str = "day_id";
pub(crate) const DAYBOOK_HOUR: &str = "begin_hour";
pub(crate) const DAYBOOK_HAIR: &str = "hair_wash";
pub(crate) const BEARABLE_TIME: &str = "time of day";
pub(crate) const BEARABLE_RATING: &str = "rating/amount";
pub(crate) const NARA_START: &str = "start date/time";
pub(crate) const NARA_START_EPOCH: &str = "start date/time (epoch)";
pub(crate) const NARA_END: &str = "[sleep] end date/time";
pub(crate) const NARA_END_EPOCH: &str = "[sleep] end date/time (epoch)";
pub(crate) const NARA_SECONDS: &str = "[sleep] duration (seconds)";
pub(crate) const NARA_CARER: &str = "created by caregiver";
pub(crate) const NARA_BIRTH: &str = "[profile] birth date";
pub(crate) const NARA_START_SHOWN: &str = "Start Date/time";
pub(crate) const NARA_END_SHOWN: &str = "[Sleep] End Date/time";
pub(crate) const GLOW_FEED: &str = "time of feeding";
pub(crate) const GLOW_DIAPER: &str = "in the diaper";

/// What the app calls itself.
pub(crate) const NIGHP_LABEL: &str = "Baby Tracker (Nighp)";

// Lists in databases.
pub(crate) const DAYBOOK_ACTIONS: &str = "Baby Daybook";
pub(crate) const DAYBOOK_NOTES: &str = "Baby Daybook notes";
pub(crate) const DAYBOOK_MOMENTS: &str = "Baby Daybook moments";
pub(crate) const SPROUT_SLEEP: &str = "Sprout Track sleep";
pub(crate) const SPROUT_NOTES: &str = "Sprout Track notes";
