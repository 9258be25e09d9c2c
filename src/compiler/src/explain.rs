//! The explanations: what the card says, in a file of their own.
//!
//! The file is one JSON object of columns. A column of the entries has a value
//! for each entry of the finder's tables, in their order; a column of the
//! senses one for each sense. Values of one kind side by side make the packed
//! file a tenth smaller than an object for each entry, and the card picks what
//! it shows by index.

use std::collections::{BTreeMap, HashMap};

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use serde::Serialize;

use cattax_core::fold::unfold;
use cattax_core::reading::letters;

use crate::authored::{Body, Entry, Glossary, Text};
use crate::examples::Packed;
use crate::tables::Tables;

/// The file.
pub struct Explanations {
    /// The JSON object.
    pub text: String,
    /// A fingerprint of the text's bytes (64-bit FNV-1a), by which a page side knows
    /// that the file belongs to its tables.
    pub fingerprint: u64,
}

impl Explanations {
    /// The explanations of a glossary whose tables these are. Same input, same
    /// bytes.
    pub fn of(glossary: &Glossary, tables: &Tables) -> Self {
        // Only a map with keys that are no strings has no JSON form.
        let text = serde_json::to_string(&Columns::of(glossary, tables.lexicon().han)).unwrap_or_default();
        let fingerprint = fnv1a(text.as_bytes());
        Explanations { text, fingerprint }
    }
}

/// The 64-bit FNV-1a hash of some bytes: small, and the same on every machine and version.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// What the card shows; empty texts where the authors say nothing.
#[derive(Default, Serialize)]
struct Columns<'a> {
    /// Empty where the id is the pinyin's letters (see [`letters`]).
    id: Vec<&'a str>,
    term: Vec<&'a str>,
    display: Vec<&'a str>,
    /// The term in traditional characters; empty where it is [`unfold`]ed.
    traditional: Vec<String>,
    /// The places of related entries.
    see: Vec<Vec<usize>>,
    /// How each character of the examples is read, most often.
    readings: BTreeMap<char, String>,
    senses: SenseColumns<'a>,
}

#[derive(Default, Serialize)]
struct SenseColumns<'a> {
    pinyin: Vec<&'a str>,
    stands_for: Vec<&'a str>,
    literal: Vec<&'a str>,
    means: Vec<&'a str>,
    more: Vec<&'a str>,
    tone: Vec<&'a str>,
    #[serde(rename = "use")]
    usage: Vec<&'a str>,
    /// The year, 0 where it is not known.
    since: Vec<u16>,
    zh: Vec<&'a str>,
    en: Vec<&'a str>,
    /// What in the example is read otherwise (see [`Packed`]); nothing where
    /// its readings are not known.
    said: Vec<Option<String>>,
}

impl<'a> Columns<'a> {
    fn of(glossary: &'a Glossary, han: &[u16]) -> Self {
        let places: HashMap<&str, usize> = glossary
            .entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.id.value.as_str(), place))
            .collect();
        let packed = Packed::of(&glossary.spoken);
        let mut columns = Columns { traditional: traditional(&glossary.entries, han), ..Columns::default() };
        for entry in &glossary.entries {
            let pinyin = entry.senses.first().map_or("", |sense| text(&sense.body.pinyin));
            columns.id.push(if letters(pinyin) == entry.id.value { "" } else { &entry.id.value });
            columns.term.push(&entry.term.value);
            columns.display.push(text(&entry.display));
            let see = entry.see.iter().filter_map(|id| places.get(id.value.as_str()).copied());
            columns.see.push(see.collect());
            for sense in &entry.senses {
                let sense = Sense::of(&sense.id.value, &sense.body);
                let example = sense.example.as_ref();
                columns.senses.said.push(example.and_then(|example| packed.exceptions(example.zh)));
                columns.senses.push(sense);
            }
        }
        columns.readings = packed.usual;
        columns
    }
}

impl<'a> SenseColumns<'a> {
    fn push(&mut self, sense: Sense<'a>) {
        self.pinyin.push(sense.pinyin);
        self.stands_for.push(sense.stands_for);
        self.literal.push(sense.literal);
        self.means.push(sense.means);
        self.more.push(sense.more);
        self.tone.push(sense.tone);
        self.usage.push(sense.usage);
        self.since.push(sense.since.unwrap_or_default());
        self.zh.push(sense.example.as_ref().map_or("", |example| example.zh));
        self.en.push(sense.example.as_ref().map_or("", |example| example.en));
    }
}

/// The traditional form of each term, as its author or OpenCC gives it; empty
/// where that is the term unfolded.
fn traditional(entries: &[Entry], han: &[u16]) -> Vec<String> {
    let terms: Vec<&str> = entries.iter().map(|entry| entry.term.value.as_str()).collect();
    let lines = terms.join("\n");
    // OpenCC's data comes with its crate; without it no card would show these
    // forms, which a test would notice.
    let converted = OpenCC::from_config(BuiltinConfig::S2t)
        .map_or_else(|_| lines.clone(), |opencc| opencc.convert(&lines));
    let forms = converted.lines().chain(std::iter::repeat(""));
    entries
        .iter()
        .zip(forms)
        .map(|(entry, form)| entry.traditional.first().map_or(form, |authored| &authored.value))
        .zip(entries)
        .map(|(form, entry)| match unfold(&entry.term.value, han) == form {
            true => String::new(),
            false => form.to_owned(),
        })
        .collect()
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
