//! The few things that every part asks of the browser's window.

use std::cmp::Ordering;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Clipboard, Document, Element, Event, EventTarget, HtmlElement, IdleDeadline, IdleRequestOptions,
    IntersectionObserver, IntersectionObserverEntry, Node, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition, SpeechSynthesisUtterance, SpeechSynthesisVoice, Window,
};

#[wasm_bindgen]
extern "C" {
    /// In a Firefox content script the global object only inherits from the
    /// window, and the window's methods refuse to be called on the heir.
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Option<Window>;
}

/// The window; a service worker has none.
pub(crate) fn window() -> Result<Window, JsValue> {
    WINDOW.with(Option::clone).ok_or_else(|| "there is no window here".into())
}

/// The document.
pub(crate) fn document() -> Result<Document, JsValue> {
    window()?.document().ok_or_else(|| "there is no document here".into())
}

/// Listens in the capture phase without ever stopping the page; ends when
/// dropped. Events that a script made up are not passed on.
pub(crate) fn listen(
    target: &EventTarget,
    name: &'static str,
    mut heard: impl FnMut(&Event) + 'static,
) -> EventListener {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    EventListener::new_with_options(target, name, options, move |event| {
        if event.is_trusted() {
            heard(event);
        }
    })
}

/// Which of two nodes stands first in the document.
pub(crate) fn order(one: &Node, other: &Node) -> Ordering {
    if one == other {
        return Ordering::Equal;
    }
    match one.compare_document_position(other) & Node::DOCUMENT_POSITION_FOLLOWING {
        0 => Ordering::Greater,
        _ => Ordering::Less,
    }
}

/// The element that has the focus, but for the body, which has it when nothing
/// else does.
pub(crate) fn focused() -> Option<HtmlElement> {
    let document = document().ok()?;
    let active = document.active_element()?;
    let body: Option<HtmlElement> = document.body();
    active.dyn_into::<HtmlElement>().ok().filter(|active| Some(active) != body.as_ref())
}

/// Brings an element into the middle of the page, at once.
pub(crate) fn show_element(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_inline(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Brings a box in an element, in CSS pixels of the viewport, into the middle of
/// the viewport: scrolls what scrolls around the element, or the window.
pub(crate) fn scroll_to(element: &Element, place: &cattax_core::place::Rect) {
    let (Ok(window), Ok(view)) = (window(), viewport()) else {
        return;
    };
    let by = place.y + (place.height - view.height) / 2.0;
    let mut around = Some(element.clone());
    while let Some(each) = around {
        let before = each.scroll_top();
        each.set_scroll_top(before + by as i32);
        if each.scroll_top() != before {
            return;
        }
        around = each.parent_element();
    }
    window.scroll_by_with_x_and_y(0.0, by);
}

/// Whether anything of the page is selected.
pub(crate) fn has_selection() -> bool {
    let selection = window().and_then(|window| window.get_selection());
    selection.ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}

/// Puts text where the reader can paste it from; an error where the browser
/// refuses.
pub(crate) async fn copy(text: &str) -> Result<(), JsValue> {
    let clipboard = Reflect::get(&window()?.navigator(), &"clipboard".into())?;
    if clipboard.is_undefined() {
        return Err("there is no clipboard here".into());
    }
    JsFuture::from(clipboard.unchecked_into::<Clipboard>().write_text(text)).await?;
    Ok(())
}

/// A Chinese voice of this machine: one that sends what it says elsewhere is
/// none. Nothing where there is none.
pub(crate) fn chinese_voice() -> Option<SpeechSynthesisVoice> {
    let voices = window().ok()?.speech_synthesis().ok()?.get_voices();
    voices
        .iter()
        .map(JsCast::unchecked_into::<SpeechSynthesisVoice>)
        .filter(|voice| voice.local_service())
        .find(|voice| {
            let lang = voice.lang().to_lowercase();
            lang.starts_with("zh") || lang.starts_with("cmn")
        })
}

/// Says a text with a Chinese voice of this machine; nothing where there is
/// none.
pub(crate) fn speak(text: &str) -> Result<(), JsValue> {
    let Some(voice) = chinese_voice() else {
        return Ok(());
    };
    let words = SpeechSynthesisUtterance::new_with_text(text)?;
    words.set_lang(&voice.lang());
    words.set_voice(Some(&voice));
    let speech = window()?.speech_synthesis()?;
    speech.cancel();
    speech.speak(&words);
    Ok(())
}

/// A rectangle of the browser as one of ours.
pub(crate) fn rect(rect: &web_sys::DomRect) -> cattax_core::place::Rect {
    cattax_core::place::Rect { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }
}

/// The viewport without its scrollbars, in CSS pixels.
pub(crate) fn viewport() -> Result<cattax_core::place::Rect, JsValue> {
    let root = document()?.document_element().ok_or("the document has no element")?;
    Ok(cattax_core::place::Rect {
        x: 0.0,
        y: 0.0,
        width: f64::from(root.client_width()),
        height: f64::from(root.client_height()),
    })
}

/// Milliseconds of a clock that only goes forward.
pub(crate) fn now() -> f64 {
    window().ok().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Work for when the browser has nothing better to do; given up when dropped.
#[must_use = "the work is given up when this is dropped"]
pub(crate) struct Idle {
    id: u32,
    _work: Closure<dyn FnMut(IdleDeadline)>,
}

impl Idle {
    /// Calls `work` once, with the milliseconds that it may take, at the
    /// latest after `at_latest` milliseconds.
    pub(crate) fn new(at_latest: u32, mut work: impl FnMut(f64) + 'static) -> Result<Self, JsValue> {
        let work = Closure::<dyn FnMut(IdleDeadline)>::new(move |deadline: IdleDeadline| {
            work(deadline.time_remaining())
        });
        let options = IdleRequestOptions::new();
        options.set_timeout(at_latest);
        let id = window()?.request_idle_callback_with_options(work.as_ref().unchecked_ref(), &options)?;
        Ok(Idle { id, _work: work })
    }
}

impl Drop for Idle {
    fn drop(&mut self) {
        if let Ok(window) = window() {
            window.cancel_idle_callback(self.id);
        }
    }
}

/// A question to the browser: which of these elements are in the viewport. It
/// is answered once, with the next painting; given up when dropped.
#[must_use = "the question is given up when this is dropped"]
pub(crate) struct Look {
    observer: IntersectionObserver,
    _answer: Closure<dyn FnMut(Array)>,
}

impl Look {
    /// Calls `answer` with the places of those that are seen.
    pub(crate) fn new(
        elements: &[Element],
        mut answer: impl FnMut(Vec<usize>) + 'static,
    ) -> Result<Self, JsValue> {
        let closure = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            // The first answer holds them all, in the order of observing.
            let entries = entries.iter().map(JsCast::unchecked_into::<IntersectionObserverEntry>);
            let seen = entries.enumerate().filter(|(_, entry)| entry.is_intersecting());
            answer(seen.map(|(place, _)| place).collect());
        });
        let observer = IntersectionObserver::new(closure.as_ref().unchecked_ref())?;
        for element in elements {
            observer.observe(element);
        }
        Ok(Look { observer, _answer: closure })
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
