//! The law that ids are for ever: the wordbook of a reader and the links
//! between entries hang on them.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::authored::Glossary;
use crate::problem::{Place, Problem};

/// The ids that a released version had, one a line, senses as `entry.sense`;
/// `cattax ids` prints them. No such file before the first release.
const FILE: &str = "released.txt";

/// All ids of a glossary, senses as `entry.sense`, in its order.
pub fn ids(glossary: &Glossary) -> Vec<String> {
    let mut ids = Vec::new();
    for entry in &glossary.entries {
        ids.push(entry.id.value.clone());
        let senses = entry.senses.iter().filter(|_| entry.has_sense_blocks);
        ids.extend(senses.map(|sense| format!("{}.{}", entry.id.value, sense.id.value)));
    }
    ids
}

/// Reports every released id that is gone.
pub(crate) fn check(glossary: &Glossary, folder: &Path, problems: &mut Vec<Problem>) {
    let released = fs::read_to_string(folder.join(FILE)).unwrap_or_default();
    let ids: HashSet<String> = ids(glossary).into_iter().collect();
    for (line, id) in (1..).zip(released.lines()).filter(|(_, id)| !id.is_empty() && !ids.contains(*id)) {
        problems.push(
            Place { file: FILE.to_owned(), line }
                .problem(format!("`{id}` was released and is gone; ids are for ever")),
        );
    }
}
