// What a card says, and when it comes and goes. Where it lies is in `placement.test.mjs`.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { STICKERS } from '../server.mjs';
import { until } from '../until.mjs';

const NOTE = '#noteContainer';
const FIRST_NOTE = '/explore/690000000000000000000001';

/** A page of nothing but these texts, a paragraph each. */
async function say(b, ...texts) {
  const page = await b.open('/plain.html');
  await page.evaluate((all) => {
    document.body.replaceChildren(...all.map((text) => Object.assign(document.createElement('p'), { textContent: text })));
  }, texts);
  return page;
}

/** A page of nothing but these stickers, by the hashes of their images. */
async function stick(b, ...hashes) {
  const page = await b.open('/plain.html');
  await until(() => page.evaluate(() => CSS.highlights.has('hl-a')), 'the page side');
  await page.evaluate((addresses) => {
    document.body.replaceChildren(...addresses.map((src) => Object.assign(document.createElement('img'), { src, width: 40, height: 40 })));
  }, hashes.map((hash) => `https://${STICKERS}/fe-platform/${hash}.png`));
  return page;
}

const marked = (b, page, text, ...where) => until(() => b.hover(page, text, ...where).then(() => true), `a mark of ${text}`);
const explained = (b, page, is = () => true) => until(() => b.card(page), 'the card', (card) => card?.fields.means && is(card));
const gone = (b, page) => until(async () => (await b.card(page)) === null, 'the card to be gone');

/** The card of a mark, opened by resting the pointer on it. */
async function explain(b, page, text, ...where) {
  await marked(b, page, text, ...where);
  return explained(b, page);
}

/** The card of the `nth` sticker. */
async function explainSticker(b, page, nth) {
  const { x, y } = await page.evaluate((at) => document.images[at].getBoundingClientRect().toJSON(), nth);
  await b.move(page, x + 20, y + 20);
  return explained(b, page);
}

/** Counts in `window.cards` the cards that open, and says in `window.still` whether the pointer has rested for `ms`. */
function watch(page, ms = 150) {
  return page.evaluate((enough) => {
    window.cards = 0;
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) window.cards += node.matches?.('[popover]') ? 1 : 0;
    }).observe(document, { childList: true, subtree: true });
    let timer;
    window.still = false;
    document.addEventListener('pointermove', () => {
      window.still = false;
      clearTimeout(timer);
      timer = setTimeout(() => { window.still = true; }, enough);
    }, true);
  }, ms);
}

const rested = (page) => until(() => page.evaluate(() => window.still), 'the pointer to have rested');
const cards = (page) => page.evaluate(() => window.cards);

both('a card says all there is to say', async (b) => {
  const page = await say(b, '听劝，这个发型要不要剪？');
  const { fields, all } = await explain(b, page, '听劝');
  assert.equal(fields.term, '听劝');
  assert.equal(fields.pinyin, 'tīngquàn');
  assert.match(fields.means, /^Open to advice/);
  assert.equal(fields.tone, 'Friendly');
  assert.equal(fields.use, 'Safe to say');
  assert.equal(fields.literal, 'to listen to advice');
  assert.equal(fields.since, undefined);
  assert.match(fields.more, /makeover advice/);
  assert.match(fields.zh, /^听劝，/);
  assert.match(fields.en, /haircut|hair/);
  assert.equal(all.entry.length, 1);
  assert.equal(fields.stands, undefined);
  assert.equal(fields.senses, undefined);
  const facts = await b.inCard(page, (root) => [...root.querySelectorAll('dt')].map((label) => label.textContent));
  assert.deepEqual(facts, ['Literally', 'Traditional']);
});

both('a card says in which year a term spread', async (b) => {
  const page = await say(b, '这家店绝绝子');
  const { fields } = await explain(b, page, '绝绝子');
  assert.equal(fields.since, '2021');
});

