//! The laws of the glossary: what every entry must hold, beyond its form and
//! its own tests.

use std::collections::{HashMap, HashSet};

use cattax_core::entry::Kind;
use cattax_core::fold::fold;
use cattax_core::lexicon::id_hash;

use crate::authored::{Entry, Glossary, Sense, Text};
use crate::pinyin::{Readings, fits};
use crate::problem::Problem;

/// The tones an entry can have.
pub const TONES: [&str; 10] = [
    "neutral",
    "friendly",
    "playful",
    "admiring",
    "self-mocking",
    "sarcastic",
    "rude",
    "vulgar",
    "slur",
    "sensitive",
];

/// How far an entry is safe to use.
pub const USES: [&str; 4] = ["safe", "friends", "careful", "avoid"];

/// The most characters that `means` may have.
const MEANS: usize = 90;
/// The most sentences that `more` may have.
const MORE: usize = 3;
/// Openings of `means` that say nothing.
const FILLERS: [&str; 7] =
    ["a term ", "a word ", "a phrase ", "used to ", "slang for", "internet slang", "refers to"];

/// Reports every breach; `han` says how far off simplified forms lie, `readings`
/// are those that the library of readings lacks.
pub(crate) fn check(glossary: &Glossary, han: &[u16], readings: &Readings, problems: &mut Vec<Problem>) {
    ids(glossary, problems);
    spellings(glossary, han, problems);
    links(glossary, problems);
    stickers(glossary, problems);
    said_twice(glossary, problems);
    for entry in &glossary.entries {
        form(entry, han, problems);
        for sense in &entry.senses {
            required(entry, sense, problems);
            example(entry, sense, han, problems);
            meaning(sense, problems);
            sound(entry, sense, readings, problems);
        }
        for text in english(entry) {
            if text.value.contains(['“', '”', '‘', '’']) && !has_han(&text.value) {
                problems.push(text.place.problem("curly quotes in English; use straight ones"));
            }
        }
    }
}

fn ids(glossary: &Glossary, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&str, &Text> = HashMap::new();
    let mut hashes: HashMap<u32, &str> = HashMap::new();
    let mut last: Option<(&str, &str)> = None;
    for entry in &glossary.entries {
        let id = &entry.id;
        let well_formed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.value.chars().all(well_formed) {
            problems.push(
                id.place.problem(format!("the id `{}` is not ASCII lower case, digits and `-`", id.value)),
            );
        }
        if let Some(first) = seen.insert(&id.value, id) {
            problems.push(id.place.problem(format!(
                "the id `{}` is taken at {}:{}",
                id.value, first.place.file, first.place.line
            )));
        } else if let Some(other) = hashes.insert(id_hash(&id.value), &id.value) {
            problems.push(id.place.problem(format!(
                "the id `{}` has the fingerprint of `{other}`; choose another one",
                id.value
            )));
        }
        if let Some((theme, before)) = last
            && theme == entry.theme
            && before > id.value.as_str()
        {
            problems.push(
                id.place.problem(format!(
                    "`{}` must stand before `{before}`: entries are sorted by id",
                    id.value
                )),
            );
        }
        last = Some((&entry.theme, &id.value));
        let mut senses = HashSet::new();
        for sense in entry.senses.iter().filter(|_| entry.has_sense_blocks) {
            if !senses.insert(&sense.id.value) {
                problems
                    .push(sense.id.place.problem(format!("the sense id `{}` stands twice", sense.id.value)));
            }
        }
    }
}

fn spellings(glossary: &Glossary, han: &[u16], problems: &mut Vec<Problem>) {
    let mut owners: HashMap<String, (&Entry, &Text)> = HashMap::new();
    for entry in &glossary.entries {
        for spelling in entry.spellings() {
            let folded = fold(&spelling.value, han);
            if folded.trim().is_empty() || folded.trim() != folded {
                problems.push(spelling.place.problem("an empty spelling, or space around it"));
            } else if let Some((owner, first)) = owners.insert(folded, (entry, spelling)) {
                problems.push(spelling.place.problem(format!(
                    "`{}` is already a spelling of `{}` at {}:{}",
                    spelling.value, owner.id.value, first.place.file, first.place.line
                )));
            }
        }
        for word in &entry.words {
            let folded = fold(&word.value, han);
            if entry.spellings().any(|spelling| fold(&spelling.value, han) == folded) {
                problems.push(
                    word.place.problem(format!(
                        "`{}` is the term itself, not an ordinary word around it",
                        word.value
                    )),
                );
            }
        }
    }
}

