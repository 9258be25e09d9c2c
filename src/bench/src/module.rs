//! The same for JavaScript.
#![allow(unreachable_pub, reason = "JavaScript reaches it")]

use cattax_core::Finder;
use wasm_bindgen::prelude::*;

use crate::Automaton;

/// The terms, one to a line.
#[wasm_bindgen]
pub fn terms() -> String {
    crate::TERMS.to_owned()
}

/// The text in one piece.
#[wasm_bindgen]
pub fn text() -> String {
    crate::text()
}

/// The text in runs, divided by U+001E.
#[wasm_bindgen]
pub fn runs() -> String {
    crate::runs(&crate::text())
}

/// Takes the text into the module, and nothing else.
#[wasm_bindgen]
pub fn copy(runs: &str) -> usize {
    runs.len()
}

/// The whole finder.
#[wasm_bindgen]
pub struct Whole(Finder<'static>);

#[wasm_bindgen]
impl Whole {
    /// Opens the tables.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "a constructor of JavaScript")]
    pub fn new() -> Whole {
        Whole(crate::finder())
    }

    /// Start, end and entry of every match.
    pub fn find(&self, runs: &str) -> Vec<u32> {
        crate::find(&self.0, runs)
    }
}

/// The bare automaton.
#[wasm_bindgen]
pub struct Bare(Automaton);

#[wasm_bindgen]
impl Bare {
    /// Builds it.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "a constructor of JavaScript")]
    pub fn new() -> Bare {
        Bare(Automaton::new())
    }

    /// Start, end and term of every match.
    pub fn find(&self, runs: &str) -> Vec<u32> {
        self.0.find(runs)
    }
}
