//! Terms whose characters are held apart to get past a filter: y.y.d.s.

use crate::trie::Trie;
use crate::units::{char_at, is_code};

/// How many characters a term must have to be looked for in this way; two with
/// something between them are too often just two.
const FEWEST: usize = 3;

/// The end of the longest key from `start` on whose characters are all divided
/// by the same sign, and its value.
///
/// A sign that divides words, sentences or the items of a list is none.
pub fn spaced(terms: &Trie<'_>, text: &[u16], start: usize) -> Option<(usize, u16)> {
    let sign = char_at(text, start + 1)?;
    let second = start + 1 + sign.len_utf16();
    if char_at(text, second + 1) != Some(sign) || !holds_apart(sign) {
        return None;
    }
    let mut node = 0;
    let mut at = start;
    let mut found = None;
    for count in 1.. {
        let Some(&unit) = text.get(at).filter(|unit| is_part(**unit)) else { break };
        let Some(next) = terms.step(node, unit) else { break };
        node = next;
        at += 1;
        if count >= FEWEST && terms.value_of(node) != 0 {
            found = Some((at, terms.value_of(node)));
        }
        if char_at(text, at) != Some(sign) {
            break;
        }
        at += sign.len_utf16();
    }
    // A row that goes on in the same way is no term held apart.
    found.filter(|(end, _)| {
        char_at(text, *end) != Some(sign)
            || !text.get(end + sign.len_utf16()).is_some_and(|unit| is_part(*unit))
    })
}

/// Whether a unit can be one of the characters held apart.
#[inline]
pub fn is_part(unit: u16) -> bool {
    matches!(unit, 0x3400..=0x4DBF | 0x4E00..=0x9FFF) || is_code(unit)
}

fn holds_apart(sign: char) -> bool {
    !sign.is_alphanumeric()
        && !sign.is_control()
        && !matches!(sign, ',' | '，' | '、' | '。' | '!' | '?' | ';' | ':' | '\u{FFFC}')
}
