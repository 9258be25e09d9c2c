// What keys do: two commands that go from mark to mark, Enter that pins the card, Esc that closes it.
//
// Firefox is given the keys themselves, in its own window. Chromium keeps the DevTools protocol's keys from its commands:
// there the background hears the command as the browser would tell it (`b.command`), but for one case on a screen of its own.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after } from 'node:test';
import { both } from '../both.mjs';
import { STICKERS } from '../server.mjs';
import { cardOf, cardsOpened, countCards, noCard, sayOn } from '../steps.mjs';
import { until } from '../until.mjs';

const STICKER = `https://${STICKERS}/fe-platform/9366d16631e3e208689cbc95eefb7cfb0901001e.png`;
const TEXTS = ['听劝，这个发型要不要剪？', '这家店真的yyds', '他们家的味道绝绝子'];

const next = (b) => b.command('next-term');
const before = (b) => b.command('previous-term');

/** A page of these elements, once it has these marks. */
async function show(b, html, marks) {
  const page = await sayOn(b, []);
  await page.evaluate((inside) => { document.body.innerHTML = inside; }, html);
  await until(() => b.marks(page), 'the marks', (there) => there.join() === marks.join());
  await countCards(page);
  return page;
}

const three = (b) => show(b, TEXTS.map((text) => `<p>${text}</p>`).join(''), ['听劝', 'yyds', '绝绝子']);

/** Goes on, or back, to the card of `term`. */
async function walk(b, page, term, step = next) {
  await step(b);
  return cardOf(b, page, term);
}

const pinned = (b, page) => until(() => b.card(page), 'the card to be pinned', (card) => card?.html.includes('data-pinned'));

/** What has the focus: the id or tag of the page's element, or the class of the card's part. */
async function focused(b, page) {
  const [name, card] = await page.evaluate(() => {
    const { activeElement: active } = document;
    return [active.id || active.localName, active.matches('[popover]')];
  });
  return card ? `card: ${await b.inCard(page, (root) => root.activeElement?.className)}` : name;
}

both('the manifest has the two commands, on Alt+J and Alt+K', async (b) => {
  const commands = await b.background(() => chrome.commands.getAll());
  const [forward, back] = ['next-term', 'previous-term'].map((wanted) => commands.find(({ name }) => name === wanted));
  assert.deepEqual([forward.shortcut, back.shortcut], ['Alt+J', 'Alt+K']);
  assert.deepEqual([forward.description, back.description], [
    'Explain the next term on the page',
    'Explain the previous term on the page',
  ]);
});

both('the next term comes in reading order, and the first again after the last', async (b) => {
  const page = await three(b);
  for (const term of ['听劝', 'yyds', '绝绝子', '听劝']) {
    const { fields } = await walk(b, page, term);
    assert.ok(fields.means);
    assert.deepEqual(await b.marks(page, 'active'), [term]);
  }
  assert.equal(await cardsOpened(page), 4);
});

both('the previous term begins with the last, and the last comes again after the first', async (b) => {
  const page = await three(b);
  for (const term of ['绝绝子', 'yyds', '听劝', '绝绝子']) await walk(b, page, term, before);
  await walk(b, page, '听劝', next);
});

both('several terms of one line come one by one, equal ones too', async (b) => {
  const page = await show(b, '<p>yyds，真的<em>yyds</em>，绝绝子！</p>', ['yyds', 'yyds', '绝绝子']);
  const [first, second] = [await b.at(page, 'yyds', 0), await b.at(page, 'yyds', 1)];
  const one = await walk(b, page, 'yyds');
  assert.ok(Math.abs(one.rect.x - first.x) < 1, JSON.stringify([one.rect, first]));
  await next(b);
  await until(() => b.card(page), 'the card of the second', (card) => card && Math.abs(card.rect.x - second.x) < 1);
  await walk(b, page, '绝绝子');
});

