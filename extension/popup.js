// Opens the popup. The module is fetched while its glue is read: a reader waits for both.
const fetched = fetch(chrome.runtime.getURL("cattax_bg.wasm"));
const { default: init, start_popup } = await import("./cattax.js");

await init({ module_or_path: fetched });
await start_popup();
