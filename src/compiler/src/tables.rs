//! Makes the finder's tables from the authored glossary.

use std::collections::{BTreeMap, HashMap};

use cattax_core::entry::Kind;
use cattax_core::fold::fold;
use cattax_core::lexicon::{self, Key, Lexicon, Slice, StickerImage};
use cattax_core::words::LONGEST;

use crate::authored::{Body, Entry, Glossary, Otherwise, Text};
use crate::ordinary::{Dictionary, TERM};
use crate::problem::{Place, Problem};
use crate::trie;
use crate::{cues, pattern};

/// The set that keeps a number in front of it from being a code.
const UNITS: &str = "unit";

/// The finder's tables, owned.
#[derive(Default)]
pub struct Tables {
    pub(crate) han: Vec<u16>,
    pub(crate) char_costs: Vec<u8>,
    pub(crate) trie: trie::Owned<u16>,
    pub(crate) keys: Vec<Key>,
    pub(crate) ordinary: trie::Owned<u8>,
    pub(crate) entries: Vec<lexicon::Entry>,
    pub(crate) senses: Vec<lexicon::Sense>,
    pub(crate) cues: Vec<lexicon::Cue>,
    pub(crate) sets: Vec<Slice>,
    pub(crate) masks: Vec<u16>,
    pub(crate) items: Vec<u16>,
    pub(crate) patterns: Vec<lexicon::Pattern>,
    pub(crate) steps: Vec<lexicon::Step>,
    pub(crate) strings: String,
    pub(crate) units: u16,
    pub(crate) images: Vec<StickerImage>,
    pub(crate) ids: Vec<u32>,
    /// How many words of the dictionary decide over a term.
    pub(crate) ordinary_words: usize,
    known: HashMap<String, Slice>,
    /// The words that cues look for, by their item.
    known_words: HashMap<String, u16>,
    /// Whether a table has more rows than can be told apart.
    overflow: bool,
    /// A set stands in many cues, and in the table once.
    known_sets: HashMap<Vec<lexicon::Item>, u16>,
}

