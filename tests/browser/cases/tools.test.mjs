// What can be done with a card besides reading it: go on and back, pin, move, copy, and all that unheard by the page.
// What is kept of it is in `keeping.test.mjs`.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { cardOf, idle, noCard, openCard, pressTool, sayOn, toolOf } from '../steps.mjs';
import { until } from '../until.mjs';

const ADVICE = '听劝，这个发型要不要剪？';

const isPinned = ({ html }) => html.includes('data-pinned');
const pinned = (b, page) => until(() => b.card(page), 'the card to be pinned', isPinned);
const away = (b, page) => b.move(page, 1, 800);
const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
const clickWord = async (b, page, term, nth) => page.mouse.click(...middle(await b.at(page, term, nth)));

/** Moves the pointer away from card and word and waits for longer than a card does that is going to close. */
async function leave(b, page) {
  await page.evaluate((enough) => {
    let timer;
    window.still = false;
    document.addEventListener('pointermove', () => {
      clearTimeout(timer);
      timer = setTimeout(() => { window.still = true; }, enough);
    }, true);
  }, 450);
  await away(b, page);
  await until(() => page.evaluate(() => window.still), 'the pointer to have been away');
}

/** The whole box of the card; nothing of it may be outside the window. */
async function inWindow(b, page) {
  const box = await b.inCard(page, (root) => root.host.getBoundingClientRect().toJSON());
  const view = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const within = box.left >= 0 && box.top >= 0 && box.right <= view.width && box.bottom <= view.height;
  assert.ok(within, `${JSON.stringify(box)} in ${JSON.stringify(view)}`);
  return box;
}

/** Holds that a box has moved by so many pixels. */
function moved(from, to, x, y) {
  const near = Math.abs(to.x - from.x - x) < 1 && Math.abs(to.y - from.y - y) < 1;
  assert.ok(near, `${from.x} ${from.y} to ${to.x} ${to.y}, not by ${x} ${y}`);
}

/** Puts a field for text on the page. */
const addField = (page) => page.evaluate(() => document.body.append(document.createElement('textarea')));

const links = async (b, page) => (await b.card(page)).all.link ?? [];
const follow = (b, page, nth) => b.clickInCard(page, `.related .link:nth-of-type(${nth})`);

both('a related term opens in the same card, and Back returns', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds']);
  const first = await openCard(b, page, 'yyds');
  assert.equal(await toolOf(b, page, 'back'), null);
  await page.evaluate(() => {
    window.cards = 0;
    new MutationObserver((records) => {
      window.cards += records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.matches?.('[popover]')).length;
    }).observe(document, { childList: true, subtree: true });
  });
  assert.deepEqual(await links(b, page), ['绝绝子']);
  await follow(b, page, 1);
  const other = await cardOf(b, page, '绝绝子');
  assert.equal(other.fields.stands, '绝了');
  await b.clickInCard(page, '.back');
  const back = await cardOf(b, page, 'yyds');
  assert.equal(back.fields.means, first.fields.means);
  assert.equal(await toolOf(b, page, 'back'), null);
  assert.equal(await page.evaluate(() => window.cards), 0);
});

both('from two related terms on, Back returns one by one', async (b) => {
  const page = await sayOn(b, ['她去面试也很有松弛感']);
  await openCard(b, page, '松弛感');
  for (const [nth, term] of [[1, '班味'], [1, '牛马']]) {
    await follow(b, page, nth);
    await cardOf(b, page, term);
  }
  for (const term of ['班味', '松弛感']) {
    await b.clickInCard(page, '.back');
    await cardOf(b, page, term);
  }
  assert.deepEqual(await links(b, page), ['班味', '活人感']);
  assert.equal(await toolOf(b, page, 'back'), null);
});

both('the pin keeps the card when the pointer leaves, and lets it go', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await openCard(b, page, '听劝');
  assert.deepEqual(await toolOf(b, page, 'pin'), { label: 'Pin the card', pressed: 'false', expanded: null });
  await pressTool(b, page, 'pin');
  assert.equal((await toolOf(b, page, 'pin')).label, 'Unpin the card');
  await leave(b, page);
  assert.equal((await b.card(page)).fields.term, '听劝');
  await pressTool(b, page, 'pin', false);
  await away(b, page);
  await noCard(b, page);
});

both('a click on the marked word pins its card', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  assert.equal(isPinned(await openCard(b, page, '听劝')), false);
  await clickWord(b, page, '听劝');
  await pinned(b, page);
  await leave(b, page);
  assert.equal((await b.card(page)).fields.term, '听劝');
});

/** Holds that a card opens once more on the word and goes with the pointer. */
async function isLoose(b, page, term) {
  await away(b, page);
  assert.equal(isPinned(await openCard(b, page, term)), false);
  await away(b, page);
  await noCard(b, page);
}

