//! What is wrong with the glossary, and where.

use std::fmt;

/// One problem, at one place. Sorts by file and line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the glossary's folder.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong, in lower case.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// A place in an authored file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file, relative to the glossary's folder.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

impl Place {
    /// A problem here.
    pub fn problem(&self, message: impl Into<String>) -> Problem {
        Problem { file: self.file.clone(), line: self.line, message: message.into() }
    }
}
