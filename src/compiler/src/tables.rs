//! Makes the finder's tables from the authored glossary.

use std::collections::{BTreeMap, HashMap};

use cattax_core::entry::Kind;
use cattax_core::fold::fold;
use cattax_core::lexicon::{self, Key, Lexicon, Slice, StickerImage};
use yada::builder::DoubleArrayBuilder;

use crate::authored::{Body, Entry, Glossary, Otherwise, Text};
use crate::ordinary::{Dictionary, TERM};
use crate::problem::Problem;
use crate::{cues, han, pattern};

/// The set that keeps a number in front of it from being a code.
const UNITS: &str = "unit";

/// The finder's tables, owned.
#[derive(Default)]
pub struct Tables {
    pub(crate) han: Vec<u16>,
    pub(crate) char_costs: Vec<u8>,
    pub(crate) trie: Vec<u8>,
    pub(crate) keys: Vec<Key>,
    pub(crate) entries: Vec<lexicon::Entry>,
    pub(crate) senses: Vec<lexicon::Sense>,
    pub(crate) cues: Vec<lexicon::Cue>,
    pub(crate) items: Vec<lexicon::Item>,
    pub(crate) patterns: Vec<lexicon::Pattern>,
    pub(crate) steps: Vec<lexicon::Step>,
    pub(crate) strings: String,
    pub(crate) units: Slice,
    pub(crate) images: Vec<StickerImage>,
    /// How many words of the dictionary decide over a term.
    pub(crate) ordinary: usize,
    known: HashMap<String, Slice>,
    /// A set stands in many cues; its items stand in the table once.
    known_items: HashMap<Vec<lexicon::Item>, Slice>,
}

