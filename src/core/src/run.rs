//! Text gathered from the page.
//!
//! A run is what a reader sees as one piece of running text: a title, a
//! comment, a paragraph. It may come from several text nodes.

/// Stands in a run for what is not text: an image, a line break element, a
/// name that is not ours to read. Nothing matches across it. It is U+FFFC, the
/// object replacement character, one UTF-16 unit long.
pub const BREAK: char = '\u{FFFC}';

/// Divides runs that are sent as one text. It is U+001E, the record separator.
pub const RUN_END: char = '\u{1E}';

/// Whether a character could belong to a term: an ASCII letter or digit, or
/// anything outside ASCII but the break.
///
/// Text without one is not worth scanning.
pub fn may_match(c: char) -> bool {
    c.is_ascii_alphanumeric() || !(c.is_ascii() || c == BREAK)
}
