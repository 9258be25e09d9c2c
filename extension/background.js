// Wakes the module when there is something to answer or to do.
import init, { answer, command, installed } from "./cattax.js";

let module;

function awake() {
  module ??= init({ module_or_path: chrome.runtime.getURL("cattax_bg.wasm") });
  return module;
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  awake().then(() => answer(message, sender)).then(reply, () => reply());
  return true;
});

// Firefox for Android has no commands.
chrome.commands?.onCommand.addListener((name) => awake().then(() => command(name)));

chrome.runtime.onInstalled.addListener(({ reason }) => awake().then(() => installed(reason)));

// Page sides keep a line open, to hear when the extension goes.
// Chromium complains in the console of a break whose reason nobody reads.
chrome.runtime.onConnect.addListener((port) => port.onDisconnect.addListener(() => chrome.runtime.lastError));
