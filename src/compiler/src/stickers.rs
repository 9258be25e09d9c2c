//! Reads the table of stickers.

use crate::authored::{Sticker, Text};
use crate::problem::{Place, Problem};

/// The first line of the table.
const HEAD: &str = "code\thash\tother_hash\tcount";

/// Reads a tab-separated table of codes, image hashes and counts.
pub(crate) fn read(file: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Sticker> {
    let mut stickers = Vec::new();
    for (line, row) in (1..).zip(text.lines()) {
        let place = Place { file: file.to_owned(), line };
        if line == 1 {
            if row != HEAD {
                problems.push(place.problem(format!("the first line must be `{HEAD}`")));
            }
            continue;
        }
        match sticker(row, &place) {
            Ok(sticker) => stickers.push(sticker),
            Err(message) => problems.push(place.problem(message)),
        }
    }
    stickers
}

fn sticker(row: &str, place: &Place) -> Result<Sticker, String> {
    let columns: Vec<&str> = row.split('\t').collect();
    let &[code, hash, other_hash, count] = columns.as_slice() else {
        return Err(format!("{} columns instead of 4", columns.len()));
    };
    if !(code.starts_with('[') && code.ends_with(']')) {
        return Err(format!("`{code}` is not a code in brackets"));
    }
    let hashes: Vec<String> =
        [hash, other_hash].into_iter().filter(|hash| !hash.is_empty()).map(str::to_owned).collect();
    for hash in &hashes {
        let digit = |c: char| c.is_ascii_digit() || matches!(c, 'a'..='f');
        if hash.len() != 40 || !hash.chars().all(digit) {
            return Err(format!("`{hash}` is not 40 hexadecimal digits"));
        }
    }
    let count = count.parse().map_err(|_| format!("`{count}` is not a count"))?;
    Ok(Sticker { code: Text { value: code.to_owned(), place: place.clone() }, hashes, count })
}
