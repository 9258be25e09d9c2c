//! The browser's extension interface: the only place that names it.
//!
//! Both browsers offer it as `chrome`, with promises. In a page whose
//! extension was updated or removed its parts are gone or throw; every call
//! here gives an error then and never an exception.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// By its name in scope: in a Firefox content script it is no property of
    /// the global object.
    #[wasm_bindgen(thread_local_v2, js_name = chrome)]
    static CHROME: JsValue;
}

/// Calls a function of the extension interface, given by its path, and gives
/// what it returns.
fn call(path: &[&str], arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let mut holder = JsValue::UNDEFINED;
    let mut value = CHROME.with(JsValue::clone);
    for name in path {
        holder = value;
        value = Reflect::get(&holder, &JsValue::from_str(name))?;
    }
    let function: Function = value.dyn_into()?;
    function.apply(&holder, &arguments.iter().collect::<Array>())
}

async fn ask(path: &[&str], arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&call(path, arguments)?)).await
}

/// An object with these properties.
fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // A plain object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// Whether the extension that this code belongs to is still installed, on, and
/// of this version.
pub(crate) fn alive() -> bool {
    CHROME
        .with(|chrome| Reflect::get(chrome, &"runtime".into()))
        .and_then(|runtime| Reflect::get(&runtime, &"id".into()))
        .is_ok_and(|id| id.is_string())
}

/// The address of a file of the extension.
pub(crate) fn url(file: &str) -> Result<String, JsValue> {
    let url = call(&["runtime", "getURL"], &[file.into()])?;
    url.as_string().ok_or(url)
}

