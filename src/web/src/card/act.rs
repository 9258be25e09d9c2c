//! What a click on a card asks for.

use web_sys::Element;

/// Something a reader does with a card.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Act {
    /// Go back to what the card showed before.
    Back,
    /// Let the card stay, or no longer.
    Pin,
    /// Close it.
    Close,
    /// Show another term in it.
    Open {
        /// The entry.
        entry: u32,
        /// The sense.
        sense: u32,
        /// The text on the page, where it is from there.
        written: Option<String>,
    },
    /// Say the term aloud.
    Hear,
    /// Offer what can be copied, or no longer.
    Copy,
    /// Copy the term.
    CopyTerm,
    /// Copy the term and its meaning.
    CopyMeaning,
    /// Copy all that the card says.
    CopyAll,
    /// Put the term into the wordbook, or take it out.
    Save,
    /// The reader knows the term, or no longer.
    Know,
    /// The mark is wrong here, or not after all.
    Wrong,
}

impl Act {
    /// What an element of the card asks for; nothing where it is no button of
    /// ours.
    pub(super) fn of(element: &Element) -> Option<Act> {
        let number = |name: &str| element.get_attribute(name)?.parse().ok();
        Some(match element.get_attribute("data-do")?.as_str() {
            "back" => Act::Back,
            "pin" => Act::Pin,
            "close" => Act::Close,
            "open" => Act::Open {
                entry: number("data-entry")?,
                sense: number("data-sense")?,
                written: element.get_attribute("data-written"),
            },
            "hear" => Act::Hear,
            "copy" => Act::Copy,
            "copy-term" => Act::CopyTerm,
            "copy-meaning" => Act::CopyMeaning,
            "copy-all" => Act::CopyAll,
            "save" => Act::Save,
            "know" => Act::Know,
            "wrong" => Act::Wrong,
            _ => return None,
        })
    }
}
