//! The guide: cues, states, areas and strokes, what a "no" is, the evidence, the sources; and the family's own
//! vocabulary, made right where it is read.
//!
//! ```text
//!  [cues]  states  areas and strokes  when the answer is no  evidence  sources
//!   engaged · wants more, clear to see (engagement, potent)
//!      looks into my eyes                  mutual gaze
//! ▸  1 looks at my face                    facing gaze
//!        Listed by Children's Health Care resources
//! ```
//!
//! `guide_rows` makes what is listed, `view` draws one of them, `guide_changes` is what the keys do to it, `cue_name_form`
//! asks for words.

pub(crate) mod cue_name_form;
pub(crate) mod guide_changes;
pub(crate) mod guide_rows;
pub(crate) mod view;

use crate::store::StoreError;
use crate::text::width::{display_width, truncate_to_width, wrap_text};
use crate::texts::guide_texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::links::LinkTarget;
use crate::tui::screens::guide::cue_name_form::NamingForm;
use crate::tui::screens::guide::guide_rows::{GuideItem, GuideItemKind, GuideRow};
use crate::tui::screens::guide::view::render_item;
use crate::tui::screens::{Context, Effect, ReadKey, Screen};
use crate::tui::theme::{Glyph, Theme};
use crate::tui::widgets::list::{List, centred_window};
use crate::tui::widgets::text_input;
use crate::vocabulary;
use crate::vocabulary::GuideSection;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use tui_input::{Input, InputRequest};

const PAGE_ROWS: usize = 8;

/// Made ASCII with the finished picture.
const ELLIPSIS: char = '…';

#[derive(Default)]
pub(crate) struct GuideScreen {
    section_index: usize,
    search_text: String,
    search_input: Option<Input>,
    rows: Vec<GuideRow>,
    /// Its rows are the items, by their id.
    list: List<String>,
    /// The family's own cues when it was last read: the cursor goes to one that is new.
    known_own_cues: Option<Vec<String>>,
}

impl GuideScreen {
    fn current_section(&self) -> Option<&'static GuideSection> {
        vocabulary::guide_text().section.get(self.section_index)
    }

    fn selected_item(&self) -> Option<&GuideItem> {
        self.items().nth(self.list.cursor())
    }

    /// Another section, from its beginning.
    fn switch_section(&mut self, on: bool) -> Effect {
        let count = vocabulary::guide_text().section.len().max(1);
        let step = if on { 1 } else { count - 1 };
        self.open_section((self.section_index + step) % count)
    }

    fn open_section(&mut self, section: usize) -> Effect {
        self.section_index = section;
        self.search_text.clear();
        self.list.select_id(None);
        Effect::Stay
    }

    fn set_search(&mut self, sought: &str) {
        self.search_text = sought.to_owned();
        self.list.select_id(None);
    }

    fn items(&self) -> impl Iterator<Item = &GuideItem> {
        self.rows.iter().filter_map(GuideRow::as_item)
    }

    fn item_ids(&self) -> Vec<String> {
        self.items().map(|item| item.id.clone()).collect()
    }

    fn move_cursor(&mut self, action: Action) -> Effect {
        self.list.navigate(action, PAGE_ROWS, &self.item_ids());
        Effect::Stay
    }

    /// What a key does while words are being typed.
    fn handle_search_action(&mut self, action: Action) -> Effect {
        match action {
            Action::Open => self.search_input = None,
            Action::Back => {
                self.search_input = None;
                self.set_search("");
            }
            _ => return self.move_cursor(action),
        }
        Effect::Stay
    }

    fn edit_item(&self, item: &GuideItem, context: &Context<'_>) -> Result<Effect, StoreError> {
        let own = context.family.custom_cues.iter().find(|own| own.code == item.id);
        Ok(match (&item.kind, own) {
            (GuideItemKind::Cue, Some(own)) => Effect::Open(Box::new(NamingForm::for_own_cue(own, context)?)),
            (GuideItemKind::Cue, None) => {
                Effect::SetStatus(guide_texts::built_in_cue(&key_name(Mode::Guide, Action::Add)))
            }
            (GuideItemKind::Stroke, _) => Effect::Open(Box::new(NamingForm::for_stroke(&item.id, context)?)),
            (GuideItemKind::Area, _) => Effect::SetStatus(guide_texts::AREA_NAMES_FIXED.into()),
            (GuideItemKind::Text, _) => Effect::SetStatus(guide_texts::NOTHING_TO_CHANGE.into()),
        })
    }
}