both('a card has a role, a name and languages', async (b) => {
  const page = await say(b, '听劝，这个发型要不要剪？');
  await explain(b, page, '听劝');
  const card = await b.inCard(page, (root) => {
    const lang = (selector) => root.querySelector(selector).lang;
    const shown = root.querySelector('.card');
    return { role: shown.getAttribute('role'), label: shown.getAttribute('aria-label'), langs: ['.term', '.pinyin', '.zh'].map(lang) };
  });
  assert.deepEqual(card, { role: 'dialog', label: 'What 听劝 means', langs: ['zh', 'zh-Latn', 'zh'] });
});

both('an abbreviation shows what it stands for, as it was typed', async (b) => {
  const page = await say(b, '这家店真的YYDS');
  const { fields } = await explain(b, page, 'YYDS');
  assert.equal(fields.term, 'YYDS');
  assert.equal(fields.stands, '永远的神');
  assert.equal(fields.pinyin, 'yǒngyuǎn de shén');
});

both('the sense that fits comes first, the others are behind a line', async (b) => {
  const page = await say(b, '有意向的姐妹dd我', 'dd，让更多人看到');
  for (const [nth, first, other] of [[0, /^Message me/, /^Bump/], [1, /^Bump/, /^Message me/]]) {
    await marked(b, page, 'dd', nth);
    const { all } = await explained(b, page, ({ fields }) => first.test(fields.means));
    assert.equal(all.means.length, 2);
    assert.match(all.means[1], other);
    const shown = () => b.inCard(page, (root) => root.querySelector('.sense').checkVisibility());
    assert.equal(await shown(), false);
    assert.equal(await b.inCard(page, (root) => root.querySelector('.senses summary').textContent), 'Other meanings (1)');
    await b.clickInCard(page, '.senses summary');
    await until(shown, 'the other sense');
    await b.move(page, 1, 800);
    await gone(b, page);
  }
});

both('traditional script stays as written', async (b) => {
  const page = await say(b, '這家店被種草了');
  const { fields } = await explain(b, page, '種草');
  assert.equal(fields.term, '種草');
  assert.equal(fields.pinyin, 'zhòngcǎo');
});

both('a stretched term is shown as it is usually written', async (b) => {
  const written = `${'绝'.repeat(14)}子`;
  const page = await say(b, `这碗糖水${written}`);
  const { fields } = await explain(b, page, written);
  assert.equal(fields.term, '绝绝子');
});

both('a sticker in a note is explained by its image', async (b) => {
  const page = await b.open(FIRST_NOTE);
  const image = await until(() => page.$(`${NOTE} #detail-desc img`), 'the sticker');
  await until(() => b.marks(page, 'sure', NOTE), 'marks', (marks) => marks.length > 0);
  await image.hover();
  const { fields } = await explained(b, page);
  assert.equal(fields.term, '[萌萌哒R]');
  assert.ok(fields.tone && fields.use);
});

both('both images of a sticker are known', async (b) => {
  const page = await stick(b, '9366d16631e3e208689cbc95eefb7cfb0901001e', '6ae82231880cc1f1961709f0870d75c9fda9117e');
  for (const nth of [0, 1]) {
    const { all, fields } = await explainSticker(b, page, nth);
    assert.deepEqual(all.term, ['[微笑R]']);
    assert.match(fields.means, /cold/);
    await b.move(page, 1, 800);
    await gone(b, page);
  }
});

both('an image that two codes share is explained as both', async (b) => {
  const page = await stick(b, 'da18c61d523830bb9822a4c8b6cd8e2e1f1fbf7d');
  const { all } = await explainSticker(b, page, 0);
  assert.deepEqual([...all.term].sort(), ['[惊吓H]', '[惊恐R]']);
  assert.equal(all.means.length, 2);
});

both('a maybe is not painted, and answers', async (b) => {
  const page = await say(b, '水开以后再放盐，味道会更好', '听劝，这个发型要不要剪？');
  await until(() => b.marks(page), 'the sure mark', (marks) => marks.length === 1);
  assert.deepEqual(await b.marks(page), ['听劝']);
  assert.deepEqual(await b.marks(page, 'maybe'), ['水']);
  const line = (name) => page.evaluate((of) => getComputedStyle(document.querySelector('p'), of).textDecorationLine, `::highlight(${name})`);
  assert.equal(await line('hl-a'), 'underline');
  assert.equal(await line('hl-c'), 'none');
  const { fields } = await explain(b, page, '水', 0);
  assert.ok(fields.means);
});