impl Tables {
    /// The tables as the finder reads them. Entries have the indices that they
    /// have in the glossary.
    pub fn lexicon(&self) -> Lexicon<'_> {
        Lexicon {
            han: &self.han,
            char_costs: &self.char_costs,
            trie: self.trie.trie(),
            keys: &self.keys,
            ordinary: self.ordinary.trie(),
            entries: &self.entries,
            senses: &self.senses,
            cues: &self.cues,
            sets: &self.sets,
            masks: &self.masks,
            items: &self.items,
            patterns: &self.patterns,
            steps: &self.steps,
            strings: &self.strings,
            units: self.units,
            images: &self.images,
            ids: &self.ids,
        }
    }

    /// How many words of the dictionary decide over a term, and are kept.
    pub fn ordinary_words(&self) -> usize {
        self.ordinary_words
    }

    /// How many bytes each table takes in the module.
    pub fn sizes(&self) -> Vec<(&'static str, usize)> {
        vec![
            ("han", size_of_val(&self.han[..])),
            ("char_costs", self.char_costs.len()),
            ("trie", self.trie.size()),
            ("keys", size_of_val(&self.keys[..])),
            ("ordinary", self.ordinary.size()),
            ("entries", size_of_val(&self.entries[..])),
            ("senses", size_of_val(&self.senses[..])),
            ("cues", size_of_val(&self.cues[..])),
            ("sets", size_of_val(&self.sets[..])),
            ("masks", size_of_val(&self.masks[..])),
            ("items", size_of_val(&self.items[..])),
            ("patterns", size_of_val(&self.patterns[..])),
            ("steps", size_of_val(&self.steps[..])),
            ("strings", self.strings.len()),
            ("images", size_of_val(&self.images[..])),
            ("ids", size_of_val(&self.ids[..])),
        ]
    }

    fn string(&mut self, text: &str) -> Slice {
        if let Some(slice) = self.known.get(text) {
            return *slice;
        }
        let slice = self.slice(self.strings.len(), text.len());
        self.strings.push_str(text);
        self.known.insert(text.to_owned(), slice);
        slice
    }

    fn slice(&mut self, start: usize, len: usize) -> Slice {
        Slice::new(start, len).unwrap_or_else(|| {
            self.overflow = true;
            Slice::default()
        })
    }

    /// Puts rows at the end of a table.
    fn append<T>(&mut self, table: impl Fn(&mut Tables) -> &mut Vec<T>, rows: Vec<T>) -> Slice {
        let start = table(self).len();
        let slice = self.slice(start, rows.len());
        table(self).extend(rows);
        slice
    }

    fn folded(&mut self, text: &str) -> Slice {
        let folded = fold(text, &self.han);
        self.string(&folded)
    }

    fn word(&mut self, word: &str) -> lexicon::Item {
        let folded = fold(word, &self.han);
        let mut units = folded.encode_utf16();
        if let (Some(unit), None) = (units.next(), units.next())
            && let Some(item) = lexicon::Item::of_unit(unit)
        {
            return item;
        }
        let next = lexicon::Item::FIRST_WORD.saturating_add(self.known_words.len() as u16);
        lexicon::Item(*self.known_words.entry(folded).or_insert(next))
    }

    /// The number of a set of these items.
    fn set(&mut self, items: &[cues::Item]) -> u16 {
        let mut items: Vec<lexicon::Item> = items
            .iter()
            .map(|item| match item {
                cues::Item::Word(word) => self.word(word),
                cues::Item::Han => lexicon::Item::HAN,
                cues::Item::Letter => lexicon::Item::LETTER,
                cues::Item::Digit => lexicon::Item::DIGIT,
                cues::Item::Emoji => lexicon::Item::EMOJI,
                cues::Item::Edge => lexicon::Item::EDGE,
            })
            .collect();
        items.sort();
        items.dedup();
        if let Some(set) = self.known_sets.get(&items) {
            return *set;
        }
        let mask = items.iter().fold(0, |mask, item| mask | lexicon::Set::bit(*item));
        let set = self.sets.len() as u16;
        self.known_sets.insert(items.clone(), set);
        let items = self.append(|tables| &mut tables.items, lexicon::Set::pack(items));
        self.sets.push(items);
        self.masks.push(mask);
        set
    }

    fn cue(&mut self, cue: &cues::Cue, joined: bool) -> lexicon::Cue {
        let (test, items) = match &cue.test {
            cues::Test::Alone => (lexicon::Test::Alone, &[][..]),
            cues::Test::WholeText => (lexicon::Test::WholeText, &[][..]),
            cues::Test::ClauseStart => (lexicon::Test::ClauseStart, &[][..]),
            cues::Test::ClauseEnd => (lexicon::Test::ClauseEnd, &[][..]),
            cues::Test::After(items) => (lexicon::Test::After, &items[..]),
            cues::Test::Before(items) => (lexicon::Test::Before, &items[..]),
            cues::Test::Near(items) => (lexicon::Test::Near, &items[..]),
            cues::Test::Subject(items) => (lexicon::Test::Subject, &items[..]),
            cues::Test::Object(items) => (lexicon::Test::Object, &items[..]),
            cues::Test::Written(items) => (lexicon::Test::Written, &items[..]),
        };
        lexicon::Cue { test, set: self.set(items), mode: lexicon::Mode::of(cue.wanted, joined) }
    }

    fn cues(&mut self, authored: &[Text], glossary: &Glossary, problems: &mut Vec<Problem>) -> Slice {
        let mut read = Vec::new();
        for cue in authored {
            for word in cue.value.split_whitespace() {
                let wrong = match fold(word, &self.han).encode_utf16().count() {
                    0 => "folds to nothing",
                    length if length > LONGEST && !word.starts_with('<') => "is too long",
                    _ => continue,
                };
                problems.push(cue.place.problem(format!("`{word}` in the cue `{}` {wrong}", cue.value)));
            }
            match cues::parse(&cue.value, &glossary.sets) {
                Ok(rule) => {
                    let last = rule.len().saturating_sub(1);
                    for (place, cue) in rule.iter().enumerate() {
                        read.push(self.cue(cue, place < last));
                    }
                }
                Err(message) => problems.push(cue.place.problem(message)),
            }
        }
        self.append(|tables| &mut tables.cues, read)
    }

    fn sense(&mut self, body: &Body, glossary: &Glossary, problems: &mut Vec<Problem>) -> lexicon::Sense {
        lexicon::Sense {
            kind: body.kind.unwrap_or(Kind::Word),
            level: body.level.unwrap_or(4),
            unless: self.cues(&body.unless, glossary, problems),
            when: self.cues(body.when.as_deref().unwrap_or_default(), glossary, problems),
            otherwise_maybe: body.otherwise != Some(Otherwise::None),
        }
    }

    fn pattern(&mut self, parsed: &pattern::Pattern, entry: u16) -> lexicon::Pattern {
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
        let steps = self.append(|tables| &mut tables.steps, steps);
        lexicon::Pattern { entry, lead: parsed.lead, steps }
    }
}

