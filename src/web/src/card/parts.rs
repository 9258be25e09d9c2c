//! What a card says, as a tree of plain parts.
//!
//! Both the card and the relay draw the same tree, so a card looks the same
//! wherever it is made. Texts of the interface come in the browser's language.

use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::explain::{Explanation, Explanations, Sense};
use crate::webext::text;

/// The most characters of a stretched term that the head of a card shows.
const WRITTEN: usize = 12;

/// An element with its text or its parts.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    pub(crate) tag: &'static str,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) text: String,
    pub(crate) parts: Vec<Part>,
}

fn part(tag: &'static str, class: &str) -> Part {
    let attributes = match class {
        "" => Vec::new(),
        class => vec![("class", class.to_owned())],
    };
    Part { tag, attributes, text: String::new(), parts: Vec::new() }
}

impl Part {
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.to_owned()));
        self
    }

    fn saying(mut self, text: &str) -> Self {
        text.clone_into(&mut self.text);
        self
    }

    fn holding(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts.extend(parts);
        self
    }
}

/// One entry on a card.
struct Shown<'a> {
    /// What the glossary says.
    explanation: &'a Explanation,
    /// The place of the sense that fits.
    sense: u32,
    /// The text on the page; nothing for a sticker's image.
    written: Option<&'a str>,
}

impl Shown<'_> {
    fn head(&self) -> &str {
        let explanation = self.explanation;
        match self.written {
            Some(written) if written.chars().count() <= WRITTEN => written,
            _ if explanation.display.is_empty() => &explanation.term,
            _ => &explanation.display,
        }
    }
}

/// A card that explains these entries, one below the other, in the sense of
/// that place; one that says that the extension was updated, where the
/// explanations are not those of our tables.
pub(crate) fn of(explanations: &Explanations, entries: &[u32], sense: u32, written: Option<&str>) -> Part {
    let found: Result<Vec<Explanation>, JsValue> =
        entries.iter().map(|entry| explanations.get(*entry)).collect();
    let Ok(found) = found else {
        return outdated();
    };
    let shown: Vec<Shown<'_>> =
        found.iter().map(|explanation| Shown { explanation, sense, written }).collect();
    explained(&shown)
}

fn explained(shown: &[Shown<'_>]) -> Part {
    let strictest = shown
        .iter()
        .filter_map(|shown| shown.explanation.senses.get(shown.sense as usize))
        .map(|sense| sense.usage.as_str())
        .max_by_key(|usage| strictness(usage))
        .unwrap_or_default();
    let label = shown.first().map_or(String::new(), |shown| text("card_label", &[shown.head().to_owned()]));
    frame(shown.iter().map(entry)).with("data-use", strictest).with("aria-label", &label)
}

/// A card for a term whose explanation is on its way.
pub(crate) fn waiting(term: &str) -> Part {
    let head = part("div", "head").holding([chinese("span", "term", term)]);
    frame([part("section", "entry").holding([head, part("p", "means")])]).with("aria-busy", "true")
}

/// A card that says that the extension was updated under the page.
pub(crate) fn outdated() -> Part {
    frame([part("p", "error").saying(&text("card_updated", &[]))])
}

fn frame(parts: impl IntoIterator<Item = Part>) -> Part {
    part("div", "card").with("role", "tooltip").holding([part("div", "scroll").holding(parts)])
}

fn strictness(usage: &str) -> usize {
    ["safe", "friends", "careful", "avoid"].iter().position(|known| *known == usage).unwrap_or(0)
}

fn chinese(tag: &'static str, class: &str, text: &str) -> Part {
    part(tag, class).with("lang", "zh").saying(text)
}

fn entry(shown: &Shown<'_>) -> Part {
    let senses = &shown.explanation.senses;
    let section = part("section", "entry");
    let Some(sense) = senses.get(shown.sense as usize) else {
        return section;
    };
    let mut head = part("div", "head").holding([chinese("span", "term", shown.head())]);
    if !sense.pinyin.is_empty() {
        let pinyin = part("span", "pinyin").with("lang", "zh-Latn").saying(&sense.pinyin);
        head = head.holding([pinyin]);
    }
    let others: Vec<&Sense> =
        (0..).zip(senses).filter(|(place, _)| *place != shown.sense).map(|(_, sense)| sense).collect();
    section.holding([head]).holding(meaning(sense)).holding(notes(sense)).holding(other_senses(&others))
}

fn meaning(sense: &Sense) -> [Part; 2] {
    let tone = part("span", "tone")
        .with("data-tone", &sense.tone)
        .saying(&text(&format!("tone_{}", sense.tone.replace('-', "_")), &[]));
    let usage = part("span", "use")
        .with("data-use", &sense.usage)
        .saying(&text(&format!("use_{}", sense.usage), &[]));
    [part("p", "means").saying(&sense.means), part("div", "badges").holding([tone, usage])]
}

fn notes(sense: &Sense) -> Option<Part> {
    let mut facts = Vec::new();
    let since = sense.since.map_or(String::new(), |year| year.to_string());
    for (label, class, lang, value) in [
        ("card_stands_for", "stands", "zh", &sense.stands_for),
        ("card_literal", "literal", "en", &sense.literal),
        ("card_since", "since", "en", &since),
    ] {
        if !value.is_empty() {
            facts.push(part("dt", "").saying(&text(label, &[])));
            facts.push(part("dd", class).with("lang", lang).saying(value));
        }
    }
    let mut parts = Vec::new();
    if !facts.is_empty() {
        parts.push(part("dl", "facts").holding(facts));
    }
    if !sense.more.is_empty() {
        parts.push(part("p", "more").saying(&sense.more));
    }
    if let Some(example) = &sense.example {
        let lines = [chinese("p", "zh", &example.zh), part("p", "en").saying(&example.en)];
        parts.push(part("div", "example").holding(lines));
    }
    (!parts.is_empty()).then(|| part("div", "notes").holding(parts))
}

fn other_senses(senses: &[&Sense]) -> Option<Part> {
    let summary = part("summary", "").saying(&text("card_senses", &[senses.len().to_string()]));
    let senses = senses.iter().map(|sense| part("div", "sense").holding(meaning(sense)));
    (senses.len() > 0).then(|| part("details", "senses").holding([summary]).holding(senses))
}
