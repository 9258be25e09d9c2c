//! Folding: one spelling for what readers see as the same.
//!
//! Width (ＡＢＣ → abc), letter case, traditional to simplified characters;
//! variation selectors, skin tones and zero-width characters go. What stays is
//! as long in UTF-16 units as it was, so the way back to the source only has
//! to know what went.

use crate::span::{Folded, Span, Utf16};

/// The first character of the table of simplified forms.
pub const HAN_FIRST: u32 = 0x4E00;
/// How many characters the table of simplified forms holds (U+4E00 to U+9FFF).
pub const HAN_COUNT: usize = 0x5200;

/// Text as the finder reads it, with its way back to the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The folded text, in UTF-16.
    pub units: Vec<u16>,
    /// Where something went, in the order of the text.
    gaps: Vec<Gap>,
}

/// Source units without a folded one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Gap {
    /// The folded unit before which they stood.
    at: u32,
    /// How many went, these and all before.
    gone: u32,
}

impl Text {
    /// Folds `source`. `han` says of U+4E00 to U+9FFF how far off their
    /// simplified forms lie, and may
    /// be empty, which leaves them as they are.
    ///
    /// Time and memory are linear in the source: two bytes for each unit, and
    /// eight for each place where something goes.
    pub fn of(source: &str, han: &[u16]) -> Self {
        let mut text = Text::default();
        text.fold(source, han);
        text
    }

    /// The same, in the memory of the text that was here before.
    pub fn fold(&mut self, source: &str, han: &[u16]) {
        self.units.clear();
        self.gaps.clear();
        for c in source.chars() {
            match c {
                '\u{1}'..='\u{7F}' => self.units.push(c.to_ascii_lowercase() as u16),
                '\u{4E00}'..='\u{9FFF}' => self.units.push(simplified(c, han)),
                _ => match fold_char(c, han) {
                    Some(plain) => self.units.extend_from_slice(plain.encode_utf16(&mut [0; 2])),
                    None => self.leave_out(c.len_utf16() as u32),
                },
            }
        }
    }

    /// Where a span of folded text lies in the source. What went from behind a
    /// character belongs to it.
    ///
    /// A span beyond the text gives an empty span at its end.
    pub fn source(&self, span: Span<Folded>) -> Span<Utf16> {
        let place = |at: u32| {
            let at = at.min(self.units.len() as u32);
            let before = self.gaps.partition_point(|gap| gap.at <= at);
            at + before.checked_sub(1).and_then(|last| self.gaps.get(last)).map_or(0, |gap| gap.gone)
        };
        Span::new(place(span.start), place(span.end))
    }

    /// How many UTF-16 units the source has.
    pub fn source_len(&self) -> u32 {
        self.units.len() as u32 + self.gaps.last().map_or(0, |gap| gap.gone)
    }

    fn leave_out(&mut self, units: u32) {
        let at = self.units.len() as u32;
        match self.gaps.last_mut() {
            Some(gap) if gap.at == at => gap.gone += units,
            last => {
                let gone = last.map_or(0, |gap| gap.gone) + units;
                self.gaps.push(Gap { at, gone });
            }
        }
    }
}

/// The folded text alone, for terms and cues.
pub fn fold(source: &str, han: &[u16]) -> String {
    source.chars().filter_map(|c| fold_char(c, han)).collect()
}

fn simplified(c: char, han: &[u16]) -> u16 {
    let further = han.get((c as u32).wrapping_sub(HAN_FIRST) as usize).copied().unwrap_or(0);
    (c as u16).wrapping_add(further)
}

/// A text with the first of the characters that fold to each of its own, where
/// there are any: mostly its traditional form. Costs a look at the whole table
/// for each character.
pub fn unfold(source: &str, han: &[u16]) -> String {
    let first = |c: char| {
        let folding = (HAN_FIRST..).zip(han).filter(|(_, further)| **further != 0);
        let mut folding = folding.filter_map(|(from, _)| char::from_u32(from));
        folding.find(|from| u32::from(simplified(*from, han)) == c as u32)
    };
    source.chars().map(|c| first(c).unwrap_or(c)).collect()
}

/// What a character folds to; nothing, where it only says how the one before
/// it should look. As many UTF-16 units as it has itself.
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
        '\u{4E00}'..='\u{9FFF}' => char::from_u32(u32::from(simplified(c, han))).unwrap_or(c),
        _ if c < '\u{2000}' => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(single), None) if single.len_utf16() == 1 => single,
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
            let text = Text::of(source, &[]);
            assert_eq!(String::from_utf16_lossy(&text.units), folded, "{source}");
        }
    }

    #[test]
    fn maps_back_to_utf16_units() {
        let source = "😂👍🏽ＹＹ草\u{200B}!";
        let folded = Text::of(source, &[]);
        let units: Vec<u16> = source.encode_utf16().collect();
        let piece = |needle: &str| {
            let needle: Vec<u16> = needle.encode_utf16().collect();
            let start = folded.units.windows(needle.len()).position(|window| window == needle);
            let start = start.expect("in the folded text") as u32;
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
        let folded = Text::of("ab", &[]);
        assert_eq!(folded.source(Span::new(9, 12)), Span::new(2, 2));
        assert_eq!(Text::of("", &[]).source(Span::new(0, 0)), Span::new(0, 0));
    }
}
