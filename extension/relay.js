// Marks a page that forbids WebAssembly: reads its text, asks the module in
// the background for matches, and draws the card that the background sends.
// Selectors, style and texts come from there too. Marks, stickers, a card on
// hover and Esc; no more.

const REST = 60;
const GRACE = 300;
const BATCH = 200;
const GAP = 2;
const MARGIN = 8;

const ask = (message) => chrome.runtime.sendMessage(message);
const alive = () => Boolean(globalThis.chrome?.runtime?.id);

/** Starts the relay; `guard` is the loader's. */
export async function start(guard) {
  let page = null;
  const apply = async () => {
    const orders = await ask({ ask: "relay-here" });
    if (orders.on && !page) page = mark(guard, orders, end);
    if (!orders.on) leave();
  };
  const leave = () => (page = page?.leave());
  const end = () => {
    leave();
    chrome.storage?.onChanged.removeListener(change);
    removeEventListener("pageshow", change);
  };
  const change = () => apply().catch(end);
  chrome.storage.onChanged.addListener(change);
  chrome.runtime.onMessage.addListener((message, sender, reply) => {
    if (message?.ask === "status") reply({ ...page?.status(), relay: true });
  });
  // With a reason the line broke for the page's own sake: it is in the cache.
  const broken = () => chrome.runtime?.lastError || alive() || end();
  chrome.runtime.connect().onDisconnect.addListener(broken);
  addEventListener("pageshow", (event) => event.persisted && change());
  await apply();
}