fn links(glossary: &Glossary, problems: &mut Vec<Problem>) {
    let ids: HashSet<&str> = glossary.entries.iter().map(|entry| entry.id.value.as_str()).collect();
    for entry in &glossary.entries {
        for see in &entry.see {
            if !ids.contains(see.value.as_str()) {
                problems.push(see.place.problem(format!("`see` names `{}`, which is no entry", see.value)));
            } else if see.value == entry.id.value {
                problems.push(see.place.problem("`see` names the entry itself"));
            }
        }
    }
}

fn stickers(glossary: &Glossary, problems: &mut Vec<Problem>) {
    let kind = |entry: &&Entry| entry.body.kind == Some(Kind::Sticker);
    let described: HashMap<&str, &Entry> =
        glossary.entries.iter().filter(kind).map(|entry| (entry.term.value.as_str(), entry)).collect();
    let mut codes = HashSet::new();
    for sticker in &glossary.stickers {
        let code = &sticker.code;
        if !codes.insert(code.value.as_str()) {
            problems.push(code.place.problem(format!("the sticker `{}` stands twice", code.value)));
        }
        if !described.contains_key(code.value.as_str()) {
            problems.push(code.place.problem(format!("no entry explains the sticker `{}`", code.value)));
        }
    }
    for entry in described.into_values() {
        if !codes.contains(entry.term.value.as_str()) {
            let term = &entry.term;
            problems.push(term.place.problem(format!("`{}` is not in the table of stickers", term.value)));
        }
    }
}

fn said_twice(glossary: &Glossary, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&str, &Text> = HashMap::new();
    for entry in &glossary.entries {
        let own = entry.senses.iter().flat_map(|sense| {
            let body = &sense.body;
            let example = body.example.as_ref();
            [
                body.means.as_ref(),
                body.more.as_ref(),
                example.map(|example| &example.zh),
                example.map(|example| &example.en),
            ]
        });
        for text in own.flatten() {
            if let Some(first) = seen.insert(&text.value, text)
                && first.place != text.place
            {
                problems.push(text.place.problem(format!(
                    "`{}` stands already at {}:{}",
                    text.value, first.place.file, first.place.line
                )));
            }
        }
    }
}

fn form(entry: &Entry, han: &[u16], problems: &mut Vec<Problem>) {
    let own = std::iter::once(&entry.term).chain(&entry.also);
    for spelling in own {
        if entry.body.kind != Some(Kind::Sticker) && fold(&spelling.value, han) != plain(&spelling.value) {
            problems.push(spelling.place.problem(format!(
                "`{}` is not simplified characters and lower-case letters; write `{}`",
                spelling.value,
                fold(&spelling.value, han)
            )));
        }
    }
    for traditional in &entry.traditional {
        let folded = fold(&traditional.value, han);
        if std::iter::once(&entry.term)
            .chain(&entry.also)
            .any(|spelling| fold(&spelling.value, han) == folded)
        {
            problems.push(
                traditional
                    .place
                    .problem(format!("`{}` folds to a spelling by itself; leave it out", traditional.value)),
            );
        }
    }
}

/// Without what folding changes and authors may write all the same: the
/// dressing of emoji, commas of full width, and 著 and 乾, which are simplified
/// in 原著 and 乾坤 and not in 看著 and 乾淨.
fn plain(text: &str) -> String {
    let dressing = |c: &char| matches!(c, '\u{FE0E}' | '\u{FE0F}');
    text.chars()
        .filter(|c| !dressing(c))
        .map(|c| match c {
            '，' => ',',
            '著' => '着',
            '乾' => '干',
            c => c,
        })
        .collect()
}

/// How the code of a sticker ends.
const CLOSE_OF_CODE: [char; 3] = ['R', 'H', ']'];

