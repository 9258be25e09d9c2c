//! The labelled sentences: reading them, and which part each belongs to.

use std::collections::HashMap;

use cattax_compiler::{Glossary, fnv1a};
use serde::Deserialize;

/// A sentence as it is written in a corpus file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    text: String,
    target: String,
    label: String,
    #[serde(rename = "note")]
    _note: String,
}

/// A piece of a sentence that is slang; offsets in UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) entry: u32,
    /// The sense, where the label names one.
    pub(crate) sense: Option<u32>,
}

/// A labelled sentence.
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) target: String,
    pub(crate) is_slang: bool,
    pub(crate) spans: Vec<Span>,
    pub(crate) part: Part,
}

/// Which part of the corpus a sentence belongs to. The two held-out parts are
/// not looked at while rules are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Part {
    /// For writing rules.
    Open,
    /// Held out: terms none of whose sentences are open.
    Terms,
    /// Held out: sentences of terms others of whose sentences are open.
    Sentences,
}

impl Part {
    /// A third of all targets by their hash, and of what is left a third of the
    /// sentences by theirs.
    fn of(target: &str, text: &str) -> Part {
        if fnv1a(target.as_bytes()).is_multiple_of(3) {
            Part::Terms
        } else if fnv1a(text.as_bytes()).is_multiple_of(3) {
            Part::Sentences
        } else {
            Part::Open
        }
    }
}

/// Reads the lines of a corpus file; says what is wrong with a line.
pub(crate) fn read(glossary: &Glossary, line: &str) -> Result<Sentence, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let is_slang = match line.label.as_str() {
        "slang" => true,
        "ordinary" | "part" => false,
        other => return Err(format!("unknown label `{other}`")),
    };
    let (text, spans) = unbrace(glossary, &line.text)?;
    let part = Part::of(&line.target, &text);
    Ok(Sentence { text, target: line.target, is_slang, spans, part })
}

/// The text without braces, and the spans that `{piece|entry.sense}` says.
fn unbrace(glossary: &Glossary, source: &str) -> Result<(String, Vec<Span>), String> {
    let ids: HashMap<&str, u32> =
        (0..).zip(&glossary.entries).map(|(index, entry)| (entry.id.value.as_str(), index)).collect();
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut rest = source;
    while let Some((before, braced)) = rest.split_once('{') {
        let (inside, after) = braced.split_once('}').ok_or("a brace is not closed")?;
        let (piece, label) = inside.rsplit_once('|').ok_or_else(|| format!("`{inside}` has no label"))?;
        let (id, sense) = label.split_once('.').map_or((label, None), |(id, sense)| (id, Some(sense)));
        let entry = *ids.get(id).ok_or_else(|| format!("no entry `{id}`"))?;
        let senses = &glossary.entries[entry as usize].senses;
        let sense = match sense {
            Some(name) => {
                let place = senses.iter().position(|sense| sense.id.value == name);
                Some(place.ok_or_else(|| format!("`{id}` has no sense `{name}`"))? as u32)
            }
            None => None,
        };
        text.push_str(before);
        let start = units(&text);
        text.push_str(piece);
        spans.push(Span { start, end: units(&text), entry, sense });
        rest = after;
    }
    text.push_str(rest);
    match text.contains(['{', '}']) {
        true => Err("braces are not balanced".to_owned()),
        false => Ok((text, spans)),
    }
}

fn units(text: &str) -> u32 {
    text.encode_utf16().count() as u32
}