impl Tables {
    /// The tables as the finder reads them. Entries have the indices that they
    /// have in the glossary.
    pub fn lexicon(&self) -> Lexicon<'_> {
        Lexicon {
            han: &self.han,
            char_costs: &self.char_costs,
            trie: &self.trie,
            keys: &self.keys,
            entries: &self.entries,
            senses: &self.senses,
            cues: &self.cues,
            items: &self.items,
            patterns: &self.patterns,
            steps: &self.steps,
            strings: &self.strings,
            units: self.units,
            images: &self.images,
        }
    }

    /// How many words of the dictionary decide over a term, and are kept.
    pub fn ordinary_words(&self) -> usize {
        self.ordinary
    }

    /// How many bytes each table takes in the module.
    pub fn sizes(&self) -> Vec<(&'static str, usize)> {
        vec![
            ("han", size_of_val(&self.han[..])),
            ("char_costs", self.char_costs.len()),
            ("trie", self.trie.len()),
            ("keys", size_of_val(&self.keys[..])),
            ("entries", size_of_val(&self.entries[..])),
            ("senses", size_of_val(&self.senses[..])),
            ("cues", size_of_val(&self.cues[..])),
            ("items", size_of_val(&self.items[..])),
            ("patterns", size_of_val(&self.patterns[..])),
            ("steps", size_of_val(&self.steps[..])),
            ("strings", self.strings.len()),
            ("images", size_of_val(&self.images[..])),
        ]
    }

    fn string(&mut self, text: &str) -> Slice {
        if let Some(slice) = self.known.get(text) {
            return *slice;
        }
        let slice = Slice { start: self.strings.len() as u32, len: text.len() as u32 };
        self.strings.push_str(text);
        self.known.insert(text.to_owned(), slice);
        slice
    }

    fn folded(&mut self, text: &str) -> Slice {
        let folded = fold(text, &self.han);
        self.string(&folded)
    }

    fn items(&mut self, items: &[cues::Item]) -> Slice {
        let items: Vec<lexicon::Item> = items
            .iter()
            .map(|item| match item {
                cues::Item::Word(word) => lexicon::Item::Word(self.folded(word)),
                cues::Item::Han => lexicon::Item::Han,
                cues::Item::Letter => lexicon::Item::Letter,
                cues::Item::Digit => lexicon::Item::Digit,
                cues::Item::Emoji => lexicon::Item::Emoji,
                cues::Item::Edge => lexicon::Item::Edge,
            })
            .collect();
        *self.known_items.entry(items.clone()).or_insert_with(|| append(&mut self.items, items))
    }

    fn test(&mut self, test: &cues::Test) -> lexicon::Test {
        match test {
            cues::Test::Alone => lexicon::Test::Alone,
            cues::Test::ClauseStart => lexicon::Test::ClauseStart,
            cues::Test::ClauseEnd => lexicon::Test::ClauseEnd,
            cues::Test::After(items) => lexicon::Test::After(self.items(items)),
            cues::Test::Before(items) => lexicon::Test::Before(self.items(items)),
            cues::Test::Near(items) => lexicon::Test::Near(self.items(items)),
            cues::Test::Subject(items) => lexicon::Test::Subject(self.items(items)),
            cues::Test::Object(items) => lexicon::Test::Object(self.items(items)),
        }
    }

    fn cues(&mut self, authored: &[Text], glossary: &Glossary, problems: &mut Vec<Problem>) -> Slice {
        let mut read = Vec::new();
        for cue in authored {
            if cue.value.split_whitespace().any(|word| fold(word, &self.han).is_empty()) {
                problems
                    .push(cue.place.problem(format!("an item of the cue `{}` folds to nothing", cue.value)));
            }
            match cues::parse(&cue.value, &glossary.sets) {
                Ok(rule) => {
                    let last = rule.len().saturating_sub(1);
                    for (place, cue) in rule.iter().enumerate() {
                        let test = self.test(&cue.test);
                        read.push(lexicon::Cue { test, wanted: cue.wanted, joined: place < last });
                    }
                }
                Err(message) => problems.push(cue.place.problem(message)),
            }
        }
        append(&mut self.cues, read)
    }

    fn sense(
        &mut self,
        id: &str,
        body: &Body,
        glossary: &Glossary,
        problems: &mut Vec<Problem>,
    ) -> lexicon::Sense {
        lexicon::Sense {
            id: self.string(id),
            kind: body.kind.unwrap_or(Kind::Word),
            level: body.level.unwrap_or(4),
            unless: self.cues(&body.unless, glossary, problems),
            when: self.cues(body.when.as_deref().unwrap_or_default(), glossary, problems),
            otherwise_maybe: body.otherwise != Some(Otherwise::None),
        }
    }

    fn pattern(&mut self, parsed: &pattern::Pattern, entry: u32) -> lexicon::Pattern {
        let steps: Vec<lexicon::Step> = parsed
            .steps
            .iter()
            .map(|step| match step {
                pattern::Step::Fixed(fixed) => lexicon::Step::Fixed(self.folded(fixed)),
                pattern::Step::More(c) => {
                    lexicon::Step::More(fold(&c.to_string(), &self.han).chars().next().unwrap_or(*c))
                }
                pattern::Step::Slot => lexicon::Step::Slot,
            })
            .collect();
        lexicon::Pattern { entry, slot_before: parsed.slot_before, steps: append(&mut self.steps, steps) }
    }
}

fn append<T>(table: &mut Vec<T>, items: Vec<T>) -> Slice {
    let slice = Slice { start: table.len() as u32, len: items.len() as u32 };
    table.extend(items);
    slice
}

/// What the authors say of one key of the trie.
#[derive(Default)]
struct Claim {
    term: Option<u32>,
    patterns: Vec<lexicon::Pattern>,
}

/// Makes the tables; reports cues and patterns that do not read.
pub(crate) fn build(glossary: &Glossary, problems: &mut Vec<Problem>) -> Tables {
    let han = han::simplified_forms();
    let dictionary = Dictionary::read(&han);
    let mut tables = Tables { char_costs: dictionary.char_costs(), han, ..Tables::default() };
    let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
    for (index, entry) in (0..).zip(&glossary.entries) {
        let senses: Vec<lexicon::Sense> = entry
            .senses
            .iter()
            .map(|sense| tables.sense(&sense.id.value, &sense.body, glossary, problems))
            .collect();
        let id = tables.string(&entry.id.value);
        let senses = append(&mut tables.senses, senses);
        tables.entries.push(lexicon::Entry { id, senses, cost: cost(entry) });
        claim(&mut tables, entry, index, &mut claims, problems);
    }
    tables.units = match glossary.sets.get(UNITS) {
        Some((_, words)) => {
            let words: Vec<cues::Item> = words.iter().cloned().map(cues::Item::Word).collect();
            tables.items(&words)
        }
        None => Slice::default(),
    };
    tables.images = images(glossary);
    tables.finish_keys(claims, &dictionary, glossary, problems);
    tables
}