/// The pinyin fits the term or what it stands for.
fn sound(entry: &Entry, sense: &Sense, readings: &Readings, problems: &mut Vec<Problem>) {
    let Some(pinyin) = &sense.body.pinyin else { return };
    let texts = [Some(&entry.term), sense.body.stands_for.as_ref()];
    let heard: Vec<Result<(), String>> = texts
        .into_iter()
        .flatten()
        .filter(|text| has_han(&text.value))
        .map(|text| {
            fits(text.value.trim_end_matches(CLOSE_OF_CODE), &pinyin.value, readings)
                .map_err(|wrong| format!("{wrong}, in `{}`", text.value))
        })
        .collect();
    if !heard.iter().any(Result::is_ok)
        && let Some(Err(wrong)) = heard.into_iter().next()
    {
        problems.push(pinyin.place.problem(wrong));
    }
}

fn required(entry: &Entry, sense: &Sense, problems: &mut Vec<Problem>) {
    let body = &sense.body;
    let whose = if entry.has_sense_blocks {
        format!("sense `{}` of `{}`", sense.id.value, entry.id.value)
    } else {
        format!("`{}`", entry.id.value)
    };
    let place = if entry.has_sense_blocks { &sense.id.place } else { &entry.id.place };
    let stands_for = body.stands_for.as_ref().map_or("", |text| text.value.as_str());
    let spoken = body.kind != Some(Kind::Pattern) && (has_han(&entry.term.value) || has_han(stands_for));
    for (name, missing) in [
        ("kind", body.kind.is_none()),
        ("level", body.level.is_none()),
        ("means", body.means.is_none()),
        ("tone", body.tone.is_none()),
        ("use", body.usage.is_none()),
        ("example", body.example.is_none()),
        ("pinyin", spoken && body.pinyin.is_none()),
    ] {
        if missing {
            problems.push(place.problem(format!("{whose} needs `{name}`")));
        }
    }
}

fn meaning(sense: &Sense, problems: &mut Vec<Problem>) {
    if let Some(means) = &sense.body.means {
        let lower = means.value.to_lowercase();
        let length = means.value.chars().count();
        if length > MEANS {
            problems
                .push(means.place.problem(format!("`means` has {length} characters, at most {MEANS} fit")));
        }
        if means.value.ends_with('.') {
            problems.push(means.place.problem("`means` must not end in a full stop"));
        }
        if let Some(filler) = FILLERS.iter().find(|filler| lower.starts_with(**filler)) {
            problems.push(
                means.place.problem(format!(
                    "`means` starts with `{}`; start with the meaning itself",
                    filler.trim()
                )),
            );
        }
    }
    if let Some(more) = &sense.body.more {
        let sentences = more.value.matches(['.', '!', '?']).count();
        let ends = more
            .value
            .split_inclusive(['.', '!', '?'])
            .filter(|piece| ends_sentence(&more.value, piece))
            .count();
        if sentences > MORE && ends > MORE {
            problems.push(more.place.problem(format!("`more` has {ends} sentences, at most {MORE} fit")));
        }
    }
}

/// Whether `piece` of `text` is followed by a space or nothing, unlike the
/// point in 3.5.
fn ends_sentence(text: &str, piece: &str) -> bool {
    let end = piece.as_ptr() as usize - text.as_ptr() as usize + piece.len();
    text.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn english(entry: &Entry) -> impl Iterator<Item = &Text> {
    entry.senses.iter().flat_map(|sense| {
        let body = &sense.body;
        [
            body.literal.as_ref(),
            body.means.as_ref(),
            body.more.as_ref(),
            body.example.as_ref().map(|example| &example.en),
        ]
        .into_iter()
        .flatten()
    })
}

/// Patterns are proved by their hits instead: an example need not hold the
/// very string that names them.
fn example(entry: &Entry, sense: &Sense, han: &[u16], problems: &mut Vec<Problem>) {
    let Some(example) = &sense.body.example else {
        return;
    };
    let text = fold(&example.zh.value, han);
    let holds = |spelling: &Text| text.contains(&fold(&spelling.value, han));
    if entry.pattern.is_empty() && !entry.spellings().any(holds) {
        let line = &example.zh;
        problems.push(line.place.problem(format!("the example `{}` does not contain the term", line.value)));
    }
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
}
