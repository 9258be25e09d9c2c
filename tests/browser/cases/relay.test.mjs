// The relay: in Chromium it marks a page that forbids WebAssembly.
// Firefox lets the module itself run there, so every case but those of the refusal says the same of both.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { REDNOTE } from '../server.mjs';
import { allMarks, explain, idle, marked, noCard, settled, statusOf, switchTo } from '../steps.mjs';
import { until } from '../until.mjs';

const NOTE = '/explore/690000000000000000000001';
const CONTAINER = '#noteContainer';
const COMMENTS = '.comments-container';
const PLAIN_TERMS = ['yyds', '绝绝子', '种草'];

/** The same page twice: read by the module, and then under the policy. */
async function twins(b, address) {
  const module = await b.open(address);
  await allMarks(b, module);
  const strict = await b.open(`/csp${address}`);
  await allMarks(b, strict);
  return { module, strict };
}

/** What a card says; the relay's has no tools and no related terms. */
function said({ fields }) {
  const parts = ['term', 'pinyin', 'means', 'tone', 'use', 'stands', 'literal', 'form', 'since', 'more', 'zh', 'en', 'ruby', 'sense'];
  return parts.map((part) => fields[part]);
}

both('a feed under a strict policy has the marks that it has without one', async (b) => {
  const { module, strict } = await twins(b, '/explore');
  const expected = await b.marks(module);
  assert.ok(expected.includes('绝绝子') && expected.includes('i人'));
  await marked(b, strict, expected);
  assert.deepEqual(await b.consoleErrors(strict), []);
});

both('the page says which of the two reads it', async (b) => {
  const { module } = await twins(b, '/hostile.html');
  assert.equal((await statusOf(b, '.com/hostile.html')).relay, false);
  const status = await statusOf(b, '.com/csp/hostile.html');
  assert.deepEqual([status.relay, status.terms, status.different], [b.name === 'chromium', 3, 3]);
  await module.close();
});

both('hovering under a strict policy opens the same card', async (b) => {
  const { module, strict } = await twins(b, '/hostile.html');
  await module.bringToFront();
  const expected = await explain(b, module, 'yyds');
  await strict.bringToFront();
  const card = await explain(b, strict, 'yyds');
  assert.deepEqual(said(card), said(expected));
  assert.deepEqual([card.rect.x, card.rect.y, card.rect.width], [expected.rect.x, expected.rect.y, expected.rect.width]);
  assert.deepEqual(await b.marks(strict, 'active'), ['yyds']);
});

both('a sticker under a strict policy opens the same card', async (b) => {
  const { module, strict } = await twins(b, NOTE);
  const cards = [];
  for (const page of [module, strict]) {
    await page.bringToFront();
    const { x, y } = await page.$eval(`${CONTAINER} img.note-content-emoji`, (image) => {
      image.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { x, y, width, height } = image.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await idle(page);
    await b.move(page, x, y);
    cards.push(await until(() => b.card(page), 'the card of a sticker', (card) => card?.fields.means));
  }
  assert.match(cards[0].fields.term, /萌萌哒R/);
  assert.deepEqual(said(cards[1]), said(cards[0]));
});

both('Esc under a strict policy closes the card and then the note', async (b) => {
  const page = await b.open(`/csp${NOTE}`);
  await allMarks(b, page, CONTAINER);
  await explain(b, page, '松弛感', 0, CONTAINER);
  await b.key(page, 'Escape');
  await noCard(b, page);
  await idle(page);
  assert.ok(await page.$(CONTAINER), 'the note stays');
  await b.key(page, 'Escape');
  await until(async () => !(await page.$(CONTAINER)), 'the note to close');
});

both('the switch works under a strict policy', async (b) => {
  const page = await b.open('/csp/hostile.html');
  await marked(b, page, PLAIN_TERMS);
  await explain(b, page, 'yyds');
  await switchTo(b, false);
  await until(() => page.evaluate(() => CSS.highlights.size), 'no highlight', (size) => size === 0);
  assert.equal(await b.card(page), null);
  assert.equal(await page.$('[popover]'), null);
  await switchTo(b, true);
  await marked(b, page, PLAIN_TERMS);
  await b.move(page, 1, 1);
  await explain(b, page, '绝绝子');
});

both('text that comes, changes and goes under a strict policy is followed', async (b) => {
  const { module, strict } = await twins(b, NOTE);
  const change = async (page) => {
    await page.evaluate(async () => {
      await window.site.setComment(2, '这碗面真的yyds');
      await window.site.removeComment(0);
      await window.site.addComments(300);
      await window.site.fillLate();
    });
    return settled(b, page, COMMENTS);
  };
  await module.bringToFront();
  const expected = await change(module);
  assert.ok(expected.length > 100, `${expected.length} marks`);
  await strict.bringToFront();
  await change(strict);
  await marked(b, strict, expected, COMMENTS);
  assert.deepEqual(await b.consoleErrors(strict), []);
});

both('a refusal is remembered, for its host and version', async (b) => {
  const page = await b.open('/plain.html');
  await page.evaluateOnNewDocument(() => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', ({ blockedURI }) => window.refused.push(blockedURI));
  });
  const visit = async (host) => {
    await page.goto(`https://${host}/csp/hostile.html`);
    await marked(b, page, PLAIN_TERMS);
    return page.evaluate(() => window.refused);
  };
  const once = b.name === 'chromium' ? ['wasm-eval'] : [];
  const here = new URL(page.url()).host;
  assert.deepEqual(await visit(here), once);
  assert.deepEqual(await visit(here), []);
  assert.deepEqual(await visit(REDNOTE), once);
  assert.deepEqual(await visit(REDNOTE), []);

  await b.background((host) => chrome.storage.local.set({ refused: { [host]: '0.0.0' } }).then(() => true), here);
  assert.deepEqual(await visit(here), once);
});

both('when the extension goes, a page under a strict policy is left in peace', async (b) => {
  const page = await b.open('/csp/hostile.html');
  await marked(b, page, PLAIN_TERMS);
  await explain(b, page, 'yyds');
  await b.removeExtension();
  await b.move(page, 300, 300);
  await until(() => page.evaluate(() => CSS.highlights.size), 'no highlight', (size) => size === 0);
  assert.equal(await page.$('[popover]'), null);
  await page.evaluate(() => document.querySelector('#plain').append('yyds'));
  await b.move(page, 320, 320);
  await idle(page);
  assert.deepEqual(await b.marks(page), []);
  assert.deepEqual(await b.consoleErrors(page), []);
}, { browsers: ['chromium'] });
