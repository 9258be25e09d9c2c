//! RedNote's markup and hosts: the only place with selectors of the site.
//!
//! Where all of them miss, every text of the page is read and marked, less
//! finely.

use web_sys::Element;

/// The pages that we may read, as the manifest names them.
pub(crate) const HOSTS: [&str; 2] = ["https://www.xiaohongshu.com/*", "https://www.rednote.com/*"];

/// Elements that are never read: what people type, and what is no text.
pub(crate) const NEVER_NAMES: [&str; 19] = [
    "audio", "canvas", "code", "head", "iframe", "input", "kbd", "math", "noscript", "object", "pre", "samp",
    "script", "select", "style", "svg", "template", "textarea", "video",
];

/// Classes of what is never read: names, counts, dates, and the parts of a
/// comment that hold nothing else.
pub(crate) const NEVER_CLASSES: [&str; 16] = [
    "author",
    "author-wrapper",
    "avatar",
    "count",
    "date",
    "interactions",
    "labels",
    "like-wrapper",
    "location",
    "name",
    "nickname",
    "note-content-user",
    "notranslate",
    "total",
    "user-name",
    "username",
];

/// Attributes of what is never read, as selectors: editors, and what its
/// author wants left alone.
pub(crate) const NEVER_ATTRIBUTES: &str =
    "[contenteditable]:not([contenteditable='false']), [translate='no']";

/// All of what is never read, as one selector.
pub(crate) fn never() -> String {
    let classes = NEVER_CLASSES.map(|class| format!(".{class}"));
    format!("{}, {}, {NEVER_ATTRIBUTES}", NEVER_NAMES.join(", "), classes.join(", "))
}

/// The image of a sticker.
pub(crate) const STICKER: &str = "img[src*='/fe-platform/']";

/// The hash of a sticker's image in its address.
///
/// The host is not looked at: it changes, the hash does not.
pub(crate) fn sticker_hash(image: &Element) -> Option<String> {
    let address = image.get_attribute("src")?;
    let (_, file) = address.split_once("/fe-platform/")?;
    let hash = file.get(..40)?;
    hash.bytes().all(|b| b.is_ascii_hexdigit()).then(|| hash.to_owned())
}
