//! What the buttons of a card do.

use cattax_core::sentence;
use js_sys::Date;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::cards::{Cards, with};
use super::hit::Target;
use crate::card::act::Act;
use crate::card::parts::{Badges, View, badges};
use crate::dom;
use crate::explain::Explanation;
use crate::store::{self, Item, Known, Saved, Wrong};
use crate::webext::text;

impl Cards {
    /// Does what the reader asked of the card.
    pub(super) fn act(&self, act: Act) {
        // What the browser refuses leaves the card as it is.
        let _ = self.try_act(act);
    }

    fn try_act(&self, act: Act) -> Result<(), JsValue> {
        match act {
            Act::Close => self.close(),
            Act::Pin => self.pin()?,
            Act::Back => {
                if let Some(open) = self.open.borrow_mut().as_mut().filter(|open| open.views.len() > 1) {
                    open.views.pop();
                    open.copying = false;
                    open.said.clear();
                }
                self.fill(false)?;
            }
            Act::Open { entry, sense, written } => {
                if let Some(open) = self.open.borrow_mut().as_mut() {
                    open.views.push(View::Entries { entries: vec![entry], sense, written });
                    open.copying = false;
                    open.said.clear();
                }
                self.fill(false)?;
            }
            Act::Hear => {
                if let Some((explanation, sense)) = self.explained() {
                    dom::speak(&spoken(&explanation, sense))?;
                }
            }
            Act::Copy => {
                if let Some(open) = self.open.borrow_mut().as_mut() {
                    open.copying = !open.copying;
                }
                self.fill(true)?;
            }
            Act::CopyTerm => self.copy(|term, _, _| term.to_owned()),
            Act::CopyMeaning => self.copy(|term, explanation, sense| {
                let means = explanation.sense(sense).map_or("", |sense| &sense.means);
                format!("{term}: {means}")
            }),
            Act::CopyAll => self.copy(everything),
            Act::Save => self.save(),
            Act::Know => self.know(),
            Act::Wrong => self.wrong(),
        }
        Ok(())
    }

    /// What the card explains, where that is one term, and in which sense.
    pub(super) fn explained(&self) -> Option<(Explanation, u32)> {
        let (entry, sense) = match self.open.borrow().as_ref()?.views.last()? {
            View::Entries { entries, sense, .. } => (*entries.first()?, *sense),
            View::Found { .. } => return None,
        };
        let explanation = self.explanations.borrow().as_ref()?.get(entry).ok()?;
        Some((explanation, sense))
    }

    /// The term as the card's head has it, and the sentence around it.
    fn written(&self) -> (Option<String>, String) {
        let open = self.open.borrow();
        let Some(open) = open.as_ref() else {
            return (None, String::new());
        };
        let written = match open.views.last() {
            Some(View::Entries { written, .. }) => written.clone(),
            _ => None,
        };
        let sentence = match &open.target {
            Target::Mark(mark, block) if open.views.len() == 1 => {
                let units: Vec<u16> = self.work.text_of(block).encode_utf16().collect();
                sentence::around(&units, mark.found.span.range())
            }
            _ => String::new(),
        };
        (written, sentence)
    }

    fn saved(&self) -> Option<Saved> {
        let (explanation, sense) = self.explained()?;
        let (written, sentence) = self.written();
        let term = written.unwrap_or_else(|| explanation.name().to_owned());
        Some(Saved { id: explanation.id, sense, term, sentence, at: Date::now() })
    }

    /// Whether what the card explains is in the wordbook, from this sentence.
    pub(super) fn saved_here(&self) -> bool {
        self.saved().is_some_and(|own| self.saved.borrow().iter().any(|saved| saved.is_same(&own)))
    }

    fn save(&self) {
        let there = !self.saved_here();
        if let Some(saved) = self.saved() {
            let said = match (there, saved.sentence.is_empty()) {
                (true, false) => "card_saved",
                (true, true) => "card_saved_alone",
                (false, _) => "card_unsaved",
            };
            self.keep(saved, there, said);
        }
    }

    fn know(&self) {
        let Some((explanation, _)) = self.explained() else {
            return;
        };
        let known = !self.taste.borrow().known.contains(&explanation.entry);
        let term = explanation.name().to_owned();
        let item = Known { id: explanation.id, term };
        self.keep(item, known, if known { "card_known" } else { "card_unknown" });
    }

    fn wrong(&self) {
        let (Some((explanation, _)), Some(Target::Mark(mark, _))) = (self.explained(), self.target()) else {
            return;
        };
        let wrong = !self.taste.borrow().wrong.contains(&(mark.found.entry, mark.around.clone()));
        let item = Wrong { id: explanation.id, term: mark.written, text: mark.around, at: Date::now() };
        self.keep(item, wrong, if wrong { "card_wronged" } else { "card_unwronged" });
    }

    /// Puts an item into its list, or takes it out, and says so; the page and
    /// the card hear of it from the store.
    fn keep<T: Item + 'static>(&self, item: T, there: bool, said: &'static str) {
        let (this, count) = (self.this(), self.count.get());
        spawn_local(async move {
            let done = store::put(item, there).await;
            let said = text(if done.is_ok() { said } else { "card_unkept" }, &[]);
            with(&this, |cards| cards.say_on(count, &said));
        });
    }

    /// Copies what is made of the term, as the card's head has it, and of what
    /// is said of it.
    fn copy(&self, what: impl Fn(&str, &Explanation, u32) -> String) {
        let Some((explanation, sense)) = self.explained() else {
            return;
        };
        let term = self.written().0.unwrap_or_else(|| explanation.name().to_owned());
        let words = what(&term, &explanation, sense);
        let (this, count) = (self.this(), self.count.get());
        spawn_local(async move {
            let done = dom::copy(&words).await;
            with(&this, |cards| {
                if let Some(open) = cards.open.borrow_mut().as_mut() {
                    open.copying = false;
                }
                // A card that cannot be drawn stays as it is.
                let _ = cards.fill(true);
                cards.say_on(count, &text(if done.is_ok() { "card_copied" } else { "card_uncopied" }, &[]));
            });
        });
    }
}

/// What a voice says: the characters that letters and numbers stand for.
fn spoken(explanation: &Explanation, sense: u32) -> String {
    match explanation.sense(sense) {
        Some(sense) if !sense.stands_for.is_empty() => sense.stands_for.clone(),
        _ => explanation.term.clone(),
    }
}

/// All that a card says, as lines of text.
fn everything(term: &str, explanation: &Explanation, sense: u32) -> String {
    let Some(sense) = explanation.sense(sense) else {
        return term.to_owned();
    };
    let head = match sense.pinyin.is_empty() {
        true => term.to_owned(),
        false => format!("{term} ({})", sense.pinyin),
    };
    let Badges { tone, usage } = badges(sense);
    let traditional = match explanation.traditional == explanation.term {
        true => "",
        false => &explanation.traditional,
    };
    let labelled = |key: &str, value: &str| match value.is_empty() {
        true => String::new(),
        false => format!("{}: {value}", text(key, &[])),
    };
    let since = if sense.since == 0 { String::new() } else { sense.since.to_string() };
    [
        head,
        sense.means.clone(),
        format!("{tone} · {usage}"),
        labelled("card_stands_for", &sense.stands_for),
        labelled("card_literal", &sense.literal),
        labelled("card_traditional", traditional),
        labelled("card_since", &since),
        sense.more.clone(),
        sense.zh.clone(),
        sense.en.clone(),
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect::<Vec<String>>()
    .join("\n")
}
