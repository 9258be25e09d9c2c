//! The explanations: read from their own file at the first card.

use cattax_glossary::{EXPLANATIONS_FILE, explanation_range};
use js_sys::{JSON, Uint8Array};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, TextDecoder};

use crate::webext;

/// What the card says of an entry; empty where the glossary says nothing.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Explanation {
    pub(crate) term: String,
    pub(crate) display: String,
    pub(crate) senses: Vec<Sense>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Sense {
    pub(crate) pinyin: String,
    pub(crate) stands_for: String,
    pub(crate) literal: String,
    pub(crate) means: String,
    pub(crate) more: String,
    pub(crate) tone: String,
    #[serde(rename = "use")]
    pub(crate) usage: String,
    pub(crate) since: Option<u16>,
    pub(crate) example: Option<Example>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Example {
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// The file of explanations, kept outside the module's memory.
#[derive(Clone)]
pub(crate) struct Explanations {
    bytes: Uint8Array,
}

impl Explanations {
    /// Reads the file; an error where the extension was updated meanwhile.
    pub(crate) async fn load() -> Result<Self, JsValue> {
        let url = webext::url(EXPLANATIONS_FILE)?;
        let response = JsFuture::from(fetch(&url)).await?;
        let response: Response = response.dyn_into()?;
        if !response.ok() {
            return Err(response.status_text().into());
        }
        let buffer = JsFuture::from(response.array_buffer()?).await?;
        Ok(Explanations { bytes: Uint8Array::new(&buffer) })
    }

    /// The explanation of an entry; an error for one that is not there.
    pub(crate) fn get(&self, entry: u32) -> Result<Explanation, JsValue> {
        let range = explanation_range(entry);
        let bytes = self.bytes.subarray(range.start, range.end);
        let json = TextDecoder::new()?.decode_with_buffer_source(&bytes)?;
        Ok(serde_wasm_bindgen::from_value(JSON::parse(&json)?)?)
    }
}

#[wasm_bindgen]
extern "C" {
    /// The same in pages and workers; only ever given an address of the
    /// extension itself.
    fn fetch(url: &str) -> js_sys::Promise;
}

#[cfg(test)]
mod tests {
    use super::*;
    use cattax_glossary::{EXPLANATIONS, LEXICON};

    #[test]
    fn every_baked_explanation_reads() {
        for entry in 0..LEXICON.entries.len() as u32 {
            let range = explanation_range(entry);
            let bytes = &EXPLANATIONS[range.start as usize..range.end as usize];
            let explanation: Explanation = serde_json::from_slice(bytes).expect("an explanation");
            assert!(!explanation.term.is_empty());
            assert_eq!(explanation.senses.len(), LEXICON.senses_of(entry).len());
        }
    }
}
