//! Characters of folded text, which is UTF-16.

/// The character at a place; nothing at the end, and the replacement character
/// in the middle of one.
#[inline]
pub fn char_at(text: &[u16], at: usize) -> Option<char> {
    let unit = *text.get(at)?;
    match char::from_u32(u32::from(unit)) {
        Some(c) => Some(c),
        None => char::decode_utf16(text.get(at..at + 2)?.iter().copied())
            .next()
            .and_then(Result::ok)
            .or(Some(char::REPLACEMENT_CHARACTER)),
    }
}

/// The character that ends at a place; nothing at the start.
#[inline]
pub fn char_before(text: &[u16], at: usize) -> Option<char> {
    let last = at.checked_sub(1)?;
    match is_second_half(*text.get(last)?) {
        true => char_at(text, last.checked_sub(1)?),
        false => char_at(text, last),
    }
}

/// Whether a unit is the second half of a character.
#[inline]
pub fn is_second_half(unit: u16) -> bool {
    matches!(unit, 0xDC00..=0xDFFF)
}

/// Whether a unit is an ASCII digit.
#[inline]
pub fn is_digit(unit: u16) -> bool {
    matches!(unit, 0x30..=0x39)
}

/// Whether a unit is a lower-case ASCII letter; folded text has no others.
#[inline]
pub fn is_letter(unit: u16) -> bool {
    matches!(unit, 0x61..=0x7A)
}

/// Whether a unit is an ASCII letter or digit.
#[inline]
pub fn is_code(unit: u16) -> bool {
    is_letter(unit) || is_digit(unit)
}

/// Whether a character is Han.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}')
}

/// Whether a character is an emoji or the beginning of one.
pub fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
}
