// What happens to open pages while the extension, the tab or the window comes and goes.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { allMarks, explain, idle, marked, noCard, statusOf, switchTo } from '../steps.mjs';
import { until } from '../until.mjs';

const HOSTILE_TERMS = ['yyds', '绝绝子', '种草'];
const NOTE = '/explore/690000000000000000000001';

/** What the page paints while the pointer is on nothing. */
async function picture(b, page) {
  await b.move(page, 1, 1);
  await idle(page);
  return Buffer.from(await page.screenshot()).toString('base64');
}

/** What `address` looks like without the extension, which is there again afterwards. */
async function plainPicture(b, address) {
  await b.removeExtension();
  const page = await b.open(address);
  const plain = await picture(b, page);
  await page.close();
  await b.installExtension();
  return plain;
}

const looksLike = (b, page, expected, what) => until(async () => (await picture(b, page)) === expected, what);

/** How many cards a reader would see. */
const seenCards = (page) =>
  page.$$eval('[popover]', (cards) => cards.filter((card) => card.checkVisibility({ visibilityProperty: true })).length);

/** Changes text, moves the pointer and presses Esc, as a reader of the page would; the page must notice. */
async function goOn(b, page) {
  await page.evaluate(() => {
    document.querySelector('#plain').append('，yyds');
    document.querySelector('#first').firstChild.data = '这家店绝绝子';
    addEventListener('keydown', ({ key }) => {
      window.heard = key;
    }, { once: true });
  });
  await b.move(page, 120, 120);
  await b.move(page, 200, 140);
  await b.key(page, 'Escape');
  await until(() => page.evaluate(() => window.heard), 'the page to hear Esc', (key) => key === 'Escape');
  await idle(page);
  await idle(page);
}

both('an update under an open page: the old page side goes, and the popup says to reload', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, HOSTILE_TERMS);
  await b.reloadExtension();
  await b.move(page, 120, 120);
  await until(() => page.evaluate(() => CSS.highlights.size), 'no highlight', (size) => size === 0);
  await goOn(b, page);
  assert.deepEqual(await b.marks(page), []);
  assert.deepEqual(await b.consoleErrors(page), []);

  const popup = await b.popup(page);
  await until(() => popup.evaluate(() => document.querySelector('#status').textContent), 'the popup to ask for a reload', (text) => /reload/i.test(text));
  await popup.click('action');
  await marked(b, page, HOSTILE_TERMS);
  await popup.close();
}, { browsers: ['chromium'] });

both('an update while a card is open: the card goes too', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, HOSTILE_TERMS);
  await explain(b, page, 'yyds');
  await b.reloadExtension();
  await b.move(page, 400, 600);
  await until(() => page.$('[popover]'), 'no card', (card) => card === null);
  await until(() => page.evaluate(() => CSS.highlights.size), 'no highlight', (size) => size === 0);
  await goOn(b, page);
  assert.deepEqual(await b.consoleErrors(page), []);
}, { browsers: ['chromium'] });

both('an update under an open page: the new version marks it, once', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, HOSTILE_TERMS);
  await b.reloadExtension();
  // The old marks are there for a moment more; only the new version answers.
  await statusOf(b, '/hostile.html');
  await marked(b, page, HOSTILE_TERMS);
  await explain(b, page, '绝绝子');
  assert.equal((await page.$$('[popover]')).length, 1);
  assert.equal(await page.evaluate(() => CSS.highlights.size), 5);
  await b.key(page, 'Escape');
  await noCard(b, page);
  assert.deepEqual(await b.consoleErrors(page), []);
}, { browsers: ['firefox'] });

both('an update while a card is open: it goes, and the new version opens its own', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, HOSTILE_TERMS);
  await explain(b, page, 'yyds');
  await b.reloadExtension();
  await b.move(page, 400, 600);
  await until(() => seenCards(page), 'no card', (count) => count === 0);
  await marked(b, page, HOSTILE_TERMS);
  await explain(b, page, '绝绝子');
  assert.equal(await seenCards(page), 1);
  assert.deepEqual(await b.consoleErrors(page), []);
}, { browsers: ['firefox'] });

both('a removal under an open page: it looks as it did without the extension, and is quiet', async (b) => {
  const plain = await plainPicture(b, '/hostile.html');
  const page = await b.open('/hostile.html');
  await marked(b, page, HOSTILE_TERMS);
  await until(async () => (await picture(b, page)) !== plain, 'the marks to be painted');

  await b.removeExtension();
  await looksLike(b, page, plain, 'no mark to be painted');
  await goOn(b, page);
  assert.equal(await page.$('[popover]'), null);
  assert.deepEqual(await b.consoleErrors(page), []);
});

