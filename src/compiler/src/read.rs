//! Reads the authored files, and says everything that is wrong with their form.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use cattax_core::entry::Kind;

use crate::authored::{Body, Entry, Example, Glossary, Otherwise, Sense, Text};
use crate::fields::{Fields, Source};
use crate::laws::{TONES, USES};
use crate::problem::{Place, Problem};
use crate::stickers;

/// Reads what can be read in a glossary's folder.
pub(crate) fn glossary(folder: &Path, problems: &mut Vec<Problem>) -> Glossary {
    let found = RefCell::new(Vec::new());
    let mut glossary = Glossary::default();
    for name in entry_files(folder, &found) {
        if let Some(source) = open(folder, &format!("entries/{name}"), &found) {
            let theme = name.trim_end_matches(".toml");
            source.table(|mut fields| {
                let entries = fields.tables("entry");
                glossary.entries.extend(entries.into_iter().map(|fields| entry(fields, theme)));
                fields.finish();
            });
        }
    }
    if let Some(source) = open(folder, "sets.toml", &found) {
        source.table(|mut fields| {
            for name in fields.names() {
                let words = fields.strings(&name).unwrap_or_default();
                let place = words.first().map_or(fields.place.clone(), |word| word.place.clone());
                let words = words.into_iter().map(|word| word.value).collect();
                glossary.sets.insert(name, (place, words));
            }
        });
    }
    if let Some(source) = open(folder, "stickers.tsv", &found) {
        glossary.stickers = stickers::read(&source.file, &source.text, &mut found.borrow_mut());
    }
    problems.append(&mut found.into_inner());
    glossary
}

fn entry_files(folder: &Path, found: &RefCell<Vec<Problem>>) -> Vec<String> {
    let mut names: Vec<String> = match fs::read_dir(folder.join("entries")) {
        Ok(files) => files
            .filter_map(|file| file.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".toml"))
            .collect(),
        Err(error) => {
            found.borrow_mut().push(unreadable("entries", &error));
            Vec::new()
        }
    };
    names.sort();
    names
}

fn open<'p>(folder: &Path, file: &str, found: &'p RefCell<Vec<Problem>>) -> Option<Source<'p>> {
    match fs::read_to_string(folder.join(file)) {
        Ok(text) => Some(Source { file: file.to_owned(), text, problems: found }),
        Err(error) => {
            found.borrow_mut().push(unreadable(file, &error));
            None
        }
    }
}

fn unreadable(file: &str, error: &std::io::Error) -> Problem {
    let place = Place { file: file.to_owned(), line: 1 };
    place.problem(format!("cannot be read: {error}"))
}

fn entry(mut fields: Fields<'_>, theme: &str) -> Entry {
    let place = fields.place.clone();
    let mut required = |name: &str| {
        let text = fields.string(name);
        if text.is_none() {
            fields.report(format!("an entry needs `{name}`"));
        }
        text.unwrap_or(Text { value: String::new(), place: place.clone() })
    };
    let (id, term) = (required("id"), required("term"));
    let mut entry = Entry {
        id,
        term,
        theme: theme.to_owned(),
        display: fields.string("display"),
        also: fields.strings("also").unwrap_or_default(),
        traditional: fields.strings("traditional").unwrap_or_default(),
        pattern: fields.strings("pattern").unwrap_or_default(),
        see: fields.strings("see").unwrap_or_default(),
        words: fields.strings("words").unwrap_or_default(),
        despite: fields.strings("despite").unwrap_or_default(),
        misses: fields.strings("misses").unwrap_or_default(),
        body: body(&mut fields),
        senses: Vec::new(),
        has_sense_blocks: false,
    };
    let blocks = fields.tables("sense");
    fields.finish();
    entry.has_sense_blocks = !blocks.is_empty();
    entry.senses = blocks.into_iter().map(|fields| sense(fields, &entry.body)).collect();
    if !entry.has_sense_blocks {
        entry.senses.push(Sense { id: Text::default(), body: entry.body.clone() });
    }
    entry
}

fn sense(mut fields: Fields<'_>, of: &Body) -> Sense {
    let id = fields.string("id").unwrap_or_else(|| {
        fields.report("a sense needs `id`");
        Text::default()
    });
    let own = body(&mut fields);
    fields.finish();
    let mut unless = of.unless.clone();
    unless.extend(own.unless);
    Sense {
        id,
        body: Body {
            kind: own.kind.or(of.kind),
            level: own.level.or(of.level),
            pinyin: own.pinyin.or(of.pinyin.clone()),
            stands_for: own.stands_for.or(of.stands_for.clone()),
            literal: own.literal.or(of.literal.clone()),
            means: own.means.or(of.means.clone()),
            more: own.more.or(of.more.clone()),
            tone: own.tone.or(of.tone.clone()),
            usage: own.usage.or(of.usage.clone()),
            since: own.since.or(of.since),
            example: own.example.or(of.example.clone()),
            when: own.when.or(of.when.clone()),
            unless,
            otherwise: own.otherwise.or(of.otherwise),
            hits: own.hits,
        },
    }
}

fn body(fields: &mut Fields<'_>) -> Body {
    let kinds = Kind::ALL.map(Kind::name).join(", ");
    Body {
        kind: fields.choice("kind", &kinds, Kind::named),
        level: fields.integer("level", 1, 4).map(|level| level as u8),
        pinyin: fields.string("pinyin"),
        stands_for: fields.string("stands_for"),
        literal: fields.string("literal"),
        means: fields.string("means"),
        more: fields.string("more"),
        tone: named(fields, "tone", &TONES),
        usage: named(fields, "use", &USES),
        since: fields.integer("since", 1900, 2100),
        example: fields.table("example").and_then(example),
        when: fields.strings("when"),
        unless: fields.strings("unless").unwrap_or_default(),
        otherwise: fields.choice("otherwise", "maybe, none", |name| match name {
            "maybe" => Some(Otherwise::Maybe),
            "none" => Some(Otherwise::None),
            _ => None,
        }),
        hits: fields.strings("hits").unwrap_or_default(),
    }
}

fn named(fields: &mut Fields<'_>, name: &str, names: &[&'static str]) -> Option<Text> {
    let place = fields.place.clone();
    let choice =
        fields.choice(name, &names.join(", "), |name| names.iter().copied().find(|known| *known == name))?;
    Some(Text { value: choice.to_owned(), place })
}

fn example(mut fields: Fields<'_>) -> Option<Example> {
    let (zh, en) = (fields.string("zh"), fields.string("en"));
    if zh.is_none() || en.is_none() {
        fields.report("an example needs `zh` and `en`");
    }
    fields.finish();
    Some(Example { zh: zh?, en: en? })
}
