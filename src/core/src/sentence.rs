//! The sentence around a match.

use std::ops::Range;

use crate::run::BREAK;

/// The most UTF-16 units that a sentence has on either side of the match.
const SIDE: usize = 100;

/// The sentence around a range of UTF-16 units, with the sign it ends with:
/// up to 100 units on either side, cut at the ends of sentences and at what is
/// no text, without space around it.
pub fn around(units: &[u16], range: Range<usize>) -> String {
    let start = range.start.min(units.len());
    let end = range.end.clamp(start, units.len());
    let ends = |unit: &u16| char::from_u32(u32::from(*unit)).is_some_and(ends_sentence);
    let first =
        units[..start].iter().rposition(ends).map_or(0, |place| place + 1).max(start.saturating_sub(SIDE));
    let last = (end + SIDE).min(units.len());
    let after = &units[end..last];
    let stop = after.iter().position(ends).map_or(last, |place| {
        let sign = after.get(place).is_some_and(|unit| *unit != BREAK as u16 && *unit != u16::from(b'\n'));
        end + place + usize::from(sign)
    });
    String::from_utf16_lossy(&units[first..stop]).trim().to_owned()
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '；' | '\n' | BREAK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, term: &str) -> String {
        let units: Vec<u16> = text.encode_utf16().collect();
        let before = text.find(term).map_or(0, |at| text[..at].encode_utf16().count());
        around(&units, before..before + term.encode_utf16().count())
    }

    #[test]
    fn ends_where_a_sentence_ends() {
        assert_eq!(sentence("先看。这家店yyds！再来", "yyds"), "这家店yyds！");
        assert_eq!(sentence("一行\n听劝\n三行", "听劝"), "听劝");
        assert_eq!(sentence("听劝", "听劝"), "听劝");
        assert_eq!(sentence("图\u{FFFC}🐮🍺了\u{FFFC}", "🐮🍺"), "🐮🍺了");
    }

    #[test]
    fn long_ones_are_cut() {
        let long = format!("{}听劝{}", "好".repeat(300), "吧".repeat(300));
        assert_eq!(sentence(&long, "听劝").chars().count(), 202);
        assert_eq!(around(&[0x597D], 5..9), "好");
    }
}