/// What the authors say of one key of the trie.
#[derive(Default)]
struct Claim {
    term: Option<u16>,
    patterns: Vec<lexicon::Pattern>,
}

/// Makes the tables; reports cues and patterns that do not read.
///
/// `han` says of U+4E00 to U+9FFF how far off their simplified forms lie.
pub(crate) fn build(
    glossary: &Glossary,
    han: Vec<u16>,
    dictionary: &Dictionary,
    problems: &mut Vec<Problem>,
) -> Tables {
    let mut tables = Tables { char_costs: dictionary.char_costs(), han, ..Tables::default() };
    let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
    for (index, entry) in (0..).zip(&glossary.entries) {
        let senses: Vec<lexicon::Sense> =
            entry.senses.iter().map(|sense| tables.sense(&sense.body, glossary, problems)).collect();
        let senses = tables.append(|tables| &mut tables.senses, senses);
        tables.entries.push(lexicon::Entry { senses, cost: cost(entry) });
        tables.ids.push(lexicon::id_hash(&entry.id.value));
        claim(&mut tables, entry, index, &mut claims, problems);
    }
    tables.units = match glossary.sets.get(UNITS) {
        Some((_, words)) => {
            let words: Vec<cues::Item> = words.iter().cloned().map(cues::Item::Word).collect();
            tables.set(&words)
        }
        None => tables.set(&[]),
    };
    tables.images = images(glossary);
    let words = tables.known_words.len();
    tables.finish_keys(claims, dictionary, glossary, problems);
    if tables.overflow
        || !tables.trie.fits()
        || !tables.ordinary.fits()
        || tables.keys.len() > MOST_KEYS
        || tables.entries.len() >= usize::from(Key::FIRST)
        || words > MOST_WORDS
    {
        problems.push(Place::default().problem("a table has more rows than the finder can tell apart"));
    }
    tables
}

fn claim(
    tables: &mut Tables,
    entry: &Entry,
    index: u16,
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

/// The item of a key that no cue looks for.
const NO_ITEM: lexicon::Item = lexicon::Item(Key::NONE);

/// How many words the cues may look for together.
const MOST_WORDS: usize = (lexicon::Item::EDGE.0 - lexicon::Item::FIRST_WORD) as usize;

/// How many keys may be several things at once.
const MOST_KEYS: usize = (lexicon::Item::FIRST_WORD - Key::FIRST) as usize;

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
            self.entries.get(usize::from(entry)).map(|entry| entry.cost)
        };
        let costs = claims.iter().filter_map(|(key, claim)| Some((key.clone(), cost(claim)?))).collect();
        let mut ordinary = dictionary.deciding(&costs);
        for word in glossary.entries.iter().flat_map(|entry| &entry.despite) {
            let folded = fold(&word.value, &self.han);
            if ordinary.remove(&folded).is_none() && dictionary.cost(&folded).is_none() {
                problems.push(word.place.problem(format!("`{}` keeps no term out", word.value)));
            }
        }
        let mut keys: BTreeMap<String, u16> = BTreeMap::new();
        for (key, claim) in claims.into_iter().filter(|(key, _)| !key.is_empty()) {
            if claim.patterns.is_empty() && claim.term.is_none() {
                let cost = dictionary.cost(&key).map_or(AUTHORED_COST, |cost| cost.min(AUTHORED_COST));
                ordinary.insert(key, cost);
                continue;
            }
            let entry = claim.term.unwrap_or(Key::NONE);
            let (patterns, count) = (self.patterns.len() as u16, claim.patterns.len() as u16);
            self.patterns.extend(claim.patterns);
            let item = self.known_words.remove(&key).map_or(NO_ITEM, lexicon::Item);
            if count == 0 && item == NO_ITEM {
                keys.insert(key, entry + 1);
                continue;
            }
            keys.insert(key, Key::FIRST.saturating_add(self.keys.len() as u16));
            self.keys.push(Key { entry, patterns, count, item });
        }
        keys.extend(self.known_words.drain());
        self.trie = trie::Owned::of(&keys);
        self.ordinary_words = ordinary.len();
        self.ordinary = trie::Owned::of(&ordinary);
    }
}
