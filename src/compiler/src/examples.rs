//! The readings of the examples, character by character.
//!
//! `examples.tsv` holds a line for each example: the example, a tab, and a
//! syllable for each Chinese character in it, divided by spaces. The file is
//! drafted by `./build.sh examples` and corrected by hand. A glossary without
//! the file shows no readings.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use cattax_core::units::is_han;

use crate::authored::Glossary;
use crate::pinyin::{Readings, readings_of};
use crate::problem::{Place, Problem};

const FILE: &str = "examples.tsv";

/// The syllables of each example, one for each of its Chinese characters.
pub(crate) type Spoken = BTreeMap<String, Vec<String>>;

/// Reads the file and reports lines that do not fit their example, and examples
/// without a line.
pub(crate) fn read(
    folder: &Path,
    glossary: &Glossary,
    further: &Readings,
    problems: &mut Vec<Problem>,
) -> Spoken {
    let mut spoken = Spoken::new();
    let Ok(text) = fs::read_to_string(folder.join(FILE)) else {
        return spoken;
    };
    let bodies = glossary.entries.iter().flat_map(|entry| &entry.senses).map(|sense| &sense.body);
    let examples: Vec<_> =
        bodies.filter_map(|body| body.example.as_ref()).map(|example| &example.zh).collect();
    let known: HashSet<&str> = examples.iter().map(|zh| zh.value.as_str()).collect();
    for (line, content) in (1..).zip(text.lines()) {
        let place = Place { file: FILE.to_owned(), line };
        let Some((zh, readings)) = content.split_once('\t') else {
            problems.push(place.problem("a line needs an example and its readings, divided by a tab"));
            continue;
        };
        if !known.contains(zh) {
            problems.push(place.problem(format!("no entry has the example `{zh}`; run ./build.sh examples")));
        }
        let syllables: Vec<String> = readings.split(' ').map(str::to_owned).collect();
        if let Some(wrong) = misfit(zh, &syllables, further) {
            problems.push(place.problem(wrong));
        }
        spoken.insert(zh.to_owned(), syllables);
    }
    for zh in examples.iter().filter(|zh| zh.value.chars().any(is_han)) {
        if !spoken.contains_key(&zh.value) {
            problems.push(zh.place.problem("the example has no readings; run ./build.sh examples"));
        }
    }
    spoken
}

fn misfit(zh: &str, syllables: &[String], further: &Readings) -> Option<String> {
    let characters: Vec<char> = zh.chars().filter(|c| is_han(*c)).collect();
    if characters.len() != syllables.len() {
        return Some(format!("{} characters and {} syllables", characters.len(), syllables.len()));
    }
    let fits = |(character, syllable): &(&char, &String)| {
        // A final r belongs to the syllable before.
        (**character == '儿' && *syllable == "r") || readings_of(**character, further).contains(syllable)
    };
    let (character, syllable) = characters.iter().zip(syllables).find(|pair| !fits(pair))?;
    Some(format!("`{character}` is not read `{syllable}`"))
}

/// The most common reading of each character, and what in an example is read
/// otherwise: the place among its Chinese characters and the reading, joined by
/// a colon, divided by spaces.
pub(crate) struct Packed {
    pub(crate) usual: BTreeMap<char, String>,
    spoken: Spoken,
}

impl Packed {
    pub(crate) fn of(spoken: &Spoken) -> Packed {
        let mut counts: BTreeMap<char, BTreeMap<&str, usize>> = BTreeMap::new();
        for (zh, syllables) in spoken {
            for (character, syllable) in zh.chars().filter(|c| is_han(*c)).zip(syllables) {
                *counts.entry(character).or_default().entry(syllable).or_default() += 1;
            }
        }
        let usual = counts.into_iter().filter_map(|(character, readings)| {
            let (reading, _) = readings.into_iter().max_by_key(|(_, count)| *count)?;
            Some((character, reading.to_owned()))
        });
        Packed { usual: usual.collect(), spoken: spoken.clone() }
    }

    /// What is read otherwise in an example; nothing where its readings are not
    /// known.
    pub(crate) fn exceptions(&self, zh: &str) -> Option<String> {
        let syllables = self.spoken.get(zh)?;
        let pairs = zh.chars().filter(|c| is_han(*c)).zip(syllables).enumerate();
        let unusual = pairs.filter(|(_, (character, syllable))| self.usual.get(character) != Some(*syllable));
        let unusual: Vec<String> =
            unusual.map(|(place, (_, syllable))| format!("{place}:{syllable}")).collect();
        Some(unusual.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_unusual_is_kept() {
        let rows = [("我好", "wǒ hǎo"), ("你好", "nǐ hǎo"), ("爱好x", "ài hào")];
        let spoken = rows.map(|(zh, said)| (zh.to_owned(), said.split(' ').map(str::to_owned).collect()));
        let packed = Packed::of(&Spoken::from(spoken));
        assert_eq!(packed.exceptions("我好").as_deref(), Some(""));
        assert_eq!(packed.exceptions("爱好x").as_deref(), Some("1:hào"));
        assert_eq!(packed.exceptions("他"), None);
    }

    #[test]
    fn lines_fit_their_example() {
        let none = Readings::new();
        let said = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<String>>();
        assert_eq!(misfit("事儿yyds", &said("shì r"), &none), None);
        assert_eq!(misfit("好的", &said("hǎo"), &none).as_deref(), Some("2 characters and 1 syllables"));
        assert_eq!(misfit("好的", &said("hǎo le"), &none).as_deref(), Some("`的` is not read `le`"));
    }
}
