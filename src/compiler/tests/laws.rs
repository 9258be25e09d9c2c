//! Each law of the glossary, and a glossary that breaks it.

#![allow(clippy::expect_used, reason = "a test stops where it fails")]

use std::fs;

use cattax_compiler::check;

const SETS: &str = "unit = [\"元\"]\ngarden = [\"花\"]\n";
const STICKERS: &str = "code\thash\tother_hash\tcount\n";
const ENTRY: &str = r#"[[entry]]
id = "zhongcao"
term = "种草"
kind = "word"
level = 1
pinyin = "zhòngcǎo"
means = "To make somebody want a thing"
tone = "neutral"
use = "safe"
example = { zh = "被你种草了", en = "Now I want one" }
hits = ["被{种草}了"]
misses = ["周末去种草莓", "园丁在种草莓苗"]
words = ["草莓"]
"#;

/// The problems of a glossary with one file of entries.
fn problems(entries: &str, sets: &str, stickers: &str) -> Vec<String> {
    problems_with(entries, sets, stickers, &[])
}

/// The same, with further files.
fn problems_with(entries: &str, sets: &str, stickers: &str, more: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("entries")).expect("a folder");
    for (file, text) in [("entries/shopping.toml", entries), ("sets.toml", sets), ("stickers.tsv", stickers)]
        .iter()
        .chain(more)
    {
        fs::write(folder.path().join(file), text).expect(file);
    }
    check(folder.path()).problems.iter().map(ToString::to_string).collect()
}

/// Changes the sound entry and expects one problem, at this line and about this.
fn broken(from: &str, to: &str, line: u32, about: &str) {
    assert!(ENTRY.contains(from), "the entry has no {from}");
    let found = problems(&ENTRY.replacen(from, to, 1), SETS, STICKERS);
    let place = format!("entries/shopping.toml:{line}: ");
    assert!(
        found.iter().any(|problem| problem.starts_with(&place) && problem.contains(about)),
        "{to}: {found:#?}"
    );
}

#[test]
fn a_sound_glossary_has_no_problems() {
    assert_eq!(problems(ENTRY, SETS, STICKERS), [""; 0]);
}

#[test]
fn form() {
    broken("level = 1", "level = 1\ncolour = 2", 6, "unknown field `colour`");
    broken("kind = \"word\"", "kind = \"wurd\"", 4, "unknown kind `wurd`");
    broken("tone = \"neutral\"", "tone = \"grim\"", 8, "unknown tone `grim`");
    broken("use = \"safe\"", "use = \"ok\"", 9, "unknown use `ok`");
    broken("level = 1", "level = 9", 5, "from 1 to 4");
    broken("level = 1", "level = \"1\"", 5, "from 1 to 4");
    broken("words = [\"草莓\"]", "words = \"草莓\"", 13, "a list of strings");
    broken("id = \"zhongcao\"\n", "", 1, "needs `id`");
    broken("means = \"To make somebody want a thing\"\n", "", 2, "needs `means`");
    broken("pinyin = \"zhòngcǎo\"\n", "", 2, "needs `pinyin`");
    broken(", en = \"Now I want one\"", "", 10, "needs `zh` and `en`");
    broken("id = \"zhongcao\"", "id = \"ZhongCao\"", 2, "not ASCII lower case");
    broken("level = 1", "level = ", 5, "");
}

#[test]
fn text() {
    let long = format!("means = \"{}\"", "x".repeat(91));
    broken("means = \"To make somebody want a thing\"", &long, 7, "91 characters");
    broken("want a thing\"", "want a thing.\"", 7, "full stop");
    broken("means = \"To make", "means = \"A term used to make", 7, "start with the meaning itself");
    broken("Now I want one", "“Now I want one”", 10, "curly quotes");
    broken("level = 1", "level = 1\nmore = \"One. Two. Three. Four.\"", 6, "4 sentences");
    broken("term = \"种草\"", "term = \"種草\"", 3, "not simplified");
    broken("被你种草了", "被你说动了", 10, "does not contain");
}

#[test]
fn sound() {
    broken("zhòngcǎo", "zhōngcǎo", 6, "does not fit at `种`");
    broken("zhòngcǎo", "zhòngcǎole", 6, "goes on behind the last character");
    let odd = ENTRY.replace("zhòngcǎo", "zhōngcǎo");
    assert_eq!(problems(&odd, SETS, STICKERS).len(), 1);
    let reading = [("readings.tsv", "种\tzhōng\ta surname\n")];
    assert_eq!(problems_with(&odd, SETS, STICKERS, &reading), [""; 0]);
    let found = problems_with(ENTRY, SETS, STICKERS, &[("readings.tsv", "种\tzhōng\n")]);
    assert!(found[0].starts_with("readings.tsv:1: a line needs"), "{found:#?}");
}

