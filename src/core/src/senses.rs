//! Which sense a candidate has where it stands, if any, and how sure that is.
//!
//! A candidate is judged by its edges, by what numbers and letters beside it
//! mean, and by the cues of its senses. Which of several overlapping
//! candidates stays is the business of [`crate::segment`].

use unicode_segmentation::GraphemeCursor;

use crate::entry::Kind;
use crate::lexicon::{Cue, Item, Lexicon, Sense, Slice, Test};

/// How many characters away, on either side, a `near` cue looks.
pub const NEAR: usize = 20;

/// What stands around a candidate.
#[derive(Clone, Copy)]
pub struct Context<'t> {
    /// The folded text before it.
    pub before: &'t str,
    /// The candidate itself.
    pub term: &'t str,
    /// The folded text behind it.
    pub after: &'t str,
}

/// How many words of letters make a run without Han characters foreign.
const FOREIGN_WORDS: usize = 3;

/// Whether a run is in another language altogether: words of letters that are
/// no terms, and not one Han character. A code in it, `666` or `emo`, is hardly
/// ever slang.
///
/// Linear; asked once for each run.
pub fn is_foreign(lexicon: &Lexicon<'_>, text: &str) -> bool {
    !text.contains(is_han)
        && text
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|word| !word.is_empty() && !lexicon.is_term(word))
            .nth(FOREIGN_WORDS - 1)
            .is_some()
}

/// What a candidate is, where it is anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The place of the sense among those of the entry.
    pub sense: u32,
    /// Sure, or only maybe.
    pub sure: bool,
    /// Whether a cue beside it speaks for it.
    pub cued: bool,
}

/// The best sense of `entry` for `text[start..end]`: the first that is sure,
/// else the first that may be. `foreign` is what [`is_foreign`] says of the
/// text.
pub fn judge(
    lexicon: &Lexicon<'_>,
    entry: u32,
    text: &str,
    foreign: bool,
    start: usize,
    end: usize,
) -> Option<Verdict> {
    let context =
        Context { before: text.get(..start)?, term: text.get(start..end)?, after: text.get(end..)? };
    if !whole_code(&context) || !whole_graphemes(text, start, end) {
        return None;
    }
    let among_letters =
        is_letters_and_digits(context.term) && (foreign || among_foreign_letters(lexicon, &context));
    let mut maybe = None;
    for (index, sense) in (0..).zip(lexicon.senses_of(entry)) {
        let fits = match sense.kind {
            Kind::Number => !is_quantity(lexicon, &context),
            _ => true,
        };
        if !fits || holds_any(lexicon, sense.unless, &context) {
            continue;
        }
        let sure = !among_letters && is_sure(lexicon, sense, &context);
        if sure {
            let cued = is_cued(lexicon, sense, &context);
            return Some(Verdict { sense: index, sure, cued });
        }
        if maybe.is_none() && (among_letters || sense.otherwise_maybe) {
            maybe = Some(Verdict { sense: index, sure, cued: false });
        }
    }
    maybe
}

/// Whether a rule that looks directly beside the term holds.
fn is_cued(lexicon: &Lexicon<'_>, sense: &Sense, context: &Context<'_>) -> bool {
    rules(lexicon.cues_of(sense.when)).any(|rule| {
        rule.iter().any(|cue| cue.wanted && matches!(cue.test, Test::After(_) | Test::Before(_)))
            && all_hold(lexicon, rule, context)
    })
}

fn is_sure(lexicon: &Lexicon<'_>, sense: &Sense, context: &Context<'_>) -> bool {
    sense.when.len == 0 || holds_any(lexicon, sense.when, context)
}

fn holds_any(lexicon: &Lexicon<'_>, cues: Slice, context: &Context<'_>) -> bool {
    rules(lexicon.cues_of(cues)).any(|rule| all_hold(lexicon, rule, context))
}

/// The rules that a list of cues says: each goes on as long as its rows are
/// joined.
fn rules(cues: &[Cue]) -> impl Iterator<Item = &[Cue]> {
    cues.split_inclusive(|cue| !cue.joined)
}

fn all_hold(lexicon: &Lexicon<'_>, rule: &[Cue], context: &Context<'_>) -> bool {
    rule.iter().all(|cue| holds(lexicon, cue.test, context) == cue.wanted)
}

fn holds(lexicon: &Lexicon<'_>, test: Test, context: &Context<'_>) -> bool {
    match test {
        Test::ClauseStart => starts_clause(context.before) && !joined_before(context),
        Test::ClauseEnd => ends_clause(context.after) && !joined_after(context),
        Test::Alone => holds(lexicon, Test::ClauseStart, context) && holds(lexicon, Test::ClauseEnd, context),
        Test::After(items) => {
            lexicon.items_of(items).iter().any(|item| item_ends(lexicon, *item, context.before))
        }
        Test::Before(items) => {
            lexicon.items_of(items).iter().any(|item| item_starts(lexicon, *item, context.after))
        }
        Test::Near(items) => {
            let (left, right) = window(context);
            holds_any_item(lexicon, items, left) || holds_any_item(lexicon, items, right)
        }
        Test::Subject(items) => {
            let left = window(context).0;
            let clause = left.rfind(divides).map_or(left, |at| &left[at..]);
            holds_any_item(lexicon, items, clause)
        }
        Test::Object(items) => {
            let right = window(context).1;
            let clause = right.find(divides).map_or(right, |at| &right[..at]);
            holds_any_item(lexicon, items, clause)
        }
    }
}

