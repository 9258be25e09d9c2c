//! Which sense a candidate has where it stands, if any, and how sure that is.
//!
//! A candidate is judged by its edges, by what numbers and letters beside it
//! mean, and by the cues of its senses. Which of several overlapping
//! candidates stays is the business of [`crate::segment`].

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use crate::entry::Kind;
use crate::lexicon::{Cue, Item, Lexicon, Sense, Set, Slice, Test};
use crate::run::BREAK;
use crate::units::{char_at, char_before, is_code, is_digit, is_emoji, is_han, is_letter, is_second_half};
use crate::words::Words;

/// How many UTF-16 units away, on either side, a `near` cue looks.
pub const NEAR: usize = 20;

/// How many words of letters make a run without Han characters foreign.
const FOREIGN_WORDS: usize = 3;

/// What a candidate is, where it is anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The place of the sense among those of the entry.
    pub sense: u32,
    /// Sure, or only maybe.
    pub sure: bool,
    /// Whether a cue beside it speaks for it.
    pub cued: bool,
}

/// What comes of judging a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// It is a term.
    Is(Verdict),
    /// It is the same word in another meaning.
    Ordinary,
    /// It is only part of something else.
    Nothing,
}

/// Judges the candidates of one run.
pub struct Judge<'a> {
    lexicon: &'a Lexicon<'a>,
    text: &'a [u16],
    words: &'a Words,
    /// Whether the run is in another language altogether: words of letters that
    /// are no terms, and not one Han character. A code in it, `666` or `emo`,
    /// is hardly ever slang.
    foreign: bool,
}

/// A candidate and what stands around it.
struct Context<'a> {
    judge: &'a Judge<'a>,
    start: usize,
    end: usize,
}

impl<'a> Judge<'a> {
    /// A judge over folded text and all words of the cues in it. Linear in the
    /// text.
    pub fn new(lexicon: &'a Lexicon<'a>, text: &'a [u16], words: &'a Words) -> Self {
        let han = |unit: &u16| char::from_u32(u32::from(*unit)).is_some_and(is_han);
        let foreign = !text.iter().any(han)
            && text
                .split(|unit| !is_letter(*unit))
                .filter(|word| !word.is_empty() && !lexicon.is_term(word))
                .nth(FOREIGN_WORDS - 1)
                .is_some();
        Judge { lexicon, text, words, foreign }
    }

    /// The best sense of `entry` for this place: the first that is sure, else
    /// the first that may be.
    pub fn judge(&self, entry: u32, place: Range<usize>) -> Judgement {
        let context = Context { judge: self, start: place.start, end: place.end };
        if !context.whole_code() || !whole_graphemes(self.text, &place) {
            return Judgement::Nothing;
        }
        let among_letters = context.term().iter().all(|unit| is_code(*unit))
            && (self.foreign || context.among_foreign_letters());
        let mut maybe = None;
        for (index, sense) in (0..).zip(self.lexicon.senses_of(entry)) {
            let fits = match sense.kind {
                Kind::Number => !context.is_quantity(),
                _ => true,
            };
            if !fits || context.holds_any(sense.unless) {
                continue;
            }
            if !among_letters && (sense.when.is_empty() || context.holds_any(sense.when)) {
                return Judgement::Is(Verdict { sense: index, sure: true, cued: context.is_cued(sense) });
            }
            if maybe.is_none() && (among_letters || sense.otherwise_maybe) {
                maybe = Some(Verdict { sense: index, sure: false, cued: false });
            }
        }
        maybe.map_or(Judgement::Ordinary, Judgement::Is)
    }
}

