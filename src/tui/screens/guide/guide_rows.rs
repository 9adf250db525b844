//! What the guide lists, made anew from the vocabulary and the family each time it is read: a new `[[cue]]` block is a
//! new row, and nothing here names one.

use crate::model::{CustomCue, Family};
use crate::text::search_fold::fold_for_search;
use crate::texts::guide_texts;
use crate::tui::screens::Context;
use crate::vocabulary;
use crate::vocabulary::{
    CueDefinition, GuideSection, ListWord, StudyPaper, WordList, list, strokes_for_area,
};

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum GuideItemKind {
    Text,
    Cue,
    Area,
    Stroke,
}

#[derive(Clone, Debug)]
pub(crate) struct GuideItem {
    pub kind: GuideItemKind,
    pub id: String,
    pub digit: Option<usize>,
    /// Its name; none for a paragraph.
    pub name: String,
    pub aside: String,
    pub body: Vec<String>,
    /// Below it while the cursor stands on it.
    pub details: Vec<String>,
    pub is_dimmed: bool,
    search_terms: String,
}

pub(crate) enum GuideRow {
    Heading(String),
    Item(GuideItem),
}

impl GuideRow {
    pub(crate) fn as_item(&self) -> Option<&GuideItem> {
        match self {
            Self::Heading(_) => None,
            Self::Item(item) => Some(item),
        }
    }
}

impl GuideItem {
    fn new(thing: GuideItemKind, id: impl Into<String>, head: impl Into<String>) -> Self {
        Self {
            kind: thing,
            id: id.into(),
            digit: None,
            name: head.into(),
            aside: String::new(),
            body: Vec::new(),
            details: Vec::new(),
            is_dimmed: false,
            search_terms: String::new(),
        }
    }

    /// Every one of these words stands somewhere in it.
    fn contains_all(&self, sought: &[&str]) -> bool {
        let text =
            [&self.name, &self.aside, &self.search_terms].into_iter().chain(&self.body).chain(&self.details);
        let text = fold_for_search(&text.map(String::as_str).collect::<Vec<_>>().join(" "));
        sought.iter().all(|word| text.contains(word))
    }
}

pub(crate) fn build_section_rows(section: &GuideSection, context: &Context<'_>) -> Vec<GuideRow> {
    let mut rows = Vec::new();
    for text in &section.opening {
        push_paragraph(&mut rows, section, text);
    }
    match section.key.as_str() {
        "cues" => push_cues(&mut rows, section, context),
        "states" => rows.extend(list(WordList::States).iter().map(row_from_state)),
        "strokes" => push_strokes(&mut rows, context.family),
        "evidence" => push_evidence(&mut rows, section),
        "sources" => rows.extend(vocabulary::guide_sources().map(|source| {
            let mut item = GuideItem::new(GuideItemKind::Text, &source.key, &source.name);
            item.body.extend([source.address.clone(), source.date.clone()]);
            GuideRow::Item(item)
        })),
        _ => {}
    }
    for text in &section.closing {
        push_paragraph(&mut rows, section, text);
    }
    rows
}

/// Everything in the guide that has these words, section by section.
pub(crate) fn search_guide(sought: &str, context: &Context<'_>) -> Vec<GuideRow> {
    let sought = fold_for_search(sought);
    let sought: Vec<&str> = sought.split(' ').collect();
    let mut rows = Vec::new();
    for section in &vocabulary::guide_text().section {
        let mut hits = build_section_rows(section, context);
        hits.retain(|row| matches!(row, GuideRow::Item(item) if item.contains_all(&sought)));
        if !hits.is_empty() {
            rows.push(GuideRow::Heading(section.name.clone()));
            rows.append(&mut hits);
        }
    }
    rows
}

fn push_paragraph(rows: &mut Vec<GuideRow>, section: &GuideSection, text: &str) {
    let mut item = GuideItem::new(GuideItemKind::Text, format!("{}-{}", section.key, rows.len()), "");
    item.body.push(text.to_owned());
    rows.push(GuideRow::Item(item));
}

fn push_cues(rows: &mut Vec<GuideRow>, section: &GuideSection, context: &Context<'_>) {
    let family = context.family;
    let weeks = family.selected_baby().and_then(|baby| baby.corrected_weeks_on(context.now.local_date()));
    let picks = family.pick_digit_cues(weeks);
    let starred = &family.settings.favourites;
    let said = if starred.iter().any(|code| family.is_offered_cue(code)) {
        &vocabulary::guide_text().digits_starred
    } else {
        &vocabulary::guide_text().digits_usual
    };
    push_paragraph(rows, section, said);
    let dress = |mut item: GuideItem| {
        item.digit = picks.iter().position(|code| *code == item.id).map(|at| at + 1);
        item.is_dimmed = !family.is_offered_cue(&item.id);
        if starred.contains(&item.id) {
            append_remark(&mut item.aside, guide_texts::STARRED);
        }
        if family.is_hidden(&item.id) {
            append_remark(&mut item.aside, guide_texts::HIDDEN);
        }
        GuideRow::Item(item)
    };
    if !family.custom_cues.is_empty() {
        rows.push(GuideRow::Heading(guide_texts::OWN_CUES.into()));
        let (retired, used): (Vec<&CustomCue>, Vec<&CustomCue>) =
            family.custom_cues.iter().partition(|own| own.retired);
        rows.extend(used.into_iter().chain(retired).map(|cue| dress(item_from_own_cue(cue))));
    }
    let mut group = None;
    for cue in vocabulary::all_cues() {
        if group != Some(cue.place) {
            group = Some(cue.place);
            rows.push(GuideRow::Heading(guide_texts::place_heading(cue.place).into()));
        }
        rows.push(dress(item_from_cue(cue)));
    }
}

