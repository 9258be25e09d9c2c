//! `cattax`, the host tool: tries the finder on text, looks entries up,
//! counts, measures, finds what is missing, and checks the glossary.
//!
//! It compiles the authored files itself, so it works on a glossary that the
//! build refuses. It writes nothing but to standard output.

mod draw;
mod eval;
mod scan;
mod stats;
mod unexplained;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use cattax_compiler::lookup::{Record, lookup};
use cattax_compiler::{Checked, check, ids};
use clap::{Parser, Subcommand};
use serde::Serialize;

/// Tries, reads and checks the glossary of Cat Tax.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The glossary's folder.
    #[arg(long, global = true, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../glossary"))]
    glossary: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads JSON lines {"text": "…"} and prints the matches in each.
    Scan,
    /// Prints what the glossary has on each term (spelling in any script, id,
    /// sticker code or image hash); without terms, reads them one a line.
    Lookup {
        /// What to look up.
        terms: Vec<String>,
    },
    /// Counts entries, senses and spellings, and the sizes of the tables.
    Stats,
    /// Measures the marks on labelled sentences, against two baselines.
    Eval {
        /// Files of labelled sentences, one JSON object a line.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Which part of them to measure on.
        #[arg(long, value_enum, default_value = "held-out")]
        part: eval::Which,
    },
    /// Reads JSON lines {"text": "…"} and prints what occurs often in them that
    /// neither a dictionary word nor a term explains.
    Unexplained {
        /// How often a piece must occur to be printed.
        #[arg(long, default_value_t = 3)]
        fewest: u32,
    },
    /// Draws sure marks from JSON lines {"text": "…"}, to be judged by hand.
    Draw {
        /// The same seed draws the same marks.
        #[arg(long)]
        seed: u64,
        /// How many.
        #[arg(long, default_value_t = 400)]
        count: usize,
    },
    /// Prints the ids of all entries and senses, as a release keeps them.
    Ids,
    /// Prints every problem of the glossary with file and line.
    Lint,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let checked = check(&arguments.glossary);
    let result = match arguments.command {
        Command::Scan => {
            warn(&checked);
            scan::scan(&checked, io::stdin().lock(), &mut io::stdout().lock())
        }
        Command::Lookup { terms } => {
            warn(&checked);
            print_entries(&checked, terms)
        }
        Command::Stats => print_line(&mut io::stdout().lock(), &stats::of(&checked)),
        Command::Eval { files, part } => {
            warn(&checked);
            eval::eval(&checked, &files, part, &mut io::stdout().lock())
        }
        Command::Unexplained { fewest } => {
            warn(&checked);
            unexplained::unexplained(&checked, fewest, io::stdin().lock(), &mut io::stdout().lock())
        }
        Command::Draw { seed, count } => {
            warn(&checked);
            draw::draw(&checked, seed, count, io::stdin().lock(), &mut io::stdout().lock())
        }
        Command::Ids => {
            warn(&checked);
            writeln!(io::stdout(), "{}", ids(&checked.glossary).join("\n")).map(|()| ExitCode::SUCCESS)
        }
        Command::Lint => lint(&checked),
    };
    match result {
        Ok(code) => code,
        // Whoever reads our output has heard enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cattax: {error}");
            ExitCode::from(2)
        }
    }
}

fn warn(checked: &Checked) {
    match checked.problems.len() {
        0 => {}
        1 => eprintln!("cattax: the glossary has a problem; `cattax lint` names it"),
        count => eprintln!("cattax: the glossary has {count} problems; `cattax lint` names them"),
    }
}

fn lint(checked: &Checked) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    for problem in &checked.problems {
        writeln!(out, "{problem}")?;
    }
    Ok(match checked.problems.len() {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(1),
    })
}

#[derive(Serialize)]
struct Found<'a> {
    term: &'a str,
    entries: Vec<Record<'a>>,
}

fn print_entries(checked: &Checked, terms: Vec<String>) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let mut print = |term: &str| {
        let term = term.trim();
        let entries = lookup(&checked.glossary, &checked.tables, term);
        let found = Found {
            term,
            entries: entries.into_iter().map(|entry| Record::of(entry, &checked.glossary)).collect(),
        };
        print_line(&mut out, &found).map(|_| ())
    };
    if terms.is_empty() {
        for line in io::stdin().lock().lines() {
            let line = line?;
            if !line.trim().is_empty() {
                print(&line)?;
            }
        }
    }
    for term in &terms {
        print(term)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<ExitCode> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)?;
    Ok(ExitCode::SUCCESS)
}
