//! Which of several overlapping pieces stay.
//!
//! A stretch of text can be read as terms, ordinary words and single
//! characters. The reading with the fewest pieces wins, ordinary words before
//! terms, terms before characters, common words before rare ones: 草 is lost
//! in 草莓, 种草 in 种草莓 and 上头 in 手上头发. All that is said in costs that
//! the compiler gives; the cheapest sum wins.

use crate::span::{Folded, Span};
use crate::units::{is_code, is_second_half};

/// How many UTF-16 units an ordinary word has at the most; longer ones are
/// sayings and names that hold shorter words anyway.
pub const LONGEST: usize = 8;

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

/// Chooses, and keeps what it needs for that for the next text.
#[derive(Debug)]
pub struct Choice<T> {
    chosen: Vec<Piece<T>>,
    /// The pieces of one stretch.
    pieces: Vec<Piece<T>>,
    /// The cheapest way to each unit of a stretch.
    best: Vec<Step>,
}

impl<T> Default for Choice<T> {
    fn default() -> Self {
        Choice { chosen: Vec::new(), pieces: Vec::new(), best: Vec::new() }
    }
}

impl<T: Copy> Choice<T> {
    /// The claims that stay, in the order of the text, without overlap.
    pub fn chosen(&self) -> &[Piece<T>] {
        &self.chosen
    }

    /// Chooses among `claims`, which are sorted by their start.
    ///
    /// `ordinary` says the ordinary words that start at a place: how many
    /// UTF-16 units each has and what it costs; it is asked only for places
    /// around claims. `character` says what a unit by itself costs.
    ///
    /// Time is linear in the units and pieces of the stretches around claims
    /// that pieces cover without a gap.
    pub fn choose(
        &mut self,
        text: &[u16],
        claims: &[Piece<T>],
        ordinary: impl Fn(usize, &mut dyn FnMut(usize, u8)),
        character: impl Fn(u16) -> u8,
    ) {
        self.chosen.clear();
        let mut claims = claims.iter().peekable();
        let mut floor = 0;
        while let Some(first) = claims.peek() {
            let start = first_of_stretch(first.span.start as usize, floor, &ordinary);
            let mut end = first.span.end as usize;
            self.pieces.clear();
            let mut at = start;
            while at < end {
                while let Some(claim) = claims.next_if(|claim| claim.span.start as usize <= at) {
                    end = end.max(claim.span.end as usize);
                    self.pieces.push(*claim);
                }
                ordinary(at, &mut |length, cost| {
                    end = end.max(at + length);
                    let span = Span::new(at as u32, (at + length) as u32);
                    self.pieces.push(Piece { span, found: None, cost: u32::from(cost) });
                });
                at += 1;
            }
            match self.pieces[..] {
                [only] => self.chosen.extend(only.found.map(|_| only)),
                _ => self.cheapest(text, Span::new(start as u32, end as u32), &character),
            }
            floor = end;
        }
    }

    /// Shortest path over the units of one stretch; the second half of a
    /// character is never reached.
    fn cheapest(&mut self, text: &[u16], stretch: Span<Folded>, character: &impl Fn(u16) -> u8) {
        let best = &mut self.best;
        let within = text.get(stretch.range()).unwrap_or(&[]);
        best.clear();
        best.resize(within.len() + 1, Step { cost: u32::MAX, from: 0, piece: None });
        best[0].cost = 0;
        let mut next = 0;
        let mut in_code = false;
        for (at, &unit) in within.iter().enumerate() {
            if is_second_half(unit) {
                continue;
            }
            let code = is_code(unit);
            // A row of letters and digits is one piece, however long.
            let alone = match (code, in_code) {
                (true, true) => 0,
                (true, false) => CODE,
                (false, _) => u32::from(character(unit)),
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
            let wide = within.get(at + 1).is_some_and(|next| is_second_half(*next));
            relax(at + 1 + usize::from(wide), Step { cost: cost.saturating_add(alone), from, piece: None });
            while let Some(piece) =
                self.pieces.get(next).filter(|piece| piece.span.start == stretch.start + from)
            {
                relax(
                    (piece.span.end - stretch.start) as usize,
                    Step { cost: cost.saturating_add(piece.cost), from, piece: Some(next as u32) },
                );
                next += 1;
            }
        }
        let mut at = within.len();
        let first = self.chosen.len();
        while at > 0 {
            let step = best[at];
            if let Some(piece) = step.piece.and_then(|index| self.pieces.get(index as usize))
                && piece.found.is_some()
            {
                self.chosen.push(*piece);
            }
            at = step.from as usize;
        }
        self.chosen[first..].reverse();
    }
}

/// Where the stretch starts that holds a place: before it as long as words run
/// across its start, but not before `floor`, where another one has ended.
fn first_of_stretch(
    mut start: usize,
    floor: usize,
    ordinary: impl Fn(usize, &mut dyn FnMut(usize, u8)),
) -> usize {
    let reaches = |at: usize, start: usize| {
        let mut across = false;
        ordinary(at, &mut |length, _| across |= at + length > start);
        across
    };
    while let Some(across) =
        (start.saturating_sub(LONGEST - 1).max(floor)..start).find(|at| reaches(*at, start))
    {
        start = across;
    }
    start
}

/// The cheapest way to a place in a stretch.
#[derive(Debug, Clone, Copy)]
struct Step {
    cost: u32,
    /// Where its last piece starts.
    from: u32,
    /// Which piece that is; nothing for a character.
    piece: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `terms` as terms, the other words as ordinary ones that are a
    /// little commoner, and says what of the text stays.
    fn check(text: &str, terms: &[&str], ordinary: &[&str], stays: &[&str]) {
        let text: Vec<u16> = text.encode_utf16().collect();
        let starts = |words: &[&str], at: usize| -> Vec<usize> {
            let units = words.iter().map(|word| word.encode_utf16().collect::<Vec<u16>>());
            units.filter(|word| text[at..].starts_with(word)).map(|word| word.len()).collect()
        };
        let mut claims = Vec::new();
        for start in 0..text.len() {
            for length in starts(terms, start) {
                let span = Span::new(start as u32, (start + length) as u32);
                claims.push(Piece { span, found: Some(()), cost: 90 });
            }
        }
        let words = |at: usize, say: &mut dyn FnMut(usize, u8)| {
            starts(ordinary, at).into_iter().for_each(|length| say(length, 85));
        };
        let mut choice = Choice::default();
        choice.choose(&text, &claims, words, |_| 95);
        let chosen: Vec<String> =
            choice.chosen().iter().map(|piece| String::from_utf16_lossy(&text[piece.span.range()])).collect();
        assert_eq!(chosen, stays);
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
