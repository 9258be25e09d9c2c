//! The ordinary words that keep terms out.
//!
//! They come from jieba's dictionary (349,045 words with their frequencies).
//! Half of them contain or cross some term, so overlap is no filter: kept is
//! what changes a decision. A word that contains a term is kept if the text of
//! that word alone would be read otherwise without it, given the shorter words
//! that are kept. A word that crosses a term's edge is kept if it can take
//! that term away, alone or together with a word across the other edge.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use cattax_core::fold::{HAN_COUNT, HAN_FIRST, fold};
use cattax_core::segment::{Choice, LONGEST, Piece, STRANGER};
use cattax_core::span::Span;

/// Words and frequencies, one to a line.
const DICTIONARY: &str = include_str!(concat!(env!("OUT_DIR"), "/dictionary.txt"));

/// How often a word must be met in the dictionary's sixty million words to be
/// kept for crossing an edge: by itself, and only together with another word
/// across the other edge. Rarer ones are nine in ten, and change next to
/// nothing.
const ALONE: u64 = 400;
const TOGETHER: u64 = 4_000;

/// The dictionary, folded.
pub(crate) struct Dictionary {
    words: HashMap<String, u64>,
    total: u64,
    /// What [`Dictionary::best`] has said before.
    known: RefCell<HashMap<String, i64>>,
}

impl Dictionary {
    /// Reads it; forms that fold to the same word count together.
    pub(crate) fn read(han: &[u16]) -> Self {
        let mut words: HashMap<String, u64> = HashMap::new();
        let mut total = 0;
        for line in DICTIONARY.lines() {
            let mut fields = line.split(' ');
            let (Some(word), Some(count)) =
                (fields.next(), fields.next().and_then(|count| count.parse::<u64>().ok()))
            else {
                continue;
            };
            *words.entry(fold(word, han)).or_default() += count;
            total += count;
        }
        Dictionary { words, total, known: RefCell::default() }
    }

    /// What a word costs (see `cattax_core::segment`); nothing for a word that
    /// is not there.
    pub(crate) fn cost(&self, word: &str) -> Option<u8> {
        self.words.get(word).map(|count| cost_of(word, *count, self.total))
    }

    /// All pieces of the words that are met at least this often, the words
    /// themselves among them, each with the commonest word that holds it.
    pub(crate) fn holders(&self, count: u64) -> HashMap<&str, &str> {
        let mut words: Vec<(&str, u64)> = self
            .words
            .iter()
            .map(|(word, count)| (word.as_str(), *count))
            .filter(|(word, met)| *met >= count && (2..=LONGEST).contains(&word.chars().count()))
            .collect();
        words.sort_by_key(|(word, met)| (std::cmp::Reverse(*met), *word));
        let mut holders = HashMap::new();
        for (word, _) in words {
            for (start, end) in inner(word) {
                holders.entry(&word[start..end]).or_insert(word);
            }
        }
        holders
    }

    /// What each character of the table of simplified forms costs by itself.
    pub(crate) fn char_costs(&self) -> Vec<u8> {
        let character =
            |place| char::from_u32(HAN_FIRST + place as u32).map(String::from).unwrap_or_default();
        (0..HAN_COUNT).map(|place| self.cost(&character(place)).unwrap_or(STRANGER)).collect()
    }

    fn unit_cost(&self, unit: u16) -> u8 {
        let c = char::from_u32(u32::from(unit));
        c.and_then(|c| self.cost(c.encode_utf8(&mut [0; 4]))).unwrap_or(STRANGER)
    }

    /// The words that decide over these terms (folded, each with its cost),
    /// with their costs.
    pub(crate) fn deciding(&self, terms: &BTreeMap<String, u8>) -> BTreeMap<String, u8> {
        let candidates = self.candidates();
        let mut kept = self.containing(&candidates, terms);
        kept.extend(self.crossing(&candidates, terms));
        kept.retain(|word, _| !terms.contains_key(word));
        kept
    }

    /// Words of at least two characters, shortest first.
    fn candidates(&self) -> Vec<(&str, u8)> {
        let mut candidates: Vec<(usize, &str, u8)> = self
            .words
            .iter()
            .map(|(word, count)| (word.chars().count(), word.as_str(), cost_of(word, *count, self.total)))
            .filter(|(length, ..)| (2..=LONGEST).contains(length))
            .collect();
        candidates.sort_unstable();
        candidates.into_iter().map(|(_, word, cost)| (word, cost)).collect()
    }

