// What opens a card with a pointer: resting, a key held, and selecting. Fingers are in `touch.test.mjs`, keys in `keys.test.mjs`.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { cardOf, cardsOpened, countCards, explain, noCard, sayOn, storeAll } from '../steps.mjs';
import { until } from '../until.mjs';

const KEYS = { alt: 'Alt', control: 'Control', shift: 'Shift' };
const WORD = '听劝，这个发型要不要剪？';

const settings = (b, chosen) => storeAll(b, { settings: { version: 2, ...chosen } });
const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
const whole = (b, page) => b.inCard(page, (root) => root.host.getBoundingClientRect().toJSON());
const marksThere = (b, page) => until(() => b.marks(page), 'the marks', (marks) => marks.length > 0);

// Resting, with a key or without

for (const [name, key] of Object.entries(KEYS)) {
  both(`where ${key} is asked for, resting opens nothing, and pressing ${key} then opens the card`, async (b) => {
    await settings(b, { hover: name });
    const page = await sayOn(b, [WORD]);
    await marksThere(b, page);
    await countCards(page);
    await b.hover(page, '听劝');
    assert.equal(await cardsOpened(page), 0);
    await b.key(page, key === 'Alt' ? 'Shift' : 'Alt');
    assert.equal(await cardsOpened(page), 0);
    await b.key(page, key);
    await cardOf(b, page, '听劝');
  });

  both(`a pointer that comes with ${key} held opens the card, which stays when ${key} is let go`, async (b) => {
    await settings(b, { hover: name });
    const page = await sayOn(b, [WORD]);
    await marksThere(b, page);
    await countCards(page);
    await page.keyboard.down(key);
    await b.hover(page, '听劝');
    const { rect } = await cardOf(b, page, '听劝');
    await page.keyboard.up(key);
    await b.move(page, ...middle(rect));
    assert.equal(await cardsOpened(page), 1);
    assert.equal((await b.card(page)).fields.term, '听劝');
    await b.move(page, 1, 800);
    await noCard(b, page);
  });
}

both('without a key asked for, resting is enough, with one held or not', async (b) => {
  const page = await sayOn(b, [WORD]);
  await marksThere(b, page);
  for (const key of Object.values(KEYS)) {
    await page.keyboard.down(key);
    await b.hover(page, '听劝');
    await cardOf(b, page, '听劝');
    await page.keyboard.up(key);
    await b.move(page, 1, 800);
    await noCard(b, page);
  }
});

// The way from the word to the card

/** A page with one term, put where `style` says. */
async function put(b, style, { width = 1280, height = 900 } = {}) {
  const page = await sayOn(b, ['']);
  await page.setViewport({ width, height });
  await page.evaluate((css) => {
    document.body.innerHTML = `<b style="position: fixed; font-size: 20px; ${css}">绝绝子</b>`;
  }, style);
  await marksThere(b, page);
  return page;
}

/** The box of that term. */
async function wordOf(b, page) {
  const { x, y, width, height } = await b.at(page, '绝绝子');
  return { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height };
}

/** Holds that the card is in sight, beside its word, in reach, and that a line of its text is in sight. */
async function fits(b, page, where) {
  const [card, word] = [await whole(b, page), await wordOf(b, page)];
  const view = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const seen = `${where}: card ${JSON.stringify(card)} at ${JSON.stringify(word)} in ${JSON.stringify(view)}`;
  assert.ok(card.left >= 0 && card.top >= 0 && card.right <= view.width && card.bottom <= view.height, seen);
  assert.ok(card.right <= word.left || word.right <= card.left || card.bottom <= word.top || word.bottom <= card.top, seen);
  const over = await page.evaluate((x, y) => document.elementFromPoint(x, y)?.matches('[popover]') ?? false, ...middle(card));
  assert.ok(over, seen);
  const text = await b.inCard(page, (root) => root.querySelector('.scroll').getBoundingClientRect().height);
  assert.ok(text >= 32, `${where}: ${text}px of text in sight`);
}

/** Goes pixel by pixel from the word to the card, resting on the way for longer than a card outlives its word. */
async function goOver(b, page) {
  await countCards(page);
  const word = await wordOf(b, page);
  await b.move(page, ...middle(word));
  const { rect } = await cardOf(b, page, '绝绝子');
  const card = await whole(b, page);
  // The nearest point of the card, and the way there from the word's middle.
  const [x, y] = middle(word);
  const into = (at, start, length) => Math.min(Math.max(at, start + 4), start + length - 4);
  const [toX, toY] = [into(x, rect.x, rect.width), into(y, rect.y, rect.height)];
  const steps = Math.ceil(Math.hypot(toX - x, toY - y));
  const inside = ({ left, right, top, bottom }, [atX, atY]) => atX >= left && atX <= right && atY >= top && atY <= bottom;
  const way = Array.from({ length: steps + 1 }, (_, step) => [x + ((toX - x) * step) / steps, y + ((toY - y) * step) / steps]);
  const gap = way.filter((at) => !inside(word, at) && !inside(card, at));
  assert.ok(gap.length > 0 && gap.length < 5, `${gap.length}px of way from ${JSON.stringify(word)} to ${JSON.stringify(card)}`);
  for (const at of way) await page.mouse.move(...at);
  await page.mouse.move(...gap[Math.floor(gap.length / 2)]);
  assert.equal(await cardsOpened(page), 1, 'opened while resting in the gap');
  await page.mouse.move(toX, toY);
  assert.equal(await cardsOpened(page), 1, 'opened on the way');
  assert.equal((await b.card(page))?.fields.term, '绝绝子');
}