impl Context<'_> {
    fn lexicon(&self) -> &Lexicon<'_> {
        self.judge.lexicon
    }

    fn term(&self) -> &[u16] {
        self.judge.text.get(self.start..self.end).unwrap_or(&[])
    }

    fn before(&self) -> &[u16] {
        self.judge.text.get(..self.start).unwrap_or(&[])
    }

    fn after(&self) -> &[u16] {
        self.judge.text.get(self.end..).unwrap_or(&[])
    }

    /// Whether a rule that looks directly beside the term holds.
    fn is_cued(&self, sense: &Sense) -> bool {
        rules(self.lexicon().cues_of(sense.when)).any(|rule| {
            rule.iter().any(|cue| cue.mode.wanted() && matches!(cue.test, Test::After | Test::Before))
                && self.all_hold(rule)
        })
    }

    fn holds_any(&self, cues: Slice) -> bool {
        rules(self.lexicon().cues_of(cues)).any(|rule| self.all_hold(rule))
    }

    fn all_hold(&self, rule: &[Cue]) -> bool {
        rule.iter().all(|cue| self.holds(cue) == cue.mode.wanted())
    }

    fn holds(&self, cue: &Cue) -> bool {
        let (text, set) = (self.judge.text, self.lexicon().set(cue.set));
        match cue.test {
            Test::ClauseStart => self.starts_clause(),
            Test::ClauseEnd => self.ends_clause(),
            Test::Alone => self.starts_clause() && self.ends_clause(),
            Test::WholeText => {
                let quiet = |c: char| !c.is_alphanumeric() || CLOSING.contains(&c) || OPENING.contains(&c);
                let all_quiet =
                    |text: &[u16]| char::decode_utf16(text.iter().copied()).all(|c| c.is_ok_and(quiet));
                self.before().len() + self.after().len() < NEAR
                    && all_quiet(self.before())
                    && all_quiet(self.after())
            }
            Test::Written => {
                (self.end == self.start + 1 && self.has_unit(set, self.start))
                    || self
                        .judge
                        .words
                        .starting(self.start, self.start + 1)
                        .any(|word| word.end as usize == self.end && self.lexicon().has(set, word.item))
            }
            Test::After => {
                self.start.checked_sub(1).is_some_and(|last| self.has_unit(set, last))
                    || self.judge.words.ending(self.start).any(|word| self.lexicon().has(set, word.item))
                    || (self.lexicon().has_classes(set) && self.has_class(set, char_before(text, self.start)))
                    || (self.lexicon().has(set, Item::EDGE) && starts_clause(self.before()))
            }
            Test::Before => self.is_before(set, self.end),
            Test::Near => {
                self.stands_within(set, self.start.saturating_sub(NEAR)..self.start)
                    || self.stands_within(set, self.end..text.len().min(self.end + NEAR))
            }
            Test::Subject => {
                let clause =
                    self.before().iter().rev().take(NEAR).take_while(|unit| !divides(**unit)).count();
                self.stands_within(set, self.start - clause..self.start)
            }
            Test::Object => {
                let clause = self.after().iter().take(NEAR).take_while(|unit| !divides(**unit)).count();
                self.stands_within(set, self.end..self.end + clause)
            }
        }
    }

    fn is_before(&self, set: Set, at: usize) -> bool {
        self.has_unit(set, at)
            || self.judge.words.starting(at, at + 1).any(|word| self.lexicon().has(set, word.item))
            || (self.lexicon().has_classes(set) && self.has_class(set, char_at(self.judge.text, at)))
            || (self.lexicon().has(set, Item::EDGE) && ends_clause(self.after()))
    }

    /// Whether one of the items stands in a piece of the text, all of it.
    fn stands_within(&self, set: Set, place: Range<usize>) -> bool {
        place.clone().any(|at| self.has_unit(set, at))
            || self
                .judge
                .words
                .starting(place.start, place.end)
                .any(|word| self.lexicon().has(set, word.item) && word.end as usize <= place.end)
            || (self.lexicon().has_classes(set)
                && place.into_iter().any(|at| self.has_class(set, char_at(self.judge.text, at))))
    }

    #[inline]
    fn has_unit(&self, set: Set, at: usize) -> bool {
        let unit = self.judge.text.get(at).and_then(|unit| Item::of_unit(*unit));
        unit.is_some_and(|item| self.lexicon().has(set, item))
    }

    /// Whether a character is of one of the classes of a set.
    fn has_class(&self, set: Set, c: Option<char>) -> bool {
        let has = |class| self.lexicon().has(set, class);
        c.is_some_and(|c| {
            (has(Item::HAN) && is_han(c))
                || (has(Item::LETTER) && c.is_ascii_alphabetic())
                || (has(Item::DIGIT) && c.is_ascii_digit())
                || (has(Item::EMOJI) && is_emoji(c))
        })
    }

    fn starts_clause(&self) -> bool {
        starts_clause(self.before()) && !self.joined_before()
    }

    fn ends_clause(&self) -> bool {
        ends_clause(self.after()) && !self.joined_after()
    }

    /// Whether a space before the term only divides it from another word of
    /// letters or digits, as in "iPhone 6".
    fn joined_before(&self) -> bool {
        let before = self.before();
        let spaces = before.iter().rev().take_while(|unit| **unit == SPACE).count();
        spaces > 0
            && before.get(..before.len() - spaces).and_then(<[u16]>::last).is_some_and(|unit| is_code(*unit))
            && self.term().first().is_some_and(|unit| is_code(*unit))
    }

    fn joined_after(&self) -> bool {
        let after = self.after();
        let spaces = after.iter().take_while(|unit| **unit == SPACE).count();
        spaces > 0
            && after.get(spaces).is_some_and(|unit| is_code(*unit))
            && self.term().last().is_some_and(|unit| is_code(*unit))
    }

    /// Whether letters and digits at the edges of the term stop there.
    fn whole_code(&self) -> bool {
        let joined = |left: Option<&u16>, right: Option<&u16>| {
            left.is_some_and(|unit| is_code(*unit)) && right.is_some_and(|unit| is_code(*unit))
        };
        !joined(self.before().last(), self.term().first())
            && !joined(self.term().last(), self.after().first())
    }

    /// Whether a term of letters stands in a row of other words of letters, as
    /// in an English sentence, where it most likely is one of them.
    fn among_foreign_letters(&self) -> bool {
        if !self.term().iter().all(|unit| is_letter(*unit)) {
            return false;
        }
        let word = |unit: &&u16| is_letter(**unit) || **unit == u16::from(b'\'');
        let foreign = |neighbor: &[u16]| !neighbor.is_empty() && !self.lexicon().is_term(neighbor);
        let before = self.before();
        let spaces = before.iter().rev().take_while(|unit| **unit == SPACE).count();
        let left = &before[..before.len() - spaces];
        let left = &left[left.len() - left.iter().rev().take_while(word).count()..];
        let after = self.after();
        let right = &after[after.iter().take_while(|unit| **unit == SPACE).count()..];
        let right = &right[..right.iter().take_while(word).count()];
        foreign(left) || foreign(right)
    }

    /// Whether a number counts or measures something where it stands.
    fn is_quantity(&self) -> bool {
        let (text, before) = (self.judge.text, char_before(self.judge.text, self.start));
        let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|unit| is_digit(*unit));
        let joins = |c: Option<char>| matches!(c, Some('.' | ':' | '/' | '-' | ',' | '~' | '%' | '*' | '×'));
        let spaces = self.after().iter().take_while(|unit| **unit == SPACE).count();
        // Folding has made the full-width yen sign U+FFE5 stay and ＄ ASCII.
        matches!(before, Some('¥' | '￥' | '$' | '€' | '£' | '第' | '约' | '共'))
            || (joins(before) && digit(self.start.checked_sub(2)))
            || (joins(char_at(text, self.end)) && digit(Some(self.end + 1)))
            || self.is_before(self.lexicon().set(self.lexicon().units), self.end + spaces)
    }
}

