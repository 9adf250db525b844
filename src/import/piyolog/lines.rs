//! One line of PiyoLog's text at a time: is it a day's date, a row with its time, a length of sleep, a total?
//!
//! The app writes in its family's language; Japanese, Chinese and English are known here. What follows from a line is
//! not decided here.

use crate::import::times;
use chrono::{NaiveDate, NaiveTime};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Topic {
    Sleep,
    Wake,
    Note,
    Other,
}

/// A label as the app writes it, what it is, and for what this journal does not keep, the activity it is named by.
const LABELS: [(&str, Topic, &str); 63] = [
    ("寝る", Topic::Sleep, ""),
    ("ねる", Topic::Sleep, ""),
    ("睡觉", Topic::Sleep, ""),
    ("睡覺", Topic::Sleep, ""),
    ("Sleep", Topic::Sleep, ""),
    ("Fell asleep", Topic::Sleep, ""),
    ("起きる", Topic::Wake, ""),
    ("おきる", Topic::Wake, ""),
    ("起床", Topic::Wake, ""),
    ("睡醒", Topic::Wake, ""),
    ("Wake-up", Topic::Wake, ""),
    ("Wake up", Topic::Wake, ""),
    ("Woke up", Topic::Wake, ""),
    ("Wakeup", Topic::Wake, ""),
    ("メモ", Topic::Note, ""),
    ("备注", Topic::Note, ""),
    ("備註", Topic::Note, ""),
    ("笔记", Topic::Note, ""),
    ("Memo", Topic::Note, ""),
    ("Notes", Topic::Note, ""),
    ("Note", Topic::Note, ""),
    ("搾母乳", Topic::Other, "bottle"),
    ("搾乳", Topic::Other, "pump"),
    ("さく乳", Topic::Other, "pump"),
    ("母乳", Topic::Other, "nursing"),
    ("ミルク", Topic::Other, "bottle"),
    ("のみもの", Topic::Other, "drink"),
    ("飲み物", Topic::Other, "drink"),
    ("離乳食", Topic::Other, "solid"),
    ("ごはん", Topic::Other, "solid"),
    ("おやつ", Topic::Other, "solid"),
    ("おしっこ", Topic::Other, "diaper"),
    ("うんち", Topic::Other, "diaper"),
    ("身長", Topic::Other, "height"),
    ("体重", Topic::Other, "weight"),
    ("頭囲", Topic::Other, "head size"),
    ("配方奶", Topic::Other, "bottle"),
    ("瓶喂母乳", Topic::Other, "bottle"),
    ("瓶餵母乳", Topic::Other, "bottle"),
    ("母奶", Topic::Other, "nursing"),
    ("挤奶", Topic::Other, "pump"),
    ("吸奶", Topic::Other, "pump"),
    ("辅食", Topic::Other, "solid"),
    ("副食品", Topic::Other, "solid"),
    ("饮料", Topic::Other, "drink"),
    ("尿尿", Topic::Other, "diaper"),
    ("便便", Topic::Other, "diaper"),
    ("身高", Topic::Other, "height"),
    ("頭圍", Topic::Other, "head size"),
    ("體重", Topic::Other, "weight"),
    ("头围", Topic::Other, "head size"),
    ("Breastfeeding", Topic::Other, "nursing"),
    ("Formula", Topic::Other, "bottle"),
    ("Expressed Breast Milk", Topic::Other, "bottle"),
    ("Pumping", Topic::Other, "pump"),
    ("Drinks", Topic::Other, "drink"),
    ("Meal", Topic::Other, "solid"),
    ("Snacks", Topic::Other, "solid"),
    ("Pee", Topic::Other, "diaper"),
    ("Poop", Topic::Other, "diaper"),
    ("Height", Topic::Other, "height"),
    ("Weight", Topic::Other, "weight"),
    ("Head Size", Topic::Other, "head size"),
];