const PLACES = [
  ['a word in the first line down', 'top: 4px; left: 40%', {}, (card, word) => card.top >= word.bottom],
  ['a word in the last line up', 'bottom: 2px; left: 40%', {}, (card, word) => card.bottom <= word.top],
  ['a word at the right edge', 'top: 30%; right: 0', {}, (card, word) => card.left < word.left],
  ['a word of a low window to the side', 'top: 40%; left: 40%', { height: 300 }, (card, word) => card.left >= word.right],
  ['a word in a vertical line', 'writing-mode: vertical-rl; top: 20%; left: 60%', {}, (card, word) => card.top >= word.bottom],
];

for (const [from, style, view, lies] of PLACES) {
  both(`the way from ${from} to the card never loses it`, async (b) => {
    const page = await put(b, style, view);
    await goOver(b, page);
    await fits(b, page, from);
    const [card, word] = [await whole(b, page), await wordOf(b, page)];
    assert.ok(lies(card, word), JSON.stringify([card, word]));
  });
}

both('a card that only just fits above its word is at the word all the same', async (b) => {
  const page = await put(b, 'top: 4px; left: 40%');
  await b.hover(page, '绝绝子');
  await cardOf(b, page, '绝绝子');
  const { height } = await whole(b, page);
  await b.key(page, 'Escape');
  await noCard(b, page);
  await page.setViewport({ width: 1280, height: Math.round(height) + 100 });
  await page.$eval('b', (word, top) => { word.style.top = `${top}px`; }, Math.round(height) + 14);
  await goOver(b, page);
  await fits(b, page, 'just below');
});

for (const [percent, factor] of [[50, 0.5], [400, 4]]) {
  both(`a card on a page at ${percent} % is in sight and in reach`, async (b) => {
    const enlarge = (by) => b.background(async (zoom) => {
      const [tab] = await chrome.tabs.query({ active: true });
      await chrome.tabs.setZoom(tab.id, zoom);
      return true;
    }, by);
    const page = await put(b, 'top: 2px; left: 2px');
    await until(() => enlarge(factor), 'the background');
    try {
      await until(() => page.evaluate(() => innerWidth), 'the page to be zoomed', (width) => width === 1280 / factor);
      for (const place of ['top: 2px; left: 2px', 'top: 2px; right: 2px', 'bottom: 2px; left: 2px', 'bottom: 2px; right: 2px']) {
        await page.$eval('b', (word, css) => { word.style = `position: fixed; font-size: 20px; ${css}`; }, place);
        await goOver(b, page);
        await fits(b, page, place);
        await b.key(page, 'Escape');
        await noCard(b, page);
      }
    } finally {
      // The browser remembers it for the whole host.
      await enlarge(1);
    }
  });
}

for (const [where, style] of [['top', 'top: 2px; left: 2px'], ['middle', 'top: 45%; left: 40%'], ['bottom', 'bottom: 2px; right: 2px']]) {
  both(`in a window of 300 by 220 a word at the ${where} has a card that can be read`, async (b) => {
    const page = await put(b, style, { width: 300, height: 220 });
    await goOver(b, page);
    await fits(b, page, where);
  });
}

// Selecting

const SENTENCE = '这家店真的yyds，他们家的味道绝绝子';

/** A page where only selecting opens cards. */
async function selectable(b, texts, chosen = {}) {
  await settings(b, { hover: 'alt', ...chosen });
  const page = await sayOn(b, texts);
  await marksThere(b, page);
  await countCards(page);
  return page;
}

/** Drags the mouse from before `from` to behind `to` in the page's text; backwards where `to` comes first. */
async function drag(page, from, to = from) {
  const [start, end] = await page.evaluate((...wanted) => wanted.map((text) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (!walker.nextNode().data.includes(text));
    const range = document.createRange();
    const at = walker.currentNode.data.indexOf(text);
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + text.length);
    return range.getBoundingClientRect().toJSON();
  }), from, to);
  const back = end.top < start.top || (end.top === start.top && end.left < start.left);
  await page.mouse.move(back ? start.right - 1 : start.left + 1, start.top + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(back ? end.left + 1 : end.right - 1, end.top + end.height / 2, { steps: 5 });
  await page.mouse.up();
}

const choose = (page, selector) => page.click(selector, { count: 3 });
const selected = (page) => page.evaluate(() => getSelection().toString());
const listOf = (b, page) => until(() => b.card(page), 'the list', (card) => card?.all.found);

both('selecting exactly one term opens its card, and leaves it selected', async (b) => {
  const page = await selectable(b, [WORD]);
  await drag(page, '听劝');
  const { fields } = await cardOf(b, page, '听劝');
  assert.match(fields.means, /^Open to advice/);
  assert.equal(await selected(page), '听劝');
  assert.equal(await cardsOpened(page), 1);
});

