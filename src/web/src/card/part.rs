//! An element with its text or its parts, before it is one.
//!
//! Both the card and the relay draw the same tree, so a card looks the same
//! wherever it is made.

use serde::Serialize;

use crate::webext::text;

/// An element to be.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    pub(crate) tag: &'static str,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) text: String,
    pub(crate) parts: Vec<Part>,
}

/// An element of that name and class; an empty class is none.
pub(crate) fn part(tag: &'static str, class: &str) -> Part {
    let attributes = match class {
        "" => Vec::new(),
        class => vec![("class", class.to_owned())],
    };
    Part { tag, attributes, text: String::new(), parts: Vec::new() }
}

/// The same for Chinese text.
pub(crate) fn chinese(tag: &'static str, class: &str, text: &str) -> Part {
    part(tag, class).with("lang", "zh").saying(text)
}

/// The same for the English of the glossary.
pub(crate) fn english(tag: &'static str, class: &str, text: &str) -> Part {
    part(tag, class).with("lang", "en").saying(text)
}

/// A card, in the language of the interface.
pub(crate) fn card(role: &str) -> Part {
    let language = text("@@ui_locale", &[]).replace('_', "-");
    part("div", "card").with("role", role).with("lang", &language)
}

/// A button that asks for an [`super::act::Act`] by its name, labelled with
/// the text of that key.
pub(crate) fn button(class: &str, act: &str, label: &str) -> Part {
    let label = text(label, &[]);
    part("button", class)
        .with("type", "button")
        .with("data-do", act)
        .with("aria-label", &label)
        .with("title", &label)
}

impl Part {
    /// With an attribute.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.to_owned()));
        self
    }

    /// With an attribute, or without.
    pub(crate) fn with_if(self, holds: bool, name: &'static str, value: &str) -> Self {
        if holds { self.with(name, value) } else { self }
    }

    /// With this text.
    pub(crate) fn saying(mut self, text: &str) -> Self {
        text.clone_into(&mut self.text);
        self
    }

    /// With these parts behind those that it has.
    pub(crate) fn holding(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts.extend(parts);
        self
    }
}
