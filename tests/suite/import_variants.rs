//! The files of each app in the shapes that its versions, phones and countries give them, and as spreadsheets save them
//! again. Every one tells the same two sleeps, invented: 25 May 2024 from 20:30 to 22:15, and 26 May from 12:00 to 13:00.

use cuebook::import::{
    DateOrder, ImportFormat, ImportOptions, ParsedFile, UserAnswers, detect_format, parse_file_with_answers,
};
use cuebook::model::{Timestamp, Zone};

fn parse(bytes: &[u8], format: ImportFormat, answers: &UserAnswers) -> Result<ParsedFile, String> {
    assert_eq!(detect_format(bytes), Some(format), "{}", String::from_utf8_lossy(bytes));
    let now = Timestamp::parse_rfc3339("2026-11-22T14:07:00Z").unwrap();
    let options = ImportOptions { zone: Zone::named("Europe/Berlin"), keep_other: false, now };
    let read = parse_file_with_answers(bytes, format, &options, answers).map_err(|error| error.message)?;
    assert_eq!(read.rows_read, read.candidates.len() + read.repeated_rows + read.skipped_count());
    Ok(read)
}

fn told(read: &ParsedFile) -> Vec<String> {
    let one = |entry: cuebook::import::CandidateEntry| {
        let until = entry.until.map_or("…".to_owned(), Timestamp::format_hm);
        let words = [entry.child, entry.note].into_iter().flatten().map(|word| format!(" {word}"));
        format!("{}–{until}{}", &entry.at.to_rfc3339()[..16], words.collect::<String>())
    };
    let mut all: Vec<String> = read.candidates.iter().map(one).collect();
    all.sort();
    all
}

const NIGHT: [&str; 2] = ["2024-05-25T20:30–22:15", "2024-05-26T12:00–13:00"];

/// Each text tells the two sleeps and nothing that could not be read.
#[track_caller]
fn tell_the_night(format: ImportFormat, texts: &[&str]) {
    for text in texts {
        tell(format, text, &NIGHT);
    }
}

#[track_caller]
fn tell(format: ImportFormat, text: &str, right: &[&str]) {
    let read = parse(text.as_bytes(), format, &UserAnswers::default());
    let read = read.unwrap_or_else(|said| panic!("{said}\n{text}"));
    assert_eq!(told(&read), right, "{text}\n{:?}", read.skipped);
}

#[track_caller]
fn refuse(format: ImportFormat, text: &str, says: &[&str]) {
    let said = parse(text.as_bytes(), format, &UserAnswers::default()).err();
    let said = said.unwrap_or_else(|| panic!("read: {text}"));
    for part in says {
        assert!(said.contains(part), "{said:?} has not {part:?}");
    }
}

