//! Runs every entry's own tests: its `hits` and its `misses`.

use std::collections::HashSet;

use cattax_core::fold::fold;
use cattax_core::{Finder, Match};

use crate::authored::{Entry, Glossary, Text};
use crate::problem::Problem;
use crate::tables::Tables;

/// Reports each hit that is not marked as it says, and each miss that is
/// marked or does not contain the term.
pub(crate) fn check(glossary: &Glossary, tables: &Tables, problems: &mut Vec<Problem>) {
    let finder = Finder::new(tables.lexicon());
    for (index, entry) in (0..).zip(&glossary.entries) {
        let proof = Proof { finder: &finder, glossary, index, entry };
        for hit in &entry.body.hits {
            proof.hit(hit, None, problems);
        }
        // Without blocks the only sense has the hits of its entry.
        if entry.has_sense_blocks {
            for (sense, authored) in (0..).zip(&entry.senses) {
                for hit in &authored.body.hits {
                    proof.hit(hit, Some(sense), problems);
                }
            }
        }
        for miss in &entry.misses {
            proof.miss(miss, problems);
        }
    }
}

struct Proof<'a> {
    finder: &'a Finder<'a>,
    glossary: &'a Glossary,
    index: u32,
    entry: &'a Entry,
}

impl Proof<'_> {
    fn hit(&self, hit: &Text, sense: Option<u32>, problems: &mut Vec<Problem>) {
        let Some((text, wanted)) = unbrace(&hit.value) else {
            problems.push(hit.place.problem("a hit needs its marked pieces in `{…}`, none empty"));
            return;
        };
        let units: Vec<u16> = text.encode_utf16().collect();
        let matches = self.finder.find(&text);
        for (start, end) in wanted {
            let right = |found: &&Match| {
                found.span.start == start
                    && found.span.end == end
                    && found.entry == self.index
                    && sense.is_none_or(|sense| found.sense == sense)
                    && found.sure
            };
            if matches.iter().find(right).is_none() {
                let piece = slice(&units, start, end);
                let instead = self.describe(&matches, &units);
                problems.push(hit.place.problem(format!(
                    "hit `{}`: {{{piece}}} is not marked as `{}`{}; found {instead}",
                    hit.value,
                    self.entry.id.value,
                    sense.map_or(String::new(), |sense| format!(" in sense `{}`", self.sense_id(sense))),
                )));
            }
        }
    }

    fn miss(&self, miss: &Text, problems: &mut Vec<Problem>) {
        let matches = self.finder.find(&miss.value);
        let units: Vec<u16> = miss.value.encode_utf16().collect();
        if matches.iter().any(|found| found.entry == self.index && found.sure) {
            let found = self.describe(&matches, &units);
            problems.push(miss.place.problem(format!("miss `{}` is marked: {found}", miss.value)));
        }
        let han = self.finder.lexicon().han;
        let text = fold(&miss.value, han);
        let contains = |spelling: &Text| text.contains(&fold(&spelling.value, han));
        if self.entry.pattern.is_empty() && !self.entry.spellings().any(contains) {
            problems.push(
                miss.place.problem(format!(
                    "miss `{}` does not contain the term, so it proves nothing",
                    miss.value
                )),
            );
        }
    }

    fn sense_id(&self, sense: u32) -> &str {
        self.entry.senses.get(sense as usize).map_or("", |sense| sense.id.value.as_str())
    }

    fn describe(&self, matches: &[Match], units: &[u16]) -> String {
        let mut seen = HashSet::new();
        let list: Vec<String> = matches
            .iter()
            .filter(|found| seen.insert(found.span))
            .map(|found| {
                let piece = slice(units, found.span.start, found.span.end);
                let sure = if found.sure { "" } else { ", maybe" };
                let entry = self.glossary.entries.get(found.entry as usize);
                let sense = entry.and_then(|entry| entry.senses.get(found.sense as usize));
                let sense = sense.map_or("", |sense| sense.id.value.as_str());
                let dot = if sense.is_empty() { "" } else { "." };
                format!("{piece} ({}{dot}{sense}{sure})", entry.map_or("", |entry| entry.id.value.as_str()))
            })
            .collect();
        if list.is_empty() { "nothing".to_owned() } else { list.join(", ") }
    }
}

fn slice(units: &[u16], start: u32, end: u32) -> String {
    String::from_utf16_lossy(units.get(start as usize..end as usize).unwrap_or_default())
}

/// The text without braces, and where in it, in UTF-16 units, each braced
/// piece lies; nothing where the braces are unbalanced, nested, empty or
/// missing.
fn unbrace(source: &str) -> Option<(String, Vec<(u32, u32)>)> {
    let mut text = String::new();
    let mut pieces = Vec::new();
    let mut open = None;
    let mut at = 0u32;
    for c in source.chars() {
        match (c, open) {
            ('{', None) => open = Some(at),
            ('}', Some(start)) if start < at => {
                pieces.push((start, at));
                open = None;
            }
            ('{' | '}', _) => return None,
            _ => {
                text.push(c);
                at += c.len_utf16() as u32;
            }
        }
    }
    (open.is_none() && !pieces.is_empty()).then_some((text, pieces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_say_what_must_be_marked() {
        assert_eq!(unbrace("😂{草}，{草}"), Some(("😂草，草".into(), vec![(2, 3), (4, 5)])));
        for wrong in ["草", "{草", "草}", "{}", "{{草}}"] {
            assert_eq!(unbrace(wrong), None, "{wrong}");
        }
    }
}
