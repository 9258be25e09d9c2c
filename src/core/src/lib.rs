//! Finds slang in text.
//!
//! Everything here is a pure function over text and tables: no browser, no
//! files, no clock, and no panic on any input. The tables ([`Lexicon`]) are
//! made by the compiler crate and only read here.
//!
//! What this crate does not do: it holds no glossary, explains nothing and
//! knows no page.

mod cue;
pub mod dodge;
pub mod entry;
pub mod find;
pub mod fold;
pub mod lexicon;
pub mod pattern;
pub mod place;
pub mod reading;
pub mod run;
pub mod segment;
pub mod senses;
pub mod sentence;
pub mod settings;
pub mod span;
pub mod trie;
pub mod units;
pub mod words;

pub use find::{Finder, Match};
pub use lexicon::Lexicon;
