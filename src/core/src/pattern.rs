//! Patterns: terms that are not one fixed string.
//!
//! The trie finds the first fixed characters; this module says how far the
//! pattern reaches from there. It does not look at what stands around it.

use std::ops::Range;

use crate::lexicon::{Lead, Lexicon, Pattern, Step};
use crate::units::{char_at, char_before, is_digit};

/// The most UTF-16 units that a slot may hold.
pub const SLOT: usize = 6;

/// Where a pattern lies whose first fixed characters are `text[head]`; `None`
/// where the rest is not there.
///
/// A stretch that is already under way is not taken up in its middle, so a
/// long stretch costs linear time.
pub fn reach(
    lexicon: &Lexicon<'_>,
    pattern: &Pattern,
    text: &[u16],
    head: Range<usize>,
) -> Option<Range<usize>> {
    let before = char_before(text, head.start);
    let start = match pattern.lead {
        Lead::Any => head.start,
        Lead::Slot => before.is_some_and(char::is_alphanumeric).then_some(head.start)?,
        Lead::Number => number_before(text, head.start)?,
    };
    let steps = lexicon.steps_of(pattern.steps);
    if let Some(Step::More(c)) = steps.first()
        && before == Some(*c)
        && text.get(head.clone())?.iter().all(|unit| u32::from(*unit) == *c as u32)
    {
        return None;
    }
    Some(start..follow(lexicon, steps, text, head.end)?)
}

/// Where the number starts that ends at `end`.
fn number_before(text: &[u16], end: usize) -> Option<usize> {
    let number = text.get(..end)?;
    let start =
        number.iter().rposition(|unit| !is_digit(*unit) && *unit != u16::from(b'.')).map_or(0, |at| at + 1);
    (start < end && is_digit(text[start])).then_some(start)
}

fn follow(lexicon: &Lexicon<'_>, steps: &[Step], text: &[u16], at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(at);
    };
    let here = text.get(at..)?;
    match step {
        Step::Fixed(slice) => {
            let mut end = at;
            for unit in lexicon.string(*slice).encode_utf16() {
                if *text.get(end)? != unit {
                    return None;
                }
                end += 1;
            }
            follow(lexicon, rest, text, end)
        }
        Step::More(c) => {
            let mut buffer = [0; 2];
            let more = c.encode_utf16(&mut buffer);
            let count = here.chunks_exact(more.len()).take_while(|chunk| *chunk == more).count();
            follow(lexicon, rest, text, at + count * more.len())
        }
        Step::Slot => {
            let mut end = at;
            while let Some(c) = char_at(text, end).filter(|c| c.is_alphanumeric()) {
                end += c.len_utf16();
                if end - at > SLOT {
                    return None;
                }
                if let Some(reached) = follow(lexicon, rest, text, end) {
                    return Some(reached);
                }
            }
            None
        }
    }
}