#[test]
fn huckleberry() {
    tell_the_night(
        ImportFormat::Huckleberry,
        &[
            "\u{feff}\"Type\",\"Start\",\"End\",\"Duration\",\"Start Condition\",\"Start Location\",\"End Condition\",\"Notes\"\r\n\
             \"Sleep\",\"2024-05-26 12:00\",\"2024-05-26 13:00\",\"01:00\",,,,\r\n\
             \"Sleep\",\"2024-05-25 20:30\",\"2024-05-25 22:15\",\"1:45\",,,,\r\n\r\n\r\n",
            // Other orders, other signs between cells, columns more.
            "Start;End;Type;Duration;Notes;Start Location;App version\n\
             2024-05-25 20:30;2024-05-25 22:15;Sleep;1h 45m;;;7\n2024-05-26 12:00;2024-05-26 13:00;sleep;60 min;;;7\n;;;;;;\n",
            "Type\tStart\tEnd\tDuration\tStart Condition\tStart Location\tEnd Condition\tNotes\n\
             Sleep\t2024-05-25 20:30:00\t2024-05-25 22:15:00\t1:45:00\t\t\t\t\n\
             Sleep\t2024-05-26T12:00\t2024-05-26T13:00\t1:00:00 AM\t\t\t\t\n",
            // As spreadsheets of several countries show the same.
            "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n\
             Sleep,5/25/2024 8:30\u{202f}PM,5/25/24 10:15 PM,1:45,,,,\nSleep,5/26/2024 12:00:00 PM,5/26/2024 1:00 p. m.,1:00,,,,\n",
            "Type;Start;End;Duration;Start Condition;Start Location;End Condition;Notes\n\
             Sleep;25.05.2024 20:30;25.05.2024 22:15;1:45;;;;\nSleep;26.5.24 12:00;26.5.24 13:00;1,0 h;;;;\n",
            "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n\
             Sleep,45437.854166667,45437.927083333,1:45,,,,\nSleep,45438.5,45438.541666667,1:00,,,,\n",
            // An end that only the length tells.
            "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n\
             Sleep,2024-05-25 20:30,,01:45,,,,\nSleep,2024-05-26 12:00,,1 hr,,,,\n",
        ],
    );
    let twins = "Child Name,Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n\
                 Wren,Sleep,2024-05-25 20:30,2024-05-25 22:15,01:45,,,,\nIvo,Sleep,2024-05-25 20:30,2024-05-25 22:15,01:45,,,,\n";
    tell(ImportFormat::Huckleberry, twins, &["2024-05-25T20:30–22:15 Ivo", "2024-05-25T20:30–22:15 Wren"]);
    let lines = "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n\
                 Sleep,2024-05-25 20:30,2024-05-25 22:15,01:45,,,,\"rain,\nthen \"\"quiet\"\"\"\nTotal,,,02:45,,,,\n";
    let read = parse(lines.as_bytes(), ImportFormat::Huckleberry, &UserAnswers::default()).unwrap();
    assert_eq!(told(&read), ["2024-05-25T20:30–22:15 rain,\nthen \"quiet\""]);
    assert_eq!(read.skipped[0].row, 4, "a line of sums is named: {:?}", read.skipped);
    // A day without a clock is no midnight.
    let dates = "Type,Start,End,Duration,Start Location,Notes\nSleep,2024-05-25,2024-05-26,01:45,,\n";
    let read = parse(dates.as_bytes(), ImportFormat::Huckleberry, &UserAnswers::default()).unwrap();
    assert!(read.candidates.is_empty() && read.skipped[0].reason.contains("is not a date and time"));
}

#[test]
fn nara() {
    const HEAD: &str = "\"Type\",\"Profile Name\",\"Start Date/time\",\"Start Date/time (Epoch)\",\"Note\",\"Time Zone\",\
                        \"[Sleep] Duration (Seconds)\",\"[Sleep] End Date/time\",\"[Sleep] End Date/time (Epoch)\",\"_profileKey\",\"_activityKey\"\n";
    let wren = ["2024-05-25T20:30–22:15 Wren", "2024-05-26T12:00–13:00 Wren"];
    let texts = [
        format!(
            "\u{feff}{HEAD}\"Sleep\",\"Wren\",\"2024-05-25 20:30:00\",\"1716661800000\",\"\",\"Europe/Berlin\",\"6300\",\"2024-05-25 22:15:00\",\"1716668100000\",\"c1\",\"a1\"\r\n\
             \"Sleep\",\"Wren\",\"2024-05-26 12:00:00\",\"1716717600000\",\"\",\"Europe/Berlin\",\"3600\",\"2024-05-26 13:00:00\",\"1716721200000\",\"c1\",\"a2\"\r\n"
        ),
        // A spreadsheet made the milliseconds short; the clock and the length are left.
        format!(
            "{HEAD}Sleep,Wren,5/25/2024 20:30,1.71666E+12,,Europe/Berlin,6300,,,c1,a1\nSleep,Wren,5/26/2024 12:00,1.71672E+12,,Europe/Berlin,3600,5/26/2024 13:00,1.71672E+12,c1,a2\n"
        ),
        // No column of ends, as no family member wrote one but as a length; other columns in between.
        "Note,Type,Start Date/time,Start Date/time (Epoch),[Sleep] Duration (Seconds),Profile Name,_activityKey,Time Zone\n\
         ,Sleep,2024-05-25 20:30:00,1716661800000,6300,Wren,a1,Europe/Berlin\n,Sleep,2024-05-26 12:00:00,1716717600000,3600,Wren,a2,Europe/Berlin\n"
            .to_owned(),
    ];
    for text in texts {
        tell(ImportFormat::Nara, &text, &wren);
    }
    let keys = "familyKey,activityKey,childKey,typeGroupKey,typeKey,beginDatetimeLocal,beginDatetime,SLEEP_endDatetimeLocal,SLEEP_endDatetime,SLEEP_durationSeconds,timeZone,note\n\
                f,a1,c,SLEEP,SLEEP,2024-05-25 20:30:00,1716661800000,2024-05-25 22:15:00,1716668100000,6300,Europe/Berlin,\n\
                f,a2,c,SLEEP,SLEEP,2024-05-26T12:00:00,1.71672E+12,2024-05-26T13:00:00,1.71672E+12,3600,Europe/Berlin,\n\
                f,a3,c,FEED,FEED.BREAST,2024-05-26T15:00:00,1716728400000,,,,Europe/Berlin,\n";
    tell(ImportFormat::NaraKeys, keys, &NIGHT);
}

