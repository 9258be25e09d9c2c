import init, { start_popup } from "./cattax.js";

await init({ module_or_path: chrome.runtime.getURL("cattax_bg.wasm") });
await start_popup();