both('the pointer can go into the card, however slowly', async (b) => {
  const page = await say(b, '有意向的姐妹dd我');
  const { rect } = await explain(b, page, 'dd');
  await watch(page, 450);
  const word = await b.at(page, 'dd');
  const x = word.x + word.width / 2;
  const bottom = word.y + word.height;
  for (let y = bottom - 2; y < rect.y + 2; y += 1) await page.mouse.move(x, y);
  await b.move(page, x, bottom + 1);
  await rested(page);
  await b.move(page, x, rect.y + rect.height / 2);
  await rested(page);
  await b.clickInCard(page, 'summary');
  assert.equal(await b.inCard(page, (root) => root.querySelector('details').open), true);
  assert.equal(await cards(page), 0);
});

both('the card and its tint go when the pointer leaves', async (b) => {
  const page = await say(b, '这家店真的yyds');
  await until(() => b.marks(page), 'a mark', (marks) => marks.length === 1);
  assert.deepEqual(await b.marks(page, 'active'), []);
  await explain(b, page, 'yyds');
  assert.deepEqual(await b.marks(page, 'active'), ['yyds']);
  await b.move(page, 1, 800);
  await gone(b, page);
  assert.deepEqual(await b.marks(page, 'active'), []);
  assert.equal(await page.evaluate(() => document.querySelectorAll('[popover]').length), 0);
});

both('there is one card at a time', async (b) => {
  const page = await say(b, '这家店真的yyds', '他们家的味道绝绝子');
  await explain(b, page, '绝绝子');
  await b.hover(page, 'yyds');
  await explained(b, page, ({ fields }) => fields.term === 'yyds');
  assert.equal(await page.evaluate(() => document.querySelectorAll('[popover]').length), 1);
  assert.deepEqual(await b.marks(page, 'active'), ['yyds']);
});

const keysHeard = (page) => page.evaluate(() => {
  window.heard = [];
  for (const type of ['keydown', 'keyup']) addEventListener(type, (event) => window.heard.push(`${type} ${event.key}`), true);
});
const noteOpen = (page) => page.evaluate((selector) => Boolean(document.querySelector(selector)), NOTE);

both('Esc closes the card, and the next one the note', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await explain(b, page, '松弛感', 0, NOTE);
  await keysHeard(page);
  await b.key(page, 'Escape');
  await gone(b, page);
  assert.equal(await noteOpen(page), true);
  await b.key(page, 'Escape');
  await until(() => noteOpen(page), 'the note to close', (open) => !open);
  await until(() => page.evaluate(() => window.heard), 'the second Esc, whole', (heard) => heard.length >= 2);
  assert.deepEqual(await page.evaluate(() => window.heard), ['keydown Escape', 'keyup Escape']);
});

both('Esc held down closes no more than the card', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await explain(b, page, '松弛感', 0, NOTE);
  await keysHeard(page);
  await page.keyboard.down('Escape');
  await page.keyboard.down('Escape');
  await page.keyboard.up('Escape');
  await gone(b, page);
  await b.key(page, 'a');
  await until(() => page.evaluate(() => window.heard), 'the key after', (heard) => heard.includes('keyup a'));
  assert.deepEqual(await page.evaluate(() => window.heard), ['keydown a', 'keyup a']);
  assert.equal(await noteOpen(page), true);
});

both('pressing a button elsewhere closes the card', async (b) => {
  const page = await say(b, '这家店真的yyds');
  const { rect } = await explain(b, page, 'yyds');
  await b.move(page, rect.x + rect.width / 2, rect.y + 10);
  await page.mouse.down();
  await page.mouse.up();
  assert.equal((await b.card(page)).fields.term, 'yyds');
  const word = await b.at(page, 'yyds');
  await b.move(page, word.x + word.width + 60, word.y + 2);
  await page.mouse.down();
  await gone(b, page);
});

both('the card goes when its text changes', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await explain(b, page, 'awsl', 0, NOTE);
  await page.evaluate(() => window.site.setComment(1, '今天天气不错'));
  await gone(b, page);
});

