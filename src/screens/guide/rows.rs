//! What the guide lists, made anew from the vocabulary and the family each time it is read: a new `[[cue]]` block is a
//! new row, and nothing here names one.

use super::says;
use crate::journal::tell::plain;
use crate::journal::{Family, OwnCue};
use crate::screens::Here;
use crate::words::{self, Cue, GuideSection, List, Paper, Word, fold, list, strokes_of};

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Thing {
    Words,
    Cue,
    Area,
    Stroke,
}

#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub thing: Thing,
    pub id: String,
    pub digit: Option<usize>,
    /// Its name; none for a paragraph.
    pub head: String,
    pub aside: String,
    pub body: Vec<String>,
    /// Below it while the cursor stands on it.
    pub more: Vec<String>,
    pub quiet: bool,
    others: String,
}

pub(crate) enum Row {
    Heading(String),
    Item(Item),
}

impl Item {
    fn new(thing: Thing, id: impl Into<String>, head: impl Into<String>) -> Self {
        Self {
            thing,
            id: id.into(),
            digit: None,
            head: head.into(),
            aside: String::new(),
            body: Vec::new(),
            more: Vec::new(),
            quiet: false,
            others: String::new(),
        }
    }

    /// Every one of these words stands somewhere in it.
    fn has(&self, sought: &[&str]) -> bool {
        let text = [&self.head, &self.aside, &self.others].into_iter().chain(&self.body).chain(&self.more);
        let text = fold(&text.map(String::as_str).collect::<Vec<_>>().join(" "));
        sought.iter().all(|word| text.contains(word))
    }
}

pub(crate) fn of(section: &GuideSection, here: &Here<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for text in &section.opening {
        paragraph(&mut rows, section, text);
    }
    match section.key.as_str() {
        "cues" => cues(&mut rows, section, here),
        "states" => rows.extend(list(List::States).iter().map(state)),
        "strokes" => strokes(&mut rows, here.family),
        "evidence" => evidence(&mut rows, section),
        "sources" => rows.extend(words::guide_sources().map(|source| {
            let mut item = Item::new(Thing::Words, &source.key, &source.name);
            item.body.push(source.address.clone());
            Row::Item(item)
        })),
        _ => {}
    }
    for text in &section.closing {
        paragraph(&mut rows, section, text);
    }
    rows
}

/// Everything in the guide that has these words, section by section.
pub(crate) fn found(sought: &str, here: &Here<'_>) -> Vec<Row> {
    let sought = fold(sought);
    let sought: Vec<&str> = sought.split(' ').collect();
    let mut rows = Vec::new();
    for section in &words::guide().section {
        let mut hits = of(section, here);
        hits.retain(|row| matches!(row, Row::Item(item) if item.has(&sought)));
        if !hits.is_empty() {
            rows.push(Row::Heading(section.name.clone()));
            rows.append(&mut hits);
        }
    }
    rows
}

fn paragraph(rows: &mut Vec<Row>, section: &GuideSection, text: &str) {
    let mut item = Item::new(Thing::Words, format!("{}-{}", section.key, rows.len()), "");
    item.body.push(text.to_owned());
    rows.push(Row::Item(item));
}

fn cues(rows: &mut Vec<Row>, section: &GuideSection, here: &Here<'_>) {
    let family = here.family;
    let weeks = family.chosen_baby().and_then(|baby| baby.corrected_weeks(here.now.date()));
    let picks = family.picks(weeks);
    let starred = &family.settings.favourites;
    let said = if starred.iter().any(|code| family.is_offered_cue(code)) {
        &words::guide().digits_starred
    } else {
        &words::guide().digits_usual
    };
    paragraph(rows, section, said);
    let dress = |mut item: Item| {
        item.digit = picks.iter().position(|code| *code == item.id).map(|at| at + 1);
        item.quiet = !family.is_offered_cue(&item.id);
        if starred.contains(&item.id) {
            note(&mut item.aside, says::STARRED);
        }
        if family.is_hidden(&item.id) {
            note(&mut item.aside, says::HIDDEN);
        }
        Row::Item(item)
    };
    if !family.own_cues.is_empty() {
        rows.push(Row::Heading(says::OWN.into()));
        let (retired, used): (Vec<&OwnCue>, Vec<&OwnCue>) =
            family.own_cues.iter().partition(|own| own.retired);
        rows.extend(used.into_iter().chain(retired).map(|cue| dress(own(cue))));
    }
    let mut group = None;
    for cue in words::cues() {
        if group != Some((cue.points, cue.strength)) {
            group = Some((cue.points, cue.strength));
            rows.push(Row::Heading(says::group(cue.points, cue.strength).into()));
        }
        rows.push(dress(ours(cue)));
    }
}