both('a click on a marked word in a link follows the link, and pins nothing', async (b) => {
  const page = await sayOn(b, ['']);
  await page.evaluate((text) => {
    document.querySelector('p').append(Object.assign(document.createElement('a'), { href: '#there', textContent: text }));
  }, ADVICE);
  await openCard(b, page, '听劝');
  await clickWord(b, page, '听劝');
  await until(() => page.evaluate(() => location.hash), 'the link to be followed', (hash) => hash === '#there');
  await noCard(b, page);
  await isLoose(b, page, '听劝');
});

both('a click on a marked word where the pointer is a hand is the page\'s, and pins nothing', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await page.evaluate(() => {
    document.body.style.cursor = 'pointer';
    document.querySelector('p').addEventListener('click', () => { document.title = 'clicked'; });
  });
  await openCard(b, page, '听劝');
  await clickWord(b, page, '听劝');
  await until(() => page.title(), 'the page to hear it', (title) => title === 'clicked');
  await noCard(b, page);
  await isLoose(b, page, '听劝');
});

both('the close button closes the card, pinned or not', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  for (const pin of [false, true]) {
    await openCard(b, page, '听劝');
    if (pin) await pressTool(b, page, 'pin');
    await b.clickInCard(page, '.close');
    await noCard(b, page);
    assert.deepEqual(await b.marks(page, 'active'), []);
    await away(b, page);
  }
});

both('a pinned card has the focus, and Esc gives it back', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await addField(page);
  await page.focus('textarea');
  await openCard(b, page, '听劝');
  await pressTool(b, page, 'pin');
  const focused = () => b.inCard(page, (root) => [document.activeElement === root.host, root.activeElement?.className]);
  await until(focused, 'the card to have the focus', ([host, name]) => host && name === 'card');
  await b.key(page, 'Escape');
  await noCard(b, page);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'TEXTAREA');
});

both('a card that was only clicked gives the focus back when the pointer leaves', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await addField(page);
  await page.focus('textarea');
  await openCard(b, page, '听劝');
  await pressTool(b, page, 'save');
  await away(b, page);
  await noCard(b, page);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'TEXTAREA');
});

/** The card of the advice, pinned. */
async function openPinned(b, page) {
  await openCard(b, page, '听劝');
  await clickWord(b, page, '听劝');
  await pinned(b, page);
}

const grip = (b, page) => b.inCard(page, (root) => root.querySelector('.grip').getBoundingClientRect().toJSON()).then(middle);

/** Drags the card by its grip to this point, and lets go. */
async function dragTo(b, page, x, y) {
  await b.move(page, ...(await grip(b, page)));
  await page.mouse.down();
  await b.move(page, x, y);
  await page.mouse.up();
}

both('a pinned card is dragged by its bar, and stays inside the window', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await openPinned(b, page);
  const start = await inWindow(b, page);
  const [x, y] = await grip(b, page);
  await dragTo(b, page, x + 300, y + 200);
  const put = await inWindow(b, page);
  moved(start, put, 300, 200);
  await away(b, page);
  moved(put, await inWindow(b, page), 0, 0);
  await dragTo(b, page, 1279, 899);
  const corner = await inWindow(b, page);
  assert.ok(corner.x > put.x && corner.y > put.y, JSON.stringify(corner));
  await dragTo(b, page, 0, 0);
  const other = await inWindow(b, page);
  assert.ok(other.x < put.x && other.y < put.y, JSON.stringify(other));
});

both('a pinned card stays where it was dragged when its tools are used', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await openPinned(b, page);
  await dragTo(b, page, 1, 1);
  const put = await inWindow(b, page);
  await pressTool(b, page, 'save');
  moved(put, await inWindow(b, page), 0, 0);
});

both('the grip moves a pinned card with the arrow keys', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await openPinned(b, page);
  const start = await inWindow(b, page);
  await b.key(page, 'Tab');
  await until(() => b.inCard(page, (root) => root.activeElement?.className), 'the grip to have the focus', (name) => name === 'tool grip');
  let before = start;
  for (const [key, x, y] of [['ArrowRight', 24, 0], ['ArrowDown', 0, 24], ['ArrowLeft', -24, 0], ['ArrowUp', 0, -24]]) {
    await b.key(page, key);
    const after = await inWindow(b, page);
    moved(before, after, x, y);
    before = after;
  }
  moved(start, before, 0, 0);
});

both('a pinned card stays where it is while the page scrolls', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await page.evaluate(() => { document.body.style.minHeight = '4000px'; });
  await openPinned(b, page);
  const before = await inWindow(b, page);
  for (const top of [40, 2000]) {
    await page.evaluate((to) => scrollTo(0, to), top);
    await idle(page);
    assert.equal(await page.evaluate(() => scrollY), top);
    moved(before, await inWindow(b, page), 0, 0);
  }
});

both('the choices of what to copy open and close', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await openCard(b, page, '听劝');
  const choices = async () => (await b.card(page)).all.choice ?? [];
  for (const [expanded, shown] of [['true', ['Term', 'Term and meaning', 'Everything']], ['false', []]]) {
    await b.clickInCard(page, '.tool.copy');
    await until(() => toolOf(b, page, 'copy'), 'the choices', (copy) => copy.expanded === expanded);
    assert.deepEqual(await choices(), shown);
  }
});

