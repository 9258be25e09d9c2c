// Owns the one small API by which the tests drive both browsers; what differs is in `chromium.mjs` and `firefox.mjs`.

import { rmSync } from 'node:fs';
import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as chromium from './chromium.mjs';
import * as firefox from './firefox.mjs';
import { boxOf, findHost, readCard, readMarks, watchTasks } from './reading.mjs';
import { serve, XIAOHONGSHU } from './server.mjs';
import { until } from './until.mjs';

const STARTERS = { chromium, firefox };
export const BROWSERS = Object.keys(STARTERS);

const EVERYWHERE = 'html';
const HIGHLIGHTS = { sure: 'hl-a', active: 'hl-b', maybe: 'hl-c' };

/** Where the build leaves the extension for `browser`. */
export function built(browser) {
  return fileURLToPath(new URL(`../../dist/${browser}`, import.meta.url));
}

/** Starts `browser` with the extension of `options.dist` installed, and nothing but the sample site for a network. */
export async function launch(browser, options = {}) {
  const { headless = true } = options;
  // What a person looks at follows that person's system.
  const fixed = headless ? { scale: 1, colorScheme: 'light' } : {};
  const settings = { dist: built(browser), headless, width: 1280, height: 900, ...fixed, ...options };
  await access(path.join(settings.dist, 'manifest.json')).catch(() => {
    throw new Error(`no extension in ${settings.dist}: run ./build.sh build`);
  });
  const network = await serve(settings.site);
  const profile = await mkdtemp(path.join(tmpdir(), `cat-tax-${browser}-`));
  const driven = new Driven(browser, settings, network, profile);
  try {
    await driven.start();
  } catch (error) {
    await driven.close();
    throw error;
  }
  return driven;
}

class Driven {
  #settings;
  #network;
  #profile;
  #driver = null;
  #installed = false;
  #pages = new Set();
  #seen = 0;
  #forget = () => rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });

  constructor(name, settings, network, profile) {
    this.name = name;
    this.#settings = settings;
    this.#network = network;
    this.#profile = profile;
  }

  async start() {
    const { colorScheme, ...settings } = this.#settings;
    this.#driver = await STARTERS[this.name].start({ ...settings, profile: this.#profile, port: this.#network.port });
    if (colorScheme) await this.colorScheme(colorScheme);
    this.#installed = false;
    await this.installExtension();
    // After puppeteer's own, which ends the browser: an interrupted run leaves no profile behind.
    process.once('exit', this.#forget);
  }

  /** Resolves when the browser is gone, closed by whomever. */
  gone() {
    const { browser } = this.#driver;
    return new Promise((done) => (browser.connected ? browser.once('disconnected', done) : done()));
  }

  /** Closes the browser and starts it again with the same profile; what the extension stored is still there. */
  async restart() {
    this.#pages.clear();
    process.off('exit', this.#forget);
    await this.#driver.close();
    await this.start();
  }

  async close() {
    await this.#driver?.close();
    await this.#network.close();
    this.#forget();
    process.off('exit', this.#forget);
  }

  // Pages

  /** Opens `address` (path and query) in a new tab in front, or as told, and returns puppeteer's page once it has loaded. */
  async open(address, { host = XIAOHONGSHU, tasks = false, window = false, background = false } = {}) {
    const page = await this.#driver.browser.newPage({ type: window ? 'window' : 'tab', background });
    this.#pages.add(page);
    await this.#driver.prepare(page);
    if (tasks) await page.evaluateOnNewDocument(watchTasks);
    await page.goto(`https://${host}${address}`);
    return page;
  }

  /** Opens a page of the extension itself in a new tab in front. */
  async own(file) {
    const page = await this.#driver.browser.newPage();
    this.#pages.add(page);
    await this.#driver.prepare(page);
    await this.#driver.goOwn(page, file);
    return page;
  }

  /** The tabs that `open` opened and that are still there; only the last one is in front, until `bringToFront`. */
  pages() {
    return [...this.#pages].filter((page) => !page.isClosed());
  }

  async closePages() {
    await Promise.all(this.pages().map((page) => page.close()));
    this.#pages.clear();
  }

  /** What the page and the extension's part of it wrote to the console as errors, or threw, since it was opened. */
  consoleErrors(page) {
    return this.#driver.errors(page);
  }

  /** How long (ms) the page was busy, each time that was over 50 ms; only for a page opened with `tasks: true`. */
  longTasks(page) {
    return page.evaluate(async () => {
      // An entry is delivered only after its task has ended.
      await new Promise((done) => setTimeout(done));
      return window.__tasks;
    });
  }

  /** Turns `light` or `dark` for the pages that are open and for all later ones. */
  async colorScheme(scheme) {
    await this.#driver.colorScheme(scheme);
  }

  // Marks

  /** The marked texts in document order; `kind` is `sure`, `maybe` or `active` (the one whose card is open). */
  async marks(page, kind = 'sure', within = EVERYWHERE) {
    return (await isolated(page).evaluate(readMarks, [HIGHLIGHTS[kind]], within)).map(({ text }) => text);
  }

  /** The marked texts of each element that `selector` finds, as a list of lists; a mark counts for the innermost of them. */
  async marksOf(page, selector, kind = 'sure') {
    const world = isolated(page);
    const count = await world.evaluate((find) => document.querySelectorAll(find).length, selector);
    const marks = await world.evaluate(readMarks, [HIGHLIGHTS[kind]], selector);
    return Array.from({ length: count }, (_, index) => marks.filter(({ place }) => place === index).map(({ text }) => text));
  }

  /** Resolves when all text that is on the page by now has been read: what comes last is read last. */
  async read(page) {
    const world = isolated(page);
    await world.evaluate(() => {
      const last = document.createElement('p');
      last.id = 'read-last';
      last.textContent = 'yyds';
      document.body.append(last);
    });
    await until(() => this.marks(page, 'sure', '#read-last'), 'the page to be read', ({ length }) => length === 1);
    await world.evaluate(() => document.querySelector('#read-last').remove());
  }

  /**
   * The box of the `nth` mark of `text`, sure or maybe, brought into sight; its first line when it has several.
   *
   * A note lies over the feed: `within` leaves out the marks under it.
   */
  async at(page, text, nth = 0, within = EVERYWHERE) {
    const marks = await isolated(page).evaluate(readMarks, [HIGHLIGHTS.sure, HIGHLIGHTS.maybe], within, { text, nth });
    const box = marks.filter((mark) => mark.text === text)[nth]?.boxes[0];
    if (!box) throw new Error(`no mark ${nth} of ${text}; marked: ${marks.map((mark) => mark.text).join(' ')}`);
    return box;
  }

  // Pointer and keys

  async move(page, x, y) {
    await page.mouse.move(x, y, { steps: 2 });
  }

  /** Rests the pointer on a mark. */
  async hover(page, text, nth, within) {
    const { x, y } = middle(await this.at(page, text, nth, within));
    await this.move(page, x, y);
  }

  /** Taps a mark with a finger. */
  async tap(page, text, nth, within) {
    const { x, y } = middle(await this.at(page, text, nth, within));
    await page.touchscreen.tap(x, y);
  }

  /** Presses a key, or several at once: `Escape`, `Shift+Tab`. */
  async key(page, keys) {
    const names = keys.split('+');
    for (const name of names) await page.keyboard.down(name);
    for (const name of names.reverse()) await page.keyboard.up(name);
  }

  // Card

  /** The open card, or null: `{ text, fields, all, rect, html }`, where `fields.means` is the text of the part `.means`. */
  card(page) {
    return this.#withCard(page, (root, world) => (root ? world.evaluate(readCard, root) : null));
  }

  /** What `fn(root, ...args)` returns, called beside the page with the card's closed shadow root. */
  inCard(page, fn, ...args) {
    return this.#withCard(page, (root, world) => {
      if (!root) throw new Error('no card is open');
      return world.evaluate(fn, root, ...args);
    });
  }

  /** Presses the mouse on the part of the card that `selector` finds. */
  async clickInCard(page, selector) {
    const box = await this.#withCard(page, (root, world) => {
      if (!root) throw new Error('no card is open');
      return world.evaluate(boxOf, selector, root);
    });
    const { x, y } = middle(box);
    await page.mouse.click(x, y);
  }