both('a term that is not on the screen is passed over, until it is scrolled there', async (b) => {
  const far = '<div style="height: 3000px"></div>';
  const page = await show(b, `<p>听劝</p><p>这家店真的yyds</p>${far}<p id="far">绝绝子</p>`, ['听劝', 'yyds', '绝绝子']);
  for (const term of ['听劝', 'yyds', '听劝']) await walk(b, page, term);
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.evaluate(() => document.querySelector('#far').scrollIntoView({ block: 'center', behavior: 'instant' }));
  await noCard(b, page);
  for (const step of [next, next, before]) await walk(b, page, '绝绝子', step);
});

both('a term under another layer of the page is passed over', async (b) => {
  const layer = '<div style="position: fixed; inset: 40% 0 0 0; background: white"></div>';
  const low = '<p style="position: fixed; top: 60%">这家店真的yyds</p>';
  const page = await show(b, `<p>听劝</p>${low}${layer}<p>绝绝子</p>`, ['听劝', 'yyds', '绝绝子']);
  for (const term of ['听劝', '绝绝子', '听劝']) await walk(b, page, term);
});

both('a term that lies under the open card is not passed over', async (b) => {
  const page = await three(b);
  const { rect } = await walk(b, page, '听劝');
  const { x, y } = await b.at(page, 'yyds');
  assert.ok(y > rect.y && y < rect.y + rect.height && x >= rect.x - 1, 'it lies under the card');
  await walk(b, page, 'yyds');
});

both('stickers have their turn where they stand', async (b) => {
  const image = `<img src="${STICKER}" width="40" height="40">`;
  const page = await show(b, `<p>听劝${image}绝绝子</p>`, ['听劝', '绝绝子']);
  await until(() => page.evaluate(() => document.images[0].complete), 'the sticker');
  for (const term of ['听劝', '[微笑R]', '绝绝子', '听劝']) await walk(b, page, term);
  for (const term of ['绝绝子', '[微笑R]']) await walk(b, page, term, before);
});

both('on a page without any term nothing happens', async (b) => {
  const page = await show(b, '<p>The bakery opens at six.</p><input id="field">', []);
  await page.focus('#field');
  await next(b);
  await before(b);
  assert.equal(await cardsOpened(page), 0);
  assert.equal(await focused(b, page), 'field');
});

both('on a page of another site nothing happens', async (b) => {
  const page = await b.open('/plain.html', { host: 'other.example' });
  await countCards(page);
  await next(b);
  assert.equal(await cardsOpened(page), 0);
  assert.deepEqual(await b.consoleErrors(page), []);
});

both('the first term is where a pointer left off', async (b) => {
  const page = await three(b);
  await b.hover(page, 'yyds');
  await cardOf(b, page, 'yyds');
  await walk(b, page, '绝绝子');
});

both('the card of a key stays where the pointer rests elsewhere', async (b) => {
  const page = await three(b);
  await b.move(page, 900, 700);
  await walk(b, page, '听劝');
  await b.move(page, 901, 720);
  assert.equal(await cardsOpened(page), 1);
  assert.equal((await b.card(page))?.fields.term, '听劝');
});

both('bare letters do nothing, with a card and without', async (b) => {
  const page = await three(b);
  for (const key of ['j', 'k', 'Shift+j']) await b.key(page, key);
  assert.equal(await cardsOpened(page), 0);
  await walk(b, page, '听劝');
  for (const key of ['j', 'k', 'Shift+j']) await b.key(page, key);
  assert.equal(await cardsOpened(page), 1);
  assert.equal((await b.card(page))?.fields.term, '听劝');
});

/** Starts a screen that nobody sees; false without Xvfb and xdotool, which presses real keys on it. */
async function startScreen() {
  try {
    execFileSync('xdotool', ['version']);
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24'], { stdio });
    after(() => server.kill());
    const [number] = await Promise.race([once(server.stdio[3], 'data'), once(server, 'exit')]);
    process.env.DISPLAY = `:${String(number).trim()}`;
    return Buffer.isBuffer(number);
  } catch {
    return false;
  }
}

const screen = await startScreen();

