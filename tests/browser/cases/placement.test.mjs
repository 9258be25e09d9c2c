// Where a card lies: in sight, beside its word, above all that the page draws, and readable whatever the page does.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { until } from '../until.mjs';

const EDGES = ['top-left', 'top', 'top-right', 'left', 'right', 'bottom-left', 'bottom', 'bottom-right'];
const FIRST_NOTE = '/explore/690000000000000000000001';

const explained = (b, page) => until(() => b.card(page), 'the card', (card) => card?.fields.means);
const gone = (b, page) => until(async () => (await b.card(page)) === null, 'the card to be gone');

async function explain(b, page, text, nth, within) {
  await until(() => b.hover(page, text, nth, within).then(() => true), `a mark of ${text}`);
  return explained(b, page);
}

/** The boxes of the first `text` inside the element that `selector` finds, one a line. */
function boxes(page, selector, text) {
  return page.evaluate((of, wanted) => {
    const walker = document.createTreeWalker(document.querySelector(of), NodeFilter.SHOW_TEXT);
    while (!walker.nextNode().data.includes(wanted));
    const range = document.createRange();
    const start = walker.currentNode.data.indexOf(wanted);
    range.setStart(walker.currentNode, start);
    range.setEnd(walker.currentNode, start + wanted.length);
    return [...range.getClientRects()].map((box) => box.toJSON());
  }, selector, text);
}

const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];

/** The whole box of the open card, its ears and the space before them included. */
const whole = (b, page) => b.inCard(page, (root) => root.host.getBoundingClientRect().toJSON());

/** Holds that the open card is in sight and leaves these boxes free, and that the pointer would reach it. */
async function fits(b, page, words, where) {
  const card = await whole(b, page);
  const view = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const seen = `${where}: card ${JSON.stringify(card)} in ${JSON.stringify(view)}, words ${JSON.stringify(words)}`;
  assert.ok(card.width > 100 && card.height > 50, seen);
  assert.ok(card.left >= 0 && card.top >= 0 && card.right <= view.width && card.bottom <= view.height, seen);
  for (const word of words) {
    const apart = card.right <= word.left || word.right <= card.left || card.bottom <= word.top || word.bottom <= card.top;
    assert.ok(apart, seen);
  }
  assert.ok(await inFront(b, page), seen);
}

/** Whether nothing lies over the middle of the card. */
async function inFront(b, page) {
  const { rect } = await b.card(page);
  return page.evaluate((x, y) => document.elementFromPoint(x, y)?.matches('[popover]') ?? false, ...middle(rect));
}

/** Points at a box that holds a term, and gives its card. */
async function point(b, page, box) {
  await until(() => b.marks(page), 'marks', (marks) => marks.length > 0);
  await b.move(page, ...middle(box));
  return explained(b, page);
}

async function dismiss(b, page) {
  await b.key(page, 'Escape');
  await gone(b, page);
}

for (const [width, height] of [[1280, 900], [390, 700]]) {
  both(`a card fits at every edge of ${width} by ${height}`, async (b) => {
    const page = await b.open('/edges.html');
    await page.setViewport({ width, height });
    for (const edge of EDGES) {
      const words = await boxes(page, `#${edge}`, 'yyds');
      const { fields } = await point(b, page, words[0]);
      assert.equal(fields.term, 'yyds');
      await fits(b, page, words, edge);
      await dismiss(b, page);
    }
  });

  both(`a card fits at lines that are not plain rows, in ${width} by ${height}`, async (b) => {
    const page = await b.open('/edges.html');
    await page.setViewport({ width, height });
    for (const selector of ['#vertical', '#turned b']) {
      const words = await boxes(page, selector, '绝绝子');
      const { fields } = await point(b, page, words[0]);
      assert.equal(fields.term, '绝绝子');
      await fits(b, page, words, selector);
      await dismiss(b, page);
    }
  });

  both(`a word over two lines has its card at the line pointed at, in ${width} by ${height}`, async (b) => {
    const page = await b.open('/edges.html');
    await page.setViewport({ width, height });
    await page.evaluate(() => document.querySelector('#turned').remove());
    const words = await boxes(page, '#wrapped', '绝绝子');
    assert.equal(words.length, 2);
    for (const line of words) {
      await point(b, page, line);
      await fits(b, page, words, `the line at ${line.top}`);
      const card = await whole(b, page);
      // Beside the word's two lines, and begun where the line pointed at begins, as far as there is room.
      const [top, bottom] = [Math.min(...words.map((word) => word.top)), Math.max(...words.map((word) => word.bottom))];
      assert.ok([card.top - bottom, top - card.bottom].some((gap) => gap >= 0 && gap < 8), JSON.stringify([card, words]));
      assert.ok(Math.abs(card.left - Math.min(line.left, width - 8 - card.width)) < 1, JSON.stringify([card, line]));
      await dismiss(b, page);
    }
  });
}