#[test]
fn ordinary_words_need_misses() {
    let misses = "misses = [\"周末去种草莓\", \"园丁在种草莓苗\"]\nwords = [\"草莓\"]\n";
    let ordinary = ENTRY.replace(misses, "").replace("种草", "自然").replace("zhòngcǎo", "zìrán");
    let found = problems(&ordinary, SETS, STICKERS);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("at least 2 misses"), "{found:#?}");
    let inside = ENTRY.replace("misses = [\"周末去种草莓\", \"园丁在种草莓苗\"]\n", "");
    assert_eq!(problems(&inside, SETS, STICKERS), [""; 0]);
}

#[test]
fn ids_have_fingerprints_of_their_own() {
    // Two words with the same 32-bit FNV-1a hash.
    let first = ENTRY.replace("zhongcao", "costarring");
    let second = first.replace("costarring", "liquid").replace("种草", "拔草").replace("zhòng", "bá");
    let found = problems(&format!("{first}\n{second}"), SETS, STICKERS);
    assert!(found.iter().any(|problem| problem.contains("the fingerprint of `costarring`")), "{found:#?}");
}

#[test]
fn released_ids_stay() {
    let released = |ids| problems_with(ENTRY, SETS, STICKERS, &[("released.txt", ids)]);
    assert_eq!(released("zhongcao\n"), [""; 0]);
    assert_eq!(
        released("zhongcao\nbacao\n"),
        ["released.txt:2: `bacao` was released and is gone; ids are for ever"]
    );
    assert_eq!(released("zhongcao.want\n").len(), 1);
}

#[test]
fn links_and_spellings() {
    broken("level = 1", "level = 1\nsee = [\"nobody\"]", 6, "`nobody`, which is no entry");
    broken("level = 1", "level = 1\nsee = [\"zhongcao\"]", 6, "the entry itself");
    broken("level = 1", "level = 1\nalso = [\"种草\"]", 6, "already a spelling");
    broken("level = 1", "level = 1\ntraditional = [\"種草\"]", 6, "by itself");
    broken("words = [\"草莓\"]", "words = [\"草莓\", \"种草\"]", 13, "the term itself");
}

#[test]
fn cues_and_patterns() {
    broken("level = 1", "level = 1\nwhen = [\"sideways\"]", 6, "unknown cue");
    broken("level = 1", "level = 1\nwhen = [\"near: <kitchen>\"]", 6, "unknown set");
    broken("level = 1", "level = 1\nwhen = [\"after:\"]", 6, "nothing to look for");
    broken("level = 1", "level = 1\nunless = [\"before: \u{FE0F}\"]", 6, "folds to nothing");
    broken("level = 1", "level = 1\npattern = [\"~\"]", 6, "pattern");
}

#[test]
fn proofs() {
    broken("被{种草}了", "被{种}草了", 11, "is not marked");
    broken("被{种草}了", "被种草了", 11, "in `{…}`");
    broken("周末去种草莓", "又被种草", 12, "is marked");
    broken("周末去种草莓", "周末去买菜", 12, "proves nothing");
    broken("words = [\"草莓\"]", "despite = [\"没有的词\"]", 13, "keeps no term out");
}

#[test]
fn several_entries() {
    let twice = format!("{ENTRY}\n{ENTRY}");
    let found = problems(&twice, SETS, STICKERS).join("\n");
    for about in
        ["the id `zhongcao` is taken at entries/shopping.toml:2", "already a spelling", "stands already at"]
    {
        assert!(found.contains(about), "{about}: {found}");
    }
    let second = ENTRY
        .replace("zhongcao", "anli")
        .replace("种草", "安利")
        .replace("草莓", "利息")
        .replace("a thing", "b");
    let unsorted = problems(&format!("{ENTRY}\n{second}"), SETS, STICKERS).join("\n");
    assert!(unsorted.contains("sorted by id"), "{unsorted}");
}

#[test]
fn stickers() {
    let row = format!("{STICKERS}[笑哭R]\t{}\t\t7\n", "ab".repeat(20));
    let found = problems(ENTRY, SETS, &row).join("\n");
    assert!(found.contains("stickers.tsv:2: no entry explains"), "{found}");
    for (wrong, about) in
        [("[笑哭R]\t12\t\t7", "40 hexadecimal"), ("笑哭R\t\t\t7", "in brackets"), ("[a]\t7", "columns")]
    {
        let found = problems(ENTRY, SETS, &format!("{STICKERS}{wrong}\n")).join("\n");
        assert!(found.contains(about), "{found}");
    }
    assert!(
        problems(ENTRY, SETS, "").is_empty() || problems(ENTRY, SETS, "x\n").join("").contains("first line")
    );
}

#[test]
fn everything_wrong_is_said_at_once() {
    let wrong = ENTRY
        .replace("level = 1", "level = 7")
        .replace("use = \"safe\"", "use = \"ok\"")
        .replace("thing\"", "thing.\"");
    let found = problems(&wrong, "unit = 3", STICKERS).join("\n");
    for about in ["from 1 to 4", "unknown use", "full stop", "sets.toml:1"] {
        assert!(found.contains(about), "{about}: {found}");
    }
}

#[test]
fn a_folder_without_a_glossary_is_a_problem() {
    let folder = tempfile::tempdir().expect("a folder");
    let problems = check(folder.path()).problems;
    assert_eq!(problems.len(), 3, "{problems:?}");
}
