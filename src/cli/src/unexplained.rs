//! `cattax unexplained`: what occurs often in texts and nothing explains.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use cattax_compiler::Checked;
use cattax_core::Finder;
use jieba_rs::Jieba;

use crate::scan::Line;

/// The longest piece of characters that is counted.
const LONGEST: usize = 5;

/// Characters that are words by themselves in every other sentence; what they
/// stand beside is not one piece with them.
const WORDS: &str = "的了我是好有啊不在你这和很都就吗也太吧还吃人要她他它与做去啦用多给看呀说呢会能又上下被来大小没想真对把让到最更但而里中后前才比年个岁一二三两么之以于等过得地着吃喝每所从为因那哪谁什当再只可与及或向跟像请叫";

/// Reads JSON lines {"text": "…"} and prints how often each piece occurs that
/// is neither a word of the dictionary nor a term, commonest first: rows of
/// characters that the dictionary leaves single, of letters and digits, of
/// emoji. A piece that only occurs inside a longer one is left out, and so is
/// one that occurs fewer than `fewest` times.
pub(crate) fn unexplained(
    checked: &Checked,
    fewest: u32,
    input: impl BufRead,
    out: &mut impl Write,
) -> io::Result<ExitCode> {
    let finder = Finder::new(checked.tables.lexicon());
    let jieba = Jieba::new();
    let mut counts: HashMap<String, u32> = HashMap::new();
    for (number, line) in (1..).zip(input.lines()) {
        let line = line?;
        let Ok(Line { text }) = serde_json::from_str(&line) else {
            eprintln!("cattax: line {number} is no JSON object with a `text`");
            return Ok(ExitCode::from(2));
        };
        for row in rows(&finder, &jieba, &text.to_lowercase()) {
            count(&row, &mut counts);
        }
    }
    counts.retain(|_, count| *count >= fewest);
    let inside: Vec<String> = counts
        .iter()
        .flat_map(|(piece, count)| pieces(piece).map(move |part| (part, *count)))
        .filter(|(part, count)| counts.get(part) == Some(count))
        .map(|(part, _)| part)
        .collect();
    for part in inside {
        counts.remove(&part);
    }
    let mut sorted: Vec<(String, u32)> = counts.into_iter().collect();
    sorted.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
    for (piece, count) in sorted {
        writeln!(out, "{count}\t{piece}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Rows of what is not explained.
fn rows(finder: &Finder<'_>, jieba: &Jieba, text: &str) -> Vec<String> {
    let matches = finder.find(text);
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut at = 0;
    for token in jieba.cut(text, false) {
        let end = at + token.word.encode_utf16().count() as u32;
        let is_term = matches.iter().any(|found| found.span.start < end && at < found.span.end);
        let single = token.word.chars().count() == 1;
        let signs = token.word.chars().all(|c| c.is_ascii_punctuation() || c.is_whitespace() || is_sign(c));
        let code = token.word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let word = single && token.word.chars().all(|c| WORDS.contains(c) || c.is_ascii_digit());
        if is_term || signs || word || !(single || code) {
            rows.extend((!row.is_empty()).then(|| std::mem::take(&mut row)));
        } else {
            row.push_str(token.word);
        }
        at = end;
    }
    rows.extend((!row.is_empty()).then_some(row));
    rows
}

/// Punctuation outside ASCII.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FE0F}')
}

fn count(row: &str, counts: &mut HashMap<String, u32>) {
    let alone = row.chars().nth(1).is_none() && row.chars().all(char::is_alphanumeric);
    let whole = (!alone && row.chars().count() <= LONGEST).then(|| row.to_owned());
    for piece in pieces(row).chain(whole) {
        *counts.entry(piece).or_default() += 1;
    }
}

/// The pieces of a row, itself not among them: of two characters and more, a
/// code always whole, an emoji by itself.
fn pieces(row: &str) -> impl Iterator<Item = String> {
    let bounds: Vec<usize> = row
        .char_indices()
        .filter(|(at, c)| {
            let before = row[..*at].chars().next_back();
            !(c.is_ascii_alphanumeric() && before.is_some_and(|before| before.is_ascii_alphanumeric()))
        })
        .map(|(at, _)| at)
        .chain([row.len()])
        .collect();
    let mut pieces = Vec::new();
    for (place, start) in bounds.iter().enumerate() {
        for end in bounds.iter().skip(place + 1).take(LONGEST) {
            let piece = &row[*start..*end];
            let alone = piece.chars().nth(1).is_none() && piece.chars().all(char::is_alphanumeric);
            if piece.len() < row.len() && !alone {
                pieces.push(piece.to_owned());
            }
        }
    }
    pieces.into_iter()
}
