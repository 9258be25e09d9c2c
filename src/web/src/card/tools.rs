//! What a reader can do with a card, besides reading it.

use super::part::{Part, button, card, part};
use crate::webext::text;

/// Which tools a card shows, and how they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Tools {
    /// Whether there is a card to go back to.
    pub(crate) back: bool,
    /// Whether the card stays until it is closed.
    pub(crate) pinned: bool,
    /// Whether it lies at the bottom of a small screen.
    pub(crate) sheet: bool,
    /// Whether it explains one term, which can be copied and saved.
    pub(crate) term: bool,
    /// Whether there is a voice on this machine for it.
    pub(crate) voice: bool,
    /// Whether the choices of what to copy are open.
    pub(crate) copying: bool,
    /// Whether the term is saved from here.
    pub(crate) saved: bool,
    /// Whether the reader knows it.
    pub(crate) known: bool,
    /// Whether it is about a mark, which may be wrong, and was called so.
    pub(crate) wrong: Option<bool>,
    /// What was done last, for eye and ear.
    pub(crate) said: String,
}

/// A card: a bar, the text, and a row of tools.
pub(crate) fn around(scroll: Part, tools: &Tools) -> Part {
    card("dialog")
        .with("tabindex", "-1")
        .with_if(tools.pinned, "data-pinned", "")
        .with_if(tools.sheet, "data-sheet", "")
        .holding([bar(tools), scroll])
        .holding(tools.term.then(|| row(tools)))
        .holding(tools.copying.then(choices))
        .holding([part("p", "said").with("role", "status").saying(&tools.said)])
}

fn bar(tools: &Tools) -> Part {
    let back = tools.back.then(|| button("tool back", "back", "card_back"));
    let grip = (tools.pinned && !tools.sheet).then(|| button("tool grip", "move", "card_move"));
    let pin = (!tools.sheet).then(|| {
        let label = if tools.pinned { "card_unpin" } else { "card_pin" };
        button("tool pin", "pin", label).with("aria-pressed", bool(tools.pinned))
    });
    part("div", "bar")
        .holding(back)
        .holding([part("span", "space")])
        .holding(grip)
        .holding(pin)
        .holding([button("tool close", "close", "card_close")])
}

fn row(tools: &Tools) -> Part {
    let hear = tools.voice.then(|| button("tool hear", "hear", "card_hear"));
    let copy = button("tool copy", "copy", "card_copy").with("aria-expanded", bool(tools.copying));
    let save = button("tool save", "save", if tools.saved { "card_unsave" } else { "card_save" })
        .with("aria-pressed", bool(tools.saved));
    let know = button("tool know", "know", if tools.known { "card_unknow" } else { "card_know" })
        .with("aria-pressed", bool(tools.known));
    let wrong = tools.wrong.map(|wrong| {
        button("tool wrong", "wrong", if wrong { "card_unwrong" } else { "card_wrong" })
            .with("aria-pressed", bool(wrong))
    });
    part("div", "tools")
        .with("role", "group")
        .with("aria-label", &text("card_tools", &[]))
        .holding(hear)
        .holding([copy, save, know])
        .holding(wrong)
}

fn choices() -> Part {
    let choices = [
        ("copy-term", "card_copy_term"),
        ("copy-meaning", "card_copy_meaning"),
        ("copy-all", "card_copy_all"),
    ];
    part("div", "choices").holding(choices.map(|(act, label)| {
        part("button", "choice").with("type", "button").with("data-do", act).saying(&text(label, &[]))
    }))
}

fn bool(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
