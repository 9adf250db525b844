//! One line of PiyoLog's text at a time: is it a day's date, a row with its time, a length of sleep, a total?
//!
//! The app writes in its family's language; Japanese, Chinese and English are known here. What follows from a line is
//! decided elsewhere.

use crate::import::app_times;
use crate::texts::import_messages;
use chrono::{NaiveDate, NaiveTime};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RowTopic {
    Sleep,
    Wake,
    Note,
    Other,
}

/// A label as the app writes it, what it is, and for what this journal does not keep, the activity it is named by.
const LABELS: [(&str, RowTopic, &str); 63] = [
    ("寝る", RowTopic::Sleep, ""),
    ("ねる", RowTopic::Sleep, ""),
    ("睡觉", RowTopic::Sleep, ""),
    ("睡覺", RowTopic::Sleep, ""),
    ("Sleep", RowTopic::Sleep, ""),
    ("Fell asleep", RowTopic::Sleep, ""),
    ("起きる", RowTopic::Wake, ""),
    ("おきる", RowTopic::Wake, ""),
    ("起床", RowTopic::Wake, ""),
    ("睡醒", RowTopic::Wake, ""),
    ("Wake-up", RowTopic::Wake, ""),
    ("Wake up", RowTopic::Wake, ""),
    ("Woke up", RowTopic::Wake, ""),
    ("Wakeup", RowTopic::Wake, ""),
    ("メモ", RowTopic::Note, ""),
    ("备注", RowTopic::Note, ""),
    ("備註", RowTopic::Note, ""),
    ("笔记", RowTopic::Note, ""),
    ("Memo", RowTopic::Note, ""),
    ("Notes", RowTopic::Note, ""),
    ("Note", RowTopic::Note, ""),
    ("搾母乳", RowTopic::Other, "bottle"),
    ("搾乳", RowTopic::Other, "pump"),
    ("さく乳", RowTopic::Other, "pump"),
    ("母乳", RowTopic::Other, "nursing"),
    ("ミルク", RowTopic::Other, "bottle"),
    ("のみもの", RowTopic::Other, "drink"),
    ("飲み物", RowTopic::Other, "drink"),
    ("離乳食", RowTopic::Other, "solid"),
    ("ごはん", RowTopic::Other, "solid"),
    ("おやつ", RowTopic::Other, "solid"),
    ("おしっこ", RowTopic::Other, "diaper"),
    ("うんち", RowTopic::Other, "diaper"),
    ("身長", RowTopic::Other, "height"),
    ("体重", RowTopic::Other, "weight"),
    ("頭囲", RowTopic::Other, "head size"),
    ("配方奶", RowTopic::Other, "bottle"),
    ("瓶喂母乳", RowTopic::Other, "bottle"),
    ("瓶餵母乳", RowTopic::Other, "bottle"),
    ("母奶", RowTopic::Other, "nursing"),
    ("挤奶", RowTopic::Other, "pump"),
    ("吸奶", RowTopic::Other, "pump"),
    ("辅食", RowTopic::Other, "solid"),
    ("副食品", RowTopic::Other, "solid"),
    ("饮料", RowTopic::Other, "drink"),
    ("尿尿", RowTopic::Other, "diaper"),
    ("便便", RowTopic::Other, "diaper"),
    ("身高", RowTopic::Other, "height"),
    ("頭圍", RowTopic::Other, "head size"),
    ("體重", RowTopic::Other, "weight"),
    ("头围", RowTopic::Other, "head size"),
    ("Breastfeeding", RowTopic::Other, "nursing"),
    ("Formula", RowTopic::Other, "bottle"),
    (import_messages::PIYOLOG_BREAST_MILK, RowTopic::Other, "bottle"),
    ("Pumping", RowTopic::Other, "pump"),
    ("Drinks", RowTopic::Other, "drink"),
    ("Meal", RowTopic::Other, "solid"),
    ("Snacks", RowTopic::Other, "solid"),
    ("Pee", RowTopic::Other, "diaper"),
    ("Poop", RowTopic::Other, "diaper"),
    ("Height", RowTopic::Other, "height"),
    ("Weight", RowTopic::Other, "weight"),
    ("Head Size", RowTopic::Other, "head size"),
];