/// A text of the user interface in the browser's language; empty for a key
/// that is not there.
pub(crate) fn text(key: &str, values: &[String]) -> String {
    let values: Array = values.iter().map(|value| JsValue::from_str(value)).collect();
    call(&["i18n", "getMessage"], &[key.into(), values.into()])
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The stored value of a key; undefined where there is none.
pub(crate) async fn stored(key: &str) -> Result<JsValue, JsValue> {
    let all = ask(&["storage", "local", "get"], &[key.into()]).await?;
    Reflect::get(&all, &key.into())
}

/// The stored values of all these keys, as an object.
pub(crate) async fn stored_all(keys: &[&str]) -> Result<JsValue, JsValue> {
    let keys: Array = keys.iter().map(|key| JsValue::from_str(key)).collect();
    ask(&["storage", "local", "get"], &[keys.into()]).await
}

/// Stores a value under a key.
pub(crate) async fn store(key: &str, value: JsValue) -> Result<(), JsValue> {
    ask(&["storage", "local", "set"], &[object(&[(key, value)])]).await?;
    Ok(())
}

/// Forgets what is stored under a key.
pub(crate) async fn forget(key: &str) -> Result<(), JsValue> {
    ask(&["storage", "local", "remove"], &[key.into()]).await?;
    Ok(())
}

/// Sends a message to the background and gives its answer.
pub(crate) async fn ask_background(message: JsValue) -> Result<JsValue, JsValue> {
    ask(&["runtime", "sendMessage"], &[message]).await
}

/// Sends a message to the page side in a tab and gives its answer; an error
/// where nobody listens.
pub(crate) async fn ask_tab(tab: i32, message: JsValue) -> Result<JsValue, JsValue> {
    ask(&["tabs", "sendMessage"], &[tab.into(), message]).await
}

/// The tab in front: its id, and its address where we may know it.
pub(crate) async fn front_tab() -> Result<(i32, Option<String>), JsValue> {
    let query = object(&[("active", true.into()), ("currentWindow", true.into())]);
    let tab = Array::from(&ask(&["tabs", "query"], &[query]).await?).get(0);
    let id = Reflect::get(&tab, &"id".into())?;
    let id = id.as_f64().ok_or(id)? as i32;
    Ok((id, Reflect::get(&tab, &"url".into())?.as_string()))
}

/// The tab in front of the window that was used last, for the background,
/// which has no window of its own.
pub(crate) async fn used_tab() -> Result<i32, JsValue> {
    let query = object(&[("active", true.into()), ("lastFocusedWindow", true.into())]);
    let tab = Array::from(&ask(&["tabs", "query"], &[query]).await?).get(0);
    let id = Reflect::get(&tab, &"id".into())?;
    id.as_f64().map(|id| id as i32).ok_or(id)
}

/// Opens a file of the extension in a tab of its own.
pub(crate) async fn open_tab(file: &str) -> Result<(), JsValue> {
    let tab = object(&[("url", url(file)?.into())]);
    ask(&["tabs", "create"], &[tab]).await?;
    Ok(())
}

/// Opens the settings page, or goes to the one that is open.
pub(crate) async fn open_settings() -> Result<(), JsValue> {
    ask(&["runtime", "openOptionsPage"], &[]).await?;
    Ok(())
}

/// The keys that the browser gives to each command, as it writes them; empty
/// for one without.
pub(crate) async fn shortcuts() -> Result<Vec<(String, String)>, JsValue> {
    let commands = Array::from(&ask(&["commands", "getAll"], &[]).await?);
    Ok(commands
        .iter()
        .filter_map(|command| {
            let field = |name: &str| Reflect::get(&command, &name.into()).ok()?.as_string();
            Some((field("name")?, field("shortcut").unwrap_or_default()))
        })
        .collect())
}

/// Loads a tab anew.
pub(crate) async fn reload(tab: i32) -> Result<(), JsValue> {
    ask(&["tabs", "reload"], &[tab.into()]).await?;
    Ok(())
}

fn origins(patterns: &[&str]) -> JsValue {
    let patterns: Array = patterns.iter().map(|pattern| JsValue::from_str(pattern)).collect();
    object(&[("origins", patterns.into())])
}

/// Whether we may read pages of these hosts.
pub(crate) async fn has_access(patterns: &[&str]) -> Result<bool, JsValue> {
    Ok(ask(&["permissions", "contains"], &[origins(patterns)]).await?.is_truthy())
}

/// Asks the reader for access; must be called from a click.
pub(crate) async fn request_access(patterns: &[&str]) -> Result<bool, JsValue> {
    Ok(ask(&["permissions", "request"], &[origins(patterns)]).await?.is_truthy())
}

/// Gives the toolbar button of a tab its icon (`icons/NAME-16.png` and so on)
/// and its title.
pub(crate) async fn set_icon(tab: i32, name: &str, title: &str) -> Result<(), JsValue> {
    let files: Vec<(&str, JsValue)> = [("16", 16), ("32", 32)]
        .into_iter()
        .map(|(key, size)| (key, JsValue::from_str(&format!("/icons/{name}-{size}.png"))))
        .collect();
    let icon = object(&[("tabId", tab.into()), ("path", object(&files))]);
    ask(&["action", "setIcon"], &[icon]).await?;
    let title = object(&[("tabId", tab.into()), ("title", title.into())]);
    ask(&["action", "setTitle"], &[title]).await?;
    Ok(())
}

/// The id of the tab that a message came from.
pub(crate) fn sender_tab(sender: &JsValue) -> Option<i32> {
    let tab = Reflect::get(sender, &"tab".into()).ok()?;
    let id = Reflect::get(&tab, &"id".into()).ok()?;
    id.as_f64().map(|id| id as i32)
}

/// The host of the page that a message came from.
pub(crate) fn sender_host(sender: &JsValue) -> Option<String> {
    let url = Reflect::get(sender, &"url".into()).ok()?.as_string()?;
    let (_, rest) = url.split_once("://")?;
    rest.split('/').next().map(str::to_owned)
}

/// A line to the background that breaks when the extension goes; also when
/// the background falls asleep, so a break is a reason to look at [`alive`].
pub(crate) fn line_to_background(mut on_break: impl FnMut() + 'static) -> Result<Listener, JsValue> {
    let port = call(&["runtime", "connect"], &[])?;
    let on_break = move || {
        // Chromium complains in the console of a reason that nobody reads.
        let _ = CHROME
            .with(|chrome| Reflect::get(chrome, &"runtime".into()))
            .and_then(|runtime| Reflect::get(&runtime, &"lastError".into()));
        on_break();
    };
    Listener::on(
        Reflect::get(&port, &"onDisconnect".into())?,
        Closure::<dyn FnMut()>::new(on_break).into_js_value(),
    )
}

/// Calls `on_change` when anything is stored, in this or another context.
pub(crate) fn on_stored(on_change: impl FnMut() + 'static) -> Result<Listener, JsValue> {
    Listener::on(event(&["storage", "onChanged"])?, Closure::<dyn FnMut()>::new(on_change).into_js_value())
}

/// Calls `answer` with each message; what it gives is sent back at once,
/// nothing leaves the message to others.
pub(crate) fn on_message(
    mut answer: impl FnMut(JsValue) -> Option<JsValue> + 'static,
) -> Result<Listener, JsValue> {
    let listener =
        Closure::<dyn FnMut(JsValue, JsValue, Function)>::new(move |message, _sender, reply: Function| {
            if let Some(value) = answer(message) {
                // Whoever asked may be gone.
                let _ = reply.call1(&JsValue::UNDEFINED, &value);
            }
        });
    Listener::on(event(&["runtime", "onMessage"])?, listener.into_js_value())
}

fn event(path: &[&str]) -> Result<JsValue, JsValue> {
    let mut value = CHROME.with(JsValue::clone);
    for name in path {
        value = Reflect::get(&value, &JsValue::from_str(name))?;
    }
    Ok(value)
}

/// A listener on one of the extension's events; ends when dropped.
#[must_use = "the listener ends when this is dropped"]
pub(crate) struct Listener {
    event: JsValue,
    listener: JsValue,
}

impl Listener {
    fn on(event: JsValue, listener: JsValue) -> Result<Self, JsValue> {
        method(&event, "addListener", &listener)?;
        Ok(Listener { event, listener })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Where the extension is gone, so are its events.
        let _ = method(&self.event, "removeListener", &self.listener);
    }
}

fn method(holder: &JsValue, name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(holder, &name.into())?.dyn_into()?;
    function.call1(holder, argument)
}
