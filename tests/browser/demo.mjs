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
  const b = await launch(browser, { height: 800, scale: 2 });
  try {
    for (const [scheme, suffix] of [['light', ''], ['dark', '-dark']]) {
      await b.colorScheme(scheme);
      const file = (name) => path.join(folder, `${name}${suffix}.png`);

      const feed = await b.open('/explore');
      await until(() => b.marks(feed), 'marks in the feed', (marks) => marks.length > 0);
      await pictures(feed);
      await feed.screenshot({ path: file('feed') });

      const popup = await b.popup(feed);
      await until(() => popup.text(), 'the popup to say something');
      await popup.screenshot(file('popup'));
      await popup.close();

      const note = await b.open(`/explore/${NOTE}`);
      const [term] = await until(() => b.marks(note, 'sure', `${OVERLAY} .note-text`), 'marks in the note', (marks) => marks.length > 0);
      await pictures(note);
      await b.hover(note, term, 0, `${OVERLAY} .note-text`);
      await until(() => b.card(note), `the card of ${term}`, (card) => card?.fields.means);
      await b.inCard(note, (root) => Promise.all(root.getAnimations().map((animation) => animation.finished)).then(() => true));
      await note.screenshot({ path: file('note-card') });
      await b.closePages();
    }
  } finally {
    await b.close();
  }
  console.log(`feed, note-card and popup, light and dark, are in ${folder}`);
}

/** Waits until every picture of the page has arrived, or has failed to. */
async function pictures(page) {
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}
