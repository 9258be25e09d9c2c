//! What one would otherwise take: two ways to find terms without rules.

use std::collections::HashMap;

use cattax_compiler::Checked;
use cattax_core::fold::{Text, fold};
use cattax_core::span::Span as CoreSpan;
use jieba_rs::Jieba;

use super::corpus::Span;

/// Finds terms by their spelling alone.
pub(crate) struct Baselines<'a> {
    checked: &'a Checked,
    spellings: HashMap<String, u32>,
    /// The longest spelling, in characters.
    longest: usize,
    jieba: Jieba,
}

impl<'a> Baselines<'a> {
    /// Over the same glossary; jieba with its own dictionary and the glossary
    /// as user dictionary.
    pub(crate) fn new(checked: &'a Checked) -> Self {
        let han = checked.tables.lexicon().han;
        let mut spellings = HashMap::new();
        let mut jieba = Jieba::new();
        for (index, entry) in (0..).zip(&checked.glossary.entries) {
            for spelling in entry.spellings() {
                let folded = fold(&spelling.value, han);
                jieba.add_word(&folded, None, None);
                spellings.entry(folded).or_insert(index);
            }
        }
        let longest = spellings.keys().map(|spelling| spelling.chars().count()).max().unwrap_or(0);
        Baselines { checked, spellings, longest, jieba }
    }

    /// The longest spelling at each place, from left to right.
    pub(crate) fn naive(&self, text: &str) -> Vec<Span> {
        let (text, folded) = self.folded(text);
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut found = Vec::new();
        let mut place = 0;
        while place + 1 < bounds.len() {
            let most = self.longest.min(bounds.len() - 1 - place);
            let hit = (1..=most).rev().find_map(|length| {
                let piece = &text[bounds[place]..bounds[place + length]];
                Some((piece, *self.spellings.get(piece)?, length))
            });
            match hit {
                Some((piece, entry, length)) => {
                    found.push(span(&folded, &text[..bounds[place]], piece, entry));
                    place += length;
                }
                None => place += 1,
            }
        }
        found
    }

    /// The words of jieba's segmentation that are spellings.
    pub(crate) fn jieba(&self, text: &str) -> Vec<Span> {
        let (text, folded) = self.folded(text);
        let mut at = 0;
        let mut found = Vec::new();
        for token in self.jieba.cut(&text, false) {
            let word = token.word;
            if let Some(entry) = self.spellings.get(word) {
                found.push(span(&folded, &text[..at], word, *entry));
            }
            at += word.len();
        }
        found
    }

    fn folded(&self, text: &str) -> (String, Text) {
        let folded = Text::of(text, self.checked.tables.lexicon().han);
        (String::from_utf16_lossy(&folded.units), folded)
    }
}

/// Where a piece of folded text lies behind what stands before it.
fn span(folded: &Text, before: &str, piece: &str, entry: u32) -> Span {
    let units = |text: &str| text.encode_utf16().count() as u32;
    let start = units(before);
    let source = folded.source(CoreSpan::new(start, start + units(piece)));
    Span { start: source.start, end: source.end, entry, sense: None }
}