#[test]
fn nighp() {
    let day_after = "13/5/24 9:00 AM";
    let rows = |first: &str, second: &str| {
        format!("Baby,Time,Duration (min),Note\nWren,\"{first}\",105\nWren,\"{second}\",60,\n")
    };
    let wren = ["2024-05-25T20:30–22:15 Wren", "2024-05-26T12:00–13:00 Wren"];
    for (first, second) in [
        ("5/25/24, 8:30\u{202f}PM", "5/26/24, 12:00\u{202f}PM"),
        ("5/25/24, 20:30", "5/26/24, 12:00"),
        ("25/5/24 8:30\u{202f}pm", "26/5/24 12:00\u{202f}pm"),
        ("25/05/2024 20:30", "26/05/2024 12:00"),
        ("25/05/2024, 20:30", "26/05/2024, 12:00"),
        ("25/05/2024 à 20:30", "26/05/2024 à 12:00"),
        ("25. 5. 24 20:30", "26. 5. 24 12:00"),
        ("25.05.24, 20:30", "26.05.24, 12:00"),
        ("25.5.2024 klo 20.30", "26.5.2024 klo 12.00"),
        ("2024-05-25, 8:30 p.m.", "2024-05-26, 12:00 p.m."),
        ("2024-05-25 20 h 30", "2024-05-26 12 h 00"),
        ("25-05-2024 20:30", "26-05-2024 12:00"),
        ("2024/5/25 下午8:30", "2024/5/26 下午12:00"),
        ("2024年5月25日 20:30", "2024年5月26日 12:00"),
        ("24. 5. 25. 오후 8:30", "24. 5. 26. 오후 12:00"),
        ("2024년 5월 25일 오후 8:30", "2024년 5월 26일 오후 12:00"),
        ("2024. 05. 25. 20:30", "2024. 05. 26. 12:00"),
        ("May 25, 2024 at 8:30 PM", "May 26, 2024 at 12:00 PM"),
        ("Sat, 25 May 2024, 20:30", "Sun, 26 May 2024, 12:00"),
        ("25 de mayo de 2024, 8:30 p. m.", "26 de mayo de 2024, 12:00 p. m."),
        ("25.05.24 г., 20:30 ч.", "26.05.24 г., 12:00 ч."),
        ("\u{200f}٢٥/٥/٢٠٢٤ ٢٠:٣٠", "\u{200f}٢٦/٥/٢٠٢٤ ١٢:٠٠"),
    ] {
        tell(ImportFormat::Nighp, &rows(first, second), &wren);
    }
    for text in [
        "\u{feff}Baby,Time,Duration(minutes),Note\r\nWren,\"5/26/24, 12:00\",60\r\nWren,\"5/25/24, 20:30\",105\r\n",
        "Baby,Time,Duration,Note\nWren,25/05/2024 20:30,1 hrs 45 min,\nWren,26/05/2024 12:00,1 hr,\n",
        "Baby;Time;Duration (Minutes);Notes\nWren;25.05.24 20:30;105;\nWren;26.05.24 12:00;60;\n",
    ] {
        tell(ImportFormat::Nighp, text, &wren);
    }
    // Nothing in it tells the order: asked, never guessed.
    refuse(ImportFormat::Nighp, &rows("5/6/24, 20:30", "5/6/24, 23:30"), &["5/6/24", "--day-first"]);
    let open = format!("Baby,Time,Duration (min),Note\nWren,{day_after},0,\nWren,14/5/24 9:00 AM,,\n");
    tell(ImportFormat::Nighp, &open, &["2024-05-13T09:00–… Wren", "2024-05-14T09:00–… Wren"]);
}

