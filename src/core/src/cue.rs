//! Cues, as the tables hold them: what a sense wants or shuns around it.

use crate::lexicon::Slice;

/// One condition of a context rule. A rule is a row of them that all hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// What is looked at.
    pub test: Test,
    /// What is looked for there, a row of [`Lexicon::sets`].
    pub set: u16,
    /// Whether it must hold, and whether the rule goes on with the next row.
    pub mode: Mode,
}

/// How a condition counts in its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It must hold, and is the last.
    Holds,
    /// It must hold, and so must what follows.
    HoldsAnd,
    /// It must not hold, and is the last.
    Fails,
    /// It must not hold, and what follows counts too.
    FailsAnd,
}

impl Mode {
    /// The mode of a condition that is `wanted`, or not, and `joined` to the
    /// next, or not.
    pub fn of(wanted: bool, joined: bool) -> Mode {
        match (wanted, joined) {
            (true, false) => Mode::Holds,
            (true, true) => Mode::HoldsAnd,
            (false, false) => Mode::Fails,
            (false, true) => Mode::FailsAnd,
        }
    }

    /// Whether the condition must hold.
    pub fn wanted(self) -> bool {
        matches!(self, Mode::Holds | Mode::HoldsAnd)
    }

    /// Whether the rule goes on with the next row.
    pub fn joined(self) -> bool {
        matches!(self, Mode::HoldsAnd | Mode::FailsAnd)
    }
}

/// What a cue looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// The term is the whole clause.
    Alone,
    /// The term is the whole run.
    WholeText,
    /// Nothing of weight stands before it in its clause.
    ClauseStart,
    /// Nothing of weight stands behind it in its clause.
    ClauseEnd,
    /// One of the items stands directly before it.
    After,
    /// One of the items stands directly behind it.
    Before,
    /// One of the items stands within [`crate::senses::NEAR`] units.
    Near,
    /// One of the items stands before it in its clause.
    Subject,
    /// One of the items stands behind it in its clause.
    Object,
    /// The term is written as one of the items.
    Written,
}

/// What a cue looks for: a UTF-16 unit by itself, a word of the
/// cues, or a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item(pub u16);

impl Item {
    /// Any Han character.
    pub const HAN: Item = Item(0xFFFE);
    /// Any ASCII letter.
    pub const LETTER: Item = Item(0xFFFD);
    /// Any ASCII digit.
    pub const DIGIT: Item = Item(0xFFFC);
    /// Any emoji.
    pub const EMOJI: Item = Item(0xFFFB);
    /// The end of the clause.
    pub const EDGE: Item = Item(0xFFFA);
    /// The first longer word; units by themselves are below.
    pub const FIRST_WORD: u16 = 0xA000;

    /// The item of a unit by itself, where it can be one.
    #[inline]
    pub fn of_unit(unit: u16) -> Option<Item> {
        (unit < Self::FIRST_WORD).then_some(Item(unit))
    }
}

/// What one cue looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set {
    /// The bits of all items (see [`Set::bit`]); says quickly what is not there.
    pub mask: u16,
    /// The items, in [`Lexicon::items`].
    pub items: Slice,
}

impl Set {
    /// The bit of an item.
    pub fn bit(item: Item) -> u16 {
        1 << (item.0 & 15)
    }

    /// Items as the tables hold them: classes of characters first, then the
    /// others in order, each as how much further it lies than the one before,
    /// wrapping around. So sets that share words pack well.
    pub fn pack(mut items: Vec<Item>) -> Vec<u16> {
        items.sort_by_key(|item| (*item <= Item::EDGE, *item));
        let before = std::iter::once(0).chain(items.iter().map(|item| item.0));
        items.iter().zip(before).map(|(item, before)| item.0.wrapping_sub(before)).collect()
    }
}