impl Screen for GuideScreen {
    fn input_mode(&self) -> Mode {
        match self.search_input {
            Some(_) => Mode::Search,
            None => Mode::Guide,
        }
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        guide_texts::HEADING.into()
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        if self.search_input.is_some() {
            return Ok(self.handle_search_action(action));
        }
        let Some(item) = self.selected_item() else {
            return Ok(match action {
                Action::Add => Effect::Open(Box::new(NamingForm::for_new_cue(context)?)),
                _ => self.navigate(action),
            });
        };
        match action {
            Action::ToggleFavourite => guide_changes::toggle_favourite(item, context),
            Action::ToggleHidden => guide_changes::toggle_hidden(item, context),
            Action::Remove => Ok(guide_changes::toggle_retired(item, context)),
            Action::Edit => self.edit_item(item, context),
            Action::Add => Ok(Effect::Open(Box::new(NamingForm::for_new_cue(context)?))),
            _ => Ok(self.navigate(action)),
        }
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(input) = &mut self.search_input {
            input.handle(request);
            let typed = input.value().to_owned();
            if typed != self.search_text {
                self.set_search(&typed);
            }
        }
        Ok(Effect::Stay)
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        let baby = context.family.selected_baby().map(|baby| baby.id);
        ReadKey::of((self.section_index, baby, context.now.local_date(), &self.search_text))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        self.rows = match self.current_section() {
            _ if !self.search_text.trim().is_empty() => guide_rows::search_guide(&self.search_text, context),
            Some(section) => guide_rows::build_section_rows(section, context),
            None => Vec::new(),
        };
        let own = context.family.custom_cues.iter().map(|own| own.code.clone());
        let own: Vec<String> = own.collect();
        let before = self.known_own_cues.replace(own.clone()).unwrap_or_else(|| own.clone());
        let new = own.into_iter().find(|code| !before.contains(code));
        if new.is_some() && !self.search_text.trim().is_empty() {
            // A cue just added is shown, whatever was looked for before.
            self.set_search("");
            self.known_own_cues = Some(before);
            return self.load_data(context);
        }
        let ids = self.item_ids();
        if new.as_ref().is_some_and(|id| ids.contains(id)) {
            self.list.select_id(new);
        }
        if self.list.selected_id().is_some_and(|id| ids.contains(id)) {
            self.list.keep_row(&ids);
        } else {
            // A list is entered at its first row, a text at its beginning.
            let first = self.items().position(|item| item.kind != GuideItemKind::Text);
            self.list.select_row(first.unwrap_or(0), &ids);
        }
        Ok(())
    }

    fn link_targets(&self, _here: &Context<'_>) -> Vec<LinkTarget> {
        vocabulary::guide_sources().filter_map(|source| LinkTarget::page(&source.address)).collect()
    }

