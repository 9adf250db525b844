//! What a parent does to the page: strike out, put back, move, reword, add, choose weeks. Each is one step that `u` takes
//! back. What the page is made from, and how it looks, is decided elsewhere.

use crate::model::{Change, Details, Entry, Id, Note, new_id};
use crate::quick_line::parse_full_date;
use crate::report::{ReportKind, ReportLineId, ReportPeriod, ReportSection};
use crate::texts::report_editor as texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::report_editor::report_rows::EditorUnitKind;
use crate::tui::screens::report_editor::{
    Context, EditorDialog, Effect, MAX_UNDO_STEPS, ReportEditor, ReportSaveDialog, ReportTextInput, UndoStep,
    WEEK_CHOICES,
};
use crate::tui::widgets::list::List;
use chrono::NaiveDate;
use tui_input::Input;

/// One day or two, `12 Oct to 20 Nov`, or none for weeks again; none at all where they cannot be read.
fn parse_dates(typed: &str, context: &Context<'_>) -> Option<Option<(NaiveDate, Option<NaiveDate>)>> {
    let today = context.family_date();
    if typed.trim().is_empty() {
        return Some(None);
    }
    let country = context.family.settings.country.as_deref();
    let day = |text: &str| parse_full_date(text, today, country, false).filter(|date| *date <= today);
    let between = format!(" {} ", texts::DATES_BETWEEN);
    Some(Some(match typed.split_once(&between) {
        None => (day(typed)?, None),
        Some((from, to)) => {
            let (from, to) = (day(from)?, day(to)?);
            (from.min(to), Some(from.max(to)))
        }
    }))
}

impl ReportEditor {
    pub(crate) fn record_undo_step(&mut self, context: &Context<'_>) {
        self.push_undo_step(UndoStep::Page(Box::new(self.draft.clone()), self.kind));
        self.changed_on = context.now.local_date();
    }

    /// The days read: the sheet's as chosen, of the other papers all there are.
    pub(crate) fn period(&self) -> ReportPeriod {
        if self.kind == ReportKind::Sheet { self.draft.choices.period() } else { ReportPeriod::All }
    }

    /// Asks what the paper is saved as, and where.
    pub(crate) fn open_save_dialog(&mut self, context: &Context<'_>) -> Effect {
        let report = self.build_report(context).map(|report| report.apply_edits(self.edits()));
        if self.kind == ReportKind::Keepsake && report.as_ref().is_none_or(|report| report.parts.is_empty()) {
            return Effect::SetStatus(self.say_nothing_ticked(context));
        }
        let dialog = report.map(|report| ReportSaveDialog::new(self.target.clone(), report));
        self.dialog = dialog.map(Box::new).map(EditorDialog::Save);
        if self.effective_choices(context) == self.draft.choices {
            Effect::Stay
        } else {
            Effect::SetStatus(texts::checkins_sealed_again(&key_name(Mode::Report, Action::Unseal)))
        }
    }

    /// The paper that an action shows.
    pub(crate) fn find_paper(&self, action: Action) -> Option<ReportKind> {
        Some(match action {
            Action::NextPart | Action::PreviousPart => self.kind.neighbour(action == Action::NextPart),
            Action::Report => ReportKind::Sheet,
            Action::BlankFortnight => ReportKind::BlankFortnight,
            Action::Card => ReportKind::Card,
            Action::Keepsake => ReportKind::Keepsake,
            _ => return None,
        })
    }

    pub(crate) fn show_paper(&mut self, kind: ReportKind) -> Effect {
        if self.kind != kind {
            self.kind = kind;
            self.data = None;
            self.list = List::default();
        }
        Effect::Stay
    }

    /// Whether something is done on the paper shown: questions and weeks are the sheet's alone, ticks the keepsake's.
    pub(crate) fn is_done_on(&self, action: Action) -> bool {
        match action {
            Action::Tick => self.kind == ReportKind::Keepsake,
            Action::Add | Action::MarkAsked | Action::Wider | Action::Narrower | Action::ChooseDates => {
                self.kind == ReportKind::Sheet
            }
            Action::StrikeOut | Action::Edit => self.kind != ReportKind::Keepsake,
            _ => true,
        }
    }

    pub(crate) fn refuse_on_paper(&self, action: Action) -> Option<Effect> {
        // What the footer leaves out still strikes and rewords the head and the foot of the keepsake.
        let is_refused = !self.is_done_on(action) && !matches!(action, Action::StrikeOut | Action::Edit);
        is_refused.then(|| Effect::SetStatus(texts::not_on_paper(self.kind.spec().label)))
    }

    /// Ticks the moment under the cursor, or takes the tick away, and goes on to the next.
    pub(crate) fn tick(&mut self, context: &Context<'_>) -> Effect {
        let unit = self.selected_unit(context);
        let Some(EditorUnitKind::Moment(entry)) = unit.map(|unit| unit.kind) else {
            return Effect::SetStatus(texts::NO_MOMENT_HERE.to_owned());
        };
        self.record_undo_step(context);
        self.draft.toggle_ticked(entry);
        let units = self.unit_kinds(context);
        self.list.keep_row(&units);
        self.list.navigate(Action::Down, 1, &units);
        Effect::Stay
    }

