//! Offsets that know what they count.
//!
//! The finder works in folded text, the page in text as it stands. Both count
//! UTF-16 units, but not the same ones; the two never mix, because they are
//! different types.

use std::marker::PhantomData;
use std::ops::Range;

/// Marks an offset as a count of UTF-16 units in folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Folded;

/// Marks an offset as a count of UTF-16 units in text as the page holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16;

/// A half-open range of offsets of one kind; `start <= end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<T> {
    /// The first offset inside.
    pub start: u32,
    /// The first offset behind.
    pub end: u32,
    unit: PhantomData<T>,
}

impl<T> Span<T> {
    /// A span from `start` to `end`; an `end` before `start` gives an empty one.
    pub fn new(start: u32, end: u32) -> Self {
        Span { start, end: end.max(start), unit: PhantomData }
    }

    /// How many units it covers.
    pub fn len(&self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The same range for indexing.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two share at least one unit.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
