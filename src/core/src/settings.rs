//! What the reader can choose, and what it means for a mark.

use serde::{Deserialize, Serialize};

use crate::entry::Kind;

/// Declares the settings, the form in which they are stored, and the way from
/// one to the other. What is stored is only what differs from the usual.
macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = $usual:expr,)*) => {
        /// The reader's choices; the default is what someone gets who chose nothing.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Settings {
            $($(#[$doc])* pub $name: $kind,)*
        }

        impl Default for Settings {
            fn default() -> Self {
                Settings { $($name: $usual,)* }
            }
        }

        /// The settings as they are stored: only what was chosen.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct Chosen {
            /// The form of all this: [`VERSION`] when written.
            pub version: u32,
            $($(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $name: Option<$kind>,)*
        }

        impl Settings {
            /// What differs from the usual.
            pub fn chosen(&self) -> Chosen {
                let usual = Settings::default();
                Chosen {
                    version: VERSION,
                    $($name: (self.$name != usual.$name).then(|| self.$name.clone()),)*
                }
            }
        }

        impl Settings {
            /// Everything, chosen or not, in the form in which it is stored.
            pub fn all(&self) -> Chosen {
                Chosen { version: VERSION, $($name: Some(self.$name.clone()),)* }
            }
        }

        impl Chosen {
            /// The settings with the usual where nothing was chosen. Every form
            /// that was ever stored reads; nothing for one of a later version.
            ///
            /// Version 1 knew `on` alone; version 2 brought all the others.
            pub fn settings(self) -> Option<Settings> {
                let usual = Settings::default();
                (1..=VERSION).contains(&self.version).then(|| Settings {
                    $($name: self.$name.unwrap_or(usual.$name),)*
                })
            }
        }
    };
}

/// The version of [`Chosen`] that is written.
pub const VERSION: u32 = 2;

settings! {
    /// Whether anything is marked at all.
    on: bool = true,
    /// Hosts on which nothing is marked.
    off_sites: Vec<String> = Vec::new(),
    /// How a mark looks.
    style: Style = Style::Dotted,
    /// Kinds of terms that are left alone.
    without: Vec<Group> = Vec::new(),
    /// How much is marked.
    amount: Amount = Amount::All,
    /// Whether the meaning of a rude term waits for a click.
    veil_rude: bool = false,
    /// Whether terms that the reader knows keep a faint mark.
    show_known: bool = false,
    /// Whether only the first of equal terms in a note is marked.
    first_only: bool = false,
    /// What the pointer needs for the card to open.
    hover: Hover = Hover::Rest,
    /// Whether selecting Chinese text asks what it means.
    on_selection: bool = true,
    /// How readings are written.
    reading: Reading = Reading::Pinyin,
    /// The colours of the four tones.
    tones: Tones = Tones::Off,
}

/// How a mark looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// A dotted line.
    Dotted,
    /// A tint behind the text.
    Tint,
    /// Nothing, until the pointer is there.
    Hidden,
}

/// Kinds of terms that are switched together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Words, set phrases and patterns.
    Words,
    /// Letters that stand for words.
    Letters,
    /// Digits that stand for words.
    Numbers,
    /// Spellings by sound, by look, or around a filter.
    Spellings,
    /// Emoji.
    Emoji,
    /// RedNote's stickers.
    Stickers,
    /// Particles.
    Particles,
}

impl Group {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Group; 7] = [
        Group::Words,
        Group::Letters,
        Group::Numbers,
        Group::Spellings,
        Group::Emoji,
        Group::Stickers,
        Group::Particles,
    ];

    /// The group of a kind.
    pub fn of(kind: Kind) -> Group {
        match kind {
            Kind::Word | Kind::Phrase | Kind::Pattern => Group::Words,
            Kind::Abbreviation => Group::Letters,
            Kind::Number => Group::Numbers,
            Kind::Soundalike | Kind::Lookalike | Kind::Dodge => Group::Spellings,
            Kind::Emoji => Group::Emoji,
            Kind::Sticker => Group::Stickers,
            Kind::Particle => Group::Particles,
        }
    }
}

/// How much is marked, by how often a term is met. What is not marked still
/// answers on hover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Amount {
    /// Only what is met now and then, or less.
    Rare,
    /// All but what is met daily.
    Fewer,
    /// Every sure term.
    All,
    /// What may be one, too.
    Maybe,
}