/** Marks the page; `end` is called when the extension is gone. */
function mark(guard, orders, end) {
  const [sure, open, maybe] = [new Highlight(), new Highlight(), new Highlight()];
  const layers = { "hl-a": sure, "hl-b": open, "hl-c": maybe };
  /** Text node → its marks. */
  const marks = new Map();
  const waiting = new Set();
  let timer = 0;

  function restore() {
    for (const [name, layer] of Object.entries(layers)) {
      if (CSS.highlights.get(name) !== layer) CSS.highlights.set(name, layer);
    }
  }

  function erase(node) {
    for (const { range } of marks.get(node) ?? []) {
      sure.delete(range);
      maybe.delete(range);
    }
    marks.delete(node);
  }

  function wait(root) {
    if (root.nodeType === Node.TEXT_NODE) waiting.add(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) waiting.add(walker.currentNode);
  }

  const soon = () => (timer ||= setTimeout(() => read().catch(() => {}), 20));

  async function read() {
    timer = 0;
    if (!alive()) return end();
    const nodes = [];
    for (const node of waiting) {
      waiting.delete(node);
      erase(node);
      const reads = node.isConnected && node.data.trim() && !node.parentElement?.closest(orders.never);
      if (reads) nodes.push(node);
      if (nodes.length === BATCH) break;
    }
    if (waiting.size) soon();
    if (!nodes.length) return;
    const texts = nodes.map((node) => node.data);
    const found = await ask({ ask: "scan", runs: texts });
    nodes.forEach((node, index) => {
      // The text may be another by now; then it waits already.
      if (node.data === texts[index]) paint(node, found[index]);
    });
    restore();
  }

  function paint(node, matches) {
    erase(node);
    const painted = matches.map((match) => {
      const { start: startOffset, end: endOffset } = match;
      const range = new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset });
      (match.sure ? sure : maybe).add(range);
      return { range, match, written: node.data.slice(match.start, match.end) };
    });
    if (painted.length) marks.set(node, painted);
  }

  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === "characterData") wait(target);
      addedNodes.forEach(wait);
      if (removedNodes.length) for (const node of marks.keys()) if (!node.isConnected) erase(node);
    }
    if (card && !card.near.isConnected) close();
    soon();
  });

  let card = null;
  let [rest, grace] = [0, 0];

  function close() {
    clearTimeout(grace);
    grace = 0;
    card?.host.remove();
    card = null;
    guard.close = null;
    open.clear();
  }

  /** What is at a point: where it is, its box, and what to ask for its card. */
  function at(x, y) {
    const near = document.elementFromPoint(x, y);
    if (near?.matches(orders.sticker)) {
      const hash = /\/fe-platform\/([0-9a-f]{40})/.exec(near.getAttribute("src"))?.[1];
      return hash && { near, range: null, box: near.getBoundingClientRect(), question: { ask: "sticker-card", hash } };
    }
    for (const { ranges } of CSS.highlights.highlightsFromPoint(x, y)) {
      for (const range of ranges) {
        const found = marks.get(range.startContainer)?.find((mark) => mark.range === range);
        if (!found || !near?.contains(range.startContainer)) continue;
        const live = document.createRange();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        const box = [...live.getClientRects()].find((box) => inside(box, x, y)) ?? live.getBoundingClientRect();
        const { entry, sense } = found.match;
        return { near, range, box, question: { ask: "card", entry, sense, written: found.written } };
      }
    }
    return null;
  }

  async function rested(x, y) {
    if (!alive()) return end();
    restore();
    if (card && isNear(x, y)) return;
    const target = at(x, y);
    if (!target) return;
    const content = await ask(target.question);
    if (!content || !target.near.isConnected) return;
    close();
    show(target, content);
  }

  function show({ near, range, box }, content) {
    const host = document.createElement("div");
    host.setAttribute("popover", "manual");
    const style = {
      all: "initial", display: "block", position: "fixed", inset: "auto", margin: "0", border: "0", padding: "0",
      background: "none", overflow: "visible", width: "max-content", height: "max-content", visibility: "var(--hl-card, hidden)",
    };
    const put = (name, value) => host.style.setProperty(name, value, "important");
    for (const [name, value] of Object.entries(style)) put(name, value);
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(orders.style);
    root.adoptedStyleSheets = [sheet];
    root.append(draw(content));
    (near.closest(":modal, :fullscreen") ?? document.documentElement).append(host);
    host.showPopover();
    const { width, height } = host.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const below = clientHeight - MARGIN - box.bottom - GAP;
    const above = box.top - GAP - MARGIN;
    const under = height <= below || below >= above;
    const room = under ? below : above;
    put("--room", `${room}px`);
    put("left", `${Math.max(MARGIN, Math.min(box.left, clientWidth - MARGIN - width))}px`);
    put("top", `${under ? box.bottom + GAP : box.top - GAP - Math.min(height, room)}px`);
    if (range) open.add(range);
    guard.close = close;
    card = { host, near, box };
  }

  const isNear = (x, y) => inside(card.box, x, y) || inside(card.host.getBoundingClientRect(), x, y, GAP + 1);

  function moved(event) {
    if (!event.isTrusted || event.pointerType === "touch") return;
    const { clientX: x, clientY: y } = event;
    if (card && isNear(x, y)) {
      clearTimeout(grace);
      grace = 0;
    } else if (card) {
      grace ||= setTimeout(close, GRACE);
    }
    clearTimeout(rest);
    rest = setTimeout(() => rested(x, y).catch(() => {}), REST);
  }

  function pressed(event) {
    if (event.target === card?.host) return;
    clearTimeout(rest);
    close();
  }

  const listeners = [["pointermove", moved], ["scroll", close], ["pointerdown", pressed]];
  for (const [name, listener] of listeners) document.addEventListener(name, listener, { capture: true, passive: true });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  restore();
  wait(document.documentElement);
  soon();

  return {
    status() {
      const found = [...marks.values()].flat().filter(({ match }) => match.sure);
      const different = new Set(found.map(({ match }) => match.entry)).size;
      return { terms: found.length, different, reading: waiting.size > 0 };
    },
    leave() {
      close();
      clearTimeout(timer);
      clearTimeout(rest);
      observer.disconnect();
      for (const [name, listener] of listeners) document.removeEventListener(name, listener, { capture: true });
      for (const [name, layer] of Object.entries(layers)) {
        layer.clear();
        if (CSS.highlights.get(name) === layer) CSS.highlights.delete(name);
      }
    },
  };
}

function inside(box, x, y, more = 0) {
  return x >= box.left - more && x <= box.right + more && y >= box.top - more && y <= box.bottom + more;
}

function draw({ tag, attributes, text, parts }) {
  const element = document.createElement(tag);
  for (const [name, value] of attributes) element.setAttribute(name, value);
  element.append(text, ...parts.map(draw));
  return element;
}
