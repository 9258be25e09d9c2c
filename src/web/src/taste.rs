//! What the reader's choices make of a match.

use std::collections::HashSet;

use cattax_core::Match;
use cattax_core::settings::{Settings, Shown};
use cattax_glossary::LEXICON;

use crate::store::Kept;

/// How many UTF-16 units on either side of a mark tell it from others.
pub(crate) const AROUND: usize = 12;

/// The reader's choices, as the page needs them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Taste {
    pub(crate) settings: Settings,
    /// The entries that the reader knows.
    pub(crate) known: HashSet<u32>,
    /// The entries of marks that the reader called wrong, each with the text
    /// around it.
    pub(crate) wrong: Vec<(u32, String)>,
}

impl Taste {
    /// What the reader's settings and lists come to.
    pub(crate) fn of(kept: &Kept) -> Taste {
        let known = kept.known.iter().filter_map(|known| LEXICON.entry_of(&known.id));
        let wrong =
            kept.wrong.iter().filter_map(|wrong| Some((LEXICON.entry_of(&wrong.id)?, wrong.text.clone())));
        Taste { settings: kept.settings.clone(), known: known.collect(), wrong: wrong.collect() }
    }

    /// What becomes of a match with that text around it.
    pub(crate) fn shown(&self, found: &Match, around: &str) -> Shown {
        let senses = LEXICON.senses_of(found.entry);
        let Some(sense) = senses.get(found.sense as usize) else {
            return Shown::Nothing;
        };
        if self.wrong.iter().any(|(entry, text)| *entry == found.entry && text == around) {
            return Shown::Quiet;
        }
        let known = self.known.contains(&found.entry);
        self.settings.shows(sense.kind, sense.level, found.sure, known)
    }
}

/// The text around a match, which is part of it.
pub(crate) fn around(units: &[u16], found: &Match) -> String {
    let range = found.span.range();
    let range = range.start.saturating_sub(AROUND)..(range.end + AROUND).min(units.len());
    String::from_utf16_lossy(units.get(range).unwrap_or_default())
}
