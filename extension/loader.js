// Starts the page side. It runs before the page's own scripts, and the module
// only after them, so what must come first is here: a guard over the keys while
// a card is open (see Guard in the module).
(() => {
  const guard = { close: null, pin: null, key: null, host: null };
  const swallowing = new Set();

  function typing() {
    return document.activeElement?.closest("input, textarea, select, button, a[href], summary, [contenteditable], [tabindex]");
  }

  /** What a press of this key does, if it is ours and not the page's. */
  function deed(event) {
    if (event.key === "Escape") return guard.close;
    if (guard.host && event.target === guard.host) return () => guard.key?.(event);
    return event.key === "Enter" && !typing() ? guard.pin : null;
  }

  function onKey(event) {
    if (!event.isTrusted || event.isComposing) return;
    const { key, type } = event;
    const onCard = Boolean(guard.host) && event.target === guard.host;
    // A key held down is one press: the card goes with its start.
    const goesOn = type === "keyup" || event.repeat;
    const does = goesOn && !swallowing.has(key) ? null : deed(event);
    if (!does && !goesOn) {
      // Some keys never come up: Cmd+C, or a capital whose Shift went first.
      swallowing.delete(key);
      return;
    }
    if (!does && !swallowing.has(key)) return;
    if (type === "keyup") swallowing.delete(key);
    else swallowing.add(key);
    event.stopImmediatePropagation();
    // On the card's own buttons a key does what it always does.
    if (key === "Escape" || !onCard) event.preventDefault();
    if (type === "keydown" && (onCard || !goesOn)) does?.();
  }
  addEventListener("keydown", onKey, true);
  addEventListener("keyup", onKey, true);
  addEventListener(
    "keypress",
    (event) => {
      if (guard.host && event.target === guard.host) event.stopImmediatePropagation();
    },
    true,
  );

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