  /** How many things of the card the browser tells a screen reader of by this role and name. */
  async accessible(page, role, name) {
    const host = (await isolated(page).evaluateHandle(findHost)).asElement();
    return host ? this.#driver.accessible(page, host, role, name) : 0;
  }

  async #withCard(page, use) {
    const world = isolated(page);
    const host = (await world.evaluateHandle(findHost)).asElement();
    const root = host && (await this.#driver.closedRoot(page, host));
    return use(root, world);
  }

  // The extension outside the page

  /** Opens the extension's real popup over `page`. */
  async popup(page) {
    await page.bringToFront();
    const popup = await this.#driver.popup(page);
    return {
      evaluate: popup.evaluate,
      text: () => popup.evaluate(() => document.body.innerText),
      async click(id) {
        const { x, y } = middle(await popup.evaluate(boxOf, `#${id}`));
        await popup.press(x, y);
      },
      key: popup.key,
      screenshot: popup.screenshot,
      close: popup.close,
    };
  }

  /** What `fn(...args)` returns, called in the extension's background. */
  background(fn, ...args) {
    return this.#driver.background(fn, ...args);
  }

  /** Gives a command of the manifest, as near to its keys as the browser lets us. */
  command(name) {
    return this.#driver.command(name);
  }

  /** Installs the extension; the page that welcomes a new reader is closed, unless it is wanted. */
  async installExtension({ welcome = false } = {}) {
    const fresh = !this.#installed;
    await this.#driver.install();
    this.#installed = true;
    if (fresh && !welcome) await until(() => this.closeOwn('welcome.html'), 'the welcome to be closed');
  }

  /** Closes the tab with this page of the extension, which it opened itself; says whether there was one. */
  closeOwn(file) {
    return this.#driver.closeOwn(file);
  }

  async removeExtension() {
    await this.#driver.uninstall();
    this.#installed = false;
  }

  /** Installs the extension over itself, as an update does: what it stored stays, and so does the old script in open pages. */
  async reloadExtension() {
    await this.installExtension();
  }

  /** Back to the start: no tab of ours open, the extension installed, nothing stored, every host granted, the first color scheme. */
  async reset() {
    await this.closePages();
    const { colorScheme } = this.#settings;
    if (colorScheme) await this.colorScheme(colorScheme);
    if (!this.#installed) await this.installExtension();
    await until(() => this.#driver.forget().then(() => true), 'the extension to forget what it stored');
    this.#seen = this.#network.attempts.length;
  }

  // The network

  /** Everything any part of the browser asked the network for since it was launched or reset; see `server.mjs`. */
  attempts() {
    return this.#network.attempts.slice(this.#seen);
  }
}

// A page may freeze or replace what it likes; this world beside it has its own.
function isolated(page) {
  return page.mainFrame().isolatedRealm();
}

function middle({ x, y, width, height }) {
  return { x: x + width / 2, y: y + height / 2 };
}