both('the card goes when its text is removed', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await explain(b, page, 'awsl', 0, NOTE);
  await page.evaluate(() => window.site.removeComment(1));
  await gone(b, page);
});

both('the card stays when another text changes', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await explain(b, page, 'awsl', 0, NOTE);
  await page.evaluate(() => window.site.setComment(5, '这家店真的绝绝子'));
  await until(() => b.marks(page, 'sure', NOTE), 'the new mark', (marks) => marks.filter((text) => text === '绝绝子').length === 1);
  assert.equal((await b.card(page)).fields.term, 'awsl');
});

const scroll = (page, by) => page.evaluate((pixels) => document.querySelector('.note-scroller').scrollBy(0, pixels), by);

both('the card follows its word, and goes when that is scrolled away', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await until(() => page.evaluate(() => window.site.addComments(30).then(() => true)), 'more comments');
  await explain(b, page, 'awsl', 0, NOTE);
  const [word, { rect }] = [await b.at(page, 'awsl', 0, NOTE), await b.card(page)];
  await scroll(page, 24);
  const moved = await until(() => b.card(page), 'the card to move', (card) => card.rect.y !== rect.y);
  assert.equal((await b.at(page, 'awsl', 0, NOTE)).y, word.y - 24);
  assert.ok(Math.abs(moved.rect.y - (rect.y - 24)) < 1, `${rect.y} to ${moved.rect.y}`);
  await scroll(page, 3000);
  await gone(b, page);
});

both('what lies under another layer does not answer', async (b) => {
  const page = await b.open('/explore');
  await until(() => b.marks(page), 'marks', (marks) => marks.includes('绝绝子'));
  const covered = await b.at(page, '绝绝子');
  await watch(page);
  await page.evaluate(() => window.site.showLogin());
  await b.move(page, covered.x + covered.width / 2, covered.y + covered.height / 2);
  await rested(page);
  assert.equal(await cards(page), 0);
  await explain(b, page, '种草', 0, '.login-title');
  assert.equal(await cards(page), 1);
});

both('events that a script made up do nothing', async (b) => {
  const page = await say(b, '这家店真的yyds');
  await until(() => b.marks(page), 'a mark', (marks) => marks.length === 1);
  await watch(page);
  const send = (type, Kind, init) => page.evaluate((...[name, kind, more]) => {
    document.querySelector('p').dispatchEvent(new window[kind](name, { bubbles: true, ...more }));
  }, type, Kind, init);
  const { x, y, width, height } = await b.at(page, 'yyds');
  await send('pointermove', 'PointerEvent', { pointerType: 'mouse', clientX: x + width / 2, clientY: y + height / 2 });
  await rested(page);
  assert.equal(await cards(page), 0);

  await explain(b, page, 'yyds');
  await send('pointerdown', 'PointerEvent', { pointerType: 'mouse' });
  await send('keydown', 'KeyboardEvent', { key: 'Escape' });
  assert.equal((await b.card(page)).fields.term, 'yyds');
  await b.key(page, 'Escape');
  await gone(b, page);
});

both('what is selected and copied is the text of the page', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await marked(b, page, '松弛感', 0, NOTE);
  const select = (selector) => page.evaluate((of) => {
    getSelection().selectAllChildren(document.querySelector(of));
    return getSelection().toString();
  }, selector);
  const [everything, text] = [await select('html'), await select('#detail-desc')];
  assert.match(text, /^听说来小红薯都要先交猫税/);
  await explained(b, page);
  assert.equal(await select('html'), everything);
  assert.equal(await select('#detail-desc'), text);

  // Chromium does by the command what Firefox does by the key.
  const press = async (key, command) => {
    await page.keyboard.down('Control');
    await page.keyboard.press(key, { commands: [command] });
    await page.keyboard.up('Control');
  };
  await press('c', 'Copy');
  await page.focus('#search-input');
  await press('v', 'Paste');
  const pasted = await until(() => page.$eval('#search-input', (input) => input.value), 'the copy');
  const letters = (words) => words.replace(/\s/g, '');
  assert.equal(letters(pasted), letters(text));
});
