//! `cattax eval`: how right the marks are, on labelled sentences.

mod baselines;
mod corpus;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use cattax_compiler::Checked;
use cattax_core::Finder;
use clap::ValueEnum;

use self::baselines::Baselines;
use self::corpus::{Part, Sentence, Span};

/// How many of the worst terms are listed.
const WORST: usize = 30;

/// Which sentences to measure on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Which {
    /// The part that rules are written with, with its worst terms.
    Open,
    /// The two held-out parts, figures only.
    HeldOut,
    /// Every sentence, with the worst terms: for sentences that rules were
    /// written with.
    All,
}

/// Found rightly, found wrongly, and missed.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn add(&mut self, other: Score) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }

    fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(f64::EPSILON)
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "precision {:.3}  recall {:.3}  F1 {:.3}  ({} right, {} wrong, {} missed)",
            self.precision(),
            self.recall(),
            self.f1(),
            self.right,
            self.wrong,
            self.missed
        )
    }
}

/// Measures on the sentences of these files, and prints the figures.
pub(crate) fn eval(
    checked: &Checked,
    files: &[PathBuf],
    which: Which,
    out: &mut impl Write,
) -> io::Result<ExitCode> {
    let mut sentences = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))?;
        for (number, line) in (1..).zip(text.lines()) {
            match corpus::read(&checked.glossary, line) {
                Ok(sentence) => sentences.push(sentence),
                Err(error) => {
                    eprintln!("cattax: {}:{number}: {error}", file.display());
                    return Ok(ExitCode::from(2));
                }
            }
        }
    }
    let ordinary = sentences.iter().filter(|sentence| !sentence.is_slang).count();
    writeln!(out, "{} sentences, {ordinary} of them ordinary use or part of another word", sentences.len())?;
    let parts: &[(&str, &[Part])] = match which {
        Which::Open => &[("open", &[Part::Open])],
        Which::HeldOut => {
            &[("held out, unseen terms", &[Part::Terms]), ("held out, unseen sentences", &[Part::Sentences])]
        }
        Which::All => &[("all", &[Part::Open, Part::Terms, Part::Sentences])],
    };
    let finder = Finder::new(checked.tables.lexicon());
    let baselines = Baselines::new(checked);
    for (name, parts) in parts {
        let chosen: Vec<&Sentence> =
            sentences.iter().filter(|sentence| parts.contains(&sentence.part)).collect();
        writeln!(out, "\n== {name}: {} sentences", chosen.len())?;
        measure(checked, &finder, &baselines, &chosen, out)?;
        if which != Which::HeldOut {
            worst(checked, &finder, &chosen, out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn found(finder: &Finder<'_>, text: &str, maybe: bool) -> Vec<Span> {
    let matches = finder.find(text).into_iter().filter(|found| found.sure || maybe);
    matches
        .map(|found| Span {
            start: found.span.start,
            end: found.span.end,
            entry: found.entry,
            sense: Some(found.sense),
        })
        .collect()
}

fn measure(
    checked: &Checked,
    finder: &Finder<'_>,
    baselines: &Baselines<'_>,
    sentences: &[&Sentence],
    out: &mut impl Write,
) -> io::Result<()> {
    let whole = |find: &dyn Fn(&str) -> Vec<Span>| {
        let mut score = Score::default();
        sentences
            .iter()
            .for_each(|sentence| score.add(compare(&sentence.spans, &find(&sentence.text), |_| true)));
        score
    };
    writeln!(out, "sure            {}", whole(&|text| found(finder, text, false)))?;
    writeln!(out, "sure and maybe  {}", whole(&|text| found(finder, text, true)))?;
    writeln!(out, "naive longest   {}", whole(&|text| baselines.naive(text)))?;
    writeln!(out, "jieba           {}", whole(&|text| baselines.jieba(text)))?;
    let (mut named, mut right) = (0, 0);
    let mut kinds: BTreeMap<&str, Score> = BTreeMap::new();
    for sentence in sentences {
        let sure = found(finder, &sentence.text, false);
        for gold in sentence.spans.iter().filter(|gold| gold.sense.is_some()) {
            if let Some(same) = sure.iter().find(|found| is_same(gold, found)) {
                named += 1;
                right += u32::from(gold.sense == same.sense);
            }
        }
        let kinds_here = sentence.spans.iter().chain(&sure).map(|span| kind(checked, span));
        for name in kinds_here.collect::<std::collections::BTreeSet<_>>() {
            let score = compare(&sentence.spans, &sure, |span| kind(checked, span) == name);
            kinds.entry(name).or_default().add(score);
        }
    }
    writeln!(out, "the labelled sense, of {named} marks with one: {right}")?;
    for (kind, score) in kinds {
        writeln!(out, "  {kind:<13} {score}")?;
    }
    Ok(())
}

fn kind(checked: &Checked, span: &Span) -> &'static str {
    let entry = checked.glossary.entries.get(span.entry as usize);
    entry.and_then(|entry| entry.senses.first()?.body.kind).map_or("", |kind| kind.name())
}

/// The targets with the most wrong and missed sure marks, with those marks.
fn worst(
    checked: &Checked,
    finder: &Finder<'_>,
    sentences: &[&Sentence],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut targets: BTreeMap<&str, (Score, Vec<String>)> = BTreeMap::new();
    for sentence in sentences {
        let sure = found(finder, &sentence.text, false);
        let (score, lines) = targets.entry(&sentence.target).or_default();
        let one = compare(&sentence.spans, &sure, |_| true);
        score.add(one);
        if one.wrong + one.missed > 0 {
            let list = |spans: &[Span]| {
                let ids: Vec<&str> = spans
                    .iter()
                    .filter_map(|span| {
                        Some(checked.glossary.entries.get(span.entry as usize)?.id.value.as_str())
                    })
                    .collect();
                ids.join(" ")
            };
            lines.push(format!("{}  should: {}; are: {}", sentence.text, list(&sentence.spans), list(&sure)));
        }
    }
    let mut targets: Vec<_> = targets.into_iter().collect();
    targets.sort_by_key(|(_, (score, _))| std::cmp::Reverse(score.wrong * 2 + score.missed));
    writeln!(out, "\nworst terms")?;
    for (target, (score, lines)) in
        targets.into_iter().take(WORST).filter(|(_, (_, lines))| !lines.is_empty())
    {
        writeln!(out, "{target}  {score}")?;
        for line in lines {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

/// A find is right where a label of the same entry shares a character with it:
/// whether a mark takes in a particle more or less is no matter of right or
/// wrong.
fn is_same(gold: &Span, found: &Span) -> bool {
    gold.entry == found.entry && gold.start < found.end && found.start < gold.end
}

fn compare(gold: &[Span], found: &[Span], counts: impl Fn(&Span) -> bool) -> Score {
    let hit = |found: &&Span| gold.iter().any(|gold| is_same(gold, found));
    let seen = |gold: &&Span| found.iter().any(|found| is_same(gold, found));
    let (right, wrong): (Vec<&Span>, Vec<&Span>) = found.iter().filter(|found| counts(found)).partition(hit);
    let missed = gold.iter().filter(|gold| counts(gold)).filter(|gold| !seen(gold)).count();
    Score { right: right.len() as u32, wrong: wrong.len() as u32, missed: missed as u32 }
}
