//! The paper that is shown, made anew from what was read, chosen and changed, and the units that the cursor stops at.

use crate::model::Id;
use crate::report::{
    ChosenMoments, Report, ReportChoices, ReportEdits, ReportInput, ReportKind, ReportSection, count_pages,
    list_moments,
};
use crate::tui::screens::Context;
use crate::tui::screens::report_editor::report_rows::{EditorUnit, EditorUnitKind};
use crate::tui::screens::report_editor::{ReportEditor, find_selected, report_rows};

impl ReportEditor {
    /// What was chosen, without check-ins that were ticked and are closed by now.
    pub(crate) fn effective_choices(&self, context: &Context<'_>) -> ReportChoices {
        let mut choices = self.draft.choices.clone();
        let is_sealed = |carer| context.store.seal_keys().is_missing_key_for(carer, context.family);
        if choices.checkins_carer().is_some_and(is_sealed) {
            choices.toggle_section(ReportSection::Checkins);
        }
        choices
    }

    /// None before the journal was read.
    pub(crate) fn build_report(&self, context: &Context<'_>) -> Option<Report> {
        let choices = self.effective_choices(context);
        let sections = choices.enabled_sections();
        let input = self.report_input(&sections, choices.checkins_carer(), context)?;
        Some(self.kind.build(&input, &self.chosen_moments(context)))
    }

    pub(crate) fn report_input<'a>(
        &'a self,
        sections: &'a [ReportSection],
        checkins_carer: Option<Id>,
        context: &'a Context<'_>,
    ) -> Option<ReportInput<'a>> {
        let data = self.data.as_ref()?;
        Some(ReportInput {
            family: context.family,
            baby: self.baby,
            stats: &data.stats,
            entries: &data.entries,
            questions: &data.questions,
            sections,
            checkins_carer,
            ticked_notes: self.draft.edits(ReportKind::Sheet).ticked_notes(),
            made_on: context.now.local_date(),
        })
    }

    pub(crate) fn chosen_moments(&self, context: &Context<'_>) -> ChosenMoments<'_> {
        let writer = context.family.selected_carer().map(|carer| carer.id);
        ChosenMoments { ticked: &self.draft.ticked, writer }
    }

    pub(crate) fn edits(&self) -> &ReportEdits {
        self.draft.edits(self.kind)
    }

    /// On how many pieces of paper it prints as it is; counted again only when something on it is new.
    pub(crate) fn count_sheets(&self, context: &Context<'_>) -> usize {
        let Some(report) = self.build_report(context).map(|report| report.apply_edits(self.edits())) else {
            return 0;
        };
        let mut counted = self.counted.borrow_mut();
        match counted.as_ref() {
            Some((known, sheets)) if *known == report => *sheets,
            _ => {
                let sheets = count_pages(&report);
                *counted = Some((report, sheets));
                sheets
            }
        }
    }

    pub(crate) fn editor_units(&self, context: &Context<'_>, columns: usize) -> Vec<EditorUnit> {
        let Some(report) = self.build_report(context) else {
            return Vec::new();
        };
        let report = report.preview_edits(self.edits());
        if self.kind == ReportKind::Keepsake {
            let input = self.report_input(&[], None, context);
            return input.map_or_else(Vec::new, |input| {
                let moments = list_moments(&input, &self.chosen_moments(context));
                report_rows::build_moment_units(report, &moments, &input, &self.draft, columns)
            });
        }
        let choices = self.effective_choices(context);
        if self.kind != ReportKind::Sheet {
            return report_rows::build_paper_units(report, self.edits(), columns);
        }
        let mut units = report_rows::build_units(report, &choices, self.edits(), columns);
        if choices.has_section(ReportSection::Visit) {
            let questions = || self.data.iter().flat_map(|data| &data.questions);
            report_rows::insert_asked(&mut units, questions(), columns);
            let own = questions().filter(|entry| self.is_tickable(entry, context));
            report_rows::insert_private(&mut units, own, columns);
        }
        units
    }

    pub(crate) fn unit_kinds(&self, context: &Context<'_>) -> Vec<EditorUnitKind> {
        // The width decides how a line is broken, never which lines there are.
        self.editor_units(context, 72).into_iter().map(|unit| unit.kind).collect()
    }

    pub(crate) fn selected_unit(&self, context: &Context<'_>) -> Option<EditorUnit> {
        let mut units = self.editor_units(context, 72);
        let cursor = find_selected(&self.list, &units);
        (cursor < units.len()).then(|| units.swap_remove(cursor))
    }
}
