//! What a card says, as a tree of plain parts.
//!
//! Texts of the interface come in the browser's language.

use cattax_core::reading::{pieces, zhuyin};
use cattax_core::settings::{Reading, Settings, Tones};

use super::part::{Part, card, chinese, english, part};
use super::tools::{self, Tools};
use crate::explain::{Explanation, Explanations, Sense};
use crate::webext::text;

/// The most characters of a stretched term that the head of a card shows.
const WRITTEN: usize = 12;

/// How the reader wants it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    reading: Reading,
    tones: Tones,
    veil: bool,
}

impl Look {
    /// As the settings say.
    pub(crate) fn of(settings: &Settings) -> Look {
        Look { reading: settings.reading, tones: settings.tones, veil: settings.veil_rude }
    }

    /// The language tag of readings.
    fn reading_language(self) -> &'static str {
        match self.reading {
            Reading::Pinyin => "zh-Latn",
            Reading::Zhuyin => "zh-Bopo",
        }
    }
}

/// What a card is about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum View {
    /// A term, or the few that an image may be.
    Entries {
        /// The entries.
        entries: Vec<u32>,
        /// The place of the sense that fits.
        sense: u32,
        /// The text on the page; nothing for a sticker's image or a related
        /// term.
        written: Option<String>,
    },
    /// All that is found in some text.
    Found {
        /// The text.
        text: String,
        /// Entry, sense, and what is written, in order.
        terms: Vec<(u32, u32, String)>,
        /// Whether the text is the original of a translation.
        original: bool,
    },
}

/// One entry on a card.
struct Shown<'a> {
    explanation: &'a Explanation,
    sense: u32,
    written: Option<&'a str>,
    look: Look,
}

impl Shown<'_> {
    fn head(&self) -> &str {
        match self.written {
            Some(written) if written.chars().count() <= WRITTEN => written,
            _ => self.explanation.name(),
        }
    }
}

/// A card of this view, with these tools, or without any; one that says that
/// the extension was updated, where the explanations are not those of our
/// tables.
pub(crate) fn of(explanations: &Explanations, view: &View, look: Look, tools: Option<&Tools>) -> Part {
    match view {
        View::Entries { entries, sense, written } => {
            let found: Result<Vec<Explanation>, _> =
                entries.iter().map(|entry| explanations.get(*entry)).collect();
            let Ok(found) = found else {
                return outdated();
            };
            let shown: Vec<Shown<'_>> = found
                .iter()
                .map(|explanation| Shown { explanation, sense: *sense, written: written.as_deref(), look })
                .collect();
            explained(explanations, &shown, tools)
        }
        View::Found { text: found_in, terms, original } => {
            let rows: Result<Vec<Part>, _> = terms.iter().map(|term| row(explanations, term, look)).collect();
            let Ok(rows) = rows else {
                return outdated();
            };
            let (label, lead) = match (original, rows.is_empty()) {
                (true, _) => ("card_original", part("p", "lead").saying(&text("card_original", &[]))),
                (false, true) => ("card_found_none", part("p", "lead").saying(&text("card_found_none", &[]))),
                (false, false) => ("card_found", part("p", "lead").saying(&text("card_found", &[]))),
            };
            let quote = chinese("p", "quote", found_in);
            let list = (!rows.is_empty()).then(|| part("ul", "found").holding(rows));
            let section = part("section", "entry").holding([lead, quote]).holding(list);
            frame([section], tools).with("aria-label", &text(label, &[]))
        }
    }
}

