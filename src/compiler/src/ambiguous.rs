//! The law that a term which is also an ordinary word, or lies in a frequent
//! one, shows where it is not meant.

use cattax_core::entry::Kind;
use cattax_core::fold::fold;

use crate::authored::{Entry, Glossary};
use crate::ordinary::Dictionary;
use crate::problem::Problem;

/// How often a word must be met in the dictionary's sixty million words to
/// count as frequent.
const FREQUENT: u64 = 100;

/// How many misses such a term needs. Each of them contains the term, so that a
/// naive longest match gets it wrong.
const MISSES: usize = 2;

/// Reports entries that lack them.
pub(crate) fn check(glossary: &Glossary, dictionary: &Dictionary, han: &[u16], problems: &mut Vec<Problem>) {
    let holders = dictionary.holders(FREQUENT);
    for entry in glossary.entries.iter().filter(|entry| is_spelled_in_words(entry)) {
        if entry.misses.len() >= MISSES {
            continue;
        }
        for spelling in entry.spellings().skip(usize::from(!entry.pattern.is_empty())) {
            if let Some(word) = holders.get(fold(&spelling.value, han).as_str()) {
                problems.push(entry.id.place.problem(format!(
                    "`{}` is or lies in the ordinary word `{word}`; give `{}` at least {MISSES} misses",
                    spelling.value, entry.id.value
                )));
                break;
            }
        }
    }
}

fn is_spelled_in_words(entry: &Entry) -> bool {
    !matches!(entry.body.kind, Some(Kind::Sticker | Kind::Emoji | Kind::Pattern))
}