fn append_remark(aside: &mut String, more: &str) {
    if !aside.is_empty() {
        aside.push_str(" · ");
    }
    aside.push_str(more);
}

fn item_from_own_cue(cue: &CustomCue) -> GuideItem {
    let mut item = GuideItem::new(GuideItemKind::Cue, &cue.code, &cue.words);
    item.aside = guide_texts::direction(cue.points).into();
    if cue.retired {
        append_remark(&mut item.aside, guide_texts::RETIRED);
    }
    item
}

fn item_from_cue(cue: &CueDefinition) -> GuideItem {
    let guide = vocabulary::guide_text();
    let mut item = GuideItem::new(GuideItemKind::Cue, &cue.id, &cue.words);
    item.aside = guide_texts::cue_aside(cue.points, &cue.term);
    if cue.caution {
        item.body.push(guide.emergency.clone());
    }
    if let Some(note) = vocabulary::find_cue_note(&cue.id) {
        item.details.push(if note.sources.is_empty() {
            note.words.clone()
        } else {
            format!("{} ({})", note.words, guide_texts::format_sources(&note.sources))
        });
    }
    if !cue.sources.is_empty() {
        item.details.push(format!(
            "{} {}",
            guide_texts::LISTED_BY,
            guide_texts::format_sources(&cue.sources)
        ));
    }
    item.search_terms = format!("{} {}", cue.short, cue.aliases.join(" "));
    item
}

fn row_from_state(word: &ListWord) -> GuideRow {
    let mut item = GuideItem::new(GuideItemKind::Text, &word.code, &word.words);
    item.aside = word.term.clone().unwrap_or_default();
    item.body.extend(word.sign.clone());
    item.search_terms = word.aliases.join(" ");
    GuideRow::Item(item)
}

fn push_strokes(rows: &mut Vec<GuideRow>, family: &Family) {
    for area in list(WordList::Areas) {
        let mut item = GuideItem::new(GuideItemKind::Area, &area.code, &area.words);
        item.search_terms = area.aliases.join(" ");
        item.is_dimmed = family.is_hidden(&area.code);
        if item.is_dimmed {
            item.aside = guide_texts::AREA_HIDDEN.into();
        }
        rows.push(GuideRow::Item(item));
        for word in strokes_for_area(&area.code) {
            rows.push(GuideRow::Item(item_from_stroke(word, area, family)));
        }
    }
}

fn item_from_stroke(word: &ListWord, area: &ListWord, family: &Family) -> GuideItem {
    let name = family.stroke_label(&word.code);
    let mut item = GuideItem::new(GuideItemKind::Stroke, &word.code, name);
    if item.name != word.words {
        item.aside.clone_from(&word.words);
    }
    let hidden = family.is_hidden(&word.code);
    item.is_dimmed = hidden || family.is_hidden(&area.code);
    if hidden {
        append_remark(&mut item.aside, guide_texts::HIDDEN);
    }
    if !word.aliases.is_empty() {
        let others = word.aliases.join(", ");
        item.details.push(format!("{} {others}", guide_texts::ALSO_FOUND_AS));
    }
    item.search_terms = format!("{} {}", word.words, area.words);
    item
}

fn push_evidence(rows: &mut Vec<GuideRow>, section: &GuideSection) {
    push_paragraph(rows, section, vocabulary::evidence_caveat());
    push_paragraph(rows, section, vocabulary::evidence_limits());
    rows.push(GuideRow::Heading(guide_texts::PAPERS.into()));
    rows.extend(vocabulary::founding_papers().iter().map(row_from_paper));
    rows.push(GuideRow::Heading(guide_texts::REVIEWS.into()));
    rows.extend(vocabulary::review_papers().iter().map(row_from_paper));
    rows.push(GuideRow::Heading(guide_texts::CLAIMS.into()));
    for claim in vocabulary::article_claims() {
        let mut item = GuideItem::new(GuideItemKind::Text, format!("{}-{}", section.key, rows.len()), "");
        item.body.push(format!("{} {}", claim.says, claim.beside));
        item.details.push(guide_texts::format_sources(&claim.sources));
        rows.push(GuideRow::Item(item));
    }
}

fn row_from_paper(paper: &StudyPaper) -> GuideRow {
    let mut item = GuideItem::new(GuideItemKind::Text, &paper.key, paper.short_citation());
    item.body.push(paper.found.clone());
    item.details.push(guide_texts::paper_reference(&paper.authors, &paper.title, &paper.journal, paper.year));
    item.details.extend(paper.links());
    item.details.extend(paper.date.clone());
    GuideRow::Item(item)
}