#[test]
fn glow() {
    tell_the_night(
        ImportFormat::Glow,
        &[
            "Begin time,End time\r\n05/26/2024 12:00:00 PM,05/26/2024 1:00:00 PM\r\n05/25/2024 8:30:00 PM,05/25/2024 10:15:00 PM\r\n",
            "\u{feff}\"Begin time\",\"End time\",\"Notes\"\n\"05/25/2024 8:30:00\u{202f}PM\",\"05/25/2024 10:15:00\u{202f}PM\",\n\"05/26/2024 12:00:00 PM\",\"05/26/2024 13:00:00\",\n,,\n",
        ],
    );
    tell(ImportFormat::Glow, "Begin time,End time\n05/06/2024 8:30:00 PM,\n", &["2024-05-06T20:30–…"]);
}

#[test]
fn hatch() {
    let wren = ["2024-05-25T20:30–22:15 Wren", "2024-05-26T12:00–13:00 Wren"];
    for text in [
        "Baby Name,Start Time,End Time,Activity,Amount,Percentile,Duration,Info,Notes\n=== BEGIN Feedings ===\n\
         Wren,05/25/2024 7:00 PM,,Feeding,0.30oz,,,,\n=== END Feedings ===\n=== BEGIN Sleeps ===\n\
         Wren,05/25/2024 8:30 PM,05/25/2024 10:15 PM,Sleep,,,1 h 45 min,,\nWren,05/26/2024 12:00 PM,05/26/2024 1:00 PM,Sleep,,,1 h,,\n=== END Sleeps ===\n",
        // A title above, and the headings once more in each section.
        "Hatch Baby\n=== BEGIN Sleeps ===\nBaby Name,Start Time,End Time,Activity,Amount,Percentile,Duration,Info,Notes\n\
         Wren,05/25/2024 8:30 PM,05/25/2024 10:15 PM,Sleep,,,105 min,,\n=== END Sleeps ===\n=== BEGIN Naps ===\n\
         Baby Name,Start Time,End Time,Activity,Amount,Percentile,Duration,Info,Notes\nWren,05/26/2024 12:00 PM,,Nap,,,1:00,,\n",
        // The clock of 24 hours with the half stuck on, and an empty column at the end.
        "\"Baby Name\",\"Start Time\",\"End Time\",\"Activity\",\"Amount\",\"Percentile\",\"Duration\",\"Info\",\"Notes\",\"\"\n\
         \"Wren\",\"05/25/2024 20:30 PM\",\"05/25/2024 22:15 PM\",\"Sleep\",\"\",\"\",\"1 h 45 min\",\"\",\"\",\"\"\n\
         \"Wren\",\"05/26/2024 12:00 PM\",\"05/26/2024 13:00 PM\",\"Sleep\",\"\",\"\",\"1 h\",\"\",\"\",\"\"\n",
    ] {
        tell(ImportFormat::Hatch, text, &wren);
    }
    let midnight = "\"Baby Name\",\"Start Time\",\"End Time\",\"Activity\",\"Duration\",\"Notes\",\"\"\n\"Wren\",\"05/25/2024 0:05 AM\",\"05/25/2024 12:40 AM\",\"Sleep\",\"35 min\",\"\",\"\"\n";
    tell(ImportFormat::Hatch, midnight, &["2024-05-25T00:05–00:40 Wren"]);
}

