//! What the finder knows of an entry.

/// How a term is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A word.
    Word,
    /// Several words that belong together.
    Phrase,
    /// Letters that stand for words: `yyds`.
    Abbreviation,
    /// Digits that stand for words: `520`.
    Number,
    /// Characters that sound like others: 集美.
    Soundalike,
    /// Characters that look like others.
    Lookalike,
    /// A spelling that gets around a filter.
    Dodge,
    /// An emoji or a sequence of them.
    Emoji,
    /// One of RedNote's stickers, by its code.
    Sticker,
    /// A particle at the end of a clause.
    Particle,
    /// Something stretched or with a slot: 哈哈哈….
    Pattern,
}

impl Kind {
    /// Every kind, in the order of the guide.
    pub const ALL: [Kind; 11] = [
        Kind::Word,
        Kind::Phrase,
        Kind::Abbreviation,
        Kind::Number,
        Kind::Soundalike,
        Kind::Lookalike,
        Kind::Dodge,
        Kind::Emoji,
        Kind::Sticker,
        Kind::Particle,
        Kind::Pattern,
    ];

    /// The name by which authors and tools call it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Word => "word",
            Kind::Phrase => "phrase",
            Kind::Abbreviation => "abbreviation",
            Kind::Number => "number",
            Kind::Soundalike => "soundalike",
            Kind::Lookalike => "lookalike",
            Kind::Dodge => "dodge",
            Kind::Emoji => "emoji",
            Kind::Sticker => "sticker",
            Kind::Particle => "particle",
            Kind::Pattern => "pattern",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
