//! RedNote's markup and hosts: the only place with selectors of the site.
//!
//! Where all of them miss, every text of the page is read and marked, less
//! finely.

use web_sys::Element;

/// The pages that we may read, as the manifest names them.
pub(crate) const HOSTS: [&str; 2] = ["https://www.xiaohongshu.com/*", "https://www.rednote.com/*"];

/// What is never read: what people type, names, counts, dates, and what is no
/// text.
pub(crate) const NEVER: &str = "input, textarea, select, [contenteditable]:not([contenteditable='false']), \
    script, style, noscript, template, svg, math, canvas, video, audio, iframe, object, \
    [translate='no'], .notranslate, code, pre, kbd, \
    .name, .nickname, .username, .user-nickname, .user-name, a.note-content-user, .count, .total, .date, .location, .like-wrapper, \
    .author-wrapper > .author > .tag";

/// What a reader looks at first: cards of the feed, the note, its comments.
pub(crate) const FIRST: &str = "section.note-item, #detail-title, #detail-desc, .comment-item, .user-desc";

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
