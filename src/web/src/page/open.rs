//! An open card: where it is, and what it shows.

use cattax_core::place::{GAP, Rect, all_lines};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::hit::Target;
use crate::card::parts::View;
use crate::card::{self, Card};
use crate::dom;

/// How a card was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// By resting the pointer there, or by selecting.
    Pointer,
    /// By a command or from the popup.
    Key,
    /// By a finger.
    Touch,
}

/// An open card.
pub(super) struct Open {
    pub(super) target: Target,
    pub(super) card: Card,
    pub(super) by: By,
    /// Which of the target's boxes it is at.
    pub(super) line: usize,
    /// All of the target's boxes, one a line.
    pub(super) lines: Vec<Rect>,
    /// What it shows, last, and showed before.
    pub(super) views: Vec<View>,
    pub(super) pinned: bool,
    pub(super) copying: bool,
    pub(super) said: String,
    /// What had the focus before the card took it.
    pub(super) before: Option<HtmlElement>,
}

impl Open {
    pub(super) fn is_near(&self, x: f64, y: f64) -> bool {
        self.lines.iter().any(|line| line.contains(x, y)) || self.card.rect().grown(GAP + 1.0).contains(x, y)
    }

    pub(super) fn place(&self) -> Result<(), JsValue> {
        let line = self.lines.get(self.line).copied().unwrap_or_default();
        // A card has room between lines that are its own height apart.
        self.card.place(all_lines(line, &self.lines, self.card.rect().height))
    }

    /// Moves the card with its word; false where the word is no longer seen.
    pub(super) fn follow(&mut self) -> Result<bool, JsValue> {
        if self.pinned || self.by == By::Touch {
            return self.place().map(|()| true);
        }
        // At the pointer, it has no word to go with.
        if self.by == By::Pointer && matches!(self.target, Target::Original(..)) {
            return Ok(false);
        }
        self.lines = self.target.boxes()?;
        let Some(line) = self.lines.get(self.line).copied() else {
            return Ok(false);
        };
        // First of all, because the card may still lie where the word is now.
        self.place()?;
        let (x, y) = (line.x + line.width / 2.0, line.y + line.height / 2.0);
        let over = dom::document()?.element_from_point(x as f32, y as f32);
        let element = self.target.element();
        Ok(over.is_some_and(|over| element.contains(Some(&over))))
    }

    /// What had the focus before the card took it, where the card has it now.
    pub(super) fn focus_to_give_back(&self) -> Option<HtmlElement> {
        let active = dom::document().ok()?.active_element()?;
        if card::is_host(&active) { self.before.clone() } else { None }
    }
}