/// The full-width forms of the far East made plain, so that `１２：３０` reads like `12:30`; blanks at the ends left out.
pub(crate) fn narrow_full_width(line: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    };
    line.chars()
        .map(narrow)
        .filter(|c| !c.is_control() && *c != '\u{feff}')
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The rest of a file's heading, after the app's name in brackets: a month, or a day.
pub(crate) fn parse_heading(line: &str) -> Option<&str> {
    let inside = line.strip_prefix(['【', '['])?;
    let (name, rest) = inside.split_once(['】', ']'])?;
    let name = name.trim().to_lowercase();
    let ours = ["ぴよログ", "piyolog", "piyo日志", "piyo日誌"];
    ours.contains(&name.as_str()).then(|| rest.trim())
}

pub(crate) fn is_rule(line: &str) -> bool {
    line.len() >= 5 && line.bytes().all(|b| b == b'-')
}

/// A day's date line: `2025/1/1(水)`, `2023年3月10日 周五`, `Thu, 17 Jul 2025`, `Thu, Jun 13, 2022`.
pub(crate) fn parse_date_line(line: &str) -> Option<NaiveDate> {
    let (date, rest) = parse_numeric_date(line).or_else(|| parse_named_date(line))?;
    // A sentence that begins with a date is no date line.
    (rest.chars().count() <= 12).then_some(date)
}

fn parse_numeric_date(line: &str) -> Option<(NaiveDate, &str)> {
    let mut rest = line;
    let mut take = |digits: std::ops::RangeInclusive<usize>, ends: &[char]| -> Option<u32> {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest.get(..end).filter(|d| digits.contains(&d.len()))?;
        let after = rest.get(end..)?;
        rest = if ends.is_empty() {
            after.strip_prefix('日').unwrap_or(after)
        } else {
            after.strip_prefix(ends)?
        }
        .trim_start();
        number.parse().ok()
    };
    let year = take(4..=4, &['/', '-', '.', '年'])?;
    let month = take(1..=2, &['/', '-', '.', '月'])?;
    let day = take(1..=2, &[])?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some((date, rest))
}

fn parse_named_date(line: &str) -> Option<(NaiveDate, &'static str)> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let (mut year, mut month, mut day) = (None, None, None);
    for word in line.split([' ', ',', '.']).filter(|word| !word.is_empty()) {
        let lower = word.to_ascii_lowercase();
        let begins = |name: &&str| lower.starts_with(*name) && lower.len() <= 9;
        if let Some(at) = MONTHS.iter().position(&begins) {
            month = u32::try_from(at + 1).ok();
        } else if !DAYS.iter().any(&begins) {
            match (word.len(), word.parse::<u32>()) {
                (4, Ok(n)) => year = i32::try_from(n).ok(),
                (1 | 2, Ok(n)) => day = Some(n),
                _ => return None,
            }
        }
    }
    Some((NaiveDate::from_ymd_opt(year?, month?, day?)?, ""))
}

/// A row's time and what stands after it: `06:10 起きる`, `8:45 PM   Sleep`, `下午 2:45 睡觉`.
pub(crate) fn parse_timed_row(line: &str) -> Option<(NaiveTime, &str)> {
    const HALVES: [(&str, &str); 8] = [
        ("午前", "am"),
        ("午後", "pm"),
        ("上午", "am"),
        ("下午", "pm"),
        ("am", "am"),
        ("pm", "pm"),
        ("a.m.", "am"),
        ("p.m.", "pm"),
    ];
    let half = |text: &str| {
        HALVES.iter().find_map(|(name, half)| {
            let head = text.get(..name.len())?;
            (head.eq_ignore_ascii_case(name)).then_some((*half, name.len()))
        })
    };
    let before = half(line);
    let line = before.map_or(line, |(_, len)| line[len..].trim_start());
    let digits = |c: char| c.is_ascii_digit() || c == ':';
    let end = line.find(|c| !digits(c)).unwrap_or(line.len());
    let (clock, rest) = line.split_at(end);
    if clock.len() < 4 || clock.matches(':').count() != 1 {
        return None;
    }
    let after = if before.is_none() { half(rest.trim_start()) } else { None };
    let rest = after.map_or(rest, |(_, len)| &rest.trim_start()[len..]);
    if !rest.starts_with(' ') {
        return None;
    }
    let half = before.or(after).map_or("", |(half, _)| half);
    Some((app_times::parse_clock_time(&format!("{clock}{half}"))?, rest.trim()))
}