#[test]
fn baby_daybook() {
    let millis = "uid,svt,updated_millis,user_uid,baby_uid,type,start_millis,notes,group_uid,end_millis,pause_millis,duration,in_progress,side,pee,poo\n\
                  a1,1,1,u,b,sleeping,1716661800000,,,1716668100000,0,6300000,0,,0,0\n\
                  a2,1,1,u,b,sleeping,1716717600000.0,,,0.0,0,3600000.0,0,,0,0\n\
                  a3,1,1,u,b,bottle,1716717600000,,,0,0,0,0,,0,0\n";
    let older = "_id,type,start_millis,end_millis,duration,notes\n1,sleeping,1716661800000,1716668100000,6300000,\n2,sleeping,1716717600000,1716721200000,3600000,\n";
    tell_the_night(ImportFormat::BabyDaybook, &[millis, older, &older.replace(',', ";")]);
    let clocks = "activity,year,month,day,begin_hour,begin_minute,end_hour,end_minute,duration_in_seconds,left_duration_seconds,right_duration_seconds,pee,poo,temperature\n\
                  sleeping,2024,5,25,20,30,22,15,6300.0,0.0,0.0,0,0,0.0\nsleeping,2024,5,26,12,0,13,0,3600.0,0.0,0.0,0,0,0.0\nbottle,2024,5,26,15,0,1,0,0.0,0.0,0.0,0,0,0.0\n";
    // The clock of Greenwich.
    let greenwich = "id,type,start,end,duration,notes,side,volume,temperature,pee,poo,hair_wash\n\
                     1,sleeping,2024-05-25 18:30:00,2024-05-25 20:15:00,6300,,,0.0,0.0,0,0,0\n2,sleeping,2024-05-26 10:00:00,2024-05-26 11:00:00,3600,,,0.0,0.0,0,0,0\n";
    tell_the_night(ImportFormat::BabyDaybookList, &[clocks, greenwich]);
    let over_midnight = "activity,year,month,day,begin_hour,begin_minute,end_hour,end_minute,duration_in_seconds,left_duration_seconds\n\
                         sleeping,2024,5,25,22,30,6,15,27900,0\nsleeping,2024,5,26,12,0,2,0,0,0\n";
    tell(ImportFormat::BabyDaybookList, over_midnight, &["2024-05-25T22:30–06:15", "2024-05-26T12:00–…"]);
}

#[test]
fn bearable() {
    let right = ["2024-05-25T20:30–… calm", "2024-05-26T12:00–…"];
    for text in [
        "date,weekday,time of day,category,rating/amount,detail,notes\n\"25th May 2024\",\"Saturday\",\"20:30\",\"Mood\",\"7\",\"calm\",\"\"\n\
         \"26th May 2024\",\"Sunday\",\"12:00\",\"Mood\",\"5,5\",\"\",\". \"\n\"26th May 2024\",\"Sunday\",\"pm\",\"Energy\",\"3\",\"\",\"\"\n",
        "\u{feff}\"date\";\"time of day\";\"category\";\"detail\";\"rating\";\"notes\"\r\n\"2024-05-25\";\"8:30\u{202f}PM\";\"Mood\";\"calm\";\"Good (7)\";\"\"\r\n\"2024-05-26\";\"12:00\";\"mood\";\"\";\"6\";\"\"\r\n",
    ] {
        tell(ImportFormat::Bearable, text, &right);
    }
    let rough = "date,weekday,time of day,category,rating/amount,detail,notes\n\"1st Jun 2024\",\"Saturday\",\"all day\",\"Mood\",\"4\",\"\",\"\"\n\"2nd Jun 2024\",\"Sunday\",\"\",\"Mood\",\"11\",\"\",\"\"\n";
    let read = parse(rough.as_bytes(), ImportFormat::Bearable, &UserAnswers::default()).unwrap();
    assert!(read.candidates.get(0).unwrap().approximate);
    assert!(read.skipped[0].reason.contains("11"), "{:?}", read.skipped);
}

