//! The manifest of each browser: the one manifest with some keys deleted and
//! the version stamped in.

use serde_json::Value;

use crate::Result;

/// A browser that the extension is put together for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Chrome, Edge and their kin.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Browser {
    pub(crate) const ALL: [Browser; 2] = [Browser::Chromium, Browser::Firefox];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Browser::Chromium => "chromium",
            Browser::Firefox => "firefox",
        }
    }

    /// What the browser would warn of: keys that are for the other one.
    fn deletes(self) -> &'static [&'static str] {
        match self {
            Browser::Chromium => &["/browser_specific_settings", "/background/scripts"],
            Browser::Firefox => &[
                "/minimum_chrome_version",
                "/background/service_worker",
                "/web_accessible_resources/0/use_dynamic_url",
            ],
        }
    }
}

/// The manifest for a browser, from the authored one.
pub(crate) fn for_browser(source: &str, browser: Browser) -> Result<String> {
    let mut manifest: Value = serde_json::from_str(source)?;
    for pointer in browser.deletes() {
        let (holder, key) = pointer.rsplit_once('/').ok_or("a pointer without a slash")?;
        manifest
            .pointer_mut(holder)
            .and_then(Value::as_object_mut)
            .and_then(|holder| holder.shift_remove(key))
            .ok_or_else(|| format!("manifest.json has no {pointer} to delete for {}", browser.name()))?;
    }
    *manifest.pointer_mut("/version").ok_or("manifest.json has no version")? =
        env!("CARGO_PKG_VERSION").into();
    Ok(format!("{manifest:#}\n"))
}