fn explained(explanations: &Explanations, shown: &[Shown<'_>], tools: Option<&Tools>) -> Part {
    let strictest = shown
        .iter()
        .filter_map(|shown| shown.explanation.sense(shown.sense))
        .map(|sense| sense.usage.as_str())
        .max_by_key(|usage| strictness(usage))
        .unwrap_or_default();
    let label = shown.first().map_or(String::new(), |shown| text("card_label", &[shown.head().to_owned()]));
    let entries = shown.iter().map(|shown| entry(explanations, shown, tools.is_some()));
    frame(entries, tools).with("data-use", strictest).with("aria-label", &label)
}

/// A card for a term whose explanation is on its way.
pub(crate) fn waiting(term: &str) -> Part {
    let head = part("div", "head").holding([chinese("span", "term", term)]);
    let label = text("card_label", &[term.to_owned()]);
    frame([part("section", "entry").holding([head, part("p", "means")])], None)
        .with("aria-label", &label)
        .with("aria-busy", "true")
}

/// A card that says that the extension was updated under the page.
pub(crate) fn outdated() -> Part {
    let words = text("card_updated", &[]);
    frame([part("p", "error").saying(&words)], None).with("aria-label", &words)
}

fn frame(parts: impl IntoIterator<Item = Part>, tools: Option<&Tools>) -> Part {
    let scroll = part("div", "scroll").holding(parts);
    match tools {
        None => card("tooltip").holding([scroll]),
        Some(tools) => tools::around(scroll, tools),
    }
}

fn strictness(usage: &str) -> usize {
    ["safe", "friends", "careful", "avoid"].iter().position(|known| *known == usage).unwrap_or(0)
}

fn entry(explanations: &Explanations, shown: &Shown<'_>, links: bool) -> Part {
    let explanation = shown.explanation;
    let section = part("section", "entry");
    let Some(sense) = explanation.sense(shown.sense) else {
        return section;
    };
    let head = part("div", "head")
        .holding([chinese("span", "term", shown.head())])
        .holding(reading(sense, shown.look));
    let others = (0..)
        .zip(&explanation.senses)
        .filter(|(place, _)| *place != shown.sense)
        .map(|(_, sense)| sense)
        .collect::<Vec<&Sense>>();
    let section = section.holding([head]).holding(veiled(
        meaning(sense).into_iter().chain(notes(shown, sense)).collect(),
        sense.is_harsh() && shown.look.veil,
    ));
    let section = section.holding(other_senses(&others, shown.look));
    if links { section.holding(related(explanations, explanation)) } else { section }
}

/// The reading, by syllables where their tones have colours.
fn reading(sense: &Sense, look: Look) -> Option<Part> {
    if sense.pinyin.is_empty() {
        return None;
    }
    let class = match look.reading {
        Reading::Pinyin => "pinyin",
        Reading::Zhuyin => "pinyin zhuyin",
    };
    let reading = part("span", class).with("lang", look.reading_language());
    let scheme = match look.tones {
        Tones::Off => {
            return Some(reading.saying(&written_as(&sense.pinyin, look.reading)));
        }
        Tones::Pleco => "pleco",
        Tones::Mdbg => "mdbg",
    };
    let pieces = pieces(&sense.pinyin);
    let zhuyin = look.reading == Reading::Zhuyin;
    let gap = || part("span", "").saying(" ");
    let syllables = pieces.iter().enumerate().flat_map(|(place, piece)| {
        let joined =
            place > 0 && piece.tone > 0 && pieces.get(place - 1).is_some_and(|before| before.tone > 0);
        let syllable = match (zhuyin, piece.text.as_str()) {
            (true, "'") => gap(),
            _ => part("span", "syllable")
                .with("data-tone", &piece.tone.to_string())
                .saying(&written_as(&piece.text, look.reading)),
        };
        // Zhuyin keeps the syllables of a word apart.
        (zhuyin && joined).then(gap).into_iter().chain([syllable])
    });
    Some(reading.with("data-tones", scheme).holding(syllables))
}

fn written_as(pinyin: &str, reading: Reading) -> String {
    match reading {
        Reading::Pinyin => pinyin.to_owned(),
        Reading::Zhuyin => zhuyin(pinyin),
    }
}

/// The parts, behind a line that opens them where the reader wants that.
fn veiled(parts: Vec<Part>, veil: bool) -> Vec<Part> {
    if !veil {
        return parts;
    }
    let summary = part("summary", "").saying(&text("card_veil", &[]));
    vec![part("details", "veil").holding([summary]).holding(parts)]
}

/// The words of a sense's badges.
pub(crate) struct Badges {
    pub(crate) tone: String,
    pub(crate) usage: String,
}

pub(crate) fn badges(sense: &Sense) -> Badges {
    Badges {
        tone: text(&format!("tone_{}", sense.tone.replace('-', "_")), &[]),
        usage: text(&format!("use_{}", sense.usage), &[]),
    }
}

fn meaning(sense: &Sense) -> [Part; 2] {
    let words = badges(sense);
    let tone = part("span", "tone").with("data-tone", &sense.tone).saying(&words.tone);
    let usage = part("span", "use").with("data-use", &sense.usage).saying(&words.usage);
    [english("p", "means", &sense.means), part("div", "badges").holding([tone, usage])]
}

/// How the term is usually written where the page writes it otherwise, and its
/// traditional form.
fn forms(shown: &Shown<'_>) -> Vec<(&'static str, String)> {
    let Explanation { term, traditional, .. } = shown.explanation;
    // A sticker's code is no text.
    if term.starts_with('[') {
        return Vec::new();
    }
    let head = shown.head();
    let usual = shown.explanation.name();
    let mut forms = Vec::new();
    if head != usual && head != traditional && head.to_lowercase() != term.to_lowercase() {
        forms.push(("card_usual", usual.to_owned()));
    }
    if traditional == term {
        // Nothing to tell apart.
    } else if head == traditional {
        forms.push(("card_simplified", term.clone()));
    } else {
        forms.push(("card_traditional", traditional.clone()));
    }
    forms
}

fn notes(shown: &Shown<'_>, sense: &Sense) -> Option<Part> {
    let mut facts = Vec::new();
    let since = if sense.since == 0 { String::new() } else { sense.since.to_string() };
    let forms = forms(shown).into_iter().map(|(label, form)| (label, "form", "zh", form));
    let rows = [
        ("card_stands_for", "stands", "zh", sense.stands_for.clone()),
        ("card_literal", "literal", "en", sense.literal.clone()),
    ];
    for (label, class, lang, value) in
        rows.into_iter().chain(forms).chain([("card_since", "since", "en", since)])
    {
        if !value.is_empty() {
            facts.push(part("dt", "").saying(&text(label, &[])));
            facts.push(part("dd", class).with("lang", lang).saying(&value));
        }
    }
    let mut parts = Vec::new();
    if !facts.is_empty() {
        parts.push(part("dl", "facts").holding(facts));
    }
    if !sense.more.is_empty() {
        parts.push(english("p", "more", &sense.more));
    }
    if !sense.zh.is_empty() {
        let lines = [chinese("p", "zh", &sense.zh), english("p", "en", &sense.en)];
        parts.push(part("div", "example").holding(lines).holding(spoken(sense, shown.look)));
    }
    (!parts.is_empty()).then(|| part("div", "notes").holding(parts))
}

/// The example with its reading over each character, behind a line that opens
/// it.
fn spoken(sense: &Sense, look: Look) -> Option<Part> {
    if sense.spoken.is_empty() {
        return None;
    }
    let characters = sense.spoken.iter().map(|(character, reading)| {
        let character = character.to_string();
        match reading.is_empty() {
            true => part("span", "").saying(&character),
            false => part("ruby", "").saying(&character).holding([part("rt", "")
                .with("lang", look.reading_language())
                .saying(&written_as(reading, look.reading))]),
        }
    });
    let summary = part("summary", "").saying(&text("card_readings", &[]));
    let line = part("p", "ruby").with("lang", "zh").holding(characters);
    Some(part("details", "spoken").holding([summary, line]))
}

fn other_senses(senses: &[&Sense], look: Look) -> Option<Part> {
    let summary = part("summary", "").saying(&text("card_senses", &[senses.len().to_string()]));
    let senses = senses.iter().map(|sense| {
        let parts = veiled(meaning(sense).into(), sense.is_harsh() && look.veil);
        part("div", "sense").holding(parts)
    });
    (senses.len() > 0).then(|| part("details", "senses").holding([summary]).holding(senses))
}

fn related(explanations: &Explanations, explanation: &Explanation) -> Option<Part> {
    let links: Vec<Part> = explanation
        .see
        .iter()
        .filter_map(|entry| explanations.get(*entry).ok())
        .map(|other| link(other.entry, 0).with("lang", "zh").saying(other.name()))
        .collect();
    let label = part("p", "label").saying(&text("card_related", &[]));
    (!links.is_empty()).then(|| part("div", "related").holding([label]).holding(links))
}

/// A button that opens a term in the same card.
fn link(entry: u32, sense: u32) -> Part {
    part("button", "link")
        .with("type", "button")
        .with("data-do", "open")
        .with("data-entry", &entry.to_string())
        .with("data-sense", &sense.to_string())
}

fn row(
    explanations: &Explanations,
    (entry, place, written): &(u32, u32, String),
    look: Look,
) -> Result<Part, wasm_bindgen::JsValue> {
    let explanation = explanations.get(*entry)?;
    let sense = explanation.sense(*place).cloned().unwrap_or_default();
    let means = if sense.is_harsh() && look.veil { text("card_veil", &[]) } else { sense.means };
    let term =
        link(*entry, *place).holding([chinese("span", "term", written), english("span", "means", &means)]);
    Ok(part("li", "").holding([term.with("data-written", written)]))
}
