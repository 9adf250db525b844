//! What a mouse says, as far as anything is done about it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PointerEvent {
    WheelUp,
    WheelDown,
    /// The left button was pressed.
    Press(Position),
}

impl PointerEvent {
    pub fn of(event: MouseEvent) -> Option<Self> {
        Some(match event.kind {
            MouseEventKind::ScrollUp => Self::WheelUp,
            MouseEventKind::ScrollDown => Self::WheelDown,
            MouseEventKind::Down(MouseButton::Left) => Self::Press(Position::new(event.column, event.row)),
            _ => return None,
        })
    }
}
