//! Whether a pinyin says what its characters say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pinyin::ToPinyinMulti;

use crate::problem::{Place, Problem};

/// Readings that the library lacks and people use, by character.
pub(crate) type Readings = BTreeMap<char, Vec<String>>;

/// The file of further readings, one `character<TAB>reading<TAB>reason` a line.
const FILE: &str = "readings.tsv";

/// Reads the further readings in the glossary's folder; none where there is no
/// such file.
pub(crate) fn further_readings(folder: &Path, problems: &mut Vec<Problem>) -> Readings {
    let mut readings = Readings::new();
    let text = fs::read_to_string(folder.join(FILE)).unwrap_or_default();
    for (line, content) in (1..).zip(text.lines()).filter(|(_, content)| !content.is_empty()) {
        let mut characters = content.chars();
        let fields: Vec<&str> = content.split('\t').collect();
        match (characters.next(), &fields[..]) {
            (Some(character), [one, reading, reason]) if one.chars().count() == 1 && !reason.is_empty() => {
                readings.entry(character).or_default().push((*reading).to_owned());
            }
            _ => problems.push(
                Place { file: FILE.to_owned(), line }
                    .problem("a line needs a character, a reading and a reason, divided by tabs"),
            ),
        }
    }
    readings
}

/// Says what is wrong with the pinyin of some text: the first place from which
/// on it does not fit.
///
/// Every reading of a character may stand, each also without its tone. Letters
/// and digits of the text may be read in any way or left out. Spaces, hyphens,
/// apostrophes, capitals and punctuation are free.
pub(crate) fn fits(text: &str, pinyin: &str, further: &Readings) -> Result<(), String> {
    let spoken: Vec<char> = pinyin.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let written: Vec<char> = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let mut reached = vec![false; spoken.len() + 1];
    reached[0] = true;
    for (place, &character) in written.iter().enumerate() {
        if character.is_ascii() {
            let first = reached.iter().position(|reached| *reached).unwrap_or(spoken.len());
            reached[first..].fill(true);
            continue;
        }
        let readings = readings_of(character, further);
        let mut next = vec![false; spoken.len() + 1];
        for from in (0..spoken.len()).filter(|from| reached[*from]) {
            for reading in &readings {
                let end = from + reading.chars().count();
                let heard = spoken.get(from..end);
                if heard.is_some_and(|heard| heard.iter().copied().eq(reading.chars())) {
                    next[end] = true;
                }
            }
        }
        // A final r on the syllable before, or said apart.
        if character == '儿' && place > 0 {
            for from in (0..spoken.len()).filter(|from| reached[*from] && spoken[*from] == 'r') {
                next[from + 1] = true;
            }
        }
        if !next.contains(&true) {
            let rest = reached.iter().rposition(|reached| *reached).unwrap_or(0);
            let rest: String = spoken[rest..].iter().collect();
            return Err(format!("the pinyin does not fit at `{character}`: `{rest}`"));
        }
        reached = next;
    }
    match reached[spoken.len()] {
        true => Ok(()),
        false => Err("the pinyin goes on behind the last character".to_owned()),
    }
}

/// Every reading of a character, each also without its tone; the character
/// itself where it has none.
pub(crate) fn readings_of(character: char, further: &Readings) -> Vec<String> {
    let mut readings: Vec<String> = character
        .to_pinyin_multi()
        .into_iter()
        .flat_map(|multi| multi.into_iter())
        .map(|reading| reading.with_tone().to_owned())
        .chain(further.get(&character).into_iter().flatten().cloned())
        .collect();
    let plain: Vec<String> = readings.iter().map(|reading| without_tone(reading)).collect();
    readings.extend(plain);
    if readings.is_empty() {
        readings.push(character.to_string());
    }
    readings.sort();
    readings.dedup();
    readings
}

fn without_tone(reading: &str) -> String {
    reading
        .chars()
        .map(|c| match c {
            'ā' | 'á' | 'ǎ' | 'à' => 'a',
            'ē' | 'é' | 'ě' | 'è' => 'e',
            'ī' | 'í' | 'ǐ' | 'ì' => 'i',
            'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
            'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
            'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'ü',
            'ń' | 'ň' | 'ǹ' => 'n',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_may_stand() {
        let none = Readings::new();
        for (text, pinyin) in [
            ("种草", "zhòngcǎo"),
            ("上头", "shàngtou"),
            ("永远的神", "yǒngyuǎn de shén"),
            ("打call", "dǎ call"),
            ("哪儿", "nǎr"),
            ("二百五", "èrbǎiwǔ"),
            ("双11", "shuāng shíyī"),
            ("西安", "Xī'ān"),
            ("绿", "lǜ"),
        ] {
            assert_eq!(fits(text, pinyin, &none), Ok(()), "{text}");
        }
        for (text, pinyin) in [
            ("种草", "zhōngcǎo"),
            ("上头", "shàng"),
            ("上头", "shàngtoule"),
            ("绝了", "jüele"),
            ("p图", "p tǔ"),
        ] {
            assert!(fits(text, pinyin, &none).is_err(), "{text}");
        }
    }

    #[test]
    fn further_readings_are_taken() {
        let further = Readings::from([('嗑', vec!["kē".to_owned()])]);
        assert_eq!(fits("嗑糖", "kētáng", &further), Ok(()));
    }
}
