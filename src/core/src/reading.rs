//! Readings: pinyin by syllables, each with its tone, and the same in zhuyin.
//!
//! Pinyin is taken as the orthography writes it (GB/T 16159): syllables joined
//! to words, with an apostrophe before one that begins with a vowel inside a
//! word. That makes the borders of syllables certain.

/// A piece of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The piece as it is written.
    pub text: String,
    /// The tone, 1 to 4, and 5 for the neutral one; 0 for what is no syllable.
    pub tone: u8,
}

/// The pieces of a pinyin, in order: nothing is lost or added.
pub fn pieces(pinyin: &str) -> Vec<Piece> {
    let characters: Vec<char> = pinyin.chars().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let length = syllable(&characters[at..]);
        let text: String = characters[at..at + length.max(1)].iter().collect();
        match pieces.last_mut() {
            Some(last) if length == 0 && last.tone == 0 => last.text.push_str(&text),
            _ => pieces.push(Piece { tone: if length == 0 { 0 } else { tone(&text) }, text }),
        }
        at += length.max(1);
    }
    pieces
}

/// The reading in zhuyin, with a space between syllables; what is no syllable
/// stays as it is, but for the r of 儿.
pub fn zhuyin(pinyin: &str) -> String {
    if pinyin == "r" {
        return "ㄦ".to_owned();
    }
    let pieces = pieces(pinyin);
    let mut text = String::new();
    for (place, piece) in pieces.iter().enumerate() {
        match (piece.tone, zhuyin_of(&piece.text, piece.tone)) {
            (0, _) => {
                let between = place > 0 && place + 1 < pieces.len();
                text.push_str(if between && piece.text == "'" { " " } else { &piece.text });
            }
            (_, Some(zhuyin)) => {
                if text.chars().last().is_some_and(|last| !last.is_whitespace()) && place > 0 {
                    text.push(' ');
                }
                text.push_str(&zhuyin);
            }
            (_, None) => text.push_str(&piece.text),
        }
    }
    text
}

/// The letters and digits of a reading, in lower case and without tones, ü as
/// v: what most ids are.
pub fn letters(pinyin: &str) -> String {
    let plain = pinyin.chars().map(plain).map(|c| if c == 'ü' { 'v' } else { c });
    plain.filter(char::is_ascii_alphanumeric).collect()
}

const MARKED: [(char, char, u8); 24] = [
    ('ā', 'a', 1),
    ('á', 'a', 2),
    ('ǎ', 'a', 3),
    ('à', 'a', 4),
    ('ē', 'e', 1),
    ('é', 'e', 2),
    ('ě', 'e', 3),
    ('è', 'e', 4),
    ('ī', 'i', 1),
    ('í', 'i', 2),
    ('ǐ', 'i', 3),
    ('ì', 'i', 4),
    ('ō', 'o', 1),
    ('ó', 'o', 2),
    ('ǒ', 'o', 3),
    ('ò', 'o', 4),
    ('ū', 'u', 1),
    ('ú', 'u', 2),
    ('ǔ', 'u', 3),
    ('ù', 'u', 4),
    ('ǖ', 'ü', 1),
    ('ǘ', 'ü', 2),
    ('ǚ', 'ü', 3),
    ('ǜ', 'ü', 4),
];

/// A character in lower case and without its tone.
fn plain(c: char) -> char {
    let c = c.to_lowercase().next().unwrap_or(c);
    MARKED.iter().find(|(marked, ..)| *marked == c).map_or(c, |(_, plain, _)| *plain)
}

fn tone(syllable: &str) -> u8 {
    let lower = syllable.to_lowercase();
    lower.chars().find_map(|c| MARKED.iter().find(|(marked, ..)| *marked == c)).map_or(5, |(.., tone)| *tone)
}