/// A row's topic, its label, and what stands after the label. An amount alone has no label.
pub(crate) fn parse_topic(text: &str) -> (RowTopic, &str, &str) {
    let fits = |label: &str| {
        let head = text.get(..label.len())?;
        let rest = text.get(label.len()..)?;
        let ends = rest.is_empty() || rest.starts_with([' ', '(']);
        (head.eq_ignore_ascii_case(label) && ends).then_some((head, rest.trim()))
    };
    let known =
        LABELS.iter().find_map(|(label, topic, _)| fits(label).map(|(head, rest)| (*topic, head, rest)));
    known.unwrap_or_else(|| {
        let end = text.find([' ', '(']).unwrap_or(text.len());
        (RowTopic::Other, &text[..end], text[end..].trim())
    })
}

/// The activity a label is left out as.
pub(crate) fn activity_for_label(label: &str) -> String {
    let known = LABELS.iter().find(|(name, _, _)| name.eq_ignore_ascii_case(label));
    match known {
        Some((_, _, activity)) => (*activity).to_owned(),
        None if label.starts_with(|c: char| c.is_ascii_digit()) => "amount".to_owned(),
        None => label.to_owned(),
    }
}

/// What stands in the brackets after "asleep" or "awake".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PrintedLength {
    None,
    /// `( ! )`: the app found no other row that goes with this one.
    Unmatched,
    /// Minutes slept.
    Minutes(i64),
}

/// The length that `rest` begins with, and the words after it.
pub(crate) fn parse_length(rest: &str) -> (PrintedLength, &str) {
    match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((inside, after)) if inside.trim() == "!" => (PrintedLength::Unmatched, after.trim()),
        Some((inside, after)) => match parse_minutes(inside) {
            Some(minutes) => (PrintedLength::Minutes(minutes), after.trim()),
            None => (PrintedLength::None, rest),
        },
        None => (PrintedLength::None, rest),
    }
}

/// `8時間20分`, `1小时5分钟`, `9h15m`, `45 min` as minutes.
fn parse_minutes(inside: &str) -> Option<i64> {
    const UNITS: [(&[&str], i64); 3] = [
        (&["日", "天", "d", "day", "days"], 1440),
        (&["時間", "小时", "小時", "h", "hr", "hrs", "hour", "hours"], 60),
        (&["分", "分钟", "分鐘", "m", "min", "mins", "minute", "minutes"], 1),
    ];
    let mut rest = inside.trim();
    let mut sum = None;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: i64 = rest[..end].parse().ok().filter(|n| *n < 100_000)?;
        rest = rest[end..].trim_start();
        let end = rest.find(|c: char| c.is_ascii_digit() || c == ' ').unwrap_or(rest.len());
        let unit = rest[..end].to_ascii_lowercase();
        let (_, each) = UNITS.iter().find(|(names, _)| names.contains(&unit.as_str()))?;
        sum = Some(sum.unwrap_or(0) + number * each);
        rest = rest[end..].trim_start();
    }
    sum
}

/// Whether this is one of the day's totals, and the minutes of sleep when it is that one.
pub(crate) fn parse_total_line(line: &str) -> Option<Option<i64>> {
    const SLEEP: [&str; 5] = ["睡眠合計", "睡觉共", "睡覺共", "睡眠共", "total sleep"];
    const OTHERS: [&str; 18] = [
        "母乳合計",
        "ミルク合計",
        "搾母乳合計",
        "のみもの合計",
        "おしっこ合計",
        "うんち合計",
        "母乳共",
        "配方奶共",
        "瓶喂母乳共",
        "瓶餵母乳共",
        "尿尿共",
        "便便共",
        "total breastfeeding",
        "had formula",
        import_messages::PIYOLOG_BREAST_MILK_TOTAL,
        "total ",
        "pee ",
        "poop ",
    ];
    let lower = line.to_ascii_lowercase();
    if let Some(rest) = SLEEP.iter().find_map(|name| lower.strip_prefix(name)) {
        return Some(parse_minutes(rest.trim_start_matches([' ', ':'])));
    }
    let counts = lower.contains(|c: char| c.is_ascii_digit());
    (counts && OTHERS.iter().any(|name| lower.starts_with(name))).then_some(None)
}
