//! Dates and clocks as apps, spreadsheets and phones of any country write them.

use crate::import::date_order::DateOrder;
use crate::import::month_names::find_month;
use crate::text::sanitize::collapse_whitespace;
use crate::texts::import_messages;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// The years in which a family keeps a journal; any other is a slip of the pen or a clock that was reset.
const YEARS: std::ops::Range<i32> = 1900..2200;
/// The day numbers of spreadsheets that can be a date of a family's: 1982 to 2119.
const SERIAL_DAYS: std::ops::Range<f64> = 30_000.0..80_000.0;
/// What stands between a date and a clock, or behind them, and says nothing.
const FILLERS: [&str; 12] = ["à", "um", "at", "klo", "kl", "uhr", "de", "del", "г", "ч", "-", "–"];
/// The halves of a day where they stand in front of the clock.
const HALVES: [(&str, &str); 8] = [
    ("오전", " am"),
    ("오후", " pm"),
    ("上午", " am"),
    ("下午", " pm"),
    ("午前", " am"),
    ("午後", " pm"),
    ("凌晨", " am"),
    ("晚上", " pm"),
];

/// Reads a date and a time of any app, spreadsheet or country: `2022-03-13 00:10`, `2022-03-13T00:10:05.000`,
/// `12/20/19 1:11 AM`, `20.12.2019, 13:11`, `22. 5. 16 22:25`, `25-May-2024 20:30`, `Sep 19, 2024 at 6:54 p. m.`,
/// `2024年9月19日 下午6:54`, a spreadsheet's `45437.854`; a date alone is its midnight. Without an `order` a date such as
/// 3/4/24 is none.
pub(crate) fn parse_local_time(cell: &str, order: Option<DateOrder>) -> Option<NaiveDateTime> {
    if let Some(found) = parse_usual_time(cell, order) {
        return Some(found);
    }
    let (date, clock) = split_cell(cell, order)?;
    Some(date.and_time(clock.unwrap_or(NaiveTime::MIN)))
}

/// Reads a cell that may be empty; else why it cannot be read, `example` showing how it can. A date alone is not enough.
pub(crate) fn parse_time_cell(
    cell: &str,
    column: &str,
    order: Option<DateOrder>,
    example: &str,
) -> Result<Option<NaiveDateTime>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let found = parse_usual_time(cell, order).or_else(|| {
        let (date, clock) = split_cell(cell, order)?;
        Some(date.and_time(clock?))
    });
    found.map(Some).ok_or_else(|| unreadable(cell, column, example))
}

/// As [`parse_time_cell`], where a date alone is the midnight it begins with.
pub(crate) fn parse_date_cell(
    cell: &str,
    column: &str,
    order: Option<DateOrder>,
    example: &str,
) -> Result<Option<NaiveDateTime>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    parse_local_time(cell, order).map(Some).ok_or_else(|| unreadable(cell, column, example))
}

fn unreadable(cell: &str, column: &str, example: &str) -> String {
    let shown: String = collapse_whitespace(cell).chars().take(40).collect();
    import_messages::unreadable_time(column, &shown, example)
}

/// The forms of most files, without going through words.
fn parse_usual_time(cell: &str, order: Option<DateOrder>) -> Option<NaiveDateTime> {
    parse_plain_time(cell.as_bytes()).or_else(|| parse_stroke_time(cell, order?))
}

/// `12/20/19 1:11 AM`, `12/20/2019, 13:11:05`.
fn parse_stroke_time(cell: &str, order: DateOrder) -> Option<NaiveDateTime> {
    let (date, clock) = cell.split_once(' ')?;
    let mut parts = date.strip_suffix(',').unwrap_or(date).splitn(3, '/');
    let (first, second, year) = (parts.next()?, parts.next()?, parse_year(parts.next()?)?);
    let (month, day) = order.month_and_day((parse_digits(first, 2)?, parse_digits(second, 2)?));
    let (clock, half) = match clock.split_once(' ') {
        Some((clock, half)) if half.eq_ignore_ascii_case("am") => (clock, Some(0)),
        Some((clock, half)) if half.eq_ignore_ascii_case("pm") => (clock, Some(12)),
        Some(_) => return None,
        None => (clock, None),
    };
    let mut parts = clock.splitn(3, ':');
    let (hour, minute) = (parse_digits(parts.next()?, 2)?, parts.next().filter(|minute| minute.len() == 2)?);
    let second = parts.next().map_or(Some(0), |second| parse_digits(second, 2))?;
    let hour = half.filter(|_| (1..=12).contains(&hour)).map_or(hour, |half| hour % 12 + half);
    let date = NaiveDate::from_ymd_opt(year, month, day).filter(|date| YEARS.contains(&date.year()))?;
    date.and_hms_opt(hour, parse_digits(minute, 2)?, second)
}

