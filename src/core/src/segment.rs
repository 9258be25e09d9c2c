//! Which of several overlapping pieces stay.
//!
//! A stretch of text can be read as terms, ordinary words and single
//! characters. The reading with the fewest pieces wins, ordinary words before
//! terms, terms before characters, common words before rare ones: 草 is lost
//! in 草莓, 种草 in 种草莓 and 上头 in 手上头发. All that is said in costs that
//! the compiler gives; the cheapest sum wins.

use crate::span::{Folded, Span};

/// What a character costs that no table knows.
pub const STRANGER: u8 = 118;

/// What a row of letters and digits costs, however long.
const CODE: u32 = 90;

/// A term that a word beside it speaks for costs this much less: 出片 is one in
/// 超出片, although 超出 is a word.
pub const CUED: u32 = 10;

/// What is only maybe a term costs this much more than what is sure to be one.
pub const DOUBT: u32 = 6;

/// One way to read a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<T> {
    /// Where it lies; on character boundaries, not empty.
    pub span: Span<Folded>,
    /// What it is; nothing for an ordinary word.
    pub found: Option<T>,
    /// What it costs to read it so: about 100 for each piece.
    pub cost: u32,
}

/// The pieces that stay, in the order of the text, without overlap, and
/// without the ordinary words.
///
/// `pieces` are sorted by their start; `character` says what a character by
/// itself costs. Time is linear in the bytes and pieces of each stretch that
/// they cover without a gap.
pub fn choose<T: Copy>(text: &str, pieces: &[Piece<T>], character: impl Fn(char) -> u8) -> Vec<Piece<T>> {
    let mut chosen = Vec::new();
    let mut rest = pieces;
    while let Some(first) = rest.first() {
        let mut end = first.span.end;
        let mut count = 1;
        while let Some(next) = rest.get(count).filter(|next| next.span.start < end) {
            end = end.max(next.span.end);
            count += 1;
        }
        let (stretch, behind) = rest.split_at(count);
        cheapest(text, Span::new(first.span.start, end), stretch, &character, &mut chosen);
        rest = behind;
    }
    chosen
}

/// Shortest path over the bytes of one stretch; bytes inside a character are
/// never reached.
fn cheapest<T: Copy>(
    text: &str,
    stretch: Span<Folded>,
    pieces: &[Piece<T>],
    character: &impl Fn(char) -> u8,
    chosen: &mut Vec<Piece<T>>,
) {
    if let [only] = pieces {
        chosen.extend(only.found.map(|_| *only));
        return;
    }
    #[derive(Clone, Copy)]
    struct Step {
        cost: u32,
        from: u32,
        piece: Option<u32>,
    }
    let unreached = Step { cost: u32::MAX, from: 0, piece: None };
    let mut best = vec![unreached; stretch.len() as usize + 1];
    best[0].cost = 0;
    let mut next = 0;
    let within = text.get(stretch.range()).unwrap_or("");
    let mut in_code = false;
    for (at, c) in within.char_indices() {
        let code = c.is_ascii_alphanumeric();
        // A row of letters and digits is one piece, however long.
        let alone = match (code, in_code) {
            (true, true) => 0,
            (true, false) => CODE,
            (false, _) => u32::from(character(c)),
        };
        in_code = code;
        let cost = best[at].cost;
        let mut relax = |to: usize, step: Step| {
            // A later start wins a tie, which keeps the leftmost term whole.
            if let Some(slot) = best.get_mut(to).filter(|slot| step.cost <= slot.cost) {
                *slot = step;
            }
        };
        let from = at as u32;
        relax(at + c.len_utf8(), Step { cost: cost.saturating_add(alone), from, piece: None });
        while let Some(piece) = pieces.get(next).filter(|piece| piece.span.start == stretch.start + from) {
            relax(
                (piece.span.end - stretch.start) as usize,
                Step { cost: cost.saturating_add(piece.cost), from, piece: Some(next as u32) },
            );
            next += 1;
        }
    }
    let mut at = within.len();
    let first = chosen.len();
    while at > 0 {
        let step = best[at];
        if let Some(piece) = step.piece.and_then(|index| pieces.get(index as usize))
            && piece.found.is_some()
        {
            chosen.push(*piece);
        }
        at = step.from as usize;
    }
    chosen[first..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `terms` as terms, the other words as ordinary ones that are a
    /// little commoner, and says what of the text stays.
    fn check(text: &str, terms: &[&str], ordinary: &[&str], stays: &[&str]) {
        let mut pieces: Vec<Piece<()>> = Vec::new();
        for (words, found, cost) in [(terms, Some(()), 90), (ordinary, None, 85)] {
            for word in words {
                for (start, _) in text.match_indices(word) {
                    let span = Span::new(start as u32, (start + word.len()) as u32);
                    pieces.push(Piece { span, found, cost });
                }
            }
        }
        pieces.sort_by_key(|piece| piece.span.start);
        let chosen = choose(text, &pieces, |_| 95);
        let chosen: Vec<&str> = chosen.iter().map(|piece| &text[piece.span.range()]).collect();
        assert_eq!(chosen, stays, "{text}");
    }

    #[test]
    fn ordinary_words_keep_terms_out() {
        check("草", &["草"], &["草莓"], &["草"]);
        check("买草莓", &["草"], &["草莓"], &[]);
        check("种草莓", &["种草"], &["草莓"], &[]);
        check("被种草了", &["种草"], &["草莓"], &["种草"]);
        check("手上头发", &["上头"], &["手上", "头发"], &[]);
        check("装13", &["装13"], &["安装"], &["装13"]);
        check("安装13代", &["装13"], &["安装"], &[]);
        check("2g网络", &["2g网"], &["网络"], &[]);
        check("太上头了", &["上头"], &["手上", "头发"], &["上头"]);
    }

    #[test]
    fn longest_then_leftmost() {
        check("绝绝子", &["绝", "绝绝子"], &[], &["绝绝子"]);
        check("甲乙丙", &["甲乙", "乙丙"], &[], &["甲乙"]);
        check("甲乙丙丁", &["甲乙", "丙丁"], &[], &["甲乙", "丙丁"]);
    }
}
