// The page's own things stay the page's: nothing is left behind, nothing is named, nothing is in the way.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { allMarks, explain, idle, marked, noCard, settled, switchTo } from '../steps.mjs';
import { until } from '../until.mjs';

const NOTE = '/explore/690000000000000000000001';
const TERMS = ['yyds', '绝绝子', '种草'];
// Every page, and where on it a mark is in reach of the pointer.
const PAGES = [
  ['/explore', '#exploreFeeds'],
  ['/search_result?keyword=避雷', '.feeds-container'],
  ['/user/profile/5f0000000000000000000001', '.feeds-container'],
  [NOTE, '#noteContainer'],
  ['/vue-safety.html', 'body'],
  ['/hostile.html', 'body'],
  ['/frozen.html', 'body'],
  ['/inline.html', 'body'],
  ['/edges.html', 'body'],
  ['/long.html?n=200', 'body'],
  ['/plain.html', 'body'],
  ['/translated.html', 'body'],
  ['/csp/explore', '#exploreFeeds'],
  ['/csp/frozen.html', 'body'],
  ['/csp/inline.html', 'body'],
];
const QUIET = ['/plain.html', '/translated.html'];
/** What would name us, in a page that has no such word of its own. */
const NAMES = /cat-?tax|-extension:/i;

/** Everything that a page can see of us without a guess. */
function seen() {
  return {
    html: document.documentElement.outerHTML,
    adopted: document.adoptedStyleSheets.length,
    sheets: document.styleSheets.length,
    highlights: [...CSS.highlights.keys()],
    globals: Object.getOwnPropertyNames(window).sort(),
    focus: document.activeElement.localName,
  };
}

async function opened(b, address, within) {
  const page = await b.open(address);
  await page.waitForSelector(within);
  await page.evaluate(() => document.fonts.ready);
  await until(() => page.$$eval('img', (images) => images.every((image) => image.complete)), 'the images');
  await idle(page);
  return page;
}

both('switched off, a page is as it is without the extension', async (b) => {
  await b.removeExtension();
  const bare = await opened(b, NOTE, '#noteContainer .comment-item');
  const without = await bare.evaluate(seen);
  await bare.close();
  await b.installExtension();

  const page = await opened(b, NOTE, '#noteContainer .comment-item');
  const marks = await allMarks(b, page);
  await explain(b, page, '猫税', 0, '#noteContainer');
  await switchTo(b, false);
  await until(() => page.evaluate(() => CSS.highlights.size), 'no highlight', (size) => size === 0);
  assert.deepEqual(await page.evaluate(seen), without);

  await page.evaluate(() => window.site.setComment(0, '这家店yyds'));
  await idle(page);
  assert.deepEqual([await b.marks(page), await b.marks(page, 'maybe'), await b.card(page)], [[], [], null]);

  await page.evaluate(() => window.site.setComment(0, '猫税已收到，欢迎欢迎！这只猫好有松弛感哈哈哈哈哈'));
  await switchTo(b, true);
  await marked(b, page, marks);
});

both('marking and switching change nothing in the document; a card is one element and nothing else', async (b) => {
  await switchTo(b, false);
  const page = await b.open('/hostile.html');
  await page.evaluate(() => {
    window.changes = [];
    const note = ({ type, target, addedNodes, removedNodes }) =>
      window.changes.push([type, target.localName, ...[...addedNodes, ...removedNodes].map(({ localName }) => localName)].join(' '));
    new MutationObserver((records) => records.forEach(note)).observe(document, {
      subtree: true, childList: true, attributes: true, characterData: true,
    });
  });
  const changes = async () => {
    await idle(page);
    return page.evaluate(() => [...new Set(window.changes.splice(0))].sort());
  };
  await switchTo(b, true);
  await marked(b, page, TERMS);
  assert.deepEqual(await changes(), []);
  await explain(b, page, 'yyds');
  const [attributes, child, ...more] = await changes();
  assert.deepEqual([attributes, child, more], ['attributes div', 'childList html div', []]);
  assert.deepEqual(await page.$$eval('html > *', (all) => all.map(({ localName }) => localName)), ['head', 'body', 'div']);
  await switchTo(b, false);
  await marked(b, page, []);
  assert.deepEqual(await changes(), ['childList html div']);
});

both('nothing names us to the page', async (b) => {
  await b.removeExtension();
  const bare = await b.open('/hostile.html');
  const without = await bare.evaluate(seen);
  await bare.close();
  await b.installExtension();

  const page = await b.open('/hostile.html');
  await marked(b, page, TERMS);
  await explain(b, page, 'yyds');
  const { html, highlights, ...rest } = await page.evaluate(seen);
  assert.deepEqual(rest, { adopted: without.adopted, sheets: without.sheets, globals: without.globals, focus: without.focus });
  assert.deepEqual(highlights.sort(), ['hl-a', 'hl-b', 'hl-c', 'hl-d', 'hl-f']);
  const known = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    attributes: document.documentElement.getAttributeNames(),
    loaded: performance.getEntries().map(({ name }) => name),
    host: document.querySelector('[popover]').getAttributeNames(),
    inside: document.querySelector('[popover]').shadowRoot,
    rules: [...document.styleSheets].map(({ href }) => href),
  }));
  assert.doesNotMatch(JSON.stringify(known), NAMES);
  assert.deepEqual([known.attributes, known.host, known.inside], [['lang'], ['popover', 'style'], null]);
  assert.doesNotMatch(html, NAMES);
});

