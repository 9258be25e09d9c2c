// Starts the page side. It runs before the page's own scripts, and the module
// only after them, so what must come first is here: a guard that keeps Esc
// from the page while a card is open.
(() => {
  const guard = { close: null };
  let swallowing = false;

  function onKey(event) {
    if (event.key !== "Escape" || !event.isTrusted || event.isComposing) return;
    // A key held down is one press: the card goes with its start.
    const goesOn = event.type === "keyup" || event.repeat;
    if (goesOn ? !swallowing : !guard.close) return;
    swallowing = event.type === "keydown";
    event.preventDefault();
    event.stopImmediatePropagation();
    guard.close?.();
  }
  addEventListener("keydown", onKey, true);
  addEventListener("keyup", onKey, true);

  const { runtime, storage } = chrome;
  const version = runtime.getManifest().version;

  function ready() {
    if (document.readyState !== "loading") return undefined;
    return new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
  }

  let started = false;

  /** Hands over to the module or the relay, once. */
  async function begin(side) {
    await ready();
    if (started) return;
    started = true;
    await side(guard);
  }

  async function relay() {
    const { start } = await import(runtime.getURL("relay.js"));
    await begin(start);
  }

  async function start() {
    // A page may forbid WebAssembly, and each try shows in the site's reports:
    // one try per host and version.
    const { refused = {} } = await storage.local.get("refused").catch(() => ({}));
    if (refused[location.host] === version) return relay();
    const module = await import(runtime.getURL("cattax.js"));
    try {
      await module.default({ module_or_path: runtime.getURL("cattax_bg.wasm") });
    } catch (error) {
      if (!(error instanceof WebAssembly.CompileError)) throw error;
      await storage.local.set({ refused: { ...refused, [location.host]: version } }).catch(() => {});
      return relay();
    }
    await begin(module.start_page);
  }

  // A page that was left in the middle of this never hears how it ended
  // (Firefox 153): back from the cache it starts again.
  addEventListener("pageshow", (event) => {
    if (event.persisted && !started) start().catch(() => {});
  });

  // It fails where the extension goes while the page loads; then there is
  // nothing left to do, and nothing that the page's console should hear of.
  start().catch(() => {});
})();
