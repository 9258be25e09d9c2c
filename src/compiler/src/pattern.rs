//! Reads patterns as authors write them: 哈哈哈…, 一整个~住, #w.

use cattax_core::lexicon::Lead;

/// A pattern, split into its first fixed characters and the rest.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) lead: Lead,
    pub(crate) head: String,
    pub(crate) steps: Vec<Step>,
}

/// One element behind the head.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Fixed(String),
    More(char),
    Slot,
}

/// Reads one pattern; says what is wrong with it.
pub(crate) fn parse(source: &str) -> Result<Pattern, String> {
    let (lead, rest) = match (source.strip_prefix('~'), source.strip_prefix('#')) {
        (Some(rest), _) => (Lead::Slot, rest),
        (_, Some(rest)) => (Lead::Number, rest),
        _ => (Lead::Any, source),
    };
    let mut steps: Vec<Step> = Vec::new();
    for c in rest.chars() {
        match (c, steps.last_mut()) {
            ('…', Some(Step::Fixed(fixed))) => {
                let more = fixed.chars().next_back();
                steps.extend(more.map(Step::More));
            }
            ('~', Some(Step::Fixed(_) | Step::More(_))) => steps.push(Step::Slot),
            ('…' | '~', _) => {
                return Err(format!("`{c}` must follow a fixed character in the pattern `{source}`"));
            }
            (c, Some(Step::Fixed(fixed))) => fixed.push(c),
            (c, _) => steps.push(Step::Fixed(c.to_string())),
        }
    }
    if matches!(steps.last(), Some(Step::Slot)) {
        return Err(format!("the pattern `{source}` must end in a fixed character"));
    }
    let mut steps = steps.into_iter();
    let Some(Step::Fixed(head)) = steps.next() else {
        return Err(format!("the pattern `{source}` has no fixed character"));
    };
    let steps: Vec<Step> = steps.collect();
    if steps.is_empty() && lead == Lead::Any {
        return Err(format!("the pattern `{source}` is a fixed string; write it as a term"));
    }
    Ok(Pattern { lead, head, steps })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_stretches_and_slots() {
        let pattern = parse("绝绝…子").expect("well-formed");
        assert_eq!(pattern.head, "绝绝");
        assert_eq!(pattern.steps, [Step::More('绝'), Step::Fixed("子".into())]);
        let pattern = parse("~型博主").expect("well-formed");
        assert!(pattern.lead == Lead::Slot && pattern.steps.is_empty());
        assert_eq!(parse("#w").expect("well-formed").lead, Lead::Number);
        for wrong in ["…哈", "一~", "哈哈", "~", "一~~住", ""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