both('the keys of a keyboard go on and back, pin and close', async (b) => {
  const page = await three(b);
  // Without a screen the background is told, as in the other cases.
  const told = { 'alt+j': () => next(b), 'alt+k': () => before(b), Return: () => b.key(page, 'Enter') };
  const press = (keys) => (screen ? execFileSync('xdotool', ['key', keys]) : (told[keys] ?? (() => b.key(page, keys)))());
  for (const [keys, term] of [['alt+j', '听劝'], ['alt+j', 'yyds'], ['alt+k', '听劝'], ['alt+k', '绝绝子']]) {
    await walk(b, page, term, () => press(keys));
  }
  await press('Return');
  await pinned(b, page);
  await press('Escape');
  await noCard(b, page);
}, { browsers: ['chromium'], launch: screen ? { headless: false } : {} });

// The focus

const FIELDS = '<button id="one">1</button><p>听劝</p><a id="two" href="#x">2</a><p>这家店真的yyds</p><input id="three">';

both('the card of a key leaves the focus where it is and adds no stop to the Tab order', async (b) => {
  const page = await show(b, FIELDS, ['听劝', 'yyds']);
  const order = async () => {
    const stops = [];
    await page.focus('#one');
    for (let stop = 0; stop < 2; stop += 1) {
      await b.key(page, 'Tab');
      stops.push(await focused(b, page));
    }
    return stops;
  };
  const plain = await order();
  assert.deepEqual(plain, ['two', 'three']);
  await page.focus('#one');
  await walk(b, page, '听劝');
  assert.equal(await focused(b, page), 'one');
  assert.deepEqual(await order(), plain);
  await page.focus('#three');
  await b.key(page, 'Shift+Tab');
  assert.equal(await focused(b, page), 'two');
  assert.equal((await b.card(page))?.fields.term, '听劝');
});

both('behind the last stop of the page comes none of the card', async (b) => {
  const page = await show(b, FIELDS, ['听劝', 'yyds']);
  await walk(b, page, '听劝');
  await page.focus('#three');
  await b.key(page, 'Tab');
  assert.doesNotMatch(await focused(b, page), /^card/);
});

both('Enter pins the card and gives it the focus, Esc closes it and gives the focus back', async (b) => {
  const page = await show(b, '<div id="here" tabindex="-1">这里</div><p>听劝</p>', ['听劝']);
  await walk(b, page, '听劝');
  assert.equal(await focused(b, page), 'body');
  await b.key(page, 'Enter');
  await pinned(b, page);
  assert.equal(await focused(b, page), 'card: card');
  await b.key(page, 'Escape');
  await noCard(b, page);
  assert.equal(await focused(b, page), 'body');
});

both('the focus goes back to the field that had it before the card was pinned', async (b) => {
  const page = await show(b, FIELDS, ['听劝', 'yyds']);
  await page.focus('#three');
  await walk(b, page, '听劝');
  await b.clickInCard(page, '.pin');
  await pinned(b, page);
  assert.match(await focused(b, page), /^card/);
  await b.key(page, 'Escape');
  await noCard(b, page);
  assert.equal(await focused(b, page), 'three');
});

both('Enter in a field of the page stays the page\'s, with a card open', async (b) => {
  const page = await show(b, '<form><input id="field" name="q"></form><textarea id="area"></textarea><p>听劝</p>', ['听劝']);
  await page.evaluate(() => {
    window.sent = 0;
    document.querySelector('form').addEventListener('submit', (event) => { event.preventDefault(); window.sent += 1; });
  });
  await page.focus('#field');
  await walk(b, page, '听劝');
  await b.key(page, 'Enter');
  await until(() => page.evaluate(() => window.sent), 'the form to be sent', (sent) => sent === 1);
  await page.focus('#area');
  await b.key(page, 'Enter');
  await until(() => page.$eval('#area', (area) => area.value), 'the new line', (value) => value === '\n');
  assert.equal((await b.card(page)).html.includes('data-pinned'), false);
});

