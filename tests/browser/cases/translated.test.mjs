// Pages that the browser translates: the slang of the original can still be asked for.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { cardOf, explain, marked, noCard, statusOf } from '../steps.mjs';
import { until } from '../until.mjs';

const CHINESE = ['已经被种草了，周末就去', '今天下午去图书馆还书', '他们家的味道绝绝子，我破防了'];
const ENGLISH = ['I am sold, going at the weekend', 'Taking a book back to the library', 'It tastes amazing and it got to me'];
const TERMS = ['种草', '绝绝子', '破防了'];

/** A page in Chinese, before its reader has it translated. */
async function original(b, texts = CHINESE) {
  const page = await b.open('/plain.html');
  await page.evaluate((all) => {
    document.documentElement.lang = 'zh-CN';
    document.body.replaceChildren(...all.map((text) => Object.assign(document.createElement('p'), { textContent: text })));
  }, texts);
  await until(() => b.marks(page), 'marks', ({ length }) => length > 0);
  await b.read(page);
  return page;
}

/** What Chromium does: every text node gives way to elements of its own, and the root gets a class. */
const asChromium = (page, texts) => page.evaluate((all) => {
  window.originals = [];
  for (const [place, line] of [...document.querySelectorAll('p')].entries()) {
    const text = line.firstChild;
    window.originals.push(text);
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    for (const font of [outer, inner]) {
      font.dir = 'auto';
      font.style.verticalAlign = 'inherit';
    }
    inner.textContent = all[place];
    outer.append(inner);
    text.replaceWith(outer);
  }
  document.documentElement.classList.add('translated-ltr');
}, texts);
const asChromiumBack = (page) => page.evaluate(() => {
  document.querySelectorAll('p > font').forEach((font, place) => font.replaceWith(window.originals[place]));
  document.documentElement.classList.remove('translated-ltr');
});

/** What Firefox does: every text node says something else, and the root is in another language. */
const asFirefox = (page, texts) => page.evaluate((all) => {
  document.documentElement.lang = 'en';
  document.querySelectorAll('p').forEach((line, place) => { line.firstChild.data = all[place]; });
}, texts);
const asFirefoxBack = (page, texts) => page.evaluate((all) => {
  document.documentElement.lang = 'zh-CN';
  document.querySelectorAll('p').forEach((line, place) => { line.firstChild.data = all[place]; });
}, texts);

const WAYS = {
  Chromium: [asChromium, asChromiumBack],
  Firefox: [asFirefox, (page) => asFirefoxBack(page, CHINESE)],
};

const originalsGone = (b, page) => until(
  async () => [await b.marks(page), (await statusOf(b, '/plain.html')).originals],
  'the marks to be gone and the originals known',
  ([marks, originals]) => marks.length === 0 && originals === TERMS.length,
);
const rows = (popup) => popup.evaluate(() => [...document.querySelectorAll('#here li')].map((row) => {
  const text = (name) => row.querySelector(`.${name}`)?.textContent ?? null;
  return { term: text('term'), original: text('original'), means: text('means') };
}));
const listed = (popup, terms) => until(
  () => rows(popup),
  `the rows ${terms.join(' ')}`,
  (all) => all.map(({ term }) => term).join() === terms.join() && all.every(({ means }) => means),
);

/** Rests the pointer in the middle of the line that stands there now. */
async function rest(b, page, nth) {
  await page.bringToFront();
  const { x, y, height } = await page.evaluate((at) => document.querySelectorAll('p')[at].getBoundingClientRect().toJSON(), nth);
  await b.move(page, x + 60, y + height / 2);
}
const said = (b, page, ...terms) => until(
  () => b.card(page),
  `the card with ${terms.join(' ')}`,
  (card) => card?.fields.lead === 'Said here in the original' && card.all.term?.join() === terms.join(),
);