const MEANS = 'Open to advice: asks strangers for honest tips, then acts on them';
const COPIES = [
  ['copy-term', 'the term alone', () => ['听劝']],
  ['copy-meaning', 'the term with its meaning', () => [`听劝: ${MEANS}`]],
  ['copy-all', 'everything', ({ more, zh, en }) => [
    '听劝 (tīngquàn)', MEANS, 'Friendly · Safe to say', 'Literally: to listen to advice', 'Traditional: 聽勸', more, zh, en,
  ]],
];
for (const [act, what, lines] of COPIES) {
  both(`${what} can be copied and pasted`, async (b) => {
    const page = await sayOn(b, [ADVICE]);
    await addField(page);
    const { fields } = await openCard(b, page, '听劝');
    await b.clickInCard(page, '.tool.copy');
    await until(() => toolOf(b, page, 'copy'), 'the choices', ({ expanded }) => expanded === 'true');
    await b.clickInCard(page, `[data-do="${act}"]`);
    await until(() => b.card(page), 'it to be copied', (card) => card.fields.said === 'Copied');
    assert.equal((await toolOf(b, page, 'copy')).expanded, 'false');
    await page.focus('textarea');
    // Chromium does by the command what Firefox does by the key.
    await page.keyboard.down('Control');
    await page.keyboard.press('v', { commands: ['Paste'] });
    await page.keyboard.up('Control');
    const pasted = await until(() => page.$eval('textarea', ({ value }) => value), 'what was copied');
    assert.deepEqual(pasted.split('\n'), lines(fields));
  });
}

const POINTER = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick', 'contextmenu'];

both('the page does not hear clicks on the card', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await openPinned(b, page);
  await page.evaluate((types) => {
    window.heard = [];
    for (const type of types) document.addEventListener(type, () => window.heard.push(type));
  }, POINTER);
  await pressTool(b, page, 'save');
  const { x, y } = await b.inCard(page, (root) => root.querySelector('.means').getBoundingClientRect().toJSON());
  await page.mouse.click(x + 4, y + 4, { count: 2 });
  await page.mouse.click(x + 4, y + 4, { button: 'right' });
  await pressTool(b, page, 'save', false);
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  await page.mouse.click(1, 800);
  await until(() => page.evaluate(() => window.heard), 'a click on the page itself', (heard) => heard.includes('click'));
});

/** Writes down in `window.heard` what the page hears of keys, at the window, on the way down and up. */
const hearKeys = (page, types) => page.evaluate((all) => {
  window.heard = [];
  for (const type of all) {
    for (const down of [true, false]) addEventListener(type, ({ key }) => window.heard.push(`${type} ${key}`), down);
  }
}, types);

/** Types on the pinned card, lets the keyboard press a button of it, and gives what the page heard. */
async function typeOnCard(b, page) {
  await openPinned(b, page);
  for (const key of ['a', 'ArrowDown', 'j']) await b.key(page, key);
  const focused = () => b.inCard(page, ({ activeElement: { tagName, className } }) => `${tagName} ${className}`.trim());
  for (const stop of ['BUTTON tool grip', 'BUTTON tool pin', 'BUTTON tool close', 'SUMMARY', 'BUTTON tool copy']) {
    await b.key(page, 'Tab');
    await until(focused, `${stop} to have the focus`, (is) => is === stop);
  }
  await b.key(page, 'Enter');
  await until(() => toolOf(b, page, 'copy'), 'the choices', ({ expanded }) => expanded === 'true');
  await b.key(page, ' ');
  await until(() => toolOf(b, page, 'copy'), 'the choices to close', ({ expanded }) => expanded === 'false');
  await b.key(page, 'Escape');
  await noCard(b, page);
  const heard = await page.evaluate(() => window.heard);
  await b.key(page, 'b');
  await until(() => page.evaluate(() => window.heard), 'a key typed on the page itself', ({ length }) => length > heard.length);
  return heard;
}

both('the page does not hear keys that are pressed on the card', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await hearKeys(page, ['keydown', 'keyup']);
  assert.deepEqual(await typeOnCard(b, page), []);
});

both('the page does not hear characters that are typed on the card', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  await hearKeys(page, ['keypress']);
  assert.deepEqual(await typeOnCard(b, page), []);
});

both('a card offers nothing to hear where there is no voice', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  const voices = await page.evaluate(() => speechSynthesis.getVoices().filter(({ lang }) => /^(zh|cmn)/i.test(lang)).length);
  assert.equal(voices, 0);
  await openCard(b, page, '听劝');
  const tools = await b.inCard(page, (root) => [...root.querySelectorAll('.tools button')].map((button) => button.dataset.do));
  assert.deepEqual(tools, ['copy', 'save', 'know', 'wrong']);
});
