//! Follows what changes on the page.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{MutationObserver, MutationObserverInit, MutationRecord, Node};

/// Hears of every change to text and elements below a node; stops when dropped.
#[must_use = "watching ends when this is dropped"]
pub(crate) struct Watcher {
    observer: MutationObserver,
    _heard: Closure<dyn FnMut(Array)>,
}

impl Watcher {
    /// Starts to watch; `heard` is called before the browser paints.
    pub(crate) fn new(
        root: &Node,
        mut heard: impl FnMut(Vec<MutationRecord>) + 'static,
    ) -> Result<Self, JsValue> {
        let closure = Closure::<dyn FnMut(Array)>::new(move |records: Array| {
            heard(records.iter().map(JsCast::unchecked_into).collect());
        });
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref())?;
        let what = MutationObserverInit::new();
        what.set_subtree(true);
        what.set_child_list(true);
        what.set_character_data(true);
        observer.observe_with_options(root, &what)?;
        Ok(Watcher { observer, _heard: closure })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
