//! SQLite's file format, as far as rows need it: every page that holds rows is read by itself, so that a damaged root
//! or first page hides none of the others. Knows nothing of the journal; what a row means is found out in `classify_rows`.
//!
//! Source: "Database File Format", sqlite.org/fileformat2.html, sections 1.3 to 1.6 and 2.1. Only files that are not
//! encrypted can be read like this.

use crate::store::schema::SQLITE_MAGIC;
use rusqlite::types::Value;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct RawRow {
    /// Its number, in a table that has such.
    pub number: Option<i64>,
    /// Its columns in the order they are stored.
    pub values: Vec<Value>,
}

/// The most bytes of one row; a length beyond is a damaged one.
const MAX_ROW_BYTES: usize = 16 << 20;

/// The page size of every journal made by this program, for a file whose head does not say.
const DEFAULT_PAGE_SIZE: usize = 4096;

/// Hands over every row found in any page of the file at `path`, in the order of pages.
pub(crate) fn for_each_row(path: &Path, mut take: impl FnMut(RawRow)) -> io::Result<()> {
    let mut pages = PageReader::from_path(path)?;
    let free = pages.find_free_pages();
    for number in (1..=pages.count).filter(|number| !free.contains(number)) {
        // A page that cannot be read is one of the damaged ones.
        if let Ok(page) = pages.read_page(number) {
            pages.parse_page_rows(number, &page, &mut take);
        }
    }
    Ok(())
}

struct PageReader {
    file: File,
    size: usize,
    usable: usize,
    /// How many there are, the last one perhaps cut short.
    count: u32,
    /// The first page that lists free ones; 0 for none, or where the head cannot be read.
    trunk: u32,
}

impl PageReader {
    fn from_path(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut head = Vec::new();
        (&mut file).take(100).read_to_end(&mut head)?;
        let (mut size, mut usable, mut trunk) = (DEFAULT_PAGE_SIZE, DEFAULT_PAGE_SIZE, 0);
        if head.len() == 100 && head.starts_with(SQLITE_MAGIC) {
            let page_size = match usize::from(u16::from_be_bytes([head[16], head[17]])) {
                1 => 65_536,
                bytes => bytes,
            };
            if page_size.is_power_of_two() && page_size >= 512 {
                size = page_size;
                usable = page_size - usize::from(head[20]).min(32);
                trunk = read_u32(&head, 32).unwrap_or(0);
            }
        }
        let count = length.div_ceil(size as u64);
        Ok(Self { file, size, usable, count: u32::try_from(count).unwrap_or(u32::MAX), trunk })
    }

    /// A whole page; what a cut-off one lacks is zeros, which are no rows.
    fn read_page(&mut self, number: u32) -> io::Result<Vec<u8>> {
        let at = u64::from(number - 1) * self.size as u64;
        self.file.seek(SeekFrom::Start(at))?;
        let mut page = Vec::with_capacity(self.size);
        (&mut self.file).take(self.size as u64).read_to_end(&mut page)?;
        page.resize(self.size, 0);
        Ok(page)
    }

    /// Pages that hold nothing any more: rows that were removed must not come back from them.
    fn find_free_pages(&mut self) -> HashSet<u32> {
        let (mut free, mut trunk) = (HashSet::new(), self.trunk);
        while (1..=self.count).contains(&trunk) && free.insert(trunk) {
            let Ok(page) = self.read_page(trunk) else {
                break;
            };
            let listed = read_u32(&page, 4).unwrap_or(0) as usize;
            let most = self.usable / 4 - 2;
            free.extend((0..listed.min(most)).filter_map(|n| read_u32(&page, 8 + 4 * n)));
            trunk = read_u32(&page, 0).unwrap_or(0);
        }
        free
    }

    fn parse_page_rows(&mut self, number: u32, page: &[u8], take: &mut impl FnMut(RawRow)) {
        // The head of the file stands before the first page's own.
        let start = if number == 1 { 100 } else { 0 };
        let (cells, numbered, skipped) = match page[start] {
            // A leaf of a table with row numbers; a leaf, and a page above leaves, of one that is kept by its key.
            0x0d => (8, true, 0),
            0x0a => (8, false, 0),
            0x02 => (12, false, 4),
            _ => return,
        };
        let count = usize::from(read_u16(page, start + 3).unwrap_or(0));
        if cells + 2 * count > self.usable {
            return;
        }
        for n in 0..count {
            let at = read_u16(page, start + cells + 2 * n).map(usize::from);
            if let Some(row) = at.and_then(|at| self.parse_row(page, at + skipped, numbered)) {
                take(row);
            }
        }
    }

    fn parse_row(&mut self, page: &[u8], at: usize, numbered: bool) -> Option<RawRow> {
        let mut at = at;
        let length = usize::try_from(read_varint(page, &mut at)?).ok()?;
        let number = match numbered {
            true => Some(read_varint(page, &mut at)?),
            false => None,
        };
        if length > MAX_ROW_BYTES {
            return None;
        }
        let bytes = self.read_payload(page, at, length, numbered)?;
        Some(RawRow { number, values: parse_record(&bytes)? })
    }

    /// The bytes of a row, the part in further pages too.
    fn read_payload(&mut self, page: &[u8], at: usize, length: usize, leaf: bool) -> Option<Vec<u8>> {
        let most = match leaf {
            true => self.usable - 35,
            false => (self.usable - 12) * 64 / 255 - 23,
        };
        if length <= most {
            return page.get(at..at + length).map(<[u8]>::to_vec);
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let wanted = least + (length - least) % (self.usable - 4);
        let on_page = if wanted <= most { wanted } else { least };
        let mut bytes = page.get(at..at + on_page)?.to_vec();
        let mut next = read_u32(page, at + on_page)?;
        while bytes.len() < length {
            if !(1..=self.count).contains(&next) {
                return None;
            }
            let further = self.read_page(next).ok()?;
            let part = (length - bytes.len()).min(self.usable - 4);
            bytes.extend_from_slice(&further[4..4 + part]);
            next = read_u32(&further, 0)?;
        }
        Some(bytes)
    }
}

fn read_u16(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at + 2)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// One to nine bytes, seven bits of each and all eight of the ninth.
fn read_varint(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut value: u64 = 0;
    for n in 0..9 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if n == 8 {
            return Some((value << 8 | u64::from(byte)) as i64);
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            break;
        }
    }
    Some(value as i64)
}

/// The columns of a row; none when its parts do not fit together.
fn parse_record(bytes: &[u8]) -> Option<Vec<Value>> {
    let mut at = 0;
    let mut body = usize::try_from(read_varint(bytes, &mut at)?).ok()?;
    let head = bytes.get(..body)?;
    let mut values = Vec::new();
    while at < head.len() {
        let kind = read_varint(head, &mut at)?;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            12.. => usize::try_from((kind - 12) / 2).ok()?,
            _ => return None,
        };
        let part = bytes.get(body..body.checked_add(length)?)?;
        body += length;
        values.push(match kind {
            0 => Value::Null,
            8 | 9 => Value::Integer(kind - 8),
            1..=6 => Value::Integer(parse_integer(part)),
            7 => Value::Real(f64::from_be_bytes(part.try_into().ok()?)),
            _ if kind % 2 == 0 => Value::Blob(part.to_vec()),
            _ => Value::Text(String::from_utf8(part.to_vec()).ok()?),
        });
    }
    (body == bytes.len()).then_some(values)
}

fn parse_integer(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    let begin = if negative { -1 } else { 0 };
    bytes.iter().fold(begin, |value, byte| value << 8 | i64::from(*byte))
}