#[test]
fn daylio() {
    let right = ["2024-05-25T20:30–… walk", "2024-05-26T12:00–…"];
    for text in [
        "full_date,date,weekday,time,mood,activities,note\n2024-05-25,May 25,Saturday,8:30 PM,good,walk,\"\"\n2024-05-26,May 26,Sunday,12:00 PM,meh,,\"\"\n",
        "\u{feff}full_date,date,weekday,time,mood,activities,note_title,note\r\n2024-05-26,26 May,Sunday,12:00,meh,\"\",\"\",\"\"\r\n2024-05-25,25 May,Saturday,8:30\u{202f}PM,good ,\"walk\",\"\",\"\"\r\n",
        "full_date,date,weekday,time,mood,activities,scales,note_title,note\n2024-05-25,May 25,Saturday,20:30,Good,walk,,,\n2024-05-26,May 26,Sunday,12:00,meh,,,,\n",
        "full_date\tdate\tweekday\ttime\tmood\tactivities\tnote\n2024-05-25\t25. Mai\tSamstag\t20:30\tgut\twalk\t\n2024-05-26\t26. Mai\tSonntag\t12:00\tok\t\t\n",
        "full_date,date,weekday,time,mood,activities,note\n2024-05-25,5月25日,土曜日,午後8:30,good,walk,\n2024-05-26,5월 26일,일요일,오후 12:00,meh,,\n",
        "year,date,weekday,time,mood,activities,note\n2024,25 May,Saturday,8:30 pm,good,walk,\n2024,26 May,Sunday,12:00 pm,meh,,\n",
    ] {
        tell(ImportFormat::Daylio, text, &right);
    }
    let own =
        "full_date,date,weekday,time,mood,activities,note\n2024-05-25,May 25,Saturday,20:30,vaguely ok,,\n";
    refuse(ImportFormat::Daylio, own, &["vaguely ok", "--map-mood"]);
}

#[test]
fn baby_buddy() {
    let wren = ["2024-05-25T20:30–22:15 Wren Vale", "2024-05-26T12:00–13:00 Wren Vale"];
    for text in [
        "id,child_id,child_first_name,child_last_name,start,nap,end,notes,tags\n1,1,Wren,Vale,25/05/2024 20:30:00,0,25/05/2024 22:15:00,,\n2,1,Wren,Vale,26/05/2024 12:00:00,1,26/05/2024 13:00:00,,\n",
        "\u{feff}id;child_first_name;child_last_name;end;start;nap;notes\r\n1;Wren;Vale;2024-05-25 22:15:00;2024-05-25 20:30:00;False;\r\n2;Wren;Vale;2024-05-26T13:00:00+02:00;2024-05-26T12:00:00+02:00;True;\r\n",
        "id,child_first_name,child_last_name,start,end,nap\n1,Wren,Vale,2024-05-25T18:30:00.123456Z,2024-05-25T20:15:00Z,0\n2,Wren,Vale,05/26/2024 12:00 PM,05/26/2024 1:00 PM,1\n",
    ] {
        tell(ImportFormat::BabyBuddy, text, &wren);
    }
    let open = "child_id,start,nap,end,notes\n1,03/04/2024 20:30:00,0,03/04/2024 22:15:00,\n";
    refuse(ImportFormat::BabyBuddy, open, &["03/04/2024", "--day-first"]);
    let day_first = UserAnswers { date_order: Some(DateOrder::DayFirst), ..UserAnswers::default() };
    let read = parse(open.as_bytes(), ImportFormat::BabyBuddy, &day_first).unwrap();
    assert_eq!(told(&read), ["2024-04-03T20:30–22:15"]);
}

