//! What a day's square shows of a theme: one mark, and where there is room a word or a number beside it.

use crate::model::time::format_duration;
use crate::model::{EntryKind, Family};
use crate::stats::{CheckinScale, DayStats, NightStatus};
use crate::text::width::display_width;
use crate::texts::kind_signs::KindSign;
use crate::texts::trends::format_hours_minutes;
use crate::texts::{calendar_texts as texts, figures, week_sentences};
use crate::tui::theme::{Glyph, Theme};
use ratatui::text::Span;

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
    /// Each with the sign whose hue it has.
    pub glyphs: Vec<(char, KindSign)>,
    /// The same said longer and shorter, the longest first; what has room is shown whole.
    pub words: Vec<String>,
}

impl DayMark {
    fn new(glyph: char, sign: KindSign, words: Vec<String>) -> Self {
        Self { glyphs: vec![(glyph, sign)], words }
    }

    /// The marks whole, and the longest of the words that fits; no word is cut, as the legend has the marks.
    pub(crate) fn render(&self, room: usize, is_selected: bool, looks: &Theme) -> Vec<Span<'static>> {
        let mut spans: Vec<Span<'static>> = Vec::new();
        let is_cut = self.glyphs.len() > room;
        for (glyph, sign) in self.glyphs.iter().take(room - usize::from(is_cut && room > 0)) {
            let style = if is_selected { looks.selected_sign_style(*sign) } else { looks.sign_style(*sign) };
            spans.push(Span::styled(glyph.to_string(), style));
        }
        if is_cut {
            spans.push(Span::raw("+"));
        }
        let left = room.saturating_sub(spans.len() + 1);
        let words = self.words.iter().map(|words| looks.text(words));
        if let Some(words) = words.into_iter().find(|words| (1..=left).contains(&display_width(words))) {
            spans.push(Span::styled(format!(" {words}"), looks.row_style(is_selected)));
        }
        spans
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
        let mark = |glyph, words: Vec<String>| DayMark::new(glyph, KindSign::Asleep, words);
        match (sleep.night, sleep.night_min) {
            (NightStatus::Whole, Some(minutes)) => {
                let lengths = || vec![format_duration(minutes), format_hours_minutes(minutes)];
                let words = if self.family.settings.quiet { Vec::new() } else { lengths() };
                mark(self.looks.height_glyph(night_level(minutes)), words)
            }
            (NightStatus::Part, _) => mark(empty, vec![texts::NOT_ALL.to_owned()]),
            (NightStatus::Words, _) => {
                mark(texts::IN_WORDS_SIGN, vec![figures::night_words(sleep), figures::night_word(sleep)])
            }
            _ => DayMark::default(),
        }
    }

    /// A sign of a kind, and words.
    fn mark_sign(&self, sign: KindSign, words: Vec<String>) -> DayMark {
        DayMark::new(sign.glyph(self.looks.ascii), sign, words)
    }

    fn mark_touch(&self, day: &DayStats) -> DayMark {
        let minutes = day.touch.minutes.map(format_duration).unwrap_or_default();
        match (day.touch.times, day.touch.not_today) {
            (Some(1), _) => self.mark_sign(KindSign::Touch, vec![minutes]),
            (Some(n), _) if n > 1 => {
                let both = format!("{n} · {minutes}").trim_end_matches(" · ").to_owned();
                self.mark_sign(KindSign::Touch, vec![both, format!("×{n}")])
            }
            // The sign says it where the words have no room.
            (_, Some(n)) if n > 0 => self.mark_sign(KindSign::NotToday, vec![texts::NOT_TODAY.to_owned()]),
            _ => DayMark::default(),
        }
    }

    fn mark_cues(&self, day: &DayStats) -> DayMark {
        match day.cues.moments {
            Some(1) => self.mark_sign(KindSign::Cue, vec!["1".to_owned()]),
            Some(n) if n > 1 => self.mark_sign(KindSign::SeveralCues, vec![n.to_string()]),
            _ => DayMark::default(),
        }
    }

    /// Three heights, and the word itself.
    fn mark_felt(&self, day: &DayStats) -> DayMark {
        let of_carer = day.checkins.iter().filter(|checkin| checkin.carer == self.carer);
        let Some(last) = of_carer.filter_map(|checkin| checkin.felt).next_back() else {
            let is_written = week_sentences::count_without_word(day, self.carer) > 0;
            return if is_written {
                self.mark_sign(KindSign::Checkin, Vec::new())
            } else {
                DayMark::default()
            };
        };
        let height = [3, 1, 0][CheckinScale::Felt.level(last)];
        let words = week_sentences::list_felt_words(day, self.carer);
        let glyph = self.looks.height_glyph(height);
        DayMark::new(glyph, KindSign::Checkin, texts::list_last_word_forms(&words))
    }

    fn mark_anything(&self, day: &DayStats) -> DayMark {
        let sleep = &day.sleep;
        let has_sleep = sleep.total_min.is_some()
            || sleep.night_min.is_some()
            || sleep.open
            || sleep.night_words.is_some();
        let touch = match (day.touch.times, day.touch.not_today) {
            (Some(n), _) if n > 0 => Some(KindSign::Touch),
            (_, Some(n)) if n > 0 => Some(KindSign::NotToday),
            _ => None,
        };
        let cues = day.cues.moments.is_some_and(|n| n > 0);
        let kinds = [
            (EntryKind::Sleep, has_sleep.then_some(KindSign::Asleep)),
            (EntryKind::Massage, touch),
            (EntryKind::Cue, cues.then_some(KindSign::Cue)),
            (EntryKind::Checkin, (!day.checkins.is_empty()).then_some(KindSign::Checkin)),
            (EntryKind::Note, (day.notes > 0).then_some(KindSign::Note)),
        ];
        let shown = kinds.into_iter().filter(|(kind, _)| !self.family.is_hidden(kind.as_code()));
        let shown = shown.filter_map(|(_, sign)| sign);
        DayMark {
            glyphs: shown.map(|sign| (sign.glyph(self.looks.ascii), sign)).collect(),
            words: Vec::new(),
        }
    }

    /// What the marks are, each held to its words by blanks that do not break.
    pub(crate) fn legend(&self, with_year: bool) -> String {
        let glyph = |mark| self.looks.glyph(mark).to_string();
        let parts: Vec<(String, &str)> = match self.theme {
            // Without numbers the heights say longer and shorter.
            CalendarTheme::Nights if self.family.settings.quiet => Vec::new(),
            CalendarTheme::Nights => {
                let heights = texts::NIGHT_HEIGHTS.into_iter().enumerate();
                let heights =
                    heights.map(|(level, words)| (self.looks.height_glyph(level).to_string(), words));
                let others = [
                    (glyph(Glyph::Empty), figures::NOT_ALL_WRITTEN),
                    (texts::IN_WORDS_SIGN.to_string(), texts::IN_WORDS),
                ];
                heights.chain(others).collect()
            }
            CalendarTheme::Touch => [KindSign::Touch, KindSign::NotToday]
                .map(|sign| (glyph(Glyph::Kind(sign)), sign.word()))
                .to_vec(),
            CalendarTheme::Cues => vec![
                (glyph(Glyph::Kind(KindSign::Cue)), texts::ONE_MOMENT),
                (glyph(Glyph::Kind(KindSign::SeveralCues)), texts::SEVERAL_MOMENTS),
            ],
            CalendarTheme::Felt => {
                let heights = [0, 1, 3].into_iter().zip(texts::FELT_HEIGHTS);
                let heights =
                    heights.map(|(level, words)| (self.looks.height_glyph(level).to_string(), words));
                let others = (glyph(Glyph::Kind(KindSign::Checkin)), week_sentences::OTHER_WORDS);
                heights.chain([others, ("+1".to_owned(), texts::LAST_WORD)]).collect()
            }
            CalendarTheme::Anything => [
                KindSign::Asleep,
                KindSign::Touch,
                KindSign::NotToday,
                KindSign::Cue,
                KindSign::Checkin,
                KindSign::Note,
            ]
            .map(|sign| (glyph(Glyph::Kind(sign)), sign.word()))
            .into_iter()
            .chain(with_year.then(|| ("2".to_owned(), texts::KINDS_IN_YEAR)))
            .collect(),
        };
        let parts = parts.into_iter().map(|(mark, words)| format!("{mark} {words}").replace(' ', "\u{a0}"));
        parts.collect::<Vec<_>>().join("  ")
    }
}

/// Under six hours, six to eight, eight to ten, ten or more.
fn night_level(minutes: i64) -> usize {
    [360, 480, 600].iter().filter(|border| minutes >= **border).count()
}
