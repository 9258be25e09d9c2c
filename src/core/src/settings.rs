//! What the reader can choose.

/// The reader's choices; the default is what someone gets who chose nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether anything is marked at all.
    pub on: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { on: true }
    }
}
