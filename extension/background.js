// Wakes the module when a page side has something to ask.
import init, { answer } from "./cattax.js";

let module;

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  module ??= init({ module_or_path: chrome.runtime.getURL("cattax_bg.wasm") });
  module.then(() => answer(message, sender)).then(reply, () => reply());
  return true;
});

// Page sides keep a line open, to hear when the extension goes.
// Chromium complains in the console of a break whose reason nobody reads.
chrome.runtime.onConnect.addListener((port) => port.onDisconnect.addListener(() => chrome.runtime.lastError));