both('a card fits on a page that enlarges itself', async (b) => {
  const page = await b.open('/edges.html');
  await page.evaluate(() => { document.documentElement.style.zoom = 2; });
  for (const edge of ['top-left', 'top-right', 'bottom-left', 'bottom-right']) {
    const words = await boxes(page, `#${edge}`, 'yyds');
    await point(b, page, words[0]);
    await fits(b, page, words, edge);
    await dismiss(b, page);
  }
});

both('a card fits when the reader enlarges the page', async (b) => {
  const page = await b.open('/edges.html');
  const enlarge = (factor) => b.background(async (by) => {
    const [tab] = await chrome.tabs.query({ active: true });
    await chrome.tabs.setZoom(tab.id, by);
    return true;
  }, factor);
  await until(() => enlarge(2), 'the background');
  try {
    await until(() => page.evaluate(() => innerWidth), 'the page to be enlarged', (width) => width === 640);
    for (const edge of ['top-left', 'top-right', 'bottom-left', 'bottom-right']) {
      const words = await boxes(page, `#${edge}`, 'yyds');
      await point(b, page, words[0]);
      await fits(b, page, words, edge);
      await dismiss(b, page);
    }
  } finally {
    // The browser remembers it for the whole host.
    await enlarge(1);
  }
});

both('a card in a modal dialog is in front and in reach, and goes with it', async (b) => {
  const page = await b.open('/explore');
  await until(() => page.evaluate(() => window.site?.showDialog().then(() => true)), 'the dialog');
  const { fields } = await explain(b, page, '听劝', 0, 'dialog');
  assert.equal(fields.term, '听劝');
  await fits(b, page, await boxes(page, 'dialog', '听劝'), 'the dialog');
  const { rect } = await b.card(page);
  await b.move(page, ...middle(rect));
  await until(() => page.evaluate(() => document.querySelector('dialog [popover]').matches(':hover')), 'the pointer on the card');
  await page.evaluate(() => window.site.closeDialog());
  await gone(b, page);
  assert.equal(await page.evaluate(() => document.querySelectorAll('[popover]').length), 0);
});

both('a card in a full-screen element is in front and in reach', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await until(() => page.$('#go-fullscreen'), 'the button');
  await page.click('#go-fullscreen');
  await until(() => page.evaluate(() => document.fullscreenElement?.className), 'the full screen', (name) => name === 'media-container');
  const { fields } = await explain(b, page, '松弛感', 0, '.media-container');
  assert.equal(fields.term, '松弛感');
  await fits(b, page, await boxes(page, '.media-caption', '松弛感'), 'the full screen');
  const { rect } = await b.card(page);
  await b.move(page, ...middle(rect));
  await until(() => page.evaluate(() => document.querySelector('.media-container [popover]').matches(':hover')), 'the pointer on the card');
});

both('a card is above the highest layer of the site', async (b) => {
  const page = await b.open('/explore');
  await until(() => page.evaluate(() => window.site?.showLogin().then(() => true)), 'the login layer');
  await explain(b, page, '种草', 0, '.login-title');
  await fits(b, page, await boxes(page, '.login-title', '种草'), 'the login layer');
});

both('a card is readable whatever the style of the page says', async (b) => {
  const page = await b.open('/hostile.html');
  await explain(b, page, 'yyds');
  await fits(b, page, await boxes(page, '#first', 'yyds'), 'the hostile page');
  const parts = await b.inCard(page, (root) =>
    [...root.querySelectorAll('.term, .pinyin, .means, .tone, .use, .stands, .more, .zh, .en')].map((part) => {
      const { fontSize, visibility, color, letterSpacing, textTransform } = getComputedStyle(part);
      const { width, height } = part.getBoundingClientRect();
      return { name: part.className, size: parseFloat(fontSize), visibility, color, letterSpacing, textTransform, area: width * height };
    }),
  );
  assert.equal(parts.length, 9);
  for (const { name, size, visibility, color, letterSpacing, textTransform, area } of parts) {
    assert.ok(size >= (['tone', 'use'].includes(name) ? 12 : 13), `${name} is ${size}px`);
    assert.deepEqual([visibility, letterSpacing, textTransform], ['visible', 'normal', 'none'], name);
    assert.notEqual(color, 'rgba(0, 0, 0, 0)', name);
    assert.ok(area > 0, name);
  }
});

both('a card is dark where the system is', async (b) => {
  const page = await b.open('/hostile.html');
  await explain(b, page, 'yyds');
  const colors = () => b.inCard(page, (root) => {
    const { backgroundColor, color } = getComputedStyle(root.querySelector('.card'));
    return [backgroundColor, color].map((value) => value.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0));
  });
  const [paper, ink] = await colors();
  assert.ok(paper > 600 && ink < 200, `${paper} ${ink}`);
  await b.colorScheme('dark');
  await until(colors, 'dark paper and light ink', ([darkPaper, lightInk]) => darkPaper < 200 && lightInk > 600);
});