    fn push_undo_step(&mut self, step: UndoStep) {
        self.undo_stack.push(step);
        self.redo_stack.clear();
        if self.undo_stack.len() > MAX_UNDO_STEPS {
            self.undo_stack.remove(0);
        }
    }

    /// A question that was talked about leaves the page, in the journal; once more, and it is back.
    pub(crate) fn mark_asked(&mut self, context: &Context<'_>) -> Effect {
        let unit = self.selected_unit(context);
        let found = unit.and_then(|unit| {
            let EditorUnitKind::Line { key, .. } = unit.kind else { return None };
            let questions = self.data.iter().flat_map(|data| &data.questions);
            questions.into_iter().find(|entry| ReportLineId::for_question(entry) == key).cloned()
        });
        let Some(before) = found else {
            return Effect::SetStatus(texts::not_a_question(&key_name(Mode::Report, Action::MarkAsked)));
        };
        let mut after = before.clone();
        let Details::Note(note) = &mut after.details else { return Effect::Stay };
        note.was_asked = !note.was_asked;
        let title = texts::asked_title(note.was_asked);
        self.push_undo_step(UndoStep::Journal);
        Effect::Save(Change::replace_record(title, before, after))
    }

    /// A question typed here is a note in the journal.
    fn add_question(&mut self, words: &str, context: &Context<'_>) -> Effect {
        let family = context.family;
        let entry = Entry {
            id: new_id(),
            // Of several babies it is about this one.
            baby: (family.babies.len() > 1).then_some(self.baby),
            carer: family.selected_carer().map_or_else(Id::nil, |carer| carer.id),
            at: context.now,
            until: None,
            approximate: false,
            note: Some(words.to_owned()),
            details: Details::Note(Note { for_visit: true, ..Note::default() }),
        };
        if !self.draft.choices.has_section(ReportSection::Visit) {
            self.draft.choices.toggle_section(ReportSection::Visit);
        }
        let key = ReportLineId::for_question(&entry);
        self.list.select_id(Some(EditorUnitKind::Line { key, section: Some(ReportSection::Visit) }));
        self.push_undo_step(UndoStep::Journal);
        Effect::Save(Change::add_record(texts::QUESTION_TITLE, entry))
    }

    /// A private question of the carer who is chosen that is not on the page.
    pub(crate) fn is_tickable(&self, entry: &Entry, context: &Context<'_>) -> bool {
        let is_own = context.family.selected_carer().is_some_and(|carer| carer.id == entry.carer);
        let is_open = |note: &Note| note.private && !note.was_asked && note.sealed.is_none();
        matches!(&entry.details, Details::Note(note) if is_open(note))
            && is_own
            && entry.baby.is_none_or(|baby| baby == self.baby)
            && !self.edits().ticked_notes().contains(&entry.id)
    }

    pub(crate) fn strike_out(&mut self, context: &Context<'_>) -> Effect {
        let Some(unit) = self.selected_unit(context) else {
            return Effect::Stay;
        };
        match unit.kind {
            EditorUnitKind::Title => {
                if let Some((key, _)) = unit.editable_text() {
                    self.record_undo_step(context);
                    self.draft.edits_mut(self.kind).toggle_struck(&key);
                }
                Effect::Stay
            }
            EditorUnitKind::Moment(_) => self.tick(context),
            EditorUnitKind::Heading(section) if self.kind == ReportKind::Sheet => {
                self.toggle_section(section, context)
            }
            EditorUnitKind::Heading(section) => {
                self.record_undo_step(context);
                self.draft.edits_mut(self.kind).toggle_struck(&ReportLineId::for_section(section));
                Effect::Stay
            }
            EditorUnitKind::Line { ref key, .. } if key.private_note().is_some() => {
                self.record_undo_step(context);
                self.draft.edits_mut(self.kind).toggle_private_note(key);
                self.list.select_id(Some(unit.kind));
                if !unit.is_struck {
                    return Effect::Stay;
                }
                Effect::SetStatus(texts::private_included(&key_name(Mode::Report, Action::StrikeOut)))
            }
            EditorUnitKind::Line { key, .. } => {
                self.record_undo_step(context);
                self.draft.edits_mut(self.kind).toggle_struck(&key);
                let units = self.unit_kinds(context);
                self.list.keep_row(&units);
                self.list.navigate(Action::Down, 1, &units);
                Effect::Stay
            }
        }
    }

