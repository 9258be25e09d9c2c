//! Reads cues as authors write them.

use std::collections::BTreeMap;

use crate::problem::Place;

/// A cue, its sets spelled out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cue {
    Alone,
    ClauseStart,
    ClauseEnd,
    After(Vec<Item>),
    Before(Vec<Item>),
    Near(Vec<Item>),
}

/// What a cue looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Word(String),
    Han,
    Letter,
    Digit,
    Emoji,
    Edge,
}

/// Reads one cue; says what is wrong with it.
pub(crate) fn parse(source: &str, sets: &BTreeMap<String, (Place, Vec<String>)>) -> Result<Cue, String> {
    match source.trim() {
        "alone" => return Ok(Cue::Alone),
        "clause-start" => return Ok(Cue::ClauseStart),
        "clause-end" => return Ok(Cue::ClauseEnd),
        _ => {}
    }
    let wrong = || {
        format!(
            "unknown cue `{source}`; one of alone, clause-start, clause-end, `after: …`, `before: …`, `near: …`"
        )
    };
    let (name, list) = source.split_once(':').ok_or_else(wrong)?;
    let mut items = Vec::new();
    for item in list.split_whitespace() {
        match item.strip_prefix('<').and_then(|item| item.strip_suffix('>')) {
            None => items.push(Item::Word(item.to_owned())),
            Some("han") => items.push(Item::Han),
            Some("letter") => items.push(Item::Letter),
            Some("digit") => items.push(Item::Digit),
            Some("emoji") => items.push(Item::Emoji),
            Some("edge") => items.push(Item::Edge),
            Some(set) => match sets.get(set) {
                Some((_, words)) => items.extend(words.iter().cloned().map(Item::Word)),
                None => return Err(format!("unknown set `<{set}>` in the cue `{source}`")),
            },
        }
    }
    if items.is_empty() {
        return Err(format!("the cue `{source}` names nothing to look for"));
    }
    match name.trim() {
        "after" => Ok(Cue::After(items)),
        "before" => Ok(Cue::Before(items)),
        "near" if items.contains(&Item::Edge) => {
            Err(format!("`<edge>` cannot be near, in the cue `{source}`"))
        }
        "near" => Ok(Cue::Near(items)),
        _ => Err(wrong()),
    }
}