both('selecting a sentence lists its terms; a click opens one, and Back returns', async (b) => {
  const page = await selectable(b, [SENTENCE]);
  await choose(page, 'p');
  const list = await listOf(b, page);
  assert.equal(list.fields.lead, 'In what you selected');
  assert.equal(list.fields.quote, SENTENCE);
  assert.deepEqual(list.all.term, ['yyds', '绝绝子']);
  assert.equal(list.fields.back, undefined);
  await b.clickInCard(page, 'li:nth-child(2) .link');
  const { all } = await cardOf(b, page, '绝绝子');
  assert.equal(all.entry.length, 1);
  await b.clickInCard(page, '.back');
  assert.deepEqual((await listOf(b, page)).all.term, ['yyds', '绝绝子']);
});

both('selecting from right to left and over two paragraphs lists the terms of both', async (b) => {
  const page = await selectable(b, ['这家店真的yyds', WORD]);
  await drag(page, '听劝', 'yyds');
  assert.deepEqual((await listOf(b, page)).all.term, ['yyds', '听劝']);
});

both('selecting with the usual settings shows the list, not the card of a word under the pointer', async (b) => {
  const page = await sayOn(b, [SENTENCE]);
  await marksThere(b, page);
  await drag(page, '这家店', '绝绝子');
  const { rect } = await listOf(b, page);
  await b.move(page, ...middle(rect));
  await countCards(page);
  assert.equal(await cardsOpened(page), 0);
  assert.deepEqual((await b.card(page)).all.term, ['yyds', '绝绝子']);
});

both('selecting a short Chinese word that is not known says so', async (b) => {
  const page = await selectable(b, ['我家有一张桌子', WORD]);
  await drag(page, '桌子');
  const { fields, all } = await until(() => b.card(page), 'the card', (card) => card?.fields.lead);
  assert.deepEqual([fields.lead, fields.quote, all.link], ['Nothing in the glossary on this', '桌子', undefined]);
});

both('300 characters that are selected are looked up, 301 are not', async (b) => {
  const hundred = '听劝，'.repeat(100);
  const page = await selectable(b, [`${hundred}啊`, hundred]);
  await choose(page, 'p');
  await until(() => selected(page), 'all of it to be selected', (text) => text.trim().length === 301);
  assert.equal(await cardsOpened(page), 0);
  await choose(page, 'p:last-child');
  assert.equal((await listOf(b, page)).all.link.length, 100);
});

const QUIET = [
  ['English', ['The bakery opens at six', WORD], 'p', {}],
  ['Chinese without any term, longer than a word,', ['面包店每天早上六点就开门了，一直开到晚上', WORD], 'p', {}],
  ['where that is switched off', [WORD], 'p', { onSelection: false }],
  ['in a text field', [WORD], 'input', {}],
  ['in a text area', [WORD], 'textarea', {}],
  ['in an editor', [WORD], '[contenteditable]', {}],
  ['the name of somebody', [WORD], '.author', {}],
];

for (const [what, texts, selector, chosen] of QUIET) {
  both(`selecting ${what} opens nothing`, async (b) => {
    const page = await selectable(b, texts, chosen);
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<input value="听劝"><textarea>听劝</textarea>');
      document.body.insertAdjacentHTML('beforeend', '<div contenteditable>听劝</div><div class="author">听劝</div>');
    });
    await marksThere(b, page);
    await choose(page, selector);
    const chosenText = () => page.evaluate(() => {
      const { activeElement: field } = document;
      return field.value?.slice(field.selectionStart, field.selectionEnd) ?? getSelection().toString();
    });
    await until(chosenText, 'the text to be selected');
    assert.equal(await cardsOpened(page), 0);
  });
}

both('Esc closes the card of a selection, which stays selected', async (b) => {
  const page = await selectable(b, [WORD]);
  await drag(page, '听劝');
  await cardOf(b, page, '听劝');
  await b.key(page, 'Escape');
  await noCard(b, page);
  assert.equal(await cardsOpened(page), 1);
  assert.equal(await selected(page), '听劝');
});

both('a press elsewhere closes the card of a selection', async (b) => {
  const page = await selectable(b, [WORD]);
  await drag(page, '听劝');
  await cardOf(b, page, '听劝');
  await page.mouse.click(900, 800);
  await noCard(b, page);
  assert.equal(await cardsOpened(page), 1);
});

both('a pinned card stays whatever is selected', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds', '.', '.', '.', '.', '.', '.', '.', '.', '.', '.', '.', '.', '.', '.', WORD]);
  await marksThere(b, page);
  await explain(b, page, 'yyds');
  await b.clickInCard(page, '.pin');
  await until(() => b.card(page), 'the card to be pinned', ({ html }) => html.includes('data-pinned'));
  await countCards(page);
  await drag(page, '听劝', '听劝，这个发型');
  await until(() => selected(page), 'the selection');
  assert.equal(await cardsOpened(page), 0);
  assert.equal((await b.card(page)).fields.term, 'yyds');
});
