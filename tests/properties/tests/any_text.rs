//! The finder on texts made of what it looks at: terms, the words around them,
//! letters, numbers, signs, emoji and their parts.

use std::time::{Duration, Instant};

use cattax_core::Finder;
use cattax_glossary::LEXICON;
use cattax_properties::hold;
use proptest::prelude::*;

const PIECES: [&str; 60] = [
    "草",
    "莓",
    "种草",
    "上头",
    "手",
    "发",
    "绝绝子",
    "绝",
    "太",
    "了",
    "好",
    "哈",
    "哈哈哈",
    "呜呜",
    "卷",
    "牛",
    "蹲",
    "一个",
    "链接",
    "姐妹",
    "宝",
    "的",
    "我",
    "不",
    "是",
    "250",
    "520",
    "6",
    "元",
    "g",
    "w",
    "10w",
    "yyds",
    "xswl",
    "emo",
    "p",
    "图",
    "打call",
    "i",
    "人",
    " ",
    "，",
    "。",
    "！",
    "~",
    "…",
    "·",
    "\n",
    "😂",
    "🐮",
    "🍺",
    "👨‍👩‍👧",
    "🏳️‍🌈",
    "👍🏽",
    "🇨🇳",
    "\u{200B}",
    "\u{200D}",
    "\u{FE0F}",
    "[doge]",
    "[捂脸R]",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![8 => prop::sample::select(&PIECES[..]).prop_map(String::from), 1 => ".{0,4}"],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn holds(text in text()) {
        hold(&text);
    }
}

/// How long the finder takes for `count` pieces.
fn time(piece: &str, count: usize) -> Duration {
    let finder = Finder::new(LEXICON);
    let text = piece.repeat(count);
    (0..3)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(finder.find(&text));
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

#[test]
fn time_grows_with_the_text_and_not_faster() {
    const LITTLE: usize = 1 << 13;
    const MUCH: usize = 1 << 17;
    for piece in [
        "草",
        "哈",
        "的",
        "a",
        "a ",
        "6",
        "6w",
        "9.",
        " ",
        "了",
        "👩\u{200D}",
        "\u{FE0F}",
        "\u{FFFD}",
        "绝·",
        "种草",
        "上头发",
        "手上头",
        "蹲了 ",
        "\u{1E}",
    ] {
        let (little, much) = (time(piece, LITTLE), time(piece, MUCH));
        let ratio = much.as_secs_f64() / little.as_secs_f64().max(1e-6) / (MUCH / LITTLE) as f64;
        assert!(ratio < 8.0, "{piece:?}: {little:?} for {LITTLE}, {much:?} for {MUCH}");
    }
}