/// `2022-03-13 18:10` and `2022-03-13T18:10:05`, which most files write.
fn parse_plain_time(cell: &[u8]) -> Option<NaiveDateTime> {
    let digits = |from: usize, to: usize| -> Option<u32> {
        cell.get(from..to)?
            .iter()
            .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
    };
    let has = |at: usize, signs: &[u8]| cell.get(at).is_some_and(|byte| signs.contains(byte));
    let is_plain = has(4, b"-") && has(7, b"-") && has(10, b" T") && has(13, b":");
    if !is_plain || !(cell.len() == 16 || (cell.len() == 19 && has(16, b":"))) {
        return None;
    }
    let second = if cell.len() == 19 { digits(17, 19)? } else { 0 };
    let year = i32::try_from(digits(0, 4)?).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, digits(5, 7)?, digits(8, 10)?)?.and_hms_opt(
        digits(11, 13)?,
        digits(14, 16)?,
        second,
    )
}

fn split_cell(cell: &str, order: Option<DateOrder>) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let (cell, is_year_first) = tidy_cell(cell);
    if let Some(serial) = parse_serial_time(&cell) {
        return Some((serial.date(), Some(serial.time())));
    }
    let words: Vec<&str> =
        cell.split(' ').filter(|word| !FILLERS.contains(&word.trim_matches('.'))).collect();
    let is_clock = |word: &&str| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
    let last = words.len().checked_sub(1)?;
    let (from, to) = match words.iter().position(is_clock) {
        Some(at) => {
            let behind = words[at + 1..].iter();
            let half = |word: &&&str| {
                matches!(word.trim_matches('.'), "a" | "p" | "m" | "am" | "pm" | "a.m" | "p.m")
            };
            (at, at + 1 + behind.take_while(half).count())
        }
        // The north of Europe writes 20.30, where a date stands before it.
        None if last > 0 && words[last].len() <= 5 && parse_clock_time(words[last]).is_some() => {
            (last, last + 1)
        }
        None => (words.len(), words.len()),
    };
    let clock = match words[from..to].join(" ") {
        clock if clock.is_empty() => None,
        clock => Some(parse_clock_time(strip_fraction(&clock))?),
    };
    let date = [&words[..from], &words[to..]].concat().join(" ");
    let date = parse_date(&date, order, is_year_first).filter(|date| YEARS.contains(&date.year()))?;
    Some((date, clock))
}

/// A cell in small letters of one kind, its parts parted by single blanks; whether its year comes first.
fn tidy_cell(cell: &str) -> (String, bool) {
    let mut cell = collapse_whitespace(cell).to_lowercase().replace(',', " ");
    let mut is_year_first = false;
    if !cell.is_ascii() {
        let is_shown = |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}');
        cell = cell.chars().filter(is_shown).map(plain_sign).collect();
        // A month that ends with its sign is a word of its own.
        cell = cell.replace('月', "月 ").replace('월', "월 ");
        if let Some((half, sign)) = HALVES.iter().find(|(half, _)| cell.contains(half)) {
            is_year_first = true;
            cell = format!("{}{sign}", cell.replace(half, " "));
        }
    }
    // `18h54` and `18 h 54`, as French has it.
    if let Some((hour, minute)) = cell.replace(" h ", "h").rsplit_once('h')
        && hour.ends_with(|c: char| c.is_ascii_digit())
        && minute.len() == 2
        && minute.bytes().all(|b| b.is_ascii_digit())
    {
        cell = format!("{hour}:{minute}");
    }
    // `2024-05-25T20:30`.
    if let Some(at) = cell.find('t').filter(|at| *at > 0) {
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        if digit(cell.as_bytes().get(at - 1)) && digit(cell.as_bytes().get(at + 1)) {
            cell.replace_range(at..=at, " ");
        }
    }
    (collapse_whitespace(&cell), is_year_first)
}

/// The digits of other scripts, and the signs behind a year and a day.
fn plain_sign(sign: char) -> char {
    let digit =
        |zero: char| u32::from(sign).checked_sub(u32::from(zero)).and_then(|n| char::from_digit(n, 10));
    match sign {
        '年' | '년' => '-',
        '日' | '일' => ' ',
        _ => digit('٠').or_else(|| digit('۰')).unwrap_or(sign),
    }
}

/// A date without its clock.
fn parse_date(date: &str, order: Option<DateOrder>, is_year_first: bool) -> Option<NaiveDate> {
    let parts: Vec<&str> = date.split([' ', '-', '/', '.']).filter(|part| !part.is_empty()).collect();
    let named = parts.iter().position(|part| is_month_name(part));
    if let Some(at) = named {
        return parse_named_date(&parts, at, date);
    }
    let [first, second, third] = parts.try_into().ok()?;
    let numbers = |year: &str, month: &str, day: &str| {
        NaiveDate::from_ymd_opt(parse_year(year)?, parse_digits(month, 2)?, parse_digits(day, 2)?)
    };
    if first.len() == 4 || is_year_first {
        return numbers(first, second, third);
    }
    if !date.contains(['/', '-']) {
        return numbers(third, second, first);
    }
    let (first, second, year) = (parse_digits(first, 2)?, parse_digits(second, 2)?, parse_year(third)?);
    let read = |order: DateOrder| {
        let (month, day) = order.month_and_day((first, second));
        NaiveDate::from_ymd_opt(year, month, day)
    };
    match order {
        Some(order) => read(order),
        None => {
            let (day, month) = (read(DateOrder::DayFirst), read(DateOrder::MonthFirst));
            if day.is_some() && month.is_some() && day != month { None } else { day.or(month) }
        }
    }
}

