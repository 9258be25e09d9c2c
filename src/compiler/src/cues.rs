//! Reads cues as authors write them.

use std::collections::BTreeMap;

use crate::problem::Place;

/// One condition of a rule, its sets spelled out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) test: Test,
    pub(crate) wanted: bool,
}

/// What a condition looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Test {
    Alone,
    WholeText,
    ClauseStart,
    ClauseEnd,
    After(Vec<Item>),
    Before(Vec<Item>),
    Near(Vec<Item>),
    Subject(Vec<Item>),
    Object(Vec<Item>),
    Written(Vec<Item>),
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

type Sets = BTreeMap<String, (Place, Vec<String>)>;

/// Reads one rule: conditions joined by `&`, each of which may begin with
/// `not`. Says what is wrong with it.
pub(crate) fn parse(source: &str, sets: &Sets) -> Result<Vec<Cue>, String> {
    source
        .split(" & ")
        .map(|condition| match condition.trim().strip_prefix("not ") {
            Some(test) => Ok(Cue { test: parse_test(test, sets)?, wanted: false }),
            None => Ok(Cue { test: parse_test(condition, sets)?, wanted: true }),
        })
        .collect()
}

fn parse_test(source: &str, sets: &Sets) -> Result<Test, String> {
    match source.trim() {
        "alone" => return Ok(Test::Alone),
        "whole-text" => return Ok(Test::WholeText),
        "clause-start" => return Ok(Test::ClauseStart),
        "clause-end" => return Ok(Test::ClauseEnd),
        _ => {}
    }
    let wrong = || {
        format!(
            "unknown cue `{source}`; one of alone, whole-text, clause-start, clause-end, `after: …`, \
             `before: …`, `near: …`, `subject: …`, `object: …`, `written: …`"
        )
    };
    let (name, list) = source.split_once(':').ok_or_else(wrong)?;
    let items = items(source, list, sets)?;
    let beside = matches!(name.trim(), "after" | "before");
    if !beside && items.contains(&Item::Edge) {
        return Err(format!("`<edge>` can only stand directly before or behind, in the cue `{source}`"));
    }
    match name.trim() {
        "after" => Ok(Test::After(items)),
        "before" => Ok(Test::Before(items)),
        "near" => Ok(Test::Near(items)),
        "subject" => Ok(Test::Subject(items)),
        "object" => Ok(Test::Object(items)),
        "written" => Ok(Test::Written(items)),
        _ => Err(wrong()),
    }
}

fn items(source: &str, list: &str, sets: &Sets) -> Result<Vec<Item>, String> {
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
    match items.is_empty() {
        true => Err(format!("the cue `{source}` names nothing to look for")),
        false => Ok(items),
    }
}
