//! `cattax scan`: the finder over JSON lines.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use cattax_compiler::Checked;
use cattax_core::Finder;
use serde::{Deserialize, Serialize};

/// A line of input.
#[derive(Deserialize)]
pub(crate) struct Line {
    pub(crate) text: String,
}

#[derive(Serialize)]
struct Scanned<'a> {
    matches: Vec<Match<'a>>,
}

/// A match; offsets in UTF-16 code units of the given text.
#[derive(Serialize)]
struct Match<'a> {
    start: u32,
    end: u32,
    text: String,
    term: &'a str,
    entry: &'a str,
    sense: Option<&'a str>,
    kind: &'a str,
    sure: bool,
}

/// Prints the matches of each line; stops at one that is not JSON with a
/// string `text`, with exit code 2, after everything before it is printed.
pub(crate) fn scan(checked: &Checked, input: impl BufRead, out: &mut impl Write) -> io::Result<ExitCode> {
    let finder = Finder::new(checked.tables.lexicon());
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let line = line?;
        match serde_json::from_slice::<Line>(&line) {
            Ok(line) => {
                let matches = matches(checked, &finder, &line.text);
                serde_json::to_writer(&mut *out, &Scanned { matches })?;
                writeln!(out)?;
            }
            Err(error) => {
                out.flush()?;
                eprintln!("cattax: line {number} of the input is not JSON with a string `text`: {error}");
                return Ok(ExitCode::from(2));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn matches<'a>(checked: &'a Checked, finder: &Finder<'_>, text: &str) -> Vec<Match<'a>> {
    let units: Vec<u16> = text.encode_utf16().collect();
    finder
        .find(text)
        .into_iter()
        .filter_map(|found| {
            let entry = checked.glossary.entries.get(found.entry as usize)?;
            let sense = entry.senses.get(found.sense as usize)?;
            let id = sense.id.value.as_str();
            Some(Match {
                start: found.span.start,
                end: found.span.end,
                text: String::from_utf16_lossy(units.get(found.span.range())?),
                term: &entry.term.value,
                entry: &entry.id.value,
                sense: Some(id).filter(|id| !id.is_empty()),
                kind: sense.body.kind.map_or("", |kind| kind.name()),
                sure: found.sure,
            })
        })
        .collect()
}
