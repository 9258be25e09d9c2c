//! The baked tables against the authored files, and the finder against them.

#![allow(clippy::expect_used, reason = "a test stops where it fails")]

use std::path::Path;

use cattax_compiler::check;
use cattax_core::Finder;
use cattax_glossary::LEXICON;

#[test]
fn the_host_tool_sees_the_same_glossary() {
    let checked = check(Path::new(env!("CARGO_MANIFEST_DIR")));
    let fresh = checked.tables.lexicon();
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    assert_eq!(LEXICON.han, fresh.han);
    assert_eq!(LEXICON.trie, fresh.trie);
    assert_eq!(LEXICON.ordinary, fresh.ordinary);
    assert_eq!(LEXICON.char_costs, fresh.char_costs);
    assert_eq!(LEXICON.keys, fresh.keys);
    assert_eq!(LEXICON.entries, fresh.entries);
    assert_eq!(LEXICON.senses, fresh.senses);
    assert_eq!(LEXICON.cues, fresh.cues);
    assert_eq!(LEXICON.sets, fresh.sets);
    assert_eq!(LEXICON.masks, fresh.masks);
    assert_eq!(LEXICON.items, fresh.items);
    assert_eq!(LEXICON.patterns, fresh.patterns);
    assert_eq!(LEXICON.steps, fresh.steps);
    assert_eq!(LEXICON.strings, fresh.strings);
    assert_eq!(LEXICON.units, fresh.units);
    assert_eq!(LEXICON.images, fresh.images);
    assert_eq!(LEXICON.ids, fresh.ids);
}

/// The sure and the maybe matches of a text, as they are written in it.
fn found(text: &str) -> (Vec<String>, Vec<String>) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let written = |span: std::ops::Range<usize>| String::from_utf16(&units[span]).expect("whole characters");
    let matches = Finder::new(LEXICON).find(text);
    let (sure, maybe) = matches.iter().partition::<Vec<_>, _>(|found| found.sure);
    let list =
        |matches: Vec<&cattax_core::Match>| matches.iter().map(|found| written(found.span.range())).collect();
    (list(sure), list(maybe))
}

fn check_sure(text: &str, sure: &[&str]) {
    assert_eq!(found(text).0, sure, "{text}");
}

#[test]
fn letters_and_digits_stop_at_their_edges() {
    for (text, sure) in [
        ("这家店yyds", &["yyds"][..]),
        ("ＹＹＤＳ！", &["ＹＹＤＳ"]),
        ("xyydsx", &[]),
        ("yyds1", &[]),
        ("520，爱你", &["520"]),
        ("1520", &[]),
        ("520g", &[]),
        ("¥520", &[]),
        ("￥520", &[]),
        ("5:20", &[]),
        ("520元", &[]),
        ("2025.520", &[]),
        ("6️⃣", &[]),
        ("Order 666 is ready to go", &[]),
    ] {
        check_sure(text, sure);
    }
}

#[test]
fn ordinary_words_are_not_cut() {
    for (text, sure) in [
        ("被种草了", &["种草"][..]),
        ("周末去种草莓", &[]),
        ("买了一盒草莓", &[]),
        ("她手上头发很多", &[]),
        ("每天五十个深蹲", &[]),
    ] {
        check_sure(text, sure);
    }
}

#[test]
fn traditional_text_is_as_good() {
    check_sure("絕絕子，被種草了", &["絕絕子", "種草"]);
}

#[test]
fn stretched_terms_are_marked_whole() {
    check_sure("哈哈哈哈哈哈哈", &["哈哈哈哈哈哈哈"]);
    let long = "哈".repeat(300_000);
    check_sure(&long, &[&long]);
}

#[test]
fn emoji_are_whole_characters() {
    let (family, _) = found("👨\u{200D}👩\u{200D}👧");
    assert!(family.is_empty(), "{family:?}");
    check_sure("👋🏽不送", &["👋🏽"]);
}

#[test]
fn matches_lie_apart_on_character_boundaries() {
    let nonsense = [
        "",
        "\u{0}",
        "\u{FFFC}草\u{FFFC}",
        "🐮🍺🐮🍺",
        "a\u{200D}b",
        "哈哈哈[笑哭R][笑哭R",
        "é́́",
        "\u{FEFF}草",
    ];
    for text in nonsense {
        let mut end = 0;
        for found in Finder::new(LEXICON).find(text) {
            assert!(found.span.start >= end && found.span.end > found.span.start, "{text}");
            end = found.span.end;
        }
        assert!(end as usize <= text.encode_utf16().count(), "{text}");
    }
}