fn is_month_name(part: &str) -> bool {
    !part.starts_with(|c: char| c.is_ascii_digit()) && find_month(part).is_some()
        || part.ends_with(['月', '월'])
}

/// `25 may 2024`, `may 25 2024`, `2024 may 25`, with a weekday before it or not.
fn parse_named_date(parts: &[&str], named: usize, date: &str) -> Option<NaiveDate> {
    // Vietnamese has the number of a month behind a word.
    if parts[named] == "thg" {
        let numbers = [*parts.get(named.checked_sub(1)?)?, *parts.get(named + 1)?, *parts.get(named + 2)?];
        let [day, month, year] = numbers;
        return NaiveDate::from_ymd_opt(parse_year(year)?, parse_digits(month, 2)?, parse_digits(day, 2)?);
    }
    let month = find_month(parts[named])?;
    let has_digit = |part: &&&str| part.starts_with(|c: char| c.is_ascii_digit());
    let others = || parts.iter().enumerate().filter(|(at, _)| *at != named).map(|(_, part)| part);
    // What has no digits may be a weekday, in front of everything.
    if others().skip_while(|part| !has_digit(part)).any(|part| !has_digit(&part)) || date.is_empty() {
        return None;
    }
    let numbers: Vec<&str> = others().filter(has_digit).copied().collect();
    let [first, second] = numbers.try_into().ok()?;
    let (day, year) =
        if parse_digits(first, 4).is_some_and(|year| year > 31) { (second, first) } else { (first, second) };
    let day = day.trim_end_matches(|c: char| c.is_alphabetic());
    NaiveDate::from_ymd_opt(parse_year(year)?, month, parse_digits(day, 2)?)
}

/// The three numbers of a date with strokes, `3/4/24` or `03-04-2024`, whatever stands around it.
pub(crate) fn split_date_numbers(cell: &str) -> Option<(u32, u32, i32)> {
    cell.split(|c: char| c.is_whitespace() || c == ',' || c == 'T').find_map(split_date_word)
}

fn split_date_word(date: &str) -> Option<(u32, u32, i32)> {
    let mut parts = date.split(['/', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let numbers = (parse_digits(first, 2)?, parse_digits(second, 2)?, parse_year(year)?);
    parts.next().is_none().then_some(numbers)
}

fn parse_year(year: &str) -> Option<i32> {
    let number = i32::try_from(parse_digits(year, 4)?).ok()?;
    match year.len() {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}

/// `20:30:00.000+0200` as `20:30:00`.
fn strip_fraction(time: &str) -> &str {
    match time.split_once('.') {
        Some((clock, rest)) if clock.contains(':') && rest.starts_with(|c: char| c.is_ascii_digit()) => clock,
        _ => time,
    }
}

/// The days since 30 December 1899, as spreadsheets count.
fn parse_serial_time(cell: &str) -> Option<NaiveDateTime> {
    let is_number = cell.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let days = cell.parse::<f64>().ok().filter(|days| is_number && SERIAL_DAYS.contains(days))?;
    let seconds = (days * 86_400.0).round() as i64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

/// Reads a clock, 12 or 24 hours: `14:41`, `1:11 AM`, `0:00 am`, `8:30 p. m.`, and `20.30` as the north of Europe writes it.
pub(crate) fn parse_clock_time(text: &str) -> Option<NaiveTime> {
    let is_dotted = |c: char| c.is_ascii_digit() || c == '.';
    if text.contains('.') && text.chars().all(is_dotted) {
        return parse_clock_time(&text.replace('.', ":"));
    }
    if let Some((half, sign)) = HALVES.iter().find(|(half, _)| text.contains(half)) {
        return parse_clock_time(&format!("{}{sign}", text.replace(half, "")));
    }
    let text: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect::<String>().to_ascii_lowercase();
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (text.as_str(), None),
    };
    let mut parts = digits.split(':');
    let (hour, minute) = (parse_digits(parts.next()?, 2)?, parts.next()?);
    let second = parts.next().map_or(Some(0), |s| parse_digits(s, 2))?;
    if parts.next().is_some() || minute.len() != 2 {
        return None;
    }
    let hour = match half {
        // Some phones write "0:00 AM" and "14:41 PM": a 24 hour clock with the half stuck on.
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, parse_digits(minute, 2)?, second)
}

pub(crate) fn parse_digits(digits: &str, most: usize) -> Option<u32> {
    let fits = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
}
