//! What holds of the finder on any text. The property tests make texts for it,
//! and so does the fuzzer.

use cattax_core::fold::Text;
use cattax_core::run::RUN_END;
use cattax_core::span::Span;
use cattax_core::{Finder, Match};
use cattax_glossary::LEXICON;

/// Panics where something does not hold of a text.
pub fn hold(text: &str) {
    let finder = Finder::new(LEXICON);
    let matches = finder.find(text);
    spans(text, &matches);
    back(text);
    apart(&finder, text, &matches);
}

/// Spans are in order, never overlap, are not empty, lie on character
/// boundaries, and name entries that are there.
fn spans(text: &str, matches: &[Match]) {
    let bounds: Vec<u32> = text
        .chars()
        .scan(0, |at, c| {
            *at += c.len_utf16() as u32;
            Some(*at)
        })
        .collect();
    let on_bound = |at: u32| at == 0 || bounds.binary_search(&at).is_ok();
    let mut before = 0;
    for found in matches {
        assert!(found.span.start >= before && !found.span.is_empty(), "{text:?}: {found:?} after {before}");
        assert!(
            on_bound(found.span.start) && on_bound(found.span.end),
            "{text:?}: {found:?} cuts a character"
        );
        assert!(
            (found.sense as usize) < LEXICON.senses_of(found.entry).len(),
            "{text:?}: {found:?} has no sense"
        );
        before = found.span.end;
    }
}

/// Every folded unit comes from a piece of the source that folds to it, the
/// pieces lie side by side, and together they are all but what went in front.
fn back(text: &str) {
    let folded = Text::of(text, LEXICON.han);
    let units: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(folded.source_len() as usize, units.len(), "{text:?}");
    let mut end = None;
    for at in 0..folded.units.len() as u32 {
        let source = folded.source(Span::new(at, at + 1));
        assert!(end.is_none_or(|end| end == source.start), "{text:?}: a gap before {at}");
        end = Some(source.end);
    }
    assert!(end.is_none_or(|end| end as usize == units.len()), "{text:?}: does not reach the end");
    let first = folded.source(Span::new(0, folded.units.len() as u32));
    if let Ok(piece) = String::from_utf16(&units[first.range()]) {
        assert_eq!(Text::of(&piece, LEXICON.han).units, folded.units, "{text:?}");
    }
}

/// Runs that are sent together are found what each is found alone.
fn apart(finder: &Finder<'_>, text: &str, matches: &[Match]) {
    let both = format!("{text}{RUN_END}{text}");
    let shift = text.encode_utf16().count() as u32 + 1;
    let again = matches
        .iter()
        .map(|found| Match { span: Span::new(found.span.start + shift, found.span.end + shift), ..*found });
    let expected: Vec<Match> = matches.iter().copied().chain(again).collect();
    assert_eq!(finder.find(&both), expected, "{text:?}");
}
