// The page after installing: when it comes, what it shows, and that it keeps to itself.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { allStored, cardOf, marked, noCard, storeAll } from '../steps.mjs';
import { until } from '../until.mjs';

const LINE = ['姐妹们', '种草', 'yyds', '蹲一个'];

/** The welcome, once its line is marked. */
async function welcome(b) {
  const page = await b.own('welcome.html');
  await marked(b, page, LINE);
  return page;
}

both('a new reader is welcomed, once', async (b) => {
  await b.removeExtension();
  await b.installExtension({ welcome: true });
  await until(() => b.closeOwn('welcome.html'), 'the welcome');
  // By now the background has long done what an installation asks of it.
  const page = await b.open('/hostile.html');
  await marked(b, page, ['yyds', '绝绝子', '种草']);
  assert.equal(await b.closeOwn('welcome.html'), false);
});

both('an update opens nothing', async (b) => {
  await b.reloadExtension();
  // The new background has stored this, and a page goes by it: so it has also heard of the update.
  await storeAll(b, { known: { version: 1, items: [{ id: 'yyds', term: 'yyds' }] } });
  const page = await b.open('/hostile.html');
  await marked(b, page, ['绝绝子', '种草']);
  assert.equal(await b.closeOwn('welcome.html'), false);
});

both('three pictures show what it does', async (b) => {
  const page = await welcome(b);
  const pictures = () => page.$$eval('img', (all) => all.map(({ complete, naturalWidth, alt, width, height }) => (
    { drawn: complete && naturalWidth > 0, alt, width, ratio: (width / height).toFixed(1) }
  )));
  const three = await until(pictures, 'the pictures', (all) => all.length === 3 && all.every(({ drawn }) => drawn));
  for (const { alt, width, ratio } of three) {
    assert.deepEqual([alt, ratio], ['', '1.6']);
    assert.ok(width >= 200, `${width} wide`);
  }
  const heads = await page.$$eval('figcaption h2', (all) => all.map((head) => head.textContent));
  assert.deepEqual(heads, ['It marks', 'It explains', 'It stays out of the way']);
  assert.equal(await page.$$eval('figcaption p', (all) => all.filter((line) => line.textContent.length > 20).length), 3);
});

both('its line can be tried, by pointer and keys', async (b) => {
  const page = await welcome(b);
  await b.hover(page, '种草');
  const { fields } = await cardOf(b, page, '种草');
  assert.match(fields.means, /want a product or place/);
  await b.key(page, 'Escape');
  await noCard(b, page);
  await b.hover(page, 'yyds');
  await cardOf(b, page, 'yyds');
  assert.deepEqual(await b.marks(page, 'active'), ['yyds']);
  assert.deepEqual(await b.consoleErrors(page), []);
});

both('its line is marked even where everything is switched off', async (b) => {
  await storeAll(b, { settings: { version: 2, on: false } });
  const page = await welcome(b);
  assert.deepEqual(await allStored(b), { settings: { version: 2, on: false } });
  await b.hover(page, 'yyds');
  await cardOf(b, page, 'yyds');
});

both('there is one link, to RedNote, and a way to the settings', async (b) => {
  const page = await welcome(b);
  const links = await page.$$eval('[href]:not(link)', (all) => all.map(({ href, textContent }) => [textContent, href]));
  assert.deepEqual(links, [['Go to RedNote', 'https://www.rednote.com/explore']]);
  const before = page.url();
  await page.click('#settings');
  await until(() => b.closeOwn('settings.html'), 'the settings');
  assert.equal(page.url(), before);
});

both('the link leads to a page that is marked', async (b) => {
  const page = await welcome(b);
  await page.click('a.main');
  await until(() => page.url(), 'RedNote', (url) => url === 'https://www.rednote.com/explore');
  await until(() => b.marks(page), 'marks', (marks) => marks.includes('绝绝子'));
});

both('it says in plain words what is never sent', async (b) => {
  const page = await welcome(b);
  const text = await page.evaluate(() => document.body.innerText);
  assert.match(text, /What is never sent\s+Anything\./);
  for (const words of ['no way to reach the network', 'no account', 'no statistics', 'no page text leaves your browser']) {
    assert.ok(text.includes(words), words);
  }
  for (const words of ['You have paid your cat tax', 'Try it on this comment', 'Alt+J and Alt+K', 'Esc closes it']) {
    assert.ok(text.includes(words), words);
  }
  const silent = await page.$$eval('[data-i18n]', (all) => all.filter((part) => !part.textContent).map((part) => part.dataset.i18n));
  assert.deepEqual(silent, []);
  assert.equal(await page.title(), 'You have paid your cat tax');
});

both('installing and welcoming ask the network for nothing', async (b) => {
  await b.removeExtension();
  const before = b.attempts().length;
  await b.installExtension({ welcome: true });
  await until(() => b.closeOwn('welcome.html'), 'the welcome');
  const page = await welcome(b);
  await b.hover(page, 'yyds');
  await cardOf(b, page, 'yyds');
  await b.key(page, 'Escape');
  await noCard(b, page);
  await page.click('#settings');
  await until(() => b.closeOwn('settings.html'), 'the settings');
  assert.deepEqual(b.attempts().slice(before), []);
});

both('it fits a phone without scrolling sideways', async (b) => {
  const page = await welcome(b);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} too wide`);
  const heights = await page.$$eval('a, button', (all) => all.map((each) => each.getBoundingClientRect().height));
  assert.ok(heights.length === 2 && heights.every((height) => height >= 40), heights.join());
}, { launch: { width: 390, height: 800 } });