    fn containing(&self, candidates: &[(&str, u8)], terms: &BTreeMap<String, u8>) -> BTreeMap<String, u8> {
        let mut kept: BTreeMap<String, u8> = BTreeMap::new();
        for (word, cost) in candidates {
            let units: Vec<u16> = word.encode_utf16().collect();
            let at = |byte: usize| word.get(..byte).map_or(0, |text| text.encode_utf16().count());
            let mut claims: Vec<Piece<()>> = Vec::new();
            let mut ordinary: Vec<(usize, usize, u8)> = Vec::new();
            for (start, end) in inner(word) {
                let Some(inside) = word.get(start..end).filter(|_| end - start < word.len()) else {
                    continue;
                };
                if let Some(cost) = terms.get(inside) {
                    let span = Span::new(at(start) as u32, at(end) as u32);
                    claims.push(Piece { span, found: Some(()), cost: u32::from(*cost) });
                }
                ordinary.extend(kept.get(inside).map(|cost| (at(start), at(end) - at(start), *cost)));
            }
            if claims.is_empty() {
                continue;
            }
            let stays = |ordinary: &[(usize, usize, u8)]| {
                let words = |at: usize, say: &mut dyn FnMut(usize, u8)| {
                    ordinary
                        .iter()
                        .filter(|word| word.0 == at)
                        .for_each(|(_, length, cost)| say(*length, *cost));
                };
                let mut choice = Choice::default();
                choice.choose(&units, &claims, words, |unit| self.unit_cost(unit));
                choice.chosen().len()
            };
            let without = stays(&ordinary);
            ordinary.push((0, units.len(), *cost));
            if stays(&ordinary) != without {
                kept.insert((*word).to_owned(), *cost);
            }
        }
        kept
    }

    fn crossing(&self, candidates: &[(&str, u8)], terms: &BTreeMap<String, u8>) -> BTreeMap<String, u8> {
        let edges = Edges::of(candidates, terms);
        let mut kept = BTreeMap::new();
        for (term, cost) in terms {
            let budget = i64::from(*cost);
            let cuts: Vec<usize> = term.char_indices().map(|(at, _)| at).filter(|at| *at > 0).collect();
            // What each word across an edge costs more than what it leaves
            // outside the term; `None` is the term's own edge.
            let mut lefts: Vec<(usize, Option<&str>, i64)> = vec![(0, None, 0)];
            let mut rights: Vec<(usize, Option<&str>, i64)> = vec![(term.len(), None, 0)];
            for cut in &cuts {
                let (head, tail) = term.split_at(*cut);
                for word in
                    edges.ending.get(head).into_iter().flatten().filter(|word| !word.contains(term.as_str()))
                {
                    let outside = &word[..word.len() - head.len()];
                    lefts.push((*cut, Some(word), self.word_cost(word) - self.best(outside)));
                }
                for word in edges
                    .starting
                    .get(tail)
                    .into_iter()
                    .flatten()
                    .filter(|word| !word.contains(term.as_str()))
                {
                    let outside = &word[tail.len()..];
                    rights.push((*cut, Some(word), self.word_cost(word) - self.best(outside)));
                }
            }
            let bounds: Vec<usize> =
                [0].into_iter().chain(cuts.iter().copied()).chain([term.len()]).collect();
            let middles: HashMap<(usize, usize), i64> = bounds
                .iter()
                .flat_map(|from| bounds.iter().map(move |to| (*from, *to)))
                .filter_map(|(from, to)| Some(((from, to), self.best(term.get(from..to)?))))
                .collect();
            let middle = |from: usize, to: usize| middles.get(&(from, to)).copied().unwrap_or(0);
            let cheapest = |side: &[(usize, Option<&str>, i64)]| {
                let mut best: BTreeMap<usize, i64> = BTreeMap::new();
                for (at, _, cost) in side {
                    let slot = best.entry(*at).or_insert(*cost);
                    *slot = (*slot).min(*cost);
                }
                best
            };
            let (best_lefts, best_rights) = (cheapest(&lefts), cheapest(&rights));
            let (no_left, no_right) = (BTreeMap::from([(0, 0)]), BTreeMap::from([(term.len(), 0)]));
            let mut weigh = |word: Option<&str>, alone: bool, together: bool| {
                let Some(word) = word else { return };
                let count = self.words.get(word).copied().unwrap_or(0);
                if (alone && count >= ALONE) || (together && count >= TOGETHER) {
                    kept.insert(word.to_owned(), self.cost(word).unwrap_or(STRANGER));
                }
            };
            for (at, word, cost) in &lefts {
                let wins = |rights: &BTreeMap<usize, i64>| {
                    rights.iter().any(|(to, right)| to >= at && cost + middle(*at, *to) + right < budget)
                };
                weigh(*word, wins(&no_right), wins(&best_rights));
            }
            for (at, word, cost) in &rights {
                let wins = |lefts: &BTreeMap<usize, i64>| {
                    lefts.iter().any(|(from, left)| from <= at && left + middle(*from, *at) + cost < budget)
                };
                weigh(*word, wins(&no_left), wins(&best_lefts));
            }
        }
        kept
    }