/// The full-width forms of the far East made plain, so that `１２：３０` reads like `12:30`; blanks at the ends left out.
pub(crate) fn plain(line: &str) -> String {
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
pub(crate) fn heading(line: &str) -> Option<&str> {
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
pub(crate) fn date(line: &str) -> Option<NaiveDate> {
    let (date, rest) = numbered(line).or_else(|| named(line))?;
    // A sentence that begins with a date is no date line.
    (rest.chars().count() <= 12).then_some(date)
}

fn numbered(line: &str) -> Option<(NaiveDate, &str)> {
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

fn named(line: &str) -> Option<(NaiveDate, &'static str)> {
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
pub(crate) fn row(line: &str) -> Option<(NaiveTime, &str)> {
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
    let after = half(rest.trim_start()).filter(|_| before.is_none());
    let rest = after.map_or(rest, |(_, len)| &rest.trim_start()[len..]);
    if !rest.starts_with(' ') {
        return None;
    }
    let said = before.or(after).map_or("", |(half, _)| half);
    Some((times::clock(&format!("{clock}{said}"))?, rest.trim()))
}

/// A row's topic, its label, and what stands after the label. An amount alone has no label.
pub(crate) fn topic(said: &str) -> (Topic, &str, &str) {
    let fits = |label: &str| {
        let head = said.get(..label.len())?;
        let rest = said.get(label.len()..)?;
        let ends = rest.is_empty() || rest.starts_with([' ', '(']);
        (head.eq_ignore_ascii_case(label) && ends).then_some((head, rest.trim()))
    };
    let known =
        LABELS.iter().find_map(|(label, topic, _)| fits(label).map(|(head, rest)| (*topic, head, rest)));
    known.unwrap_or_else(|| {
        let end = said.find([' ', '(']).unwrap_or(said.len());
        (Topic::Other, &said[..end], said[end..].trim())
    })
}

/// The activity a label is left out as.
pub(crate) fn activity(label: &str) -> String {
    let known = LABELS.iter().find(|(name, _, _)| name.eq_ignore_ascii_case(label));
    match known {
        Some((_, _, activity)) => (*activity).to_owned(),
        None if label.starts_with(|c: char| c.is_ascii_digit()) => "amount".to_owned(),
        None => label.to_owned(),
    }
}

/// What stands in the brackets after "asleep" or "awake".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Length {
    None,
    /// `( ! )`: the app found no other row that goes with this one.
    Unmatched,
    /// Minutes slept.
    Minutes(i64),
}

/// The length that `rest` begins with, and the words after it.
pub(crate) fn length(rest: &str) -> (Length, &str) {
    let inside = rest.strip_prefix('(').and_then(|r| r.split_once(')'));
    match inside {
        Some((said, after)) if said.trim() == "!" => (Length::Unmatched, after.trim()),
        Some((said, after)) => match minutes(said) {
            Some(minutes) => (Length::Minutes(minutes), after.trim()),
            None => (Length::None, rest),
        },
        None => (Length::None, rest),
    }
}

/// `8時間20分`, `1小时5分钟`, `9h15m`, `45 min` as minutes.
fn minutes(said: &str) -> Option<i64> {
    const UNITS: [(&[&str], i64); 3] = [
        (&["日", "天", "d", "day", "days"], 1440),
        (&["時間", "小时", "小時", "h", "hr", "hrs", "hour", "hours"], 60),
        (&["分", "分钟", "分鐘", "m", "min", "mins", "minute", "minutes"], 1),
    ];
    let mut rest = said.trim();
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
pub(crate) fn total(line: &str) -> Option<Option<i64>> {
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
        "expressed breast milk ",
        "total ",
        "pee ",
        "poop ",
    ];
    let lower = line.to_ascii_lowercase();
    if let Some(rest) = SLEEP.iter().find_map(|name| lower.strip_prefix(name)) {
        return Some(minutes(rest.trim_start_matches([' ', ':'])));
    }
    let counts = lower.contains(|c: char| c.is_ascii_digit());
    (counts && OTHERS.iter().any(|name| lower.starts_with(name))).then_some(None)
}