#[test]
fn amila() {
    let rows = |sleep: &str, day: &str, next: &str| {
        format!(
            "\"RecordCategory\",\"RecordSubCategory\",\"StartDate\",\"FinishDate\",\"Details\"\n\
             \"{sleep}\",\"\",\"{day} 20:30\",\"{day} 22:15\",\"\"\n\"{sleep}\",\"\",\"{next} 12:00\",\"{next} 13:00\",\"\"\n"
        )
    };
    for (sleep, day, next) in [
        ("Sleep", "25-May-2024", "26-May-2024"),
        ("Сон", "25-мая-2024", "26-мая-2024"),
        ("Alvás", "25-máj.-2024", "26-máj.-2024"),
        ("Schlaf", "25-Mai-2024", "26-Mai-2024"),
        ("Sommeil", "25-mai-2024", "26-mai-2024"),
        ("Sueño", "25-may.-2024", "26-may.-2024"),
        ("Sen", "25-maj-2024", "26-maj-2024"),
        ("Uyku", "25-May-2024", "26-May-2024"),
        ("Spánek", "25-kvě-2024", "26-kvě-2024"),
        ("睡眠", "25-5月-2024", "26-5月-2024"),
        ("Sleep", "25.05.2024", "26.05.2024"),
        ("Sleep", "2024-05-25", "2024-05-26"),
    ] {
        tell(ImportFormat::Amila, &rows(sleep, day, next), &NIGHT);
    }
    // Months whose names begin alike.
    for (month, number) in [
        ("červenec", "07"),
        ("čvn", ""),
        ("července", "07"),
        ("června", "06"),
        ("szept.", "09"),
        ("marras", "11"),
    ] {
        let text = rows("Sleep", &format!("25-{month}-2024"), &format!("26-{month}-2024"));
        let read = parse(text.as_bytes(), ImportFormat::Amila, &UserAnswers::default()).unwrap();
        match number {
            "" => assert_eq!(read.skipped.len(), 2, "{month}"),
            number => assert_eq!(told(&read)[0], format!("2024-{number}-25T20:30–22:15"), "{month}"),
        }
    }
    // A language whose word for sleep is not known: no row is passed by as something else.
    let text = rows("Sömnighet", "25-maj-2024", "26-maj-2024");
    let read = parse(text.as_bytes(), ImportFormat::Amila, &UserAnswers::default()).unwrap();
    assert_eq!(read.skipped.len(), 2);
    assert!(
        read.skipped[0].reason.contains("\"Sömnighet\", is not among the words for a sleep"),
        "{:?}",
        read.skipped
    );
}

#[test]
fn amilas_backup() {
    let text = r#"{"birthday":"2024-01-10","gender":"NONE","name":"Wren","notes":[],"records":[
        {"amount":0,"category":"NONE","details":"","fromDate":"2024-05-25 20:30:00","subtype":"NONE","toDate":"2024-05-25 22:15:38","type":"SLEEPING","unit":"NONE"},
        {"amount":0,"category":"NONE","details":"","fromDate":"2024-05-25 19:00:00","subtype":"LEFT_BREAST","toDate":"2024-05-25 19:10:00","type":"FEEDING","unit":"NONE"},
        {"amount":0,"category":"NONE","details":"","fromDate":"2024-05-26 12:00:00","subtype":"NONE","toDate":"2024-05-26 13:00:00","type":"SLEEPING","unit":"NONE"}],
        "sessions":[],"version":1}"#;
    let read = parse(text.as_bytes(), ImportFormat::AmilaBackup, &UserAnswers::default()).unwrap();
    assert_eq!(told(&read), ["2024-05-25T20:30–22:15 Wren", "2024-05-26T12:00–13:00 Wren"]);
    assert_eq!(read.births[0].1.to_string(), "2024-01-10");
    assert!(read.skipped[0].reason.contains("a feed"), "{:?}", read.skipped);
    // The list of the same app tells the same events.
    let list = "\"RecordCategory\",\"RecordSubCategory\",\"StartDate\",\"FinishDate\",\"Details\"\n\"Сон\",\"\",\"25-мая-2024 20:30\",\"25-мая-2024 22:15\",\"\"\n";
    let listed = parse(list.as_bytes(), ImportFormat::Amila, &UserAnswers::default()).unwrap();
    assert_eq!(listed.candidates.get(0).unwrap().id, read.candidates.get(0).unwrap().id);
}