fn holds_any_item(lexicon: &Lexicon<'_>, items: Slice, text: &str) -> bool {
    lexicon.items_of(items).iter().any(|item| match item {
        Item::Word(word) => text.contains(lexicon.string(*word)),
        class => text.chars().any(|c| in_class(*class, c)),
    })
}

/// Whether a character divides clauses. White space does: that is how people
/// write in comments.
fn divides(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '.' | '!' | '?' | ';' | ':' | '、' | '，' | '。' | '…' | '~')
}

fn item_ends(lexicon: &Lexicon<'_>, item: Item, before: &str) -> bool {
    match item {
        Item::Word(word) => before.ends_with(lexicon.string(word)),
        Item::Edge => starts_clause(before),
        class => before.chars().next_back().is_some_and(|c| in_class(class, c)),
    }
}

fn item_starts(lexicon: &Lexicon<'_>, item: Item, after: &str) -> bool {
    match item {
        Item::Word(word) => after.starts_with(lexicon.string(word)),
        Item::Edge => ends_clause(after),
        class => after.chars().next().is_some_and(|c| in_class(class, c)),
    }
}

fn in_class(class: Item, c: char) -> bool {
    match class {
        Item::Han => is_han(c),
        Item::Letter => c.is_ascii_alphabetic(),
        Item::Digit => c.is_ascii_digit(),
        Item::Emoji => is_emoji(c),
        Item::Word(_) | Item::Edge => false,
    }
}

/// The text within [`NEAR`] characters on either side.
fn window<'t>(context: &Context<'t>) -> (&'t str, &'t str) {
    let left = context.before.char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
    let right = context.after.char_indices().nth(NEAR).map_or(context.after.len(), |(at, _)| at);
    (&context.before[left..], &context.after[..right])
}

/// Exclamations that may open a clause without being part of what it says.
const OPENING: [char; 9] = ['啊', '哇', '哎', '唉', '呃', '额', '嗯', '诶', '呜'];
/// Particles that may close a clause without being part of what it says.
const CLOSING: [char; 19] = [
    '啊', '呀', '吧', '了', '呢', '吗', '嘛', '哦', '噢', '哈', '啦', '咯', '喽', '诶', '欸', '耶', '哇',
    '呜', '嘿',
];

/// How many of those in a row are looked through; a longer row ends a clause by
/// itself. The bound keeps a page of nothing but particles linear.
const PARTICLES: usize = 8;

/// Whether only exclamations lie between the last clause's end and here.
///
/// White space ends a clause: that is how people write in comments.
fn starts_clause(before: &str) -> bool {
    is_edge(before.chars().rev().take(PARTICLES).find(|c| !OPENING.contains(c)))
}

fn ends_clause(after: &str) -> bool {
    is_edge(after.chars().take(PARTICLES).find(|c| !CLOSING.contains(c)))
}

fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_alphanumeric())
}

/// Whether a space before the term only divides it from another word of
/// letters or digits, as in "iPhone 6".
fn joined_before(context: &Context<'_>) -> bool {
    let before = context.before.trim_end_matches(' ');
    before.len() < context.before.len()
        && is_code(before.chars().next_back())
        && is_code(context.term.chars().next())
}

fn joined_after(context: &Context<'_>) -> bool {
    let after = context.after.trim_start_matches(' ');
    after.len() < context.after.len()
        && is_code(after.chars().next())
        && is_code(context.term.chars().next_back())
}

fn is_code(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether letters and digits at the edges of the term stop there.
fn whole_code(context: &Context<'_>) -> bool {
    let open_left = is_code(context.term.chars().next()) && is_code(context.before.chars().next_back());
    let open_right = is_code(context.term.chars().next_back()) && is_code(context.after.chars().next());
    !open_left && !open_right
}

fn is_letters_and_digits(term: &str) -> bool {
    term.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a term of letters stands in a row of other words of letters, as in
/// an English sentence, where it most likely is one of them.
fn among_foreign_letters(lexicon: &Lexicon<'_>, context: &Context<'_>) -> bool {
    if !context.term.bytes().all(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let word = |c: char| c.is_ascii_alphabetic() || c == '\'';
    let foreign = |neighbor: &str| !neighbor.is_empty() && !lexicon.is_term(neighbor);
    let left = context.before.trim_end_matches(' ');
    let left = &left[left.trim_end_matches(word).len()..];
    let right = context.after.trim_start_matches(' ');
    let right = &right[..right.len() - right.trim_start_matches(word).len()];
    foreign(left) || foreign(right)
}

/// Whether a number counts or measures something where it stands.
fn is_quantity(lexicon: &Lexicon<'_>, context: &Context<'_>) -> bool {
    let mut left = context.before.chars().rev();
    let mut right = context.after.chars();
    let joins = |c: Option<char>| matches!(c, Some('.' | ':' | '/' | '-' | ',' | '~' | '%' | '*' | '×'));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (before, after) = (left.next(), right.next());
    // Folding has made the full-width yen sign U+FFE5 stay and ＄ ASCII.
    matches!(before, Some('¥' | '￥' | '$' | '€' | '£' | '第' | '约' | '共'))
        || (joins(before) && digit(left.next()))
        || (joins(after) && digit(right.next()))
        || lexicon
            .items_of(lexicon.units)
            .iter()
            .any(|unit| item_starts(lexicon, *unit, context.after.trim_start_matches(' ')))
}

fn whole_graphemes(text: &str, start: usize, end: usize) -> bool {
    [start, end]
        .into_iter()
        .all(|offset| GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0).unwrap_or(false))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
}
