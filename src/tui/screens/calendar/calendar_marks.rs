//! What a day's square shows of a theme: one mark, and where there is room a word or a number beside it.

use crate::model::time::format_duration;
use crate::model::{EntryKind, Family};
use crate::stats::{CheckinScale, DayStats, NightStatus};
use crate::texts::{calendar_texts as texts, figures, week_sentences};
use crate::tui::theme::{Glyph, Theme};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CalendarTheme {
    Nights,
    Touch,
    Cues,
    Felt,
    Anything,
}

impl CalendarTheme {
    const ALL: [Self; 5] = [Self::Nights, Self::Touch, Self::Cues, Self::Felt, Self::Anything];

    fn kind(self) -> Option<EntryKind> {
        match self {
            Self::Nights => Some(EntryKind::Sleep),
            Self::Touch => Some(EntryKind::Massage),
            Self::Cues => Some(EntryKind::Cue),
            Self::Felt => Some(EntryKind::Checkin),
            Self::Anything => None,
        }
    }

    pub(crate) fn is_used(self, family: &Family) -> bool {
        self.kind().is_none_or(|kind| !family.is_hidden(kind.as_code()))
    }

    /// Each with the digit that chooses it.
    pub(crate) fn list_used(family: &Family) -> impl Iterator<Item = (usize, Self)> {
        let all = Self::ALL.into_iter().enumerate().map(|(at, theme)| (at + 1, theme));
        all.filter(|(_, theme)| theme.is_used(family))
    }
}

/// What the squares of one calendar are drawn with.
#[derive(Clone, Copy)]
pub(crate) struct MarkStyle<'a> {
    pub theme: CalendarTheme,
    /// Whose check-ins.
    pub carer: &'a str,
    pub family: &'a Family,
    pub looks: &'a Theme,
}

/// A mark of a square, and words that may stand beside it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct DayMark {
    pub glyphs: String,
    pub words: String,
}

impl DayMark {
    fn new(glyphs: impl Into<String>, words: impl Into<String>) -> Self {
        Self { glyphs: glyphs.into(), words: words.into() }
    }

    /// Both, as far as there are both.
    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.glyphs, self.words).trim().to_owned()
    }
}