both('a page cannot ask for our files by the id of the extension', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, TERMS);
  const id = await until(() => b.background(() => chrome.runtime.id), 'the id');
  const files = ['manifest.json', 'cattax.js', 'cattax_bg.wasm', 'relay.js', 'loader.js', 'mark.css', 'icons/on-16.png'];
  const found = await page.evaluate(
    (urls) => Promise.all(urls.map((url) => fetch(url).then(() => 'found', () => 'refused'))),
    files.map((file) => `chrome-extension://${id}/${file}`),
  );
  assert.deepEqual(found, files.map(() => 'refused'));
}, { browsers: ['chromium'] });

both('what a page clears or replaces comes back', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, TERMS);
  const ways = [
    () => CSS.highlights.clear(),
    () => ['hl-a', 'hl-b', 'hl-c'].forEach((name) => CSS.highlights.set(name, new Highlight())),
    () => CSS.highlights.delete('hl-a'),
  ];
  for (const [index, way] of ways.entries()) {
    await page.evaluate(way);
    assert.deepEqual(await b.marks(page), []);
    await b.move(page, 400 + index, 700);
    await marked(b, page, TERMS);
  }
  await explain(b, page, 'yyds');
});

both('a page that freezes and hides what it can is marked, and gets back what it wipes', async (b) => {
  const page = await b.open('/frozen.html');
  await marked(b, page, TERMS);
  await page.evaluate(() => window.wipe());
  assert.deepEqual(await b.marks(page), []);
  await b.move(page, 400, 700);
  await marked(b, page, TERMS);
  await explain(b, page, '绝绝子');
  assert.deepEqual(await b.consoleErrors(page), []);
});

both('hostile style does not reach into the card', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, TERMS);
  const hostile = await explain(b, page, 'yyds');
  const look = () => b.inCard(page, (root) => {
    const { color, fontSize, letterSpacing, lineHeight, textTransform, visibility, pointerEvents } = getComputedStyle(root.querySelector('.means'));
    return { color, fontSize, letterSpacing, lineHeight, textTransform, visibility, pointerEvents };
  });
  const styled = await look();
  await page.evaluate(() => document.querySelector('link[rel=stylesheet]').remove());
  await b.move(page, 700, 800);
  await noCard(b, page);
  const calm = await explain(b, page, 'yyds');
  assert.deepEqual(styled, await look());
  assert.deepEqual([hostile.rect.width, hostile.rect.height], [calm.rect.width, calm.rect.height]);
});

both('no page of the sample site hears an error', async (b) => {
  const pages = await Promise.all(PAGES.map(([address]) => b.open(address, { background: true })));
  for (const [index, page] of pages.entries()) {
    const [address, within] = PAGES[index];
    await page.bringToFront();
    const marks = await settled(b, page, within);
    assert.equal(marks.length > 0, !QUIET.includes(address), address);
    if (marks.length > 0) await explain(b, page, marks[0], 0, within);
    assert.deepEqual(await b.consoleErrors(page), [], address);
    await page.close();
  }
}, { limit: 120_000 });

both('events that a script made up do nothing', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, TERMS);
  await explain(b, page, 'yyds');
  const stays = async () => {
    await idle(page);
    assert.equal((await b.card(page))?.fields.term, 'yyds');
  };
  await page.evaluate(() => document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })));
  await stays();
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
  await stays();
  await page.mouse.click(600, 700);
  await noCard(b, page);
});

both('selecting and copying work under marks and with a card open', async (b) => {
  const page = await b.open('/inline.html');
  await settled(b, page);
  const { x, y } = await b.at(page, '绝绝子', 0, '#split-bold');
  await page.mouse.click(x + 5, y + 5, { count: 3 });
  const selection = () => page.evaluate(() => getSelection().toString().trim());
  assert.equal(await selection(), '味道真的绝绝子，下次还来');
  await explain(b, page, 'yyds', 0, '#split-letters');
  assert.equal(await selection(), '味道真的绝绝子，下次还来');
  await b.key(page, 'Control+c');
  await page.$eval('#textarea', (area) => {
    area.value = '';
    area.focus();
  });
  await b.key(page, 'Control+v');
  await until(() => page.$eval('#textarea', ({ value }) => value.trim()), 'the copied text', (text) => text === '味道真的绝绝子，下次还来');
});

both('focus stays where it is', async (b) => {
  const page = await b.open('/inline.html');
  await settled(b, page);
  await page.evaluate(() => {
    document.querySelector('#input').value = '';
    document.querySelector('#input').focus({ preventScroll: true });
    window.moves = 0;
    for (const type of ['focusin', 'focusout']) {
      document.addEventListener(type, () => {
        window.moves += 1;
      });
    }
  });
  await explain(b, page, '绝绝子', 0, '#split-bold');
  await page.keyboard.type('mao');
  await b.key(page, 'Escape');
  await noCard(b, page);
  await switchTo(b, false);
  await marked(b, page, []);
  await page.keyboard.type('shui');
  assert.deepEqual(await page.evaluate(() => [document.activeElement.id, document.querySelector('#input').value, window.moves]), ['input', 'maoshui', 0]);
});
