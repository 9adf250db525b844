//! Text from outside made safe, days as plain lines, and lines a parent rewords.

use super::{born, fortnight, note, sums, whole};
use crate::support::stats_family::{ask, babys_entry, date, local_time, london};
use cuebook::model::describe::sanitize_text;
use cuebook::model::{Details, Family, Sleep};
use cuebook::report::{render_day_lines, render_markdown};
use cuebook::stats::compute_stats;

#[test]
fn typed_text_plays_no_tricks() {
    assert_eq!(sanitize_text("a\u{202e}b\u{1b}[31m\nc\u{2066}"), "a\u{fffd}b\u{fffd}[31m c\u{fffd}");
    assert!(matches!(sanitize_text("Zoë \u{1f469}\u{200d}\u{1f37c}"), std::borrow::Cow::Borrowed(_)));
    let entries = [
        note("11-12 09:00", "# not *a* [link](http://x) <b>\n- nor\u{202e} `code`", true),
        note("11-12 09:01", "1. first", true),
    ];
    let page = whole(&entries, None);
    let md = render_markdown(&page);
    assert!(
        md.contains("1. \\# not \\*a\\* \\[link\\](http://x) \\<b\\> - nor\u{fffd} \\`code\\`\n"),
        "{md}"
    );
    assert!(md.contains("2. 1\\. first\n"), "{md}");
    let day =
        render_day_lines(date("2026-11-12"), &entries, &sums(&entries), &born(), local_time("11-12 10:00"));
    assert!(day.chars().all(|c| c == '\n' || !c.is_control()) && !day.contains('\u{202e}'));
}

#[test]
fn a_day_in_plain_lines() {
    let mut entries = fortnight();
    entries.push(babys_entry(local_time("11-10 13:10"), None, Details::Sleep(Sleep::default())));
    let mut family = born();
    let asked = ask("2026-11-09", "2026-11-22", london());
    let day = |family: &Family, on: &str, now: &str| {
        render_day_lines(
            date(on),
            &entries,
            &compute_stats(&entries, family, &asked),
            family,
            local_time(now),
        )
    };
    let lines = day(&family, "2026-11-10", "11-10 14:00");
    assert!(lines.contains("asleep for: 50 min\n") && lines.contains("13:10 asleep since then\n"), "{lines}");
    assert!(lines.contains("10:15 massage, 12 min: legs and feet, tummy; smiles, looks at my face (not sure it helped); cries (paused, cuddled; it helped); baby said stop\n"), "{lines}");
    assert!(day(&family, "2026-11-10", "11-12 14:00").contains("13:10 sleep, no end written\n"));
    assert!(day(&family, "2026-11-09", "11-09 11:00").contains("Awake 45 min\n"));
    assert!(!day(&family, "2026-11-18", "11-18 14:00").contains("Awake"));
    assert!(day(&family, "2026-11-12", "11-12 21:30").contains("21:00 Ben: mood heavy; energy wired;"));
    family.carers[1].hidden_checkins = true;
    assert!(!day(&family, "2026-11-12", "11-12 21:30").contains("Ben"));
    assert!(
        day(&family, "2026-11-19", "11-19 21:30").contains("\nthe night of 19 Nov 2026: a rough night\n")
    );
}
