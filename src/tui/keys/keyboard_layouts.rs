//! The key a letter sits on: what keyboards set to other scripts, full-width input and other digit rows send, as the sign of
//! the same key on a Latin keyboard. One table a family of layouts; where two layouts of a script differ, the one more people
//! type on.

/// Signs of a layout, and the Latin signs of the same keys in the same order.
pub const LAYOUTS: &[(&str, &str)] = &[
    // Cyrillic: Russian, then what Ukrainian, Belarusian and Serbian have besides.
    ("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"),
    ("іїєґўљњјћђџ", "s]']owejp[x"),
    // Greek.
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    // Hebrew.
    ("קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,."),
    // Arabic, then what Persian has besides.
    ("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ", "qwertyuiop[]asdfghjkl;'zxcvnm,./"),
    ("یکگپچژ", "d;'m]c"),
    // Georgian, then Thai.
    ("ქწერტყუიოპასდფგჰჯკლზხცვბნმ", "qwertyuiopasdfghjklzxcvbnm"),
    ("ๆไำพะัีรนยฟหกด้่เาสผปแอิืท", "qwertyuiopasdfhjgklzxcvbnm"),
    // Korean, two sets.
    ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm"),
    // Digits of Arabic, Persian, Devanagari, Bengali and Thai.
    ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
    ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
    ("०१२३४५६७८९", "0123456789"),
    ("০১২৩৪৫৬৭৮৯", "0123456789"),
    ("๐๑๒๓๔๕๖๗๘๙", "0123456789"),
    // Signs of Greek, Arabic, Hebrew and Chinese input.
    ("؟؛،、。·", "?;,,.:"),
];

/// Unshifted digit rows: French and Belgian, Czech, Slovak.
pub const DIGIT_ROWS: &[(&str, &str)] =
    &[("&é\"'(-è_çà§", "12345678906"), ("+ěščřžýáí", "123456789"), ("ľť", "25")];

/// The signs that full-width input sends, `！` to `～`, stand this far behind their Latin ones.
const FULL_WIDTH_OFFSET: u32 = 0xfee0;

/// The Latin sign of the key `typed` sits on; none when it is a Latin one, or on no layout known here.
pub fn latin_key(typed: char) -> Option<char> {
    if typed.is_ascii() {
        return None;
    }
    if let Some(plain) = u32::from(typed).checked_sub(FULL_WIDTH_OFFSET).and_then(char::from_u32)
        && plain.is_ascii_graphic()
    {
        return Some(plain);
    }
    let mut small = typed.to_lowercase();
    let small = small.next().filter(|_| small.next().is_none())?;
    let found = find_key(LAYOUTS, small)?;
    Some(if small == typed { found } else { found.to_ascii_uppercase() })
}

/// The digit of the key `typed` sits on, where the digits of that row need shift.
pub fn digit_on_key(typed: char) -> Option<char> {
    if typed.is_ascii_digit() {
        return Some(typed);
    }
    let digit = latin_key(typed).filter(char::is_ascii_digit);
    digit.or_else(|| find_key(DIGIT_ROWS, typed))
}

fn find_key(tables: &[(&str, &str)], typed: char) -> Option<char> {
    tables.iter().find_map(|(theirs, latin)| {
        let at = theirs.chars().position(|sign| sign == typed)?;
        latin.chars().nth(at)
    })
}