    /// The sections stand in the first row.
    fn handle_press(
        &mut self,
        at: Position,
        body: Rect,
        _context: &Context<'_>,
    ) -> Result<Option<Effect>, StoreError> {
        if at.y > 0 || self.search_input.is_some() || !self.search_text.is_empty() {
            return Ok(None);
        }
        let mut right = 0;
        let tabs = self.visible_tabs(usize::from(body.width));
        let pressed = tabs.into_iter().find(|(_, text)| {
            right += display_width(text);
            usize::from(at.x) < right
        });
        Ok(pressed.map(|(section, _)| self.open_section(section)))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width);
        let mut lines = vec![self.render_top_line(columns, &context.theme)];
        let room = usize::from(area.height).saturating_sub(1);
        lines.extend(self.render_list(columns, room, context));
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl GuideScreen {
    fn navigate(&mut self, action: Action) -> Effect {
        match action {
            Action::NextPart => self.switch_section(true),
            Action::PreviousPart => self.switch_section(false),
            Action::Find => {
                self.search_input = Some(Input::default());
                Effect::Stay
            }
            Action::Language => Effect::Open(Box::<crate::tui::screens::CueProfileScreen>::default()),
            Action::Back if !self.search_text.is_empty() => {
                self.set_search("");
                Effect::SetStatus(guide_texts::ALL_AGAIN.into())
            }
            Action::Back => Effect::Close,
            _ => self.move_cursor(action),
        }
    }

    /// The sections, or the words looked for.
    fn render_top_line(&self, columns: usize, theme: &Theme) -> Line<'static> {
        let more = theme.glyph(Glyph::Ellipsis);
        if let Some(input) = &self.search_input {
            let room = columns.saturating_sub(display_width(guide_texts::FIND_LABEL) + 1);
            let mut line = text_input::render_input_line(input, room, true, theme);
            line.spans.insert(0, format!("{} ", guide_texts::FIND_LABEL).into());
            return line;
        }
        if !self.search_text.is_empty() {
            let said = truncate_to_width(
                &guide_texts::search_summary(&self.search_text, &key_name(Mode::Guide, Action::Back)),
                columns.saturating_sub(1),
                more,
            );
            return Line::styled(format!(" {}", said), theme.accent_style());
        }
        let spans = self.visible_tabs(columns.saturating_sub(1)).into_iter().map(|(section, text)| {
            let is_open = section == self.section_index;
            Span::styled(text, if is_open { theme.accent_style() } else { theme.dim_style() })
        });
        Line::from_iter(spans)
    }

    /// The sections and their names, as many as fit, the one that is open always among them.
    fn visible_tabs(&self, columns: usize) -> Vec<(usize, String)> {
        let names: Vec<&str> = vocabulary::guide_text().section.iter().map(|s| s.name.as_str()).collect();
        let wide = |from: usize| -> usize {
            let shown = names.iter().take(self.section_index + 1).skip(from);
            shown.map(|name| display_width(name) + 2).sum()
        };
        let first = (0..self.section_index).find(|from| wide(*from) < columns);
        let mut left = columns;
        let shown = names.iter().enumerate().skip(first.unwrap_or(self.section_index));
        let tabs = shown.map(|(section, name)| {
            let text = if section == self.section_index { format!("[{name}]") } else { format!(" {name} ") };
            let text = truncate_to_width(&text, left, ELLIPSIS);
            left = left.saturating_sub(display_width(&text));
            (section, text)
        });
        tabs.collect()
    }

    /// The rows around the cursor; what it stands on is shown whole where there is room.
    fn render_list(&self, columns: usize, room: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let theme = &context.theme;
        if self.rows.is_empty() {
            let back = key_name(Mode::Guide, Action::Back);
            let said = guide_texts::no_search_results(&self.search_text, &back);
            let said = wrap_text(&said, columns.saturating_sub(2));
            let said = said.into_iter().map(|line| format!(" {line}"));
            return said.map(|line| Line::styled(line, theme.dim_style())).collect();
        }
        let (mut lines, mut shown, mut items) = (Vec::new(), 0..0, 0..);
        for row in &self.rows {
            match row {
                GuideRow::Heading(text) => {
                    let text =
                        truncate_to_width(text, columns.saturating_sub(2), theme.glyph(Glyph::Ellipsis));
                    lines.push(Line::styled(format!(" {}", text), theme.dim_style()));
                }
                GuideRow::Item(item) => {
                    let begins = lines.len();
                    let is_selected = items.next() == Some(self.list.cursor());
                    lines.extend(render_item(item, is_selected, columns.saturating_sub(1), theme));
                    if is_selected {
                        shown = begins..lines.len();
                    }
                }
            }
        }
        let window = centred_window(shown, lines.len(), room);
        context.note_rows_below(window.end < lines.len());
        lines.drain(window).collect()
    }
}