    fn word_cost(&self, word: &str) -> i64 {
        i64::from(self.cost(word).unwrap_or(STRANGER))
    }

    /// The cheapest way to read a piece as dictionary words and characters.
    fn best(&self, text: &str) -> i64 {
        if let Some(cost) = self.known.borrow().get(text) {
            return *cost;
        }
        let mut best = vec![i64::MAX; text.len() + 1];
        best[0] = 0;
        for (start, end) in inner(text) {
            let Some(piece) = text.get(start..end) else { continue };
            let cost = match self.cost(piece) {
                Some(cost) => i64::from(cost),
                None if piece.chars().count() == 1 => i64::from(STRANGER),
                None => continue,
            };
            if best[start] < i64::MAX {
                best[end] = best[end].min(best[start] + cost);
            }
        }
        self.known.borrow_mut().insert(text.to_owned(), best[text.len()]);
        best[text.len()]
    }
}

/// What a piece costs at least, and for each nat of its rarity. The bases make
/// the number of pieces decide, rarity decides between equals; found by trying
/// on the open part of the corpus, where counting pieces alone or weighing by
/// rarity alone were both worse.
struct Price {
    base: f64,
    nat: f64,
}

const WORD: Price = Price { base: 90.0, nat: 1.2 };
const CHARACTER: Price = Price { base: 104.0, nat: 0.8 };

/// What a term of level 0 would cost; each level adds one.
pub(crate) const TERM: u8 = 104;

fn cost_of(word: &str, count: u64, total: u64) -> u8 {
    let price = if word.chars().nth(1).is_some() { WORD } else { CHARACTER };
    let part = count.max(1) as f64 / total.max(1) as f64;
    (price.base - price.nat * part.ln()).round() as u8
}

/// All pieces of a text on character boundaries, by their start.
fn inner(text: &str) -> Vec<(usize, usize)> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let ends = |place: usize| bounds[place + 1..].iter().copied();
    (0..bounds.len() - 1)
        .flat_map(|place| ends(place).map(|end| (bounds[place], end)).collect::<Vec<_>>())
        .collect()
}

/// Which words end in the beginning of a term, and which begin with the end of
/// one.
struct Edges<'a> {
    ending: HashMap<&'a str, Vec<&'a str>>,
    starting: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Edges<'a> {
    fn of(candidates: &[(&'a str, u8)], terms: &BTreeMap<String, u8>) -> Self {
        let cut =
            |term: &'_ String| term.char_indices().map(|(at, _)| at).filter(|at| *at > 0).collect::<Vec<_>>();
        let heads: HashSet<&str> =
            terms.keys().flat_map(|term| cut(term).into_iter().map(|at| &term[..at])).collect();
        let tails: HashSet<&str> =
            terms.keys().flat_map(|term| cut(term).into_iter().map(|at| &term[at..])).collect();
        let mut edges = Edges { ending: HashMap::new(), starting: HashMap::new() };
        for (word, _) in candidates {
            for (at, _) in word.char_indices().filter(|(at, _)| *at > 0) {
                let (head, tail) = word.split_at(at);
                if heads.contains(tail) {
                    edges.ending.entry(tail).or_default().push(word);
                }
                if tails.contains(head) {
                    edges.starting.entry(head).or_default().push(word);
                }
            }
        }
        edges
    }
}
