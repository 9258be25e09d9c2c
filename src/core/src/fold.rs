//! Folding: one spelling for what readers see as the same.
//!
//! Width (ＡＢＣ → abc), letter case, traditional to simplified characters;
//! variation selectors, skin tones and zero-width characters go. Every byte of
//! the folded text knows the UTF-16 unit of the source it came from.

use crate::span::{Folded, Span, Utf16};

/// The first character of the table of simplified forms.
pub const HAN_FIRST: u32 = 0x4E00;
/// How many characters the table of simplified forms holds (U+4E00 to U+9FFF).
pub const HAN_COUNT: usize = 0x5200;

/// Text as the finder reads it, with its way back to the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, and one past its end, the UTF-16 offset in the
    /// source of the character it came from.
    starts: Vec<u32>,
    /// For each byte of `text`, the UTF-16 offset in the source at which that
    /// character ends, characters that fold to nothing behind it included.
    ends: Vec<u32>,
}

impl Text {
    /// Folds `source`. `han` maps U+4E00 to U+9FFF to simplified forms and may
    /// be empty, which leaves them as they are.
    ///
    /// Time and memory are linear in the source.
    pub fn fold(source: &str, han: &[u16]) -> Self {
        let mut folded = Text {
            text: String::with_capacity(source.len()),
            starts: Vec::with_capacity(source.len() + 1),
            ends: Vec::with_capacity(source.len() + 1),
        };
        let mut at = 0u32;
        for c in source.chars() {
            let next = at + c.len_utf16() as u32;
            match fold_char(c, han) {
                Some(plain) => folded.push(plain, at, next),
                None => folded.stretch_last(next),
            }
            at = next;
        }
        folded.starts.push(at);
        folded
    }

    /// Where a span of folded text lies in the source.
    ///
    /// A span beyond the text gives an empty span at its end.
    pub fn source(&self, span: Span<Folded>) -> Span<Utf16> {
        let last = self.starts.last().copied().unwrap_or(0);
        let start = self.starts.get(span.start as usize).copied().unwrap_or(last);
        let end = match span.end.checked_sub(1) {
            Some(byte) if !span.is_empty() => self.ends.get(byte as usize).copied().unwrap_or(last),
            _ => start,
        };
        Span::new(start, end)
    }

    fn push(&mut self, c: char, start: u32, end: u32) {
        self.text.push(c);
        for _ in 0..c.len_utf8() {
            self.starts.push(start);
            self.ends.push(end);
        }
    }

    fn stretch_last(&mut self, end: u32) {
        let Some(c) = self.text.chars().next_back() else {
            return;
        };
        let from = self.ends.len() - c.len_utf8();
        for slot in &mut self.ends[from..] {
            *slot = end;
        }
    }
}

/// The folded text alone, for terms and cues.
pub fn fold(source: &str, han: &[u16]) -> String {
    source.chars().filter_map(|c| fold_char(c, han)).collect()
}

/// What a character folds to; nothing, where it only says how the one before
/// it should look.
fn fold_char(c: char, han: &[u16]) -> Option<char> {
    Some(match c {
        '\0' => ' ',
        '\u{1}'..='\u{7F}' => c.to_ascii_lowercase(),
        // Soft hyphen, zero-width space and non-joiner, word joiner, byte
        // order mark: put between characters to get around filters.
        '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{2060}' | '\u{FEFF}' => return None,
        // Variation selectors and Fitzpatrick skin tones.
        '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' => return None,
        '\u{3000}' | '\u{A0}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => {
            let ascii = (c as u32 - 0xFEE0) as u8;
            ascii.to_ascii_lowercase() as char
        }
        '\u{4E00}'..='\u{9FFF}' => han
            .get((c as u32 - HAN_FIRST) as usize)
            .and_then(|&simplified| char::from_u32(u32::from(simplified)))
            .unwrap_or(c),
        _ if c < '\u{2000}' => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(single), None) => single,
                _ => c,
            }
        }
        _ => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_width_case_and_dressing() {
        for (source, folded) in [
            ("ＹＹＤＳ", "yyds"),
            ("Emo", "emo"),
            ("👍🏽", "👍"),
            ("☺️", "☺"),
            ("草\u{200B}莓", "草莓"),
            ("　", " "),
            ("！", "!"),
            ("İ", "İ"),
        ] {
            assert_eq!(fold(source, &[]), folded, "{source}");
        }
    }

    #[test]
    fn maps_back_to_utf16_units() {
        let source = "😂👍🏽ＹＹ草\u{200B}!";
        let folded = Text::fold(source, &[]);
        let units: Vec<u16> = source.encode_utf16().collect();
        let piece = |needle: &str| {
            let start = folded.text.find(needle).expect("in the folded text") as u32;
            let span = folded.source(Span::new(start, start + needle.len() as u32));
            String::from_utf16(&units[span.range()]).expect("whole characters")
        };
        assert_eq!(piece("😂"), "😂");
        assert_eq!(piece("👍"), "👍🏽");
        assert_eq!(piece("yy"), "ＹＹ");
        assert_eq!(piece("草"), "草\u{200B}");
        assert_eq!(piece("!"), "!");
    }

    #[test]
    fn spans_beyond_the_text_are_empty_at_its_end() {
        let folded = Text::fold("ab", &[]);
        assert_eq!(folded.source(Span::new(9, 12)), Span::new(2, 2));
        assert_eq!(Text::fold("", &[]).source(Span::new(0, 0)), Span::new(0, 0));
    }
}
