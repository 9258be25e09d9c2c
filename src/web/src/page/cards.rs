//! The one card of a page: what opens it, what it shows, and how it goes.
//!
//! Who opens it (pointer, keys, touch, selection) is in rooms of their own;
//! what its buttons do is in [`super::deeds`].

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use cattax_core::place::Rect;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Event, KeyboardEvent};

use super::hit::Target;
pub(crate) use super::open::By;
use super::open::Open;
use super::work::Work;
use crate::card::act::Act;
use crate::card::parts::{self, Look};
use crate::card::tools::Tools;
use crate::card::{self, Card};
use crate::dom;
use crate::explain::Explanations;
use crate::store::Saved;
use crate::taste::Taste;

#[wasm_bindgen]
extern "C" {
    /// The loader's guard, which is there before the page's own scripts and so
    /// hears keys before them. While a card is open it calls `close` on Esc,
    /// `pin` on Enter, and `key` with what is typed where `host` has the focus,
    /// and keeps all that from the page.
    #[derive(Clone)]
    pub(crate) type Guard;

    #[wasm_bindgen(method, setter)]
    fn set_close(this: &Guard, close: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_pin(this: &Guard, pin: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_key(this: &Guard, key: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_host(this: &Guard, host: &JsValue);
}

/// Milliseconds after which a card that keys opened is read aloud: a screen
/// reader must have seen the place before its words.
const ALOUD: u32 = 120;

/// The card of a page, and what decides over it.
pub(crate) struct Cards {
    pub(super) work: Rc<Work>,
    guard: Guard,
    close: Closure<dyn FnMut()>,
    pin: Closure<dyn FnMut()>,
    key: Closure<dyn FnMut(KeyboardEvent)>,
    pub(super) open: RefCell<Option<Open>>,
    pub(super) explanations: RefCell<Option<Explanations>>,
    /// Whether the explanations are on their way.
    loading: Cell<bool>,
    pub(super) taste: RefCell<Rc<Taste>>,
    pub(super) saved: RefCell<Vec<Saved>>,
    aloud: RefCell<Option<Timeout>>,
    /// Counts the cards, so that what comes late finds its own or none.
    pub(super) count: Cell<u32>,
    this: Weak<Cards>,
}

impl Cards {
    pub(crate) fn new(work: Rc<Work>, guard: Guard, taste: Rc<Taste>, saved: Vec<Saved>) -> Rc<Self> {
        Rc::new_cyclic(|this: &Weak<Cards>| {
            let (closing, pinning, typing) = (this.clone(), this.clone(), this.clone());
            Cards {
                work,
                guard,
                close: Closure::new(move || with(&closing, Cards::close)),
                pin: Closure::new(move || with(&pinning, |cards| cards.act(Act::Pin))),
                key: Closure::new(move |event: KeyboardEvent| with(&typing, |cards| cards.typed(&event))),
                open: RefCell::default(),
                explanations: RefCell::default(),
                loading: Cell::default(),
                taste: RefCell::new(taste),
                saved: RefCell::new(saved),
                aloud: RefCell::default(),
                count: Cell::default(),
                this: this.clone(),
            }
        })
    }

    /// Whether a card is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open.borrow().is_some()
    }

    /// Whether a card is open that stays until it is closed.
    pub(crate) fn is_pinned(&self) -> bool {
        self.open.borrow().as_ref().is_some_and(|open| open.pinned)
    }

    /// Whether a card is open that goes when the pointer does.
    pub(crate) fn follow_pointer(&self) -> bool {
        self.open.borrow().as_ref().is_some_and(|open| !open.pinned && open.by == By::Pointer)
    }

    /// Whether a card is open that keys opened.
    fn is_by_key(&self) -> bool {
        self.open.borrow().as_ref().is_some_and(|open| open.by == By::Key)
    }

    /// Whether a point is on the card, its word, or the way between; nothing
    /// where no card is open.
    pub(crate) fn is_near(&self, x: f64, y: f64) -> Option<bool> {
        self.open.borrow().as_ref().map(|open| open.is_near(x, y))
    }

    /// Whether an event happened on the card.
    pub(crate) fn hold(&self, event: &Event) -> bool {
        self.open.borrow().as_ref().is_some_and(|open| open.card.holds(event))
    }

    /// The mark whose card is open, as the entry and its box.
    pub(crate) fn target(&self) -> Option<Target> {
        self.open.borrow().as_ref().map(|open| open.target.clone())
    }

    /// Opens the card of a target, in place of one that is open: at the box in
    /// which the point lies, or at the first.
    pub(crate) fn show(&self, target: Target, point: Option<(f64, f64)>, by: By) {
        self.close();
        // A card that cannot be opened leaves the page as it is.
        let _ = self.try_show(target, point, by);
    }

    fn try_show(&self, target: Target, point: Option<(f64, f64)>, by: By) -> Result<(), JsValue> {
        let lines = target.boxes()?;
        if lines.is_empty() {
            return Ok(());
        }
        let at = point.and_then(|(x, y)| lines.iter().position(|line| line.contains(x, y)));
        let lines = match (&target, point) {
            // A whole block is no word: its card goes to the pointer.
            (Target::Original(..), Some((x, y))) => vec![Rect { x, y, width: 1.0, height: 12.0 }],
            _ => lines,
        };
        let this = self.this.clone();
        let act = Rc::new(move |act| with(&this, |cards| cards.act(act)));
        let card = Card::open(target.element(), by == By::Touch, act)?;
        if let Target::Mark(mark, _) = &target {
            self.work.tint(Some(mark));
        }
        self.guard.set_close(self.close.as_ref());
        self.guard.set_key(self.key.as_ref());
        self.guard.set_host(card.host());
        if by == By::Key {
            self.guard.set_pin(self.pin.as_ref());
        }
        let open = Open {
            views: vec![target.view()],
            target,
            card,
            by,
            line: at.unwrap_or(0),
            lines,
            pinned: false,
            copying: false,
            said: String::new(),
            before: dom::focused(),
        };
        *self.open.borrow_mut() = Some(open);
        self.count.set(self.count.get().wrapping_add(1));
        if self.explanations.borrow().is_some() {
            self.fill(false)?;
            self.read_aloud();
            return Ok(());
        }
        self.wait()?;
        if self.loading.replace(true) {
            return Ok(());
        }
        let this = self.this.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let loaded = Explanations::load().await.ok();
            with(&this, |cards| {
                cards.loading.set(false);
                *cards.explanations.borrow_mut() = loaded;
                // A card that cannot be drawn stays as it is.
                let _ = cards.fill(false);
                cards.read_aloud();
            });
        });
        Ok(())
    }

    /// Says to a screen reader what a card says that keys opened: the focus is
    /// not on it.
    fn read_aloud(&self) {
        let (this, count) = (self.this.clone(), self.count.get());
        if !self.is_by_key() {
            return;
        }
        let aloud = Timeout::new(ALOUD, move || {
            with(&this, |cards| {
                let words = cards.explained().map(|(explanation, sense)| {
                    let means = explanation.sense(sense).map_or("", |sense| &sense.means);
                    format!("{}: {means}", explanation.name())
                });
                if let (Some(words), Some(open), true) =
                    (words, cards.open.borrow().as_ref(), cards.count.get() == count)
                {
                    // What cannot be said can still be read.
                    let _ = open.card.announce(&words);
                }
            });
        });
        *self.aloud.borrow_mut() = Some(aloud);
    }

    /// Puts words on the card, for eye and ear, if it is still the one of that
    /// count.
    pub(super) fn say_on(&self, count: u32, words: &str) {
        if self.count.get() != count {
            return;
        }
        if let Some(open) = self.open.borrow_mut().as_mut() {
            words.clone_into(&mut open.said);
            // What cannot be said is still shown elsewhere.
            let _ = open.card.say(words).and_then(|()| open.place());
        }
    }

    fn wait(&self) -> Result<(), JsValue> {
        match self.open.borrow().as_ref() {
            Some(open) => {
                open.card.show(&parts::waiting(open.target.written()), false)?;
                open.place()
            }
            None => Ok(()),
        }
    }

    /// Draws the card; `same` says that only its tools have changed.
    pub(super) fn fill(&self, same: bool) -> Result<(), JsValue> {
        let tools = self.tools();
        let open = self.open.borrow();
        let Some(open) = open.as_ref() else {
            return Ok(());
        };
        let look = Look::of(&self.taste.borrow().settings);
        let content = match (self.explanations.borrow().as_ref(), open.views.last()) {
            (Some(explanations), Some(view)) => parts::of(explanations, view, look, Some(&tools)),
            _ => parts::outdated(),
        };
        open.card.show(&content, same)?;
        open.place()
    }

    fn tools(&self) -> Tools {
        let explained = self.explained();
        let open = self.open.borrow();
        let Some(open) = open.as_ref() else {
            return Tools::default();
        };
        let saved = self.saved_here();
        let known =
            explained.as_ref().is_some_and(|(shown, _)| self.taste.borrow().known.contains(&shown.entry));
        let wrong = match (&open.target, open.views.len()) {
            (Target::Mark(mark, _), 1) => {
                let taste = self.taste.borrow();
                Some(taste.wrong.contains(&(mark.found.entry, mark.around.clone())))
            }
            _ => None,
        };
        Tools {
            back: open.views.len() > 1,
            pinned: open.pinned,
            sheet: open.by == By::Touch,
            term: explained.is_some(),
            voice: dom::chinese_voice().is_some(),
            copying: open.copying,
            saved,
            known,
            wrong,
            said: open.said.clone(),
        }
    }

    /// What the card may have changed with the reader's choices.
    pub(crate) fn retaste(&self, taste: Rc<Taste>, saved: Vec<Saved>) {
        let look = Look::of(&taste.settings);
        let before = self.taste.replace(taste);
        self.saved.replace(saved);
        let tint = self.target();
        if let Some(Target::Mark(mark, _)) = &tint {
            self.work.tint(Some(mark));
        }
        // A card that cannot be drawn stays as it is.
        let _ = self.fill(Look::of(&before.settings) == look);
    }

    /// What the card explains may have changed.
    pub(crate) fn check(&self) {
        let there =
            self.open.borrow().as_ref().is_none_or(|open| open.pinned || open.target.is_there(&self.work));
        if !there {
            self.close();
        }
    }

    /// The page has scrolled or changed its size: the card goes with its word,
    /// unless it is pinned or a sheet.
    pub(crate) fn follow(&self) {
        let followed = self.open.borrow_mut().as_mut().is_none_or(|open| open.follow().unwrap_or(false));
        if !followed {
            self.close();
        }
    }

    /// Closes the card, if one is open, and gives the focus back.
    pub(crate) fn close(&self) {
        self.aloud.take();
        let Some(open) = self.open.take() else {
            return;
        };
        for set in [Guard::set_close, Guard::set_pin, Guard::set_key, Guard::set_host] {
            set(&self.guard, &JsValue::NULL);
        }
        self.work.tint(None);
        if let Some(before) = open.focus_to_give_back() {
            drop(open);
            // It may be gone with its part of the page.
            let _ = card::focus(&before);
        }
    }

    /// Pins the card or lets it loose; a pinned one takes the focus.
    pub(super) fn pin(&self) -> Result<(), JsValue> {
        let pinned = {
            let mut open = self.open.borrow_mut();
            let Some(open) = open.as_mut() else {
                return Ok(());
            };
            open.pinned = !open.pinned;
            open.pinned
        };
        self.guard.set_pin(&JsValue::NULL);
        self.fill(true)?;
        match (pinned, self.open.borrow().as_ref()) {
            (true, Some(open)) => open.card.focus(),
            _ => Ok(()),
        }
    }

    /// A way to the cards that does not keep them.
    pub(super) fn this(&self) -> Weak<Cards> {
        self.this.clone()
    }

    fn typed(&self, event: &KeyboardEvent) {
        if let Some(open) = self.open.borrow().as_ref() {
            open.card.key(event);
        }
    }
}

/// Does something with the cards, if they are still there.
pub(super) fn with(cards: &Weak<Cards>, does: impl FnOnce(&Cards)) {
    if let Some(cards) = cards.upgrade() {
        does(&cards);
    }
}

impl Drop for Cards {
    fn drop(&mut self) {
        for set in [Guard::set_close, Guard::set_pin, Guard::set_key, Guard::set_host] {
            set(&self.guard, &JsValue::NULL);
        }
    }
}
