// Starts a page of ours that shows marks and cards: `side` is the module's
// start of it. There is no page to keep keys from, so the guard is a plain one.
import init, * as module from "./cattax.js";

const guard = { close: null, pin: null, key: null, host: null };

addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape") guard.close?.();
    else if (event.key === "Enter" && event.target === document.body) guard.pin?.();
    else if (guard.host && event.target === guard.host) guard.key?.(event);
  },
  true,
);

await init({ module_or_path: chrome.runtime.getURL("cattax_bg.wasm") });
await module[document.documentElement.dataset.side](guard);