for (const [way, [translate, back]] of Object.entries(WAYS)) {
  both(`translated as ${way} does it, the popup lists the terms of the original`, async (b) => {
    const page = await original(b);
    await translate(page, ENGLISH);
    await originalsGone(b, page);
    const popup = await b.popup(page);
    const all = await listed(popup, TERMS);
    assert.deepEqual(all.map(({ original: note }) => note), TERMS.map(() => 'in the original'));
    assert.match(all[0].means, /want a product or place/);
    await popup.close();
  });

  both(`translated as ${way} does it, the popup says so and how to see more`, async (b) => {
    const page = await original(b);
    // A root that says English at the start is not what a page in Chinese has.
    await b.background(() => chrome.storage.local.set({ settings: { version: 2, on: false } }));
    await until(() => page.evaluate(() => CSS.highlights.size === 0), 'the page to be off');
    await b.background(() => chrome.storage.local.clear());
    await marked(b, page, TERMS);
    await translate(page, ENGLISH);
    await originalsGone(b, page);
    const popup = await b.popup(page);
    const read = () => popup.evaluate(() => ['status', 'detail'].map((id) => document.getElementById(id).textContent));
    const [, detail] = await until(read, 'the word for it', ([status]) => status === 'The Chinese on this page is gone');
    assert.match(detail, /Terms that were here before are listed below/);
    await popup.close();
  });

  both(`translated as ${way} does it, a block lists what was said, and each term opens`, async (b) => {
    const page = await original(b);
    await translate(page, ENGLISH);
    await originalsGone(b, page);
    await rest(b, page, 2);
    const { all } = await said(b, page, '绝绝子', '破防了');
    assert.equal(all.means.length, 2);
    await b.clickInCard(page, '.found li:nth-child(2) button');
    const { fields } = await cardOf(b, page, '破防了');
    assert.match(fields.means, /^It got to me/);
    await b.clickInCard(page, '[data-do="back"]');
    await said(b, page, '绝绝子', '破防了');
    await b.key(page, 'Escape');
    await noCard(b, page);
    await rest(b, page, 0);
    await said(b, page, '种草');
  });

  both(`translated as ${way} does it, a row of the popup leads to its block`, async (b) => {
    const page = await original(b);
    await page.evaluate(() => { for (const line of document.querySelectorAll('p')) line.style.marginTop = '1500px'; });
    await translate(page, ENGLISH);
    await originalsGone(b, page);
    const popup = await b.popup(page);
    await listed(popup, TERMS);
    await popup.click('here li:nth-child(2) button');
    await said(b, page, '绝绝子', '破防了');
    const { top, bottom } = await page.evaluate(() => document.querySelectorAll('p')[2].getBoundingClientRect().toJSON());
    assert.ok(top >= 0 && bottom <= await page.evaluate(() => innerHeight), `${top} to ${bottom}`);
    await popup.close();
  });

  both(`when the Chinese comes back as ${way} brings it, it is as before`, async (b) => {
    const page = await original(b);
    await translate(page, ENGLISH);
    await originalsGone(b, page);
    await back(page);
    await marked(b, page, TERMS);
    await until(() => statusOf(b, '/plain.html'), 'no originals', ({ originals }) => originals === 0);
    const popup = await b.popup(page);
    const all = await listed(popup, TERMS);
    assert.deepEqual(all.map(({ original: note }) => note), [null, null, null]);
    await popup.close();
    await page.bringToFront();
    const { fields } = await explain(b, page, '种草');
    assert.equal(fields.lead, undefined);
    // And round again.
    await translate(page, ENGLISH);
    await originalsGone(b, page);
  });
}

/** Writes down when a card came, and when the pointer had last moved. */
const time = (page) => page.evaluate(() => {
  window.moved = 0;
  window.came = 0;
  document.addEventListener('pointermove', () => { window.moved = performance.now(); }, true);
  new MutationObserver((records) => {
    const opened = records.some(({ addedNodes }) => [...addedNodes].some((node) => node.matches?.('[popover]')));
    if (opened) window.came = performance.now();
  }).observe(document, { childList: true, subtree: true });
});

both('over translated text the card takes its time', async (b) => {
  const page = await original(b);
  await asChromium(page, ENGLISH);
  await originalsGone(b, page);
  await time(page);
  await rest(b, page, 0);
  await said(b, page, '种草');
  const waited = await page.evaluate(() => window.came - window.moved);
  assert.ok(waited >= 490, `${waited} ms`);
});

both('text without slang has nothing to tell when it is translated', async (b) => {
  const page = await original(b);
  await asChromium(page, ENGLISH);
  await originalsGone(b, page);
  await time(page);
  await rest(b, page, 1);
  const still = () => page.evaluate(() => window.moved > 0 && performance.now() - window.moved > 900);
  await until(still, 'the pointer to have rested');
  assert.equal(await b.card(page), null);
});

both('a term that still stands elsewhere in Chinese is not called one of the original', async (b) => {
  const page = await original(b, [CHINESE[0], '大家都被种草了']);
  await page.evaluate((text) => { document.querySelector('p').firstChild.data = text; }, ENGLISH[0]);
  await marked(b, page, ['种草']);
  const popup = await b.popup(page);
  const [row] = await listed(popup, ['种草']);
  assert.equal(row.original, null);
  await popup.close();
});

both('a block that leaves the page takes its original with it', async (b) => {
  const page = await original(b);
  await asChromium(page, ENGLISH);
  await originalsGone(b, page);
  await page.evaluate(() => document.querySelectorAll('p')[2].remove());
  await until(() => statusOf(b, '/plain.html'), 'one original', ({ originals }) => originals === 1);
  const popup = await b.popup(page);
  await listed(popup, ['种草']);
  await popup.close();
});

both('a reader who knows a term is not told that it was in the original', async (b) => {
  await b.background(() => chrome.storage.local.set({ known: { version: 1, items: [{ id: 'juejuezi', term: '绝绝子' }] } }));
  const page = await original(b);
  await marked(b, page, ['种草', '破防了']);
  await asChromium(page, ENGLISH);
  await rest(b, page, 2);
  await said(b, page, '破防了');
});