both('a removal while a card is open: the card goes too', async (b) => {
  const plain = await plainPicture(b, '/hostile.html');
  const page = await b.open('/hostile.html');
  await marked(b, page, HOSTILE_TERMS);
  await explain(b, page, 'yyds');

  await b.removeExtension();
  await looksLike(b, page, plain, 'neither card nor marks to be painted');
  await goOn(b, page);
  assert.equal(await seenCards(page), 0);
  assert.deepEqual(await b.consoleErrors(page), []);
});

/** Away to another page and back by the button; gives whether the page came out of the cache as it was. */
async function awayAndBack(b, page, meanwhile = () => {}) {
  await page.evaluate(() => {
    window.persisted = null;
    addEventListener('pageshow', ({ persisted }) => {
      window.persisted = persisted;
    });
  });
  await page.goto(new URL('/plain.html?away', page.url()).href);
  // An extension that goes while its files are being loaded leaves the browser's own complaint.
  await statusOf(b, '/plain.html?away');
  await meanwhile();
  // Puppeteer's own way back waits for a load that a cached page never has.
  await page.evaluate(() => history.back());
  await until(() => page.evaluate(() => location.pathname), 'the page before', (path) => path !== '/plain.html');
  // A page that is loaded anew knows nothing of the listener.
  return until(() => page.evaluate(() => String(window.persisted)), 'the page to be shown', (shown) => shown !== 'null');
}

both('back out of the back-forward cache, marks and hover work', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, HOSTILE_TERMS);
  await explain(b, page, 'yyds');
  assert.equal(await awayAndBack(b, page), 'true');
  await marked(b, page, HOSTILE_TERMS);
  await b.move(page, 400, 600);
  await noCard(b, page);
  await explain(b, page, '绝绝子');
  await page.evaluate(() => document.querySelector('#plain').append('，yyds'));
  await marked(b, page, [...HOSTILE_TERMS, 'yyds']);
  assert.deepEqual(await b.consoleErrors(page), []);
});

for (const before of [true, false]) {
  both(`back out of the back-forward cache, a page that was ${before ? 'on' : 'off'} follows the switch`, async (b) => {
    await switchTo(b, before);
    const page = await b.open('/hostile.html');
    await statusOf(b, '/hostile.html');
    await marked(b, page, before ? HOSTILE_TERMS : []);
    assert.equal(await awayAndBack(b, page, () => switchTo(b, !before)), 'true');
    await marked(b, page, before ? [] : HOSTILE_TERMS);
  });
}

both('back to a page whose extension has gone meanwhile, it is quiet', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, HOSTILE_TERMS);
  // Chromium throws such a page out of its cache, Firefox keeps it.
  assert.equal(await awayAndBack(b, page, () => b.removeExtension()), b.name === 'firefox' ? 'true' : 'undefined');
  await goOn(b, page);
  assert.equal(await page.$('[popover]'), null);
  assert.deepEqual(await b.consoleErrors(page), []);
});

both('a page that is loaded again is marked again', async (b) => {
  const page = await b.open(NOTE);
  const marks = await allMarks(b, page);
  await page.reload();
  await marked(b, page, marks);
  await explain(b, page, '猫税', 0, '#noteContainer');
});

both('two tabs at once: each is marked, and the switch is for both', async (b) => {
  const first = await b.open('/hostile.html');
  const second = await b.open('/frozen.html', { host: 'www.rednote.com' });
  for (const page of [first, second]) await marked(b, page, HOSTILE_TERMS);
  await switchTo(b, false);
  for (const page of [first, second]) await marked(b, page, []);
  await switchTo(b, true);
  for (const page of [first, second]) await marked(b, page, HOSTILE_TERMS);
  await first.bringToFront();
  await explain(b, first, 'yyds');
  assert.equal(await b.card(second), null);
});

both('two windows at once: each is marked, and the switch is for both', async (b) => {
  const first = await b.open('/hostile.html');
  const second = await b.open('/hostile.html', { window: true });
  for (const page of [first, second]) await marked(b, page, HOSTILE_TERMS);
  await explain(b, second, 'yyds');
  await switchTo(b, false);
  for (const page of [first, second]) await marked(b, page, []);
  await noCard(b, second);
  await switchTo(b, true);
  for (const page of [first, second]) await marked(b, page, HOSTILE_TERMS);
  await first.bringToFront();
  await explain(b, first, '绝绝子');
});

both('a page loaded in a tab behind is marked there, and explains itself in front', async (b) => {
  const front = await b.open('/plain.html');
  const behind = await b.open('/hostile.html', { background: true });
  assert.equal(await behind.evaluate(() => document.visibilityState), 'hidden');
  await marked(b, behind, HOSTILE_TERMS);
  await behind.bringToFront();
  await explain(b, behind, '种草');
  await front.close();
});