/// The rules that a list of cues says: each goes on as long as its rows are
/// joined.
fn rules(cues: &[Cue]) -> impl Iterator<Item = &[Cue]> {
    cues.split_inclusive(|cue| !cue.mode.joined())
}

const SPACE: u16 = b' ' as u16;

/// Whether a unit divides clauses. White space does: that is how people write
/// in comments.
fn divides(unit: u16) -> bool {
    char::from_u32(u32::from(unit)).is_some_and(|c| {
        c.is_whitespace() || matches!(c, ',' | '.' | '!' | '?' | ';' | ':' | '~' | '、' | '。' | '…' | BREAK)
    })
}

/// Exclamations that may open a clause without being part of what it says.
const OPENING: [char; 9] = ['啊', '哇', '哎', '唉', '呃', '额', '嗯', '诶', '呜'];
/// Particles that may close a clause without being part of what it says.
const CLOSING: [char; 19] = [
    '啊', '呀', '吧', '了', '呢', '吗', '嘛', '哦', '噢', '哈', '啦', '咯', '喽', '诶', '欸', '耶', '哇',
    '呜', '嘿',
];

/// How many of those in a row are looked through; a longer row ends a clause by
/// itself. The bound keeps a page of nothing but particles linear.
const PARTICLES: usize = 8;

/// Whether only exclamations lie between the last clause's end and here.
///
/// White space ends a clause: that is how people write in comments.
fn starts_clause(before: &[u16]) -> bool {
    let exclamations =
        before.iter().rev().take(PARTICLES).take_while(|unit| is_one_of(**unit, &OPENING)).count();
    exclamations == PARTICLES || is_edge(char_before(before, before.len() - exclamations))
}

fn ends_clause(after: &[u16]) -> bool {
    let particles = after.iter().take(PARTICLES).take_while(|unit| is_one_of(**unit, &CLOSING)).count();
    particles == PARTICLES || is_edge(char_at(after, particles))
}

fn is_one_of(unit: u16, chars: &[char]) -> bool {
    chars.iter().any(|c| *c as u32 == u32::from(unit))
}

fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_alphanumeric())
}

/// How many units on either side tell whether a character stops at a place: the
/// longest emoji sequences have about twenty.
const CLUSTER: usize = 32;

/// Whether the characters at the edges are whole as a reader sees them.
fn whole_graphemes(text: &[u16], place: &Range<usize>) -> bool {
    [place.start, place.end].into_iter().all(|at| {
        let plain = |unit: Option<&u16>| unit.is_none_or(|unit| is_plain(*unit));
        if plain(at.checked_sub(1).and_then(|before| text.get(before))) && plain(text.get(at)) {
            return true;
        }
        let from = (at.saturating_sub(CLUSTER)..=at)
            .find(|from| !text.get(*from).is_some_and(|unit| is_second_half(*unit)));
        let from = from.unwrap_or(at);
        let left = String::from_utf16_lossy(text.get(from..at).unwrap_or(&[]));
        let both = left.clone()
            + &String::from_utf16_lossy(text.get(at..text.len().min(at + CLUSTER)).unwrap_or(&[]));
        GraphemeCursor::new(left.len(), both.len(), true).is_boundary(&both, 0).unwrap_or(false)
    })
}

/// Whether a unit never belongs to the character beside it: letters, digits,
/// signs of ASCII, Han characters and their punctuation.
fn is_plain(unit: u16) -> bool {
    matches!(unit, 0x20..=0x7E | 0x3001..=0x3029 | 0x4E00..=0x9FFF | 0xFF01..=0xFF5E)
}
