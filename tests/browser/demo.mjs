// Shows the extension at work on the sample site: to a person where there is a display, in pictures where there is none.
//
// node tests/browser/demo.mjs [chromium|firefox] [--shots DIR]

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BROWSERS, launch } from './browsers.mjs';
import { until } from './until.mjs';

const NOTE = `69${'1'.padStart(22, '0')}`;
const OVERLAY = '#noteContainer';

const { values, positionals } = parseArgs({ options: { shots: { type: 'string' } }, allowPositionals: true });
const [browser = 'chromium'] = positionals;
if (!BROWSERS.includes(browser)) throw new Error(`no browser ${browser}: say ${BROWSERS.join(' or ')}`);

const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.platform !== 'linux';
if (display && !values.shots) {
  await show();
} else {
  await shoot(path.resolve(values.shots ?? fileURLToPath(new URL('../../dist/shots', import.meta.url))));
}

async function show() {
  const b = await launch(browser, { headless: false });
  await b.open('/explore');
  console.log(`${browser} shows the sample site with Cat Tax installed; it is not the real RedNote, and nothing leaves this machine.`);
  console.log('Rest the pointer on a dotted word, open a note, or press the cat in the toolbar. Close the browser to end.');
  await b.gone();
  await b.close();
}

async function shoot(folder) {
  await mkdir(folder, { recursive: true });
  const names = new Set();
  for (const [size, pictured] of [[{ width: 1280, height: 800 }, wide], [{ width: 390, height: 844 }, narrow]]) {
    const b = await launch(browser, { ...size, scale: 2 });
    try {
      for (const [scheme, suffix] of [['light', ''], ['dark', '-dark']]) {
        await b.colorScheme(scheme);
        await pictured(b, (name) => {
          names.add(name);
          return path.join(folder, `${name}${suffix}.png`);
        });
        await b.closePages();
      }
    } finally {
      await b.close();
    }
  }
  console.log(`${[...names].join(', ')}, light and dark, are in ${folder}`);
}

async function wide(b, file) {
  const feed = await b.open('/explore');
  await until(() => b.marks(feed), 'marks in the feed', (marks) => marks.length > 0);
  await pictures(feed);
  await feed.screenshot({ path: file('feed') });

  const note = await b.open(`/explore/${NOTE}`);
  const [term] = await until(() => b.marks(note, 'sure', `${OVERLAY} .note-text`), 'marks in the note', (marks) => marks.length > 0);
  await pictures(note);
  await b.hover(note, term, 0, `${OVERLAY} .note-text`);
  await still(b, note);
  await note.screenshot({ path: file('note-card') });
  for (const part of ['.pin', '.spoken summary', '.copy']) await b.clickInCard(note, part);
  await still(b, note);
  await note.screenshot({ path: file('card-pinned') });
  await b.clickInCard(note, '.close');

  const popup = await b.popup(note);
  await until(() => popup.evaluate(() => document.querySelectorAll('#here .means').length), 'the popup to list the terms');
  await popup.screenshot(file('popup'));
  await popup.close();
  await own(b, 'settings', file);
  await own(b, 'welcome', file);
}

async function narrow(b, file) {
  const page = await b.open(`/explore/${NOTE}`);
  const [term] = await until(() => b.marks(page, 'sure', `${OVERLAY} .note-text`), 'marks in the note', (marks) => marks.length > 0);
  await pictures(page);
  await b.tap(page, term, 0, `${OVERLAY} .note-text`);
  await still(b, page);
  await page.screenshot({ path: file('sheet') });
  await own(b, 'settings', file, '-narrow');
  await own(b, 'welcome', file, '-narrow');
}

/** Pictures a page of the extension from top to bottom. */
async function own(b, name, file, suffix = '') {
  const page = await b.own(`${name}.html`);
  await until(() => page.evaluate(() => CSS.highlights.get('hl-a')?.size), `the sample text of ${name}`);
  await page.screenshot({ path: file(name + suffix), fullPage: true });
}

/** Resolves when the card has its text and no longer moves. */
async function still(b, page) {
  await until(() => b.card(page), 'a card', (card) => card?.fields.means);
  await b.inCard(page, (root) => Promise.all(root.getAnimations().map((animation) => animation.finished)).then(() => true));
}

/** Waits until every picture of the page has arrived, or has failed to. */
async function pictures(page) {
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}
