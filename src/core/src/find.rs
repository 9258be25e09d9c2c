//! The finder: from a run of text to its matches.

use std::ops::Range;

use crate::dodge;
use crate::fold::Text;
use crate::lexicon::{Key, Lexicon};
use crate::pattern;
use crate::run::RUN_END;
use crate::segment::{CUED, Choice, DOUBT, Piece};
use crate::senses::{Judge, Judgement, Verdict};
use crate::span::{Span, Utf16};
use crate::units::{is_code, is_digit, is_letter};
use crate::words::{Word, Words};

/// A term found in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Where it lies in the run.
    pub span: Span<Utf16>,
    /// Its entry, an index of [`Lexicon::entries`].
    pub entry: u32,
    /// The place of the fitting sense among those of the entry.
    pub sense: u32,
    /// Whether it is marked, or only answers on hover.
    pub sure: bool,
}

/// Finds the terms of a lexicon in text.
pub struct Finder<'a> {
    lexicon: Lexicon<'a>,
}

/// A place where a term's characters stand.
struct Candidate {
    place: Range<usize>,
    entry: u16,
}

type Found = (u16, Verdict);

/// What is needed for a run and used again for the next.
#[derive(Default)]
struct Scratch {
    text: Text,
    words: Words,
    candidates: Vec<Candidate>,
    claims: Vec<Piece<Found>>,
    choice: Choice<Found>,
}

impl<'a> Finder<'a> {
    /// A finder over these tables; costs nothing.
    pub fn new(lexicon: Lexicon<'a>) -> Self {
        Finder { lexicon }
    }

    /// The tables it reads.
    pub fn lexicon(&self) -> &Lexicon<'a> {
        &self.lexicon
    }

    /// The matches in a run, in its order, never overlapping, each on
    /// character boundaries. Several runs may come as one, divided by
    /// [`RUN_END`]; none sees the others.
    ///
    /// Time and memory are linear in the run, for tables whose keys are
    /// bounded; memory in the longest, where there are several.
    pub fn find(&self, run: &str) -> Vec<Match> {
        let mut matches = Vec::new();
        let mut scratch = Scratch::default();
        let mut start = 0;
        for run in run.split(RUN_END) {
            scratch.text.fold(run, self.lexicon.han);
            self.find_in(&mut scratch);
            matches.extend(scratch.choice.chosen().iter().filter_map(|piece| {
                let (entry, verdict) = piece.found?;
                let span = scratch.text.source(piece.span);
                let span = Span::new(start + span.start, start + span.end);
                Some(Match { span, entry: u32::from(entry), sense: verdict.sense, sure: verdict.sure })
            }));
            start += scratch.text.source_len() + 1;
        }
        matches
    }

    fn find_in(&self, Scratch { text, words, candidates, claims, choice }: &mut Scratch) {
        let text = &text.units[..];
        words.clear();
        candidates.clear();
        claims.clear();
        self.look_up(text, words, candidates);
        if !candidates.is_empty() {
            let judge = Judge::new(&self.lexicon, text, words);
            claims.extend(candidates.drain(..).filter_map(|candidate| self.claim(&judge, candidate)));
        }
        let ordinary = |at: usize, say: &mut dyn FnMut(usize, u8)| {
            if !inside_code(text, at) {
                self.lexicon.ordinary.each_key(text, at, |length, cost| say(length, cost as u8));
            }
        };
        choice.choose(text, claims, ordinary, |unit| self.lexicon.char_cost(unit));
    }

    fn claim(&self, judge: &Judge<'_>, Candidate { place, entry }: Candidate) -> Option<Piece<Found>> {
        let cost = self.lexicon.cost_of(u32::from(entry));
        let (found, cost) = match judge.judge(u32::from(entry), place.clone()) {
            Judgement::Is(verdict) => {
                let cost = match (verdict.sure, verdict.cued) {
                    (false, _) => cost + DOUBT,
                    (true, false) => cost,
                    (true, true) => cost.saturating_sub(CUED),
                };
                (Some((entry, verdict)), cost)
            }
            // It is a word all the same, and what lies in it is part of it.
            Judgement::Ordinary => (None, cost),
            Judgement::Nothing => return None,
        };
        Some(Piece { span: Span::new(place.start as u32, place.end as u32), found, cost })
    }

    /// Takes in the words of the cues and the candidates, by their start.
    fn look_up(&self, text: &[u16], words: &mut Words, candidates: &mut Vec<Candidate>) {
        let mut before = 0;
        for (start, &unit) in text.iter().enumerate() {
            // Inside letters and digits only what follows a number may begin.
            let inside_code = is_code(unit) && is_code(before) && !(is_letter(unit) && is_digit(before));
            before = unit;
            self.lexicon.trie.each_key(text, start, |length, value| {
                let Some(key) = self.lexicon.key(value) else { return };
                if key.item.0 != Key::NONE {
                    let (start, end) = (start as u32, (start + length) as u32);
                    words.add(Word { start, end, item: key.item });
                }
                if !inside_code {
                    self.candidates_of(text, start..start + length, key, candidates);
                }
            });
            // Most text goes on with another character.
            if dodge::is_part(unit)
                && text.get(start + 1).is_some_and(|next| !dodge::is_part(*next))
                && let Some((end, value)) = dodge::spaced(&self.lexicon.trie, text, start)
                && let Some(key) = self.lexicon.key(value).filter(|key| key.entry != Key::NONE)
            {
                candidates.push(Candidate { place: start..end, entry: key.entry });
            }
        }
        // A pattern may begin with what stands before the characters that the
        // trie has found.
        if !candidates.is_sorted_by_key(|candidate| candidate.place.start) {
            candidates.sort_by_key(|candidate| candidate.place.start);
        }
    }

    fn candidates_of(&self, text: &[u16], place: Range<usize>, key: Key, candidates: &mut Vec<Candidate>) {
        let before = candidates.len();
        for pattern in self.lexicon.patterns_of(key) {
            if let Some(place) = pattern::reach(&self.lexicon, pattern, text, place.clone()) {
                candidates.push(Candidate { place, entry: pattern.entry });
            }
        }
        if key.entry != Key::NONE && before == candidates.len() {
            candidates.push(Candidate { place, entry: key.entry });
        }
    }
}

/// Whether letters or digits go on at a place.
fn inside_code(text: &[u16], at: usize) -> bool {
    is_code(text[at]) && at.checked_sub(1).is_some_and(|before| is_code(text[before]))
}