    /// A section comes on the page or off it. Check-ins are the writing carer's own, and nobody else's.
    fn toggle_section(&mut self, section: ReportSection, context: &Context<'_>) -> Effect {
        let carer = context.family.selected_carer();
        let seal_keys = context.store.seal_keys();
        if section == ReportSection::Checkins
            && !self.effective_choices(context).has_section(section)
            && carer.is_some_and(|carer| seal_keys.is_missing_key_for(carer.id, context.family))
        {
            return Effect::SetStatus(texts::checkins_sealed(&key_name(Mode::Report, Action::Unseal)));
        }
        self.record_undo_step(context);
        // One that was ticked and is sealed again by now shows as off; toggling puts it on again.
        self.draft.choices = self.effective_choices(context);
        self.draft.choices.toggle_section(section);
        if section != ReportSection::Checkins || !self.draft.choices.has_section(section) {
            return Effect::Stay;
        }
        self.draft.choices.carer = carer.map(|carer| carer.id);
        let strike_out = key_name(Mode::Report, Action::StrikeOut);
        Effect::SetStatus(texts::checkins_included(
            carer.map_or("", |carer| carer.display_name()),
            &strike_out,
        ))
    }

    pub(crate) fn move_unit(&mut self, down: bool, context: &Context<'_>) -> Effect {
        let Some(unit) = self.selected_unit(context) else {
            return Effect::Stay;
        };
        match &unit.kind {
            EditorUnitKind::Heading(_) | EditorUnitKind::Moment(_) if self.kind != ReportKind::Sheet => {
                return Effect::SetStatus(texts::PARTS_STAY.to_owned());
            }
            EditorUnitKind::Heading(section) => {
                self.record_undo_step(context);
                self.draft.choices.move_section(*section, down);
            }
            EditorUnitKind::Line { key, .. } => {
                let Some(report) = self.build_report(context) else {
                    return Effect::Stay;
                };
                self.record_undo_step(context);
                let shown = report.preview_edits(self.edits());
                self.draft.edits_mut(self.kind).move_line(&shown, key, down);
            }
            EditorUnitKind::Title | EditorUnitKind::Moment(_) => {
                let [strike_out, edit] =
                    [Action::StrikeOut, Action::Edit].map(|action| key_name(Mode::Report, action));
                return Effect::SetStatus(texts::title_stays(&strike_out, &edit));
            }
        }
        self.list.select_id(Some(unit.kind));
        Effect::Stay
    }

    pub(crate) fn start_rewording(&mut self, context: &Context<'_>) -> Effect {
        let Some(unit) = self.selected_unit(context) else {
            return Effect::Stay;
        };
        if matches!(unit.kind, EditorUnitKind::Moment(_)) {
            return Effect::SetStatus(texts::MOMENT_IN_ITS_WORDS.to_owned());
        }
        if unit.is_drawn {
            return Effect::SetStatus(texts::row_is_drawn(&key_name(Mode::Report, Action::StrikeOut)));
        }
        let Some((key, words)) = unit.editable_text() else {
            return Effect::Stay;
        };
        let rewording = ReportTextInput { line_key: Some(key), input: Input::new(words) };
        self.dialog = Some(EditorDialog::Text(rewording));
        Effect::Stay
    }

    fn apply_typed_text(&mut self, text: &ReportTextInput, context: &Context<'_>) -> Effect {
        let words = text.input.value().trim();
        match &text.line_key {
            Some(key) => {
                self.record_undo_step(context);
                self.draft.edits_mut(self.kind).reword_line(key, words);
                Effect::Stay
            }
            None if words.is_empty() => Effect::Stay,
            None => self.add_question(words, context),
        }
    }

    pub(crate) fn change_weeks(&mut self, more: bool, context: &Context<'_>) -> Effect {
        let now = self.draft.choices.weeks;
        let to = if more {
            WEEK_CHOICES.iter().find(|weeks| **weeks > now)
        } else {
            WEEK_CHOICES.iter().rev().find(|weeks| **weeks < now)
        };
        if let Some(to) = to {
            self.record_undo_step(context);
            self.draft.choices.weeks = *to;
            self.draft.choices.dates = None;
        }
        Effect::Stay
    }

    pub(crate) fn handle_dialog_action(&mut self, action: Action, context: &Context<'_>) -> Effect {
        match (action, &mut self.dialog) {
            (Action::Open, Some(EditorDialog::Save(dialog))) => return dialog.start_saving(),
            (Action::NextPart, Some(EditorDialog::Save(dialog))) => dialog.select_next_format(),
            (Action::Open, Some(EditorDialog::Text(_))) => {
                if let Some(EditorDialog::Text(text)) = self.dialog.take() {
                    return self.apply_typed_text(&text, context);
                }
            }
            (Action::Open, Some(EditorDialog::Dates(input))) => {
                let Some(dates) = parse_dates(input.value(), context) else {
                    return Effect::SetStatus(texts::DATES_NOT_READ.into());
                };
                self.dialog = None;
                self.record_undo_step(context);
                self.draft.choices.dates = dates;
            }
            (Action::Back, _) => self.dialog = None,
            _ => {}
        }
        Effect::Stay
    }
}
