//! What the speed of the finder is measured on and against.

use aho_corasick::{AhoCorasick, MatchKind};
use cattax_core::Finder;
use cattax_core::run::RUN_END;
use cattax_glossary::LEXICON;

/// How many characters are read in one round.
pub const CHARACTERS: usize = 400_000;
/// How many characters a run has.
pub const RUN: usize = 40;

const SENTENCES: &str = include_str!(concat!(env!("OUT_DIR"), "/sentences.txt"));

/// All spellings of the glossary, one to a line.
pub const TERMS: &str = include_str!(concat!(env!("OUT_DIR"), "/terms.txt"));

/// The corpus's sentences, over and over, in [`CHARACTERS`] characters without
/// a line break.
pub fn text() -> String {
    SENTENCES.chars().map(|c| if c == '\n' { '。' } else { c }).cycle().take(CHARACTERS).collect()
}

/// The text in runs of [`RUN`] characters, divided by [`RUN_END`].
pub fn runs(text: &str) -> String {
    let mut runs = String::with_capacity(text.len() + text.len() / RUN);
    for (place, c) in text.chars().enumerate() {
        if place > 0 && place.is_multiple_of(RUN) {
            runs.push(RUN_END);
        }
        runs.push(c);
    }
    runs
}

/// The finder: start, end and entry of every match.
pub fn find(finder: &Finder<'_>, runs: &str) -> Vec<u32> {
    finder
        .find(runs)
        .iter()
        .flat_map(|matched| [matched.span.start, matched.span.end, matched.entry])
        .collect()
}

/// The glossary's finder.
pub fn finder() -> Finder<'static> {
    Finder::new(LEXICON)
}

/// An Aho–Corasick automaton over the same terms, longest first, which decides
/// nothing.
pub struct Automaton(Option<AhoCorasick>);

impl Automaton {
    /// Builds it.
    #[allow(clippy::new_without_default, reason = "building is what is measured")]
    pub fn new() -> Self {
        Automaton(
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .ascii_case_insensitive(true)
                .build(TERMS.lines())
                .ok(),
        )
    }

    /// Start, end (bytes) and term of every match; none holds a [`RUN_END`].
    pub fn find(&self, runs: &str) -> Vec<u32> {
        let matches = self.0.iter().flat_map(|automaton| automaton.find_iter(runs));
        matches
            .flat_map(|found| [found.start() as u32, found.end() as u32, found.pattern().as_u32()])
            .collect()
    }
}

#[cfg(target_arch = "wasm32")]
mod module;
