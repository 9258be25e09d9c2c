//! The finder: from a run of text to its matches.

use std::ops::Range;

use yada::DoubleArray;

use crate::fold::Text;
use crate::lexicon::{Key, Lexicon};
use crate::pattern;
use crate::segment::{self, CUED, DOUBT, Piece};
use crate::senses::{self, Verdict};
use crate::span::{Folded, Span, Utf16};

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
    trie: DoubleArray<&'a [u8]>,
}

type Found = (u32, Verdict);

impl<'a> Finder<'a> {
    /// A finder over these tables; costs nothing.
    pub fn new(lexicon: Lexicon<'a>) -> Self {
        Finder { trie: DoubleArray(lexicon.trie), lexicon }
    }

    /// The tables it reads.
    pub fn lexicon(&self) -> &Lexicon<'a> {
        &self.lexicon
    }

    /// The matches in a run, in its order, never overlapping, each on
    /// character boundaries.
    ///
    /// Time is linear in the run, for tables whose keys are bounded.
    pub fn find(&self, run: &str) -> Vec<Match> {
        let folded = Text::fold(run, self.lexicon.han);
        let pieces = self.pieces(&folded.text);
        segment::choose(&folded.text, &pieces, |c| self.lexicon.char_cost(c))
            .into_iter()
            .filter_map(|piece| {
                let (entry, verdict) = piece.found?;
                Some(Match {
                    span: folded.source(piece.span),
                    entry,
                    sense: verdict.sense,
                    sure: verdict.sure,
                })
            })
            .collect()
    }

    /// Everything that the text could be read as, sorted by start.
    fn pieces(&self, text: &str) -> Vec<Piece<Found>> {
        let mut pieces = Vec::new();
        if self.lexicon.trie.is_empty() {
            return pieces;
        }
        let foreign = senses::is_foreign(&self.lexicon, text);
        let mut inside_code = false;
        for (start, c) in text.char_indices() {
            let code = c.is_ascii_alphanumeric();
            if !(code && inside_code) {
                self.pieces_at(text, foreign, start, &mut pieces);
            }
            inside_code = code;
        }
        pieces
    }

    fn pieces_at(&self, text: &str, foreign: bool, start: usize, pieces: &mut Vec<Piece<Found>>) {
        let Some(here) = text.get(start..) else {
            return;
        };
        for (key, len) in self.lexicon.keys_at(&self.trie, here) {
            let end = start + len;
            match key {
                Key::Ordinary(cost) => {
                    pieces.push(Piece { span: span(start, end), found: None, cost: u32::from(cost) });
                }
                Key::Term(entry) => self.claim(text, foreign, start..end, entry, pieces),
                Key::Pattern(patterns, term) => {
                    let before = pieces.len();
                    for pattern in self.lexicon.patterns_of(patterns) {
                        if let Some(end) = pattern::reach(&self.lexicon, pattern, text, start, end) {
                            self.claim(text, foreign, start..end, pattern.entry, pieces);
                        }
                    }
                    if let (Some(entry), true) = (term, before == pieces.len()) {
                        self.claim(text, foreign, start..end, entry, pieces);
                    }
                }
            }
        }
    }

    fn claim(
        &self,
        text: &str,
        foreign: bool,
        place: Range<usize>,
        entry: u32,
        pieces: &mut Vec<Piece<Found>>,
    ) {
        if let Some(verdict) = senses::judge(&self.lexicon, entry, text, foreign, place.start, place.end) {
            let cost = self.lexicon.cost_of(entry);
            pieces.push(Piece {
                span: span(place.start, place.end),
                found: Some((entry, verdict)),
                cost: match (verdict.sure, verdict.cued) {
                    (false, _) => cost + DOUBT,
                    (true, false) => cost,
                    (true, true) => cost.saturating_sub(CUED),
                },
            });
        }
    }
}

fn span(start: usize, end: usize) -> Span<Folded> {
    Span::new(start as u32, end as u32)
}
