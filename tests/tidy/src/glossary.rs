//! That both ways of reading the glossary give the same is tested here, because
//! neither room may know the other.

use crate::tree::{files, read};

#[test]
fn every_theme_says_what_belongs_in_it() {
    for file in files("src/glossary/entries") {
        assert!(read(&file).starts_with("# "), "{file} does not say what belongs in it");
    }
}