/// What the pointer needs for the card to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hover {
    /// A short rest.
    Rest,
    /// A rest with the Alt key held.
    Alt,
    /// A rest with the Control key held.
    Control,
    /// A rest with the Shift key held.
    Shift,
}

/// How readings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// nǐ hǎo.
    Pinyin,
    /// ㄋㄧˇ ㄏㄠˇ.
    Zhuyin,
}

/// The colours of the tones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tones {
    /// None.
    Off,
    /// Those of the Pleco dictionary.
    Pleco,
    /// Those of the MDBG dictionary.
    Mdbg,
}

/// What becomes of a match on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Marked.
    Mark,
    /// Marked as something that may be a term.
    Doubt,
    /// Marked faintly: the reader knows it.
    Faint,
    /// Not marked, but it answers on hover.
    Quiet,
    /// Nothing at all.
    Nothing,
}

impl Settings {
    /// What becomes of a match of a term of that kind and level, which is sure
    /// or not, and known to the reader or not.
    pub fn shows(&self, kind: Kind, level: u8, sure: bool, known: bool) -> Shown {
        let least = match self.amount {
            Amount::Rare => 3,
            Amount::Fewer => 2,
            Amount::All | Amount::Maybe => 1,
        };
        if self.without.contains(&Group::of(kind)) {
            Shown::Nothing
        } else if known {
            if self.show_known && sure { Shown::Faint } else { Shown::Quiet }
        } else if level < least {
            Shown::Quiet
        } else if sure {
            Shown::Mark
        } else if self.amount == Amount::Maybe {
            Shown::Doubt
        } else {
            Shown::Quiet
        }
    }

    /// Whether pages of a host are marked.
    pub fn on_at(&self, host: &str) -> bool {
        self.on && !self.off_sites.iter().any(|off| off == host)
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_chosen_is_stored() {
        let usual = serde_json::to_string(&Settings::default().chosen()).expect("JSON");
        assert_eq!(usual, r#"{"version":2}"#);
        let settings = Settings { style: Style::Tint, without: vec![Group::Emoji], ..Settings::default() };
        let stored = serde_json::to_string(&settings.chosen()).expect("JSON");
        assert_eq!(stored, r#"{"version":2,"style":"tint","without":["emoji"]}"#);
        let back: Chosen = serde_json::from_str(&stored).expect("settings");
        assert_eq!(back.settings(), Some(settings));
    }

    #[test]
    fn every_earlier_form_reads() {
        for (stored, on) in [
            (r#"{"version":1}"#, true),
            (r#"{"version":1,"on":false}"#, false),
            (r#"{"version":1,"on":true}"#, true),
            (r#"{"version":2,"on":false}"#, false),
        ] {
            let chosen: Chosen = serde_json::from_str(stored).expect("a form of ours");
            assert_eq!(chosen.settings(), Some(Settings { on, ..Settings::default() }), "{stored}");
        }
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        for foreign in [r#"{}"#, r#"{"version":2,"theme":"dark"}"#, r#"{"version":2,"style":"bold"}"#, "[]"] {
            assert!(serde_json::from_str::<Chosen>(foreign).is_err(), "{foreign}");
        }
        for version in [0, VERSION + 1] {
            assert_eq!(Chosen { version, ..Chosen::default() }.settings(), None, "{version}");
        }
    }

    #[test]
    fn what_is_marked() {
        let usual = Settings::default();
        assert_eq!(usual.shows(Kind::Word, 1, true, false), Shown::Mark);
        assert_eq!(usual.shows(Kind::Word, 1, false, false), Shown::Quiet);
        assert_eq!(usual.shows(Kind::Word, 1, true, true), Shown::Quiet);
        let rare = Settings { amount: Amount::Rare, show_known: true, ..Settings::default() };
        assert_eq!(rare.shows(Kind::Word, 2, true, false), Shown::Quiet);
        assert_eq!(rare.shows(Kind::Word, 3, true, false), Shown::Mark);
        assert_eq!(rare.shows(Kind::Word, 3, true, true), Shown::Faint);
        let all = Settings { amount: Amount::Maybe, without: vec![Group::Spellings], ..Settings::default() };
        assert_eq!(all.shows(Kind::Word, 4, false, false), Shown::Doubt);
        assert_eq!(all.shows(Kind::Dodge, 4, true, false), Shown::Nothing);
    }
}