both('Enter on a button or link of the page stays the page\'s, with a card open', async (b) => {
  const page = await show(b, FIELDS, ['听劝', 'yyds']);
  await page.evaluate(() => {
    window.pressed = [];
    addEventListener('click', (event) => window.pressed.push(event.target.id));
  });
  await walk(b, page, '听劝');
  for (const id of ['one', 'two']) {
    await page.focus(`#${id}`);
    await b.key(page, 'Enter');
  }
  await until(() => page.evaluate(() => window.pressed.join()), 'both to be pressed', (ids) => ids === 'one,two');
  assert.equal((await b.card(page)).html.includes('data-pinned'), false);
});

both('Enter that pins is not heard by the page; without a card it is', async (b) => {
  const page = await three(b);
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ['keydown', 'keyup']) addEventListener(type, ({ key }) => window.heard.push(`${type} ${key}`), true);
  });
  await b.key(page, 'Enter');
  await until(() => page.evaluate(() => window.heard.length), 'the page to hear it', (count) => count === 2);
  await walk(b, page, '听劝');
  await page.evaluate(() => { window.heard = []; });
  await b.key(page, 'Enter');
  await pinned(b, page);
  await b.key(page, 'Escape');
  await noCard(b, page);
  await b.key(page, 'a');
  await until(() => page.evaluate(() => window.heard), 'the key after', (heard) => heard.includes('keyup a'));
  assert.deepEqual(await page.evaluate(() => window.heard), ['keydown a', 'keyup a']);
});

both('with the card pinned, the next term shows in its place', async (b) => {
  const page = await three(b);
  await walk(b, page, '听劝');
  await b.key(page, 'Enter');
  await pinned(b, page);
  await walk(b, page, 'yyds');
  assert.deepEqual(await b.marks(page, 'active'), ['yyds']);
  assert.equal(await page.evaluate(() => document.querySelectorAll('[popover]').length), 1);
  await walk(b, page, '听劝', before);
});

both('what the card of a key says is announced, and what that of a pointer says is not', async (b) => {
  const page = await three(b);
  const means = (await walk(b, page, '听劝')).fields.means;
  const card = await until(() => b.card(page), 'the words', ({ fields }) => fields.said !== '');
  assert.equal(card.fields.said, `听劝: ${means}`);
  assert.match(card.html, /class="said aloud"[^>]*role="status"/);
  const second = (await walk(b, page, 'yyds')).fields.means;
  await until(() => b.card(page), 'the next words', ({ fields }) => fields.said === `yyds: ${second}`);
  await b.key(page, 'Escape');
  await noCard(b, page);
  await b.hover(page, '绝绝子');
  await cardOf(b, page, '绝绝子');
  assert.equal(await cardsOpened(page), 3);
  assert.equal((await b.card(page)).fields.said, '');
});

for (const [where, style] of [['first', 'top: 4px'], ['last', 'bottom: 4px']]) {
  both(`the card of a term in the ${where} line is in sight and off its word, once its words are said`, async (b) => {
    const page = await show(b, `<p style="position: fixed; margin: 0; left: 40%; ${style}">听劝</p>`, ['听劝']);
    await walk(b, page, '听劝');
    await until(() => b.card(page), 'the words', (card) => card?.fields.said !== '');
    const [{ rect }, word] = [await b.card(page), await b.at(page, '听劝')];
    const seen = JSON.stringify([rect, word]);
    assert.ok(rect.y >= 0 && rect.y + rect.height <= 900, seen);
    assert.ok(rect.y >= word.y + word.height || rect.y + rect.height <= word.y, seen);
  });
}

both('Tab inside a pinned card goes through its buttons, and on', async (b) => {
  const page = await show(b, '<p>听劝</p>', ['听劝']);
  await walk(b, page, '听劝');
  await b.key(page, 'Enter');
  await pinned(b, page);
  const buttons = await b.inCard(page, (root) => [...root.querySelectorAll('button, summary')].map((part) => part.className));
  assert.ok(buttons.length >= 6, buttons.join());
  const seen = [];
  for (const _ of buttons) {
    await b.key(page, 'Tab');
    seen.push(await focused(b, page));
  }
  assert.deepEqual(seen, buttons.map((name) => `card: ${name}`));
  await b.key(page, 'Shift+Tab');
  assert.equal(await focused(b, page), `card: ${buttons.at(-2)}`);
});
