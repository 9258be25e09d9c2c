//! `cattax draw`: marks to be judged by hand.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use cattax_compiler::{Checked, fnv1a};
use cattax_core::Finder;
use cattax_core::entry::Kind;

use crate::scan::Line;

/// How many marks of one entry are drawn at the most.
const EACH: u32 = 3;

/// Draws `count` sure marks, no stickers, from JSON lines {"text": "…"}: those
/// whose line and place hash lowest with the seed. Prints line, start, end
/// (UTF-16 units), entry and the text with the mark in `{…}`, divided by tabs.
pub(crate) fn draw(
    checked: &Checked,
    seed: u64,
    count: usize,
    input: impl BufRead,
    out: &mut impl Write,
) -> io::Result<ExitCode> {
    let finder = Finder::new(checked.tables.lexicon());
    let mut marks = Vec::new();
    for (number, line) in (1u64..).zip(input.lines()) {
        let line = line?;
        let Ok(Line { text }) = serde_json::from_str(&line) else {
            eprintln!("cattax: line {number} is no JSON object with a `text`");
            return Ok(ExitCode::from(2));
        };
        let units: Vec<u16> = text.encode_utf16().collect();
        for found in finder.find(&text).into_iter().filter(|found| found.sure) {
            let Some(entry) = checked.glossary.entries.get(found.entry as usize) else { continue };
            if entry.body.kind == Some(Kind::Sticker) {
                continue;
            }
            let key = format!("{seed} {number} {}", found.span.start);
            let (from, to) = (found.span.start as usize, found.span.end as usize);
            let piece = |units: &[u16]| String::from_utf16_lossy(units).replace(['\n', '\t'], " ");
            let shown =
                format!("{}{{{}}}{}", piece(&units[..from]), piece(&units[from..to]), piece(&units[to..]));
            marks.push((fnv1a(key.as_bytes()), format!("{number}\t{from}\t{to}\t{}", entry.id.value), shown));
        }
    }
    marks.sort();
    let mut drawn: HashMap<String, u32> = HashMap::new();
    let few = marks.into_iter().filter(|(_, place, _)| {
        let id = place.rsplit('\t').next().unwrap_or_default().to_owned();
        let times = drawn.entry(id).or_default();
        *times += 1;
        *times <= EACH
    });
    for (_, place, shown) in few.take(count) {
        writeln!(out, "{place}\t{shown}")?;
    }
    Ok(ExitCode::SUCCESS)
}