fn is_vowel(c: char) -> bool {
    matches!(plain(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'ü')
}

/// How many characters the syllable has that stands at the beginning; 0 where
/// none does.
fn syllable(text: &[char]) -> usize {
    let letter = |at: usize| text.get(at).copied().map(plain);
    let vowel_at = |at: usize| text.get(at).copied().is_some_and(is_vowel);
    let initial = match (letter(0), letter(1)) {
        (Some('z' | 'c' | 's'), Some('h')) => 2,
        (Some(c), _) if "bpmfdtnlgkhjqxrzcsyw".contains(c) => 1,
        _ => 0,
    };
    let mut end = initial;
    while vowel_at(end) {
        end += 1;
    }
    if end == initial {
        return 0;
    }
    // What follows belongs here unless a vowel behind it needs it.
    let end = match (letter(end), letter(end + 1)) {
        (Some('n'), Some('g')) if !vowel_at(end + 2) => end + 2,
        (Some('n'), _) if !vowel_at(end + 1) => end + 1,
        _ => end,
    };
    if letter(end) == Some('r') && !vowel_at(end + 1) { end + 1 } else { end }
}

const INITIALS: [(&str, &str); 21] = [
    ("zh", "ㄓ"),
    ("ch", "ㄔ"),
    ("sh", "ㄕ"),
    ("b", "ㄅ"),
    ("p", "ㄆ"),
    ("m", "ㄇ"),
    ("f", "ㄈ"),
    ("d", "ㄉ"),
    ("t", "ㄊ"),
    ("n", "ㄋ"),
    ("l", "ㄌ"),
    ("g", "ㄍ"),
    ("k", "ㄎ"),
    ("h", "ㄏ"),
    ("j", "ㄐ"),
    ("q", "ㄑ"),
    ("x", "ㄒ"),
    ("r", "ㄖ"),
    ("z", "ㄗ"),
    ("c", "ㄘ"),
    ("s", "ㄙ"),
];

const FINALS: [(&str, &str); 37] = [
    ("a", "ㄚ"),
    ("o", "ㄛ"),
    ("e", "ㄜ"),
    ("ai", "ㄞ"),
    ("ei", "ㄟ"),
    ("ao", "ㄠ"),
    ("ou", "ㄡ"),
    ("an", "ㄢ"),
    ("en", "ㄣ"),
    ("ang", "ㄤ"),
    ("eng", "ㄥ"),
    ("ong", "ㄨㄥ"),
    ("er", "ㄦ"),
    ("i", "ㄧ"),
    ("ia", "ㄧㄚ"),
    ("ie", "ㄧㄝ"),
    ("iao", "ㄧㄠ"),
    ("iu", "ㄧㄡ"),
    ("ian", "ㄧㄢ"),
    ("in", "ㄧㄣ"),
    ("iang", "ㄧㄤ"),
    ("ing", "ㄧㄥ"),
    ("iong", "ㄩㄥ"),
    ("u", "ㄨ"),
    ("ua", "ㄨㄚ"),
    ("uo", "ㄨㄛ"),
    ("uai", "ㄨㄞ"),
    ("ui", "ㄨㄟ"),
    ("uan", "ㄨㄢ"),
    ("un", "ㄨㄣ"),
    ("uang", "ㄨㄤ"),
    ("ueng", "ㄨㄥ"),
    ("ü", "ㄩ"),
    ("üe", "ㄩㄝ"),
    ("üan", "ㄩㄢ"),
    ("ün", "ㄩㄣ"),
    ("io", "ㄧㄛ"),
];

/// A syllable in zhuyin; nothing for one that zhuyin does not write.
fn zhuyin_of(syllable: &str, tone: u8) -> Option<String> {
    let plain: String = syllable.chars().map(plain).collect();
    let (plain, curl) = match plain.strip_suffix('r') {
        Some(rest) if rest != "e" => (rest, "ㄦ"),
        _ => (plain.as_str(), ""),
    };
    let spelled = spelled_out(plain);
    let (initial, rest) = INITIALS
        .iter()
        .find_map(|(latin, zhuyin)| Some((*zhuyin, spelled.strip_prefix(latin)?)))
        .unwrap_or(("", &spelled));
    let buzzes = rest == "i" && matches!(initial, "ㄓ" | "ㄔ" | "ㄕ" | "ㄖ" | "ㄗ" | "ㄘ" | "ㄙ");
    let end = match buzzes {
        true => "",
        false => FINALS.iter().find(|(latin, _)| *latin == rest).map(|(_, zhuyin)| *zhuyin)?,
    };
    let mark = match tone {
        2 => "ˊ",
        3 => "ˇ",
        4 => "ˋ",
        _ => "",
    };
    let light = if tone == 5 { "˙" } else { "" };
    Some(format!("{light}{initial}{end}{mark}{curl}"))
}

/// A syllable as it would be written if y, w and the ü behind j, q and x were
/// no matter of spelling: yuan as üan, wen as un, ju as jü.
fn spelled_out(plain: &str) -> String {
    if let Some(rest) = plain.strip_prefix("yu") {
        return format!("ü{rest}");
    }
    if let Some(rest) = plain.strip_prefix('y') {
        return match rest {
            "ou" => "iu".to_owned(),
            "ong" => "iong".to_owned(),
            _ if rest.starts_with('i') => rest.to_owned(),
            _ => format!("i{rest}"),
        };
    }
    if let Some(rest) = plain.strip_prefix('w') {
        return match rest {
            "ei" => "ui".to_owned(),
            "en" => "un".to_owned(),
            _ if rest.starts_with('u') => rest.to_owned(),
            _ => format!("u{rest}"),
        };
    }
    for initial in ["j", "q", "x"] {
        if let Some(rest) = plain.strip_prefix(initial).and_then(|rest| rest.strip_prefix('u')) {
            return format!("{initial}ü{rest}");
        }
    }
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(pinyin: &str) -> Vec<(String, u8)> {
        pieces(pinyin).into_iter().map(|piece| (piece.text, piece.tone)).collect()
    }

    #[test]
    fn syllables_end_where_the_orthography_says() {
        for (pinyin, cuts) in [
            ("tīngquàn", "tīng1 quàn4"),
            ("Xī'ān", "Xī1 '0 ān1"),
            ("xiān", "xiān1"),
            ("yīnggāi", "yīng1 gāi1"),
            ("fāngàn", "fān1 gàn4"),
            ("nánér", "ná2 nér2"),
            ("nán'ér", "nán2 '0 ér2"),
            ("wánr le", "wánr2  0 le5"),
            ("jìngrán", "jìng4 rán2"),
            ("zhèr", "zhèr4"),
            ("dǎ call", "dǎ3  0 ca5 ll0"),
            ("nǚ'ér", "nǚ3 '0 ér2"),
        ] {
            let found: Vec<String> = cut(pinyin).iter().map(|(text, tone)| format!("{text}{tone}")).collect();
            assert_eq!(found.join(" "), cuts, "{pinyin}");
        }
    }

    #[test]
    fn nothing_is_lost() {
        for pinyin in ["", "tīngquàn, nǐ hǎo!", "yǒngyuǎn de shén", "n g r", "ng", "𝒶ā"] {
            let text: String = pieces(pinyin).into_iter().map(|piece| piece.text).collect();
            assert_eq!(text, pinyin);
        }
    }

    #[test]
    fn zhuyin_says_the_same() {
        for (pinyin, expected) in [
            ("tīngquàn", "ㄊㄧㄥ ㄑㄩㄢˋ"),
            ("zhīshi", "ㄓ ˙ㄕ"),
            ("yuè wǒ", "ㄩㄝˋ ㄨㄛˇ"),
            ("yǒu wèn", "ㄧㄡˇ ㄨㄣˋ"),
            ("xióngmāo", "ㄒㄩㄥˊ ㄇㄠ"),
            ("Xī'ān", "ㄒㄧ ㄢ"),
            ("yīngwén", "ㄧㄥ ㄨㄣˊ"),
            ("wánr", "ㄨㄢˊㄦ"),
            ("lǜ nǚ", "ㄌㄩˋ ㄋㄩˇ"),
            ("wēng", "ㄨㄥ"),
            ("értóng", "ㄦˊ ㄊㄨㄥˊ"),
        ] {
            assert_eq!(zhuyin(pinyin), expected, "{pinyin}");
        }
    }
}