fn claim(
    tables: &mut Tables,
    entry: &Entry,
    index: u32,
    claims: &mut BTreeMap<String, Claim>,
    problems: &mut Vec<Problem>,
) {
    // The term of an entry with patterns is a name for the card, not a string
    // to look for, unless one of its spellings is.
    let spellings = entry.spellings().skip(usize::from(!entry.pattern.is_empty()));
    for spelling in spellings {
        let key = fold(&spelling.value, &tables.han);
        claims.entry(key).or_default().term.get_or_insert(index);
    }
    for word in &entry.words {
        claims.entry(fold(&word.value, &tables.han)).or_default();
    }
    for source in &entry.pattern {
        match pattern::parse(&source.value) {
            Ok(parsed) => {
                let pattern = tables.pattern(&parsed, index);
                let head = fold(&parsed.head, &tables.han);
                claims.entry(head).or_default().patterns.push(pattern);
            }
            Err(message) => problems.push(source.place.problem(message)),
        }
    }
}

/// What it costs to read a text as an entry.
fn cost(entry: &Entry) -> u8 {
    TERM + entry.senses.iter().filter_map(|sense| sense.body.level).min().unwrap_or(4)
}

/// What an ordinary word costs that an author names and the dictionary lacks.
const AUTHORED_COST: u8 = 97;

fn images(glossary: &Glossary) -> Vec<StickerImage> {
    let entries: HashMap<&str, u32> =
        (0..).zip(&glossary.entries).map(|(index, entry)| (entry.term.value.as_str(), index)).collect();
    let mut images: Vec<StickerImage> = glossary
        .stickers
        .iter()
        .filter_map(|sticker| Some((*entries.get(sticker.code.value.as_str())?, &sticker.hashes)))
        .flat_map(|(entry, hashes)| {
            hashes.iter().filter_map(move |hash| {
                let hash = lexicon::parse_hash(hash)?;
                Some(StickerImage { hash, entry })
            })
        })
        .collect();
    images.sort();
    images
}

impl Tables {
    fn finish_keys(
        &mut self,
        claims: BTreeMap<String, Claim>,
        dictionary: &Dictionary,
        glossary: &Glossary,
        problems: &mut Vec<Problem>,
    ) {
        let cost = |claim: &Claim| {
            let entry = claim.term.or(claim.patterns.first().map(|pattern| pattern.entry))?;
            self.entries.get(entry as usize).map(|entry| entry.cost)
        };
        let terms = claims.iter().filter_map(|(key, claim)| Some((key.clone(), cost(claim)?))).collect();
        let mut ordinary = dictionary.deciding(&terms);
        for word in glossary.entries.iter().flat_map(|entry| &entry.despite) {
            if ordinary.remove(&fold(&word.value, &self.han)).is_none() {
                problems.push(word.place.problem(format!("`{}` keeps no term out", word.value)));
            }
        }
        self.ordinary = ordinary.len();
        let mut keyset: Vec<(String, u32)> = Vec::new();
        for (key, claim) in claims.into_iter().filter(|(key, _)| !key.is_empty()) {
            let value = match (claim.patterns.is_empty(), claim.term) {
                (true, None) => {
                    let cost = dictionary.cost(&key).map_or(AUTHORED_COST, |cost| cost.min(AUTHORED_COST));
                    ordinary.insert(key, cost);
                    continue;
                }
                (true, Some(entry)) => Key::Term(entry),
                (false, term) => Key::Pattern(append(&mut self.patterns, claim.patterns), term),
            };
            keyset.push((key, self.keys.len() as u32));
            self.keys.push(value);
        }
        keyset.extend(ordinary.into_iter().map(|(word, cost)| (word, lexicon::ordinary_value(cost))));
        keyset.sort();
        // Sorted, and without zero bytes because folding removes them: the
        // builder's two conditions.
        self.trie = DoubleArrayBuilder::build(&keyset).unwrap_or_default();
    }
}
