//! The explanations: what the card says, in a file of their own.
//!
//! The file is one JSON object per entry, one behind the other, in the order
//! of the finder's entries. The finder's tables hold where each starts, so the
//! card reads just the one it shows. It holds what the card shows and nothing
//! else, and no field that is empty: with five thousand entries that is a fifth
//! of the file.

use serde::Serialize;

use crate::authored::{Body, Entry, Glossary, Text};

/// The file, and where each entry starts in it.
pub struct Explanations {
    /// The JSON objects.
    pub text: String,
    /// Where the object of each entry starts, in UTF-16 units, and one more:
    /// the end of the last.
    pub starts: Vec<u32>,
    /// A fingerprint of the text's bytes (64-bit FNV-1a), by which a page side knows
    /// that the file belongs to its tables.
    pub fingerprint: u64,
}

impl Explanations {
    /// The explanations of a glossary. Same input, same bytes.
    pub fn of(glossary: &Glossary) -> Self {
        let mut text = String::new();
        let mut starts = vec![0];
        let mut end = 0;
        for entry in &glossary.entries {
            // Only a map with keys that are no strings has no JSON form.
            let json = serde_json::to_string(&Shown::of(entry)).unwrap_or_default();
            end += json.encode_utf16().count() as u32;
            starts.push(end);
            text.push_str(&json);
        }
        let fingerprint = fnv1a(text.as_bytes());
        Explanations { text, starts, fingerprint }
    }
}

/// The 64-bit FNV-1a hash of some bytes: small, and the same on every machine and version.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// What the card shows of one entry.
#[derive(Serialize)]
struct Shown<'a> {
    term: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    display: &'a str,
    senses: Vec<ShownSense<'a>>,
}

#[derive(Serialize)]
struct ShownSense<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    pinyin: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    stands_for: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    literal: &'a str,
    means: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    more: &'a str,
    tone: &'a str,
    #[serde(rename = "use")]
    usage: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<Example<'a>>,
}

impl<'a> Shown<'a> {
    fn of(entry: &'a Entry) -> Self {
        let senses = entry.senses.iter().map(|sense| Sense::of(&sense.id.value, &sense.body));
        Shown {
            term: &entry.term.value,
            display: text(&entry.display),
            senses: senses
                .map(|sense| ShownSense {
                    pinyin: sense.pinyin,
                    stands_for: sense.stands_for,
                    literal: sense.literal,
                    means: sense.means,
                    more: sense.more,
                    tone: sense.tone,
                    usage: sense.usage,
                    since: sense.since,
                    example: sense.example,
                })
                .collect(),
        }
    }
}

/// All that the glossary says of one entry; empty where the authors say
/// nothing.
#[derive(Serialize)]
pub struct Explanation<'a> {
    id: &'a str,
    theme: &'a str,
    term: &'a str,
    display: &'a str,
    also: Vec<&'a str>,
    traditional: Vec<&'a str>,
    pattern: Vec<&'a str>,
    see: Vec<&'a str>,
    senses: Vec<Sense<'a>>,
}

#[derive(Serialize)]
struct Sense<'a> {
    id: &'a str,
    kind: &'a str,
    level: u8,
    pinyin: &'a str,
    stands_for: &'a str,
    literal: &'a str,
    means: &'a str,
    more: &'a str,
    tone: &'a str,
    #[serde(rename = "use")]
    usage: &'a str,
    since: Option<u16>,
    example: Option<Example<'a>>,
}

#[derive(Serialize)]
struct Example<'a> {
    zh: &'a str,
    en: &'a str,
}

impl<'a> Explanation<'a> {
    /// The explanation of an entry.
    pub fn of(entry: &'a Entry) -> Self {
        Explanation {
            id: &entry.id.value,
            theme: &entry.theme,
            term: &entry.term.value,
            display: text(&entry.display),
            also: texts(&entry.also),
            traditional: texts(&entry.traditional),
            pattern: texts(&entry.pattern),
            see: texts(&entry.see),
            senses: entry.senses.iter().map(|sense| Sense::of(&sense.id.value, &sense.body)).collect(),
        }
    }
}

impl<'a> Sense<'a> {
    fn of(id: &'a str, body: &'a Body) -> Self {
        Sense {
            id,
            kind: body.kind.map_or("", |kind| kind.name()),
            level: body.level.unwrap_or_default(),
            pinyin: text(&body.pinyin),
            stands_for: text(&body.stands_for),
            literal: text(&body.literal),
            means: text(&body.means),
            more: text(&body.more),
            tone: text(&body.tone),
            usage: text(&body.usage),
            since: body.since,
            example: body
                .example
                .as_ref()
                .map(|example| Example { zh: &example.zh.value, en: &example.en.value }),
        }
    }
}

fn text(text: &Option<Text>) -> &str {
    text.as_ref().map_or("", |text| text.value.as_str())
}

pub(crate) fn texts(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}
