//! Days and times of day are read the same wherever they are typed, and a day of numbers is said back.

use crate::support::TempHome;

#[test]
fn a_day_of_numbers_is_read_in_the_order_of_the_country_and_said_back() {
    let home = TempHome::new();
    home.ok(&["log", "slept yesterday 21:30-06:30"]);
    let said = |typed: &str| {
        let (code, _, said) = home.run(&["list", "--from", typed]);
        assert_eq!(code, 0, "{typed}: {said}");
        said
    };
    for typed in ["9/11", "9.11.26", "09/11/2026"] {
        assert!(said(typed).contains("is read as Monday 9 November 2026."), "{typed}");
    }
    // Only one order is possible.
    assert!(said("11/13").contains("Friday 13 November 2026."));
    assert_eq!(said("9 Nov"), "");
    home.ok(&["set", "country", "US"]);
    assert!(said("11/9").contains("is read as Monday 9 November 2026."));
    assert!(said("13/11").contains("Friday 13 November 2026."));
    home.refused(2, &["list", "--from", "40/11"]);
}

#[test]
fn a_time_of_day_is_set_as_it_is_said_and_half_a_one_is_asked_about() {
    let home = TempHome::new();
    for typed in ["7am", "07:00", "7.00", "7 a.m."] {
        assert!(home.ok(&["set", "day-start", typed]).contains("07:00"), "{typed}");
    }
    assert!(home.ok(&["set", "night", "7pm", "6.30am"]).contains("19:00 to 06:30"));
    for typed in ["7", "half past seven", "quarter to eight"] {
        home.refused(2, &["set", "day-start", typed]);
    }
}
