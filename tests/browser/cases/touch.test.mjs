// What fingers do: a tap opens a sheet at the bottom of the screen, unless the page needs the tap; then holding the finger does.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { STICKERS } from '../server.mjs';
import { cardOf, cardsOpened, countCards, noCard } from '../steps.mjs';
import { until } from '../until.mjs';

const PHONE = { width: 390, height: 844 };
const STICKER = `https://${STICKERS}/fe-platform/9366d16631e3e208689cbc95eefb7cfb0901001e.png`;

/** A phone with a page of these elements, and room to scroll below them. */
async function phone(b, html) {
  const page = await b.open('/plain.html');
  // Firefox takes the size alone: it hears fingers, and goes on calling its pointer a mouse. A page is loaded anew by this.
  await page.setViewport({ ...PHONE, hasTouch: true });
  await page.evaluate((inside) => {
    document.body.innerHTML = `${inside}<div style="height: 3000px"></div>`;
    window.pressed = 0;
    document.body.addEventListener('click', (event) => { window.pressed += event.target.closest('a, span') ? 1 : 0; });
  }, html);
  await until(() => b.marks(page), 'the marks', (marks) => marks.length > 0);
  await countCards(page);
  return page;
}

const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
const isSheet = (b, page) => b.inCard(page, (root) => root.querySelector('.card').hasAttribute('data-sheet'));

/** Holds that the open card is a sheet: at the bottom of the screen, as wide as that, and wholly in sight. */
async function lies(b, page) {
  assert.ok(await isSheet(b, page), 'the card is a sheet');
  const sheet = await b.inCard(page, (root) => root.host.getBoundingClientRect().toJSON());
  const view = await page.evaluate(() => ({ width: document.documentElement.clientWidth, height: innerHeight }));
  const seen = JSON.stringify([sheet, view]);
  assert.ok(Math.abs(sheet.left) < 1 && Math.abs(sheet.width - view.width) < 1, seen);
  assert.ok(Math.abs(sheet.bottom - view.height) < 1 && sheet.top >= 0 && sheet.height <= view.height * 0.75, seen);
}

/** Taps on a part of the sheet, once that has risen. */
async function tapInCard(b, page, selector) {
  const moves = () => b.inCard(page, (root) => root.querySelector('.card').getAnimations().length);
  await until(moves, 'the sheet to have risen', (count) => count === 0);
  const box = await b.inCard(page, (root, of) => {
    const part = root.querySelector(of);
    part.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    return part.getBoundingClientRect().toJSON();
  }, selector);
  await page.touchscreen.tap(...middle(box));
}

both('a tap on a mark opens a sheet at the bottom of the screen', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p>');
  await b.tap(page, '听劝');
  const { fields } = await cardOf(b, page, '听劝');
  assert.match(fields.means, /^Open to advice/);
  await lies(b, page);
});

both('the sheet stays when the finger is gone', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p>');
  await b.tap(page, '听劝');
  await cardOf(b, page, '听劝');
  assert.equal(await cardsOpened(page), 1);
  assert.equal((await b.card(page))?.fields.term, '听劝');
  await lies(b, page);
});

both('a tap elsewhere closes the sheet', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p>');
  await b.tap(page, '听劝');
  await cardOf(b, page, '听劝');
  await page.touchscreen.tap(300, 250);
  assert.equal(await b.card(page), null);
  assert.equal(await cardsOpened(page), 1);
});

both('a tap on another mark shows that one in the sheet', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p><p>这家店真的yyds</p>');
  await b.tap(page, '听劝');
  await cardOf(b, page, '听劝');
  await b.tap(page, 'yyds');
  await cardOf(b, page, 'yyds');
  assert.deepEqual(await b.marks(page, 'active'), ['yyds']);
  await lies(b, page);
});

both('a tap on a sticker opens its sheet', async (b) => {
  const page = await phone(b, `<p>听劝</p><img src="${STICKER}" width="40" height="40">`);
  await page.touchscreen.tap(...middle(await page.$eval('img', (image) => image.getBoundingClientRect().toJSON())));
  await cardOf(b, page, '[微笑R]');
  await lies(b, page);
});

const PRESSED = [
  ['link', '<a href="#gone">这家店真的yyds</a>'],
  // The text of a plain button is not read at all.
  ['button', '<span role="button">这家店真的yyds</span>'],
  ['part of the page that shows a hand', '<span style="cursor: pointer">这家店真的yyds</span>'],
];

