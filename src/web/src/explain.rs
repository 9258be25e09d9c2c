//! The explanations: read from their own file at the first card.

use cattax_core::fold::unfold;
use cattax_core::reading::letters;
use cattax_core::units::is_han;
use cattax_glossary::{EXPLANATIONS_FILE, LEXICON};
use js_sys::{Array, JSON, Reflect};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::webext;

/// What the card says of an entry; empty texts where the glossary says nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Explanation {
    /// Its place in the finder's tables.
    pub(crate) entry: u32,
    pub(crate) id: String,
    pub(crate) term: String,
    pub(crate) display: String,
    /// The term in traditional characters.
    pub(crate) traditional: String,
    /// The places of related entries.
    pub(crate) see: Vec<u32>,
    pub(crate) senses: Vec<Sense>,
}

impl Explanation {
    /// The term as it is usually written.
    pub(crate) fn name(&self) -> &str {
        if self.display.is_empty() { &self.term } else { &self.display }
    }

    /// The sense at a place, or the first one.
    pub(crate) fn sense(&self, place: u32) -> Option<&Sense> {
        self.senses.get(place as usize).or(self.senses.first())
    }
}

/// One meaning.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Sense {
    pub(crate) pinyin: String,
    pub(crate) stands_for: String,
    pub(crate) literal: String,
    pub(crate) means: String,
    pub(crate) more: String,
    pub(crate) tone: String,
    #[serde(rename = "use")]
    pub(crate) usage: String,
    /// The year it spread; 0 where it is not known.
    pub(crate) since: u16,
    pub(crate) zh: String,
    pub(crate) en: String,
    /// What in the example is read otherwise than usual: the place among its
    /// Chinese characters, a colon, the reading; divided by spaces. Nothing
    /// where its readings are not known.
    said: Option<String>,
    /// How each character of the example is read, empty for what is not
    /// Chinese.
    #[serde(skip)]
    pub(crate) spoken: Vec<(char, String)>,
}

impl Sense {
    /// Whether its tone is one that a reader may want veiled.
    pub(crate) fn is_harsh(&self) -> bool {
        matches!(self.tone.as_str(), "rude" | "vulgar" | "slur")
    }
}

/// The columns of the senses, by the names of the fields of [`Sense`].
const SENSE_COLUMNS: [&str; 11] =
    ["pinyin", "stands_for", "literal", "means", "more", "tone", "use", "since", "zh", "en", "said"];

/// The file of explanations, kept outside the module's memory.
///
/// It is read as text, because that is what crosses: in a Firefox content
/// script the bytes of a response belong to the page's world.
#[derive(Clone)]
pub(crate) struct Explanations {
    columns: JsValue,
}

impl Explanations {
    /// Reads the file, about 1.4 MB; an error where the extension was updated
    /// meanwhile.
    pub(crate) async fn load() -> Result<Self, JsValue> {
        let url = webext::url(EXPLANATIONS_FILE)?;
        let response = JsFuture::from(fetch(&url)).await?;
        let response: Response = response.dyn_into()?;
        if !response.ok() {
            return Err(response.status_text().into());
        }
        let text = JsFuture::from(response.text()?).await?;
        let text = text.as_string().ok_or("the explanations are no text")?;
        Ok(Explanations { columns: JSON::parse(&text)? })
    }

    /// The explanation of an entry; an error for one that is not there.
    pub(crate) fn get(&self, entry: u32) -> Result<Explanation, JsValue> {
        let text = |name: &str| -> Result<String, JsValue> {
            let cell = cell(&self.columns, name, entry)?;
            cell.as_string().ok_or(cell)
        };
        let see = Array::from(&cell(&self.columns, "see", entry)?);
        let columns = Reflect::get(&self.columns, &"senses".into())?;
        let first = LEXICON.first_sense(entry);
        let count = LEXICON.senses_of(entry).len() as u32;
        let readings = Reflect::get(&self.columns, &"readings".into())?;
        let senses = (first..first + count).map(|place| sense(&columns, &readings, place));
        let senses: Vec<Sense> = senses.collect::<Result<_, _>>()?;
        let id = match text("id")? {
            id if id.is_empty() => letters(senses.first().map_or("", |sense| &sense.pinyin)),
            id => id,
        };
        let term = text("term")?;
        let traditional = match text("traditional")? {
            form if form.is_empty() => unfold(&term, LEXICON.han),
            form => form,
        };
        Ok(Explanation {
            entry,
            id,
            term,
            display: text("display")?,
            traditional,
            see: see.iter().filter_map(|place| place.as_f64()).map(|place| place as u32).collect(),
            senses,
        })
    }
}

fn sense(columns: &JsValue, readings: &JsValue, place: u32) -> Result<Sense, JsValue> {
    let object = js_sys::Object::new();
    for name in SENSE_COLUMNS {
        Reflect::set(&object, &name.into(), &cell(columns, name, place)?)?;
    }
    let mut sense: Sense = serde_wasm_bindgen::from_value(object.into())?;
    if let Some(said) = &sense.said {
        sense.spoken = spoken(&sense.zh, said, readings);
    }
    Ok(sense)
}

/// Each character of an example with its reading.
fn spoken(zh: &str, said: &str, readings: &JsValue) -> Vec<(char, String)> {
    let unusual = |place: usize| {
        said.split(' ').filter_map(|pair| pair.split_once(':')).find(|(at, _)| at.parse() == Ok(place))
    };
    let mut han = 0;
    let read = |c: char| {
        if !is_han(c) {
            return (c, String::new());
        }
        han += 1;
        let reading = match unusual(han - 1) {
            Some((_, reading)) => reading.to_owned(),
            None => Reflect::get(readings, &c.to_string().into())
                .ok()
                .and_then(|reading| reading.as_string())
                .unwrap_or_default(),
        };
        (c, reading)
    };
    zh.chars().map(read).collect()
}

fn cell(columns: &JsValue, name: &str, place: u32) -> Result<JsValue, JsValue> {
    Reflect::get_u32(&Reflect::get(columns, &name.into())?, place)
}

#[wasm_bindgen]
extern "C" {
    /// The same in pages and workers; only ever given an address of the
    /// extension itself.
    fn fetch(url: &str) -> js_sys::Promise;
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;
    use cattax_glossary::EXPLANATIONS;
    use serde_json::Value;

    #[test]
    fn every_column_has_its_length() {
        let columns: Value = serde_json::from_str(EXPLANATIONS).expect("JSON");
        let length = |value: &Value| value.as_array().map(Vec::len);
        for name in ["id", "term", "display", "traditional", "see"] {
            assert_eq!(length(&columns[name]), Some(LEXICON.entries.len()), "{name}");
        }
        for name in SENSE_COLUMNS {
            assert_eq!(length(&columns["senses"][name]), Some(LEXICON.senses.len()), "{name}");
        }
        let ids = columns["id"].as_array().expect("ids");
        for (entry, id) in (0..).zip(ids) {
            let pinyin = &columns["senses"]["pinyin"][LEXICON.first_sense(entry) as usize];
            let id = match id.as_str().expect("an id") {
                "" => letters(pinyin.as_str().expect("a pinyin")),
                id => id.to_owned(),
            };
            assert_eq!(LEXICON.entry_of(&id), Some(entry), "{id}");
        }
        assert_eq!(unfold("听劝", LEXICON.han), "聽勸");
        let means = columns["senses"]["means"].as_array().expect("meanings");
        assert!(means.iter().all(|text| text.as_str().is_some_and(|text| !text.is_empty())));
    }
}
