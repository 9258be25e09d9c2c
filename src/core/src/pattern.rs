//! Patterns: terms that are not one fixed string.
//!
//! The trie finds the first fixed characters; this module says how far the
//! pattern reaches from there. It does not look at what stands around it.

use crate::lexicon::{Lexicon, Pattern, Step};

/// The most characters that a slot may hold.
pub const SLOT: usize = 6;

/// The end, in bytes of `text`, of `pattern` whose first fixed characters are
/// `text[start..head_end]`; `None` where the rest does not follow.
///
/// A stretch that is already under way is not taken up in its middle, so a
/// long stretch costs linear time.
pub fn reach(
    lexicon: &Lexicon<'_>,
    pattern: &Pattern,
    text: &str,
    start: usize,
    head_end: usize,
) -> Option<usize> {
    let before = text.get(..start)?.chars().next_back();
    if pattern.slot_before && !before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let steps = lexicon.steps_of(pattern.steps);
    if let Some(Step::More(c)) = steps.first()
        && before == Some(*c)
        && text.get(start..head_end)?.chars().all(|head| head == *c)
    {
        return None;
    }
    follow(lexicon, steps, text, head_end)
}

fn follow(lexicon: &Lexicon<'_>, steps: &[Step], text: &str, at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(at);
    };
    let here = text.get(at..)?;
    match step {
        Step::Fixed(slice) => {
            let fixed = lexicon.string(*slice);
            here.starts_with(fixed).then(|| follow(lexicon, rest, text, at + fixed.len()))?
        }
        Step::More(c) => {
            let more = here.len() - here.trim_start_matches(*c).len();
            follow(lexicon, rest, text, at + more)
        }
        Step::Slot => {
            let mut end = at;
            for c in here.chars().take_while(|c| c.is_alphanumeric()).take(SLOT) {
                end += c.len_utf8();
                if let Some(reached) = follow(lexicon, rest, text, end) {
                    return Some(reached);
                }
            }
            None
        }
    }
}