for (const [what, html] of PRESSED) {
  both(`a tap on a mark inside a ${what} goes to the page and opens no card`, async (b) => {
    const page = await phone(b, `<p>${html}</p>`);
    await b.tap(page, 'yyds');
    await until(() => page.evaluate(() => window.pressed), 'the page to hear the tap', (pressed) => pressed === 1);
    assert.equal(await cardsOpened(page), 0);
    assert.equal(await page.evaluate(() => location.hash), what === 'link' ? '#gone' : '');
  });

  both(`a finger that stays on a mark inside a ${what} opens its sheet, which stays`, async (b) => {
    const page = await phone(b, `<p>${html}</p>`);
    await page.touchscreen.touchStart(...middle(await b.at(page, 'yyds')));
    await cardOf(b, page, 'yyds');
    await lies(b, page);
    await page.touchscreen.touchEnd();
    assert.equal(await cardsOpened(page), 1);
    assert.equal((await b.card(page))?.fields.term, 'yyds');
  });
}

both('a swipe that begins on a mark opens nothing', async (b) => {
  const page = await phone(b, '<p style="margin-top: 400px">听劝，这个发型要不要剪？</p>');
  const [x, y] = middle(await b.at(page, '听劝'));
  await page.touchscreen.touchStart(x, y);
  for (let up = 5; up <= 200; up += 5) await page.touchscreen.touchMove(x, y - up);
  // Firefox gives the fingers of WebDriver to the page alone, and does not scroll.
  if (b.name === 'chromium') await until(() => page.evaluate(() => scrollY), 'the page to scroll', (down) => down > 100);
  await page.touchscreen.touchEnd();
  assert.equal(await cardsOpened(page), 0);
});

both('a finger that stays after a swipe opens nothing', async (b) => {
  const page = await phone(b, '<p style="margin-top: 400px">听劝，这个发型要不要剪？</p>');
  const [x, y] = middle(await b.at(page, '听劝'));
  await page.touchscreen.touchStart(x, y);
  await page.touchscreen.touchMove(x, y - 30);
  await page.touchscreen.touchMove(x, y);
  assert.equal(await cardsOpened(page), 0);
  await page.touchscreen.touchEnd();
  assert.equal(await cardsOpened(page), 0);
});

both('the close button of the sheet works by touch', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p>');
  await b.tap(page, '听劝');
  await cardOf(b, page, '听劝');
  await tapInCard(b, page, '.close');
  await until(() => b.card(page), 'the sheet to close', (card) => card === null, 250);
  assert.equal(await cardsOpened(page), 1);
});

both('a tap on what the sheet offers works and leaves it open', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p>');
  await b.tap(page, '听劝');
  await cardOf(b, page, '听劝');
  await tapInCard(b, page, '.save');
  await until(() => b.card(page), 'what was done', (card) => card?.fields.said.startsWith('Saved'));
  assert.equal(await cardsOpened(page), 1);
  assert.equal((await b.card(page))?.fields.term, '听劝');
  await lies(b, page);
});

both('the sheet has a close button, and neither pin nor grip', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p>');
  await b.tap(page, '听劝');
  const { fields } = await cardOf(b, page, '听劝');
  const there = ['close', 'pin', 'grip'].map((name) => fields[name] !== undefined);
  assert.deepEqual(there, [true, false, false]);
});

both('the sheet stays where it is when the page is scrolled under it', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p>');
  await b.tap(page, '听劝');
  await cardOf(b, page, '听劝');
  await page.evaluate(() => scrollTo({ top: 2000, behavior: 'instant' }));
  assert.equal(await cardsOpened(page), 1);
  assert.equal((await b.card(page))?.fields.term, '听劝');
  await lies(b, page);
});

both('the sheet follows when the phone is turned', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p>');
  await b.tap(page, '听劝');
  await cardOf(b, page, '听劝');
  await page.setViewport({ width: PHONE.height, height: PHONE.width, hasTouch: true });
  await until(() => lies(b, page).then(() => true), 'the sheet to be at the bottom again');
  assert.equal((await b.card(page)).fields.term, '听劝');
});

both('Esc closes the sheet', async (b) => {
  const page = await phone(b, '<p>听劝，这个发型要不要剪？</p>');
  await page.touchscreen.touchStart(...middle(await b.at(page, '听劝')));
  await cardOf(b, page, '听劝');
  await b.key(page, 'Escape');
  await noCard(b, page);
  await page.touchscreen.touchEnd();
  assert.equal(await cardsOpened(page), 1);
});