fn note(aside: &mut String, more: &str) {
    if !aside.is_empty() {
        aside.push_str(" · ");
    }
    aside.push_str(more);
}

fn own(cue: &OwnCue) -> Item {
    let mut item = Item::new(Thing::Cue, &cue.code, plain(&cue.words).into_owned());
    item.aside = says::points(cue.points).into();
    if cue.retired {
        note(&mut item.aside, says::RETIRED);
    }
    item
}

fn ours(cue: &Cue) -> Item {
    let guide = words::guide();
    let sign = if cue.either { " *" } else { "" };
    let mut item = Item::new(Thing::Cue, &cue.id, format!("{}{sign}", cue.words));
    item.aside.clone_from(&cue.term);
    if cue.caution {
        item.body.push(guide.emergency.clone());
    }
    if let Some(note) = words::cue_note(&cue.id) {
        let names = says::sources(&note.sources);
        item.more.push(format!("{} ({names})", note.words));
    }
    item.more.push(if cue.sources.is_empty() {
        guide.unseen.clone()
    } else {
        format!("{} {}", says::LISTED_BY, says::sources(&cue.sources))
    });
    item.others = format!("{} {}", cue.short, cue.aliases.join(" "));
    item
}

fn state(word: &Word) -> Row {
    let mut item = Item::new(Thing::Words, &word.code, &word.words);
    item.aside = word.term.clone().unwrap_or_default();
    item.body.extend(word.sign.clone());
    item.others = word.aliases.join(" ");
    Row::Item(item)
}

fn strokes(rows: &mut Vec<Row>, family: &Family) {
    for area in list(List::Areas) {
        let mut item = Item::new(Thing::Area, &area.code, &area.words);
        item.others = area.aliases.join(" ");
        item.quiet = family.is_hidden(&area.code);
        if item.quiet {
            item.aside = says::AREA_HIDDEN.into();
        }
        rows.push(Row::Item(item));
        for word in strokes_of(&area.code) {
            rows.push(Row::Item(stroke(word, area, family)));
        }
    }
}

fn stroke(word: &Word, area: &Word, family: &Family) -> Item {
    let name = plain(family.stroke_words(&word.code)).into_owned();
    let mut item = Item::new(Thing::Stroke, &word.code, name);
    if item.head != word.words {
        item.aside.clone_from(&word.words);
    }
    let hidden = family.is_hidden(&word.code);
    item.quiet = hidden || family.is_hidden(&area.code);
    if hidden {
        note(&mut item.aside, says::HIDDEN);
    }
    if !word.aliases.is_empty() {
        let others = word.aliases.join(", ");
        item.more.push(format!("{} {others}", says::ALSO));
    }
    item.others = format!("{} {}", word.words, area.words);
    item
}

fn evidence(rows: &mut Vec<Row>, section: &GuideSection) {
    paragraph(rows, section, words::honest());
    paragraph(rows, section, words::limits());
    rows.push(Row::Heading(says::PAPERS.into()));
    rows.extend(words::papers().iter().map(paper));
    rows.push(Row::Heading(says::REVIEWS.into()));
    rows.extend(words::reviews().iter().map(paper));
    rows.push(Row::Heading(says::CLAIMS.into()));
    for claim in words::claims() {
        paragraph(rows, section, &format!("{} {}", claim.says, claim.beside));
    }
}

fn paper(paper: &Paper) -> Row {
    let mut item = Item::new(Thing::Words, &paper.key, paper.short());
    item.body.push(paper.found.clone());
    item.more.push(format!("{}. {}. {}, {}.", paper.authors, paper.title, paper.journal, paper.year));
    let numbers = [("doi", &paper.doi), ("PMID", &paper.pmid)];
    let numbers =
        numbers.into_iter().filter_map(|(name, number)| Some(format!("{name} {}", number.as_ref()?)));
    let numbers: Vec<String> = numbers.collect();
    if !numbers.is_empty() {
        item.more.push(numbers.join(", "));
    }
    item.more.push(paper.source_url.clone());
    Row::Item(item)
}