impl MarkStyle<'_> {
    /// Blank where nothing was written of the theme.
    pub(crate) fn mark_day(&self, day: &DayStats) -> DayMark {
        match self.theme {
            CalendarTheme::Nights => self.mark_night(day),
            CalendarTheme::Touch => self.mark_touch(day),
            CalendarTheme::Cues => self.mark_cues(day),
            CalendarTheme::Felt => self.mark_felt(day),
            CalendarTheme::Anything => self.mark_anything(day),
        }
    }

    fn mark_night(&self, day: &DayStats) -> DayMark {
        let sleep = &day.sleep;
        let empty = self.looks.glyph(Glyph::Empty);
        match (sleep.night, sleep.night_min) {
            (NightStatus::Whole, Some(minutes)) => {
                let words = if self.family.settings.quiet { String::new() } else { format_duration(minutes) };
                DayMark::new(self.looks.height_glyph(night_level(minutes)), words)
            }
            (NightStatus::Part, _) => DayMark::new(empty, texts::NOT_ALL),
            (NightStatus::Words, _) => DayMark::new(empty, figures::list_night_words(&sleep.night_words)),
            _ => DayMark::default(),
        }
    }

    fn mark_touch(&self, day: &DayStats) -> DayMark {
        let touch = self.looks.glyph(Glyph::Touch).to_string();
        let minutes = day.touch.minutes.map(format_duration).unwrap_or_default();
        match (day.touch.times, day.touch.not_today) {
            (Some(1), _) => DayMark::new(touch, minutes),
            (Some(n), _) if n > 1 => DayMark::new(touch, format!("{n} · {minutes}").trim_end_matches(" · ")),
            (_, Some(n)) if n > 0 => DayMark::new(self.looks.glyph(Glyph::NotToday), texts::NOT_TODAY),
            _ => DayMark::default(),
        }
    }

    fn mark_cues(&self, day: &DayStats) -> DayMark {
        match day.cues.moments {
            Some(1) => DayMark::new(self.looks.glyph(Glyph::Cue), "1"),
            Some(n) if n > 1 => DayMark::new(self.looks.glyph(Glyph::SeveralCues), n.to_string()),
            _ => DayMark::default(),
        }
    }

    /// Three heights, and the word itself.
    fn mark_felt(&self, day: &DayStats) -> DayMark {
        let of_carer = day.checkins.iter().filter(|checkin| checkin.carer == self.carer);
        let Some(last) = of_carer.filter_map(|checkin| checkin.felt).next_back() else {
            return DayMark::default();
        };
        let height = [3, 1, 0][CheckinScale::Felt.level(last)];
        let words = week_sentences::list_felt_words(day, self.carer);
        DayMark::new(self.looks.height_glyph(height), texts::format_last_word(&words))
    }

    fn mark_anything(&self, day: &DayStats) -> DayMark {
        let sleep = &day.sleep;
        let has_sleep = sleep.total_min.is_some()
            || sleep.night_min.is_some()
            || sleep.open
            || !sleep.night_words.is_empty();
        let touch = match (day.touch.times, day.touch.not_today) {
            (Some(n), _) if n > 0 => Some(Glyph::Touch),
            (_, Some(n)) if n > 0 => Some(Glyph::NotToday),
            _ => None,
        };
        let cues = day.cues.moments.is_some_and(|n| n > 0);
        let kinds = [
            (EntryKind::Sleep, has_sleep.then_some(Glyph::Asleep)),
            (EntryKind::Massage, touch),
            (EntryKind::Cue, cues.then_some(Glyph::Cue)),
            (EntryKind::Checkin, (!day.checkins.is_empty()).then_some(Glyph::Checkin)),
        ];
        let shown = kinds.into_iter().filter(|(kind, _)| !self.family.is_hidden(kind.as_code()));
        DayMark::new(
            shown.filter_map(|(_, mark)| mark).map(|mark| self.looks.glyph(mark)).collect::<String>(),
            "",
        )
    }

    /// What the marks are.
    pub(crate) fn legend(&self, with_year: bool) -> String {
        let glyph = |mark| self.looks.glyph(mark).to_string();
        let parts: Vec<(String, &str)> = match self.theme {
            // Without numbers the heights say longer and shorter.
            CalendarTheme::Nights if self.family.settings.quiet => Vec::new(),
            CalendarTheme::Nights => {
                let heights = texts::NIGHT_HEIGHTS.into_iter().enumerate();
                let heights =
                    heights.map(|(level, words)| (self.looks.height_glyph(level).to_string(), words));
                heights.chain([(glyph(Glyph::Empty), figures::NOT_ALL_WRITTEN)]).collect()
            }
            CalendarTheme::Touch => {
                vec![(glyph(Glyph::Touch), texts::TOUCH), (glyph(Glyph::NotToday), texts::NOT_TODAY)]
            }
            CalendarTheme::Cues => vec![
                (glyph(Glyph::Cue), texts::ONE_MOMENT),
                (glyph(Glyph::SeveralCues), texts::SEVERAL_MOMENTS),
            ],
            CalendarTheme::Felt => {
                let heights = [0, 1, 3].into_iter().zip(texts::FELT_HEIGHTS);
                let heights =
                    heights.map(|(level, words)| (self.looks.height_glyph(level).to_string(), words));
                heights.chain([("+".to_owned(), texts::LAST_WORD)]).collect()
            }
            CalendarTheme::Anything => [
                (glyph(Glyph::Asleep), texts::SLEEP),
                (glyph(Glyph::Touch), texts::TOUCH),
                (glyph(Glyph::NotToday), texts::NOT_TODAY),
                (glyph(Glyph::Cue), texts::CUES),
                (glyph(Glyph::Checkin), texts::CHECKIN),
            ]
            .into_iter()
            .chain(with_year.then(|| ("2".to_owned(), texts::KINDS_IN_YEAR)))
            .collect(),
        };
        parts.into_iter().map(|(mark, words)| format!("{mark} {words}")).collect::<Vec<_>>().join("  ")
    }
}

/// Under six hours, six to eight, eight to ten, ten or more.
fn night_level(minutes: i64) -> usize {
    [360, 480, 600].iter().filter(|border| minutes >= **border).count()
}
