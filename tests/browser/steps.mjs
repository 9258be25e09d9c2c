// Owns the steps that many cases take with the product: switching it, waiting for its marks, opening its card.

import { until } from './until.mjs';

/** Stores the switch, as the popup does. */
export async function switchTo(b, on) {
  await until(
    () => b.background((value) => chrome.storage.local.set({ settings: { version: 1, on: value } }).then(() => true), on),
    'the background to store the switch',
  );
}

/** The marked texts, once they are exactly `expected`. */
export function marked(b, page, expected, within) {
  const wanted = JSON.stringify(expected);
  return until(() => b.marks(page, 'sure', within), `the marks ${wanted}`, (marks) => JSON.stringify(marks) === wanted);
}

/** The marked texts, once there are any and the page has been read to its end. */
export async function allMarks(b, page, within) {
  await until(() => b.marks(page, 'sure', within), 'marks', (marks) => marks.length > 0);
  return settled(b, page, within);
}

/** The marked texts, once the page side has read all there is and they stay the same. */
export async function settled(b, page, within) {
  let last = null;
  let same = 0;
  return until(async () => {
    await idle(page);
    const marks = await b.marks(page, 'sure', within);
    const text = JSON.stringify(marks);
    same = text === last ? same + 1 : 0;
    last = text;
    if (same < 3) return null;
    const { reading } = await statusOf(b, new URL(page.url()).pathname);
    return reading ? null : marks;
  }, 'the marks to stay the same');
}

/** Resolves when the page has painted twice and then had nothing to do. */
export function idle(page) {
  return page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    // A tab behind another paints nothing.
    if (document.visibilityState === 'visible') {
      await frame();
      await frame();
    }
    await new Promise((done) => requestIdleCallback(done, { timeout: 500 }));
  });
}

/** The open card, once it explains `term` and no longer waits for its text. */
export function cardOf(b, page, term) {
  return until(
    () => b.card(page),
    `the card of ${term}`,
    (card) => card?.fields.term === term && !card.html.includes('aria-busy'),
  );
}

/** Rests the pointer on a mark and gives its card. */
export async function explain(b, page, text, nth, within) {
  await b.hover(page, text, nth, within);
  return cardOf(b, page, text);
}

/** Resolves when no card is open. */
export function noCard(b, page) {
  return until(() => b.card(page), 'the card to close', (card) => card === null);
}

/** What the page side at `address` (a part of it) says of itself. */
export function statusOf(b, address) {
  return until(
    () => b.background(async (part) => {
      const tabs = await chrome.tabs.query({});
      const { id } = tabs.find(({ url }) => url?.includes(part));
      return chrome.tabs.sendMessage(id, { ask: 'status' });
    }, address),
    `the status of ${address}`,
  );
}

/** A page of RedNote with nothing on it but these texts, a paragraph each. */
export async function sayOn(b, texts, options) {
  const page = await b.open('/plain.html', options);
  await page.evaluate((all) => {
    document.body.replaceChildren(...all.map((text) => Object.assign(document.createElement('p'), { textContent: text })));
  }, texts);
  return page;
}

/** Stores all of this, by its keys, as the extension does. */
export function storeAll(b, items) {
  return until(() => b.background((all) => chrome.storage.local.set(all).then(() => true), items), 'the background to store');
}

/** Everything that is stored. */
export function allStored(b) {
  return b.background(() => chrome.storage.local.get());
}

/** Rests the pointer on a mark, once there is one, and gives its card. */
export async function openCard(b, page, text, nth, within) {
  await until(() => b.hover(page, text, nth, within).then(() => true), `a mark of ${text}`);
  return cardOf(b, page, text);
}

/** How a button of the card stands: `{ label, pressed, expanded }`; null when it is not there. */
export function toolOf(b, page, name) {
  return b.inCard(page, (root, of) => {
    const button = root.querySelector(`.tool.${of}`);
    const said = (attribute) => button.getAttribute(attribute);
    return button && { label: said('aria-label'), pressed: said('aria-pressed'), expanded: said('aria-expanded') };
  }, name);
}

/** Presses a button of the card that stays down, and waits until it does, or is up again. */
export async function pressTool(b, page, name, down = true) {
  await b.clickInCard(page, `.tool.${name}`);
  await until(() => toolOf(b, page, name), `${name} to be ${down ? 'pressed' : 'up'}`, ({ pressed }) => pressed === String(down));
}

/** Counts, from here on, the cards that open. */
export function countCards(page) {
  return page.evaluate(() => {
    window.cardsOpened = 0;
    window.cardsWatch?.disconnect();
    window.cardsWatch = new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) window.cardsOpened += node.matches?.('[popover]') ? 1 : 0;
    });
    window.cardsWatch.observe(document, { childList: true, subtree: true });
  });
}

/** How many have opened, once the page has had more time than any card takes to open or to go. */
export async function cardsOpened(page, ms = 600) {
  const since = await page.evaluate(() => performance.now());
  await until(() => page.evaluate(() => performance.now()), 'the page to be left alone', (now) => now - since > ms);
  return page.evaluate(() => window.cardsOpened);
}