#[test]
fn baby_plus() {
    let by_thing = r#"{"babyprofile":[{"pk":1,"name":"Wren","birthDate":"2024-01-10T12:00:00.000+01:00"}],
        "tracker_detail":[{"a":"7","b":"in the pram"}],"faceADay":[{"pk":3,"date":1716717600.0}],
        "baby_nappy":[{"pk":2,"babyid":1,"date":1716700000.0,"type":"Wet","details":""}],
        "baby_sleep":[
          {"pk":"7","babyid":1,"startDate":"2024-05-25T20:30:00.000+02:00","endDate":"2024-05-25T22:15:00.000+02:00","duration":6300},
          {"pk":"8","babyid":1,"startDate":1716717600.25,"endDate":1716721200.0,"duration":3600},
          {"pk":"9","babyid":1,"startDate":"2024-05-27T09:00:00.000Z","endDate":"1970-01-01T00:00:00.000Z","duration":0}]}"#;
    tell(
        ImportFormat::BabyPlus,
        by_thing,
        &[
            "2024-05-25T20:30–22:15 Wren in the pram",
            "2024-05-26T12:00–13:00 Wren",
            "2024-05-27T09:00–… Wren",
        ],
    );
    let twins = by_thing
        .replace("\"babyprofile\":[", "\"babyprofile\":[{\"pk\":2,\"name\":\"Ivo\"},")
        .replace("\"pk\":\"8\",\"babyid\":1", "\"pk\":\"8\",\"babyid\":2");
    let read = parse(twins.as_bytes(), ImportFormat::BabyPlus, &UserAnswers::default()).unwrap();
    assert_eq!(told(&read)[1], "2024-05-26T12:00–13:00 Ivo");
    let by_child = r#"{"babies":[{"sleep":[{"startdate":"2024-05-25 20:30:00.000+0200","enddate":"","duration":6300}],
        "baby":{"name":"Wren","birthdate":"2024-01-10 12:00:00.000+0100"},"feed":{"breastfeed":[],"bottle":[{"date":"2024-05-25 19:00:00.000+0200"}]},"nappy":[]},
        {"baby":{"name":"Ivo"},"sleep":[{"startdate":"2024-05-26 12:00:00.000+0200","enddate":"2024-05-26 13:00:00.000+0200","duration":3600}]}]}"#;
    let read = parse(by_child.as_bytes(), ImportFormat::BabyPlus, &UserAnswers::default()).unwrap();
    assert_eq!(told(&read), ["2024-05-25T20:30–22:15 Wren", "2024-05-26T12:00–13:00 Ivo"]);
    assert!(read.skipped[0].reason.contains("a bottle"), "{:?}", read.skipped);
    assert_eq!(read.births[0].0, "Wren");
}

/// What is held in memory as a whole has an end.
#[test]
fn a_text_of_many_megabytes_is_refused_in_words() {
    let text = "2024-05-25 20:30 note hi\n".repeat(700_000);
    refuse(ImportFormat::TypedLines, &text, &["longer than 16 MB", "a year each"]);
}
