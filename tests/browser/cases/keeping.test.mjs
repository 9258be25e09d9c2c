// What a reader keeps from a card: terms saved, terms known, marks called wrong; what that does to the page, and its undoing.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { STICKERS } from '../server.mjs';
import { allStored, cardOf, marked, noCard, openCard, pressTool, sayOn, toolOf } from '../steps.mjs';
import { until } from '../until.mjs';

const SHOP = '昨天去了。这家店真的yyds！下次还来。';
const NOODLES = '楼下的面馆才是yyds';
const SMILE = '9366d16631e3e208689cbc95eefb7cfb0901001e';

/** The items of a list that is stored, without their times, once there are so many. */
async function kept(b, key, count) {
  const look = async () => (await allStored(b))[key] ?? { items: [] };
  const { items } = await until(look, `${count} ${key}`, (list) => list.items.length === count);
  return items.map(({ at, ...item }) => item);
}

/** Moves the pointer off the card, and waits until that is gone. */
async function away(b, page) {
  await b.move(page, 1, 800);
  await noCard(b, page);
}

both('Save keeps the term with its sentence, and takes it out again', async (b) => {
  const page = await sayOn(b, [SHOP]);
  await openCard(b, page, 'yyds');
  assert.deepEqual(await toolOf(b, page, 'save'), { label: 'Save', pressed: 'false', expanded: null });
  const before = Date.now();
  await pressTool(b, page, 'save');
  assert.equal((await toolOf(b, page, 'save')).label, 'Remove from saved');
  assert.deepEqual(await kept(b, 'saved', 1), [{ id: 'yyds', sense: 0, term: 'yyds', sentence: '这家店真的yyds！' }]);
  const { saved } = await allStored(b);
  assert.equal(saved.version, 1);
  assert.ok(saved.items[0].at >= before && saved.items[0].at <= Date.now(), String(saved.items[0].at));
  await pressTool(b, page, 'save', false);
  await kept(b, 'saved', 0);
  assert.equal((await toolOf(b, page, 'save')).label, 'Save');
});

both('the same term from another sentence is saved a second time', async (b) => {
  const page = await sayOn(b, [SHOP, NOODLES]);
  await openCard(b, page, 'yyds');
  await pressTool(b, page, 'save');
  await away(b, page);
  await openCard(b, page, 'yyds', 1);
  assert.equal((await toolOf(b, page, 'save')).pressed, 'false');
  await pressTool(b, page, 'save');
  const sentences = (await kept(b, 'saved', 2)).map(({ sentence }) => sentence);
  assert.deepEqual(sentences, ['这家店真的yyds！', NOODLES]);
  await pressTool(b, page, 'save', false);
  assert.deepEqual((await kept(b, 'saved', 1)).map(({ sentence }) => sentence), ['这家店真的yyds！']);
});

both('a card opened later says that its term is saved from here', async (b) => {
  const first = await sayOn(b, [SHOP]);
  await openCard(b, first, 'yyds');
  await pressTool(b, first, 'save');
  await kept(b, 'saved', 1);
  const page = await sayOn(b, [SHOP]);
  await openCard(b, page, 'yyds');
  assert.equal((await toolOf(b, page, 'save')).pressed, 'true');
});

both('a related term is saved without the sentence of the other', async (b) => {
  const page = await sayOn(b, [SHOP]);
  await openCard(b, page, 'yyds');
  await b.clickInCard(page, '.related .link');
  await cardOf(b, page, '绝绝子');
  await pressTool(b, page, 'save');
  assert.deepEqual(await kept(b, 'saved', 1), [{ id: 'juejuezi', sense: 0, term: '绝绝子', sentence: '' }]);
  await b.clickInCard(page, '.back');
  await cardOf(b, page, 'yyds');
  assert.equal((await toolOf(b, page, 'save')).pressed, 'false');
});

both('a term that the reader knows is marked in no open tab, and still explains itself', async (b) => {
  const other = await sayOn(b, [NOODLES, '听劝，这个发型要不要剪？']);
  await marked(b, other, ['yyds', '听劝']);
  const page = await sayOn(b, [SHOP]);
  await openCard(b, page, 'yyds');
  await pressTool(b, page, 'know');
  await marked(b, page, []);
  await marked(b, other, ['听劝']);
  assert.deepEqual(await kept(b, 'known', 1), [{ id: 'yyds', term: 'yyds' }]);
  await away(b, page);
  await openCard(b, page, 'yyds');
  assert.deepEqual(await toolOf(b, page, 'know'), { label: 'Mark it again', pressed: 'true', expanded: null });
});

both('a term that the reader knew is marked again in every open tab', async (b) => {
  const other = await sayOn(b, [NOODLES]);
  const page = await sayOn(b, [SHOP]);
  await openCard(b, page, 'yyds');
  await pressTool(b, page, 'know');
  await marked(b, other, []);
  await pressTool(b, page, 'know', false);
  await marked(b, page, ['yyds']);
  await marked(b, other, ['yyds']);
  await kept(b, 'known', 0);
  assert.equal((await toolOf(b, page, 'know')).label, 'I know this one');
});

both('a mark called wrong goes, and the same term in other text stays', async (b) => {
  const page = await sayOn(b, [SHOP, NOODLES]);
  await openCard(b, page, 'yyds');
  assert.equal((await toolOf(b, page, 'wrong')).label, 'This mark is wrong');
  await pressTool(b, page, 'wrong');
  await marked(b, page, ['yyds']);
  assert.deepEqual(await b.marksOf(page, 'p'), [[], ['yyds']]);
  const [{ text, ...wrong }] = await kept(b, 'wrong', 1);
  assert.deepEqual(wrong, { id: 'yyds', term: 'yyds' });
  assert.ok(SHOP.includes(text) && text.includes('真的yyds！下次'), text);
});

both('a mark called wrong comes back when that is taken back', async (b) => {
  const page = await sayOn(b, [SHOP, NOODLES]);
  await openCard(b, page, 'yyds');
  await pressTool(b, page, 'wrong');
  await marked(b, page, ['yyds']);
  assert.equal((await toolOf(b, page, 'wrong')).label, 'This mark is right after all');
  await pressTool(b, page, 'wrong', false);
  await marked(b, page, ['yyds', 'yyds']);
  await kept(b, 'wrong', 0);
});

both('a card says what was done, where it is read aloud', async (b) => {
  const page = await sayOn(b, [SHOP]);
  await openCard(b, page, 'yyds');
  const said = () => b.inCard(page, (root) => {
    const place = root.querySelector('.said');
    return [place.getAttribute('role'), place.textContent];
  });
  assert.deepEqual(await said(), ['status', '']);
  const steps = [
    ['save', true, /^Saved, with its sentence\./],
    ['save', false, /^No longer saved$/],
    ['know', true, /^Good\. It is no longer marked/],
    ['know', false, /^Marked again$/],
    ['wrong', true, /^Thanks\. It is no longer marked here\./],
    ['wrong', false, /^Marked here again$/],
  ];
  for (const [name, down, words] of steps) {
    await pressTool(b, page, name, down);
    await until(said, `${words}`, ([role, text]) => role === 'status' && words.test(text));
  }
});

both('what was said of one term is not said of the next', async (b) => {
  const page = await sayOn(b, [SHOP]);
  await openCard(b, page, 'yyds');
  const said = async () => (await b.card(page)).fields.said;
  const saved = (words) => /^Saved/.test(words);
  await pressTool(b, page, 'save');
  await until(said, 'what was done', saved);
  await b.clickInCard(page, '.related .link');
  await cardOf(b, page, '绝绝子');
  assert.equal(await said(), '');
  await pressTool(b, page, 'save');
  await until(said, 'what was done', saved);
  await b.clickInCard(page, '.back');
  await cardOf(b, page, 'yyds');
  assert.equal(await said(), '');
});

both('a sticker can be saved and known, but is no mark to be wrong', async (b) => {
  const page = await b.open('/plain.html');
  await until(() => page.evaluate(() => CSS.highlights.has('hl-a')), 'the page side');
  const { x, y } = await page.evaluate((src) => {
    document.body.replaceChildren(Object.assign(document.createElement('img'), { src, width: 40, height: 40 }));
    return document.images[0].getBoundingClientRect().toJSON();
  }, `https://${STICKERS}/fe-platform/${SMILE}.png`);
  await b.move(page, x + 20, y + 20);
  await cardOf(b, page, '[微笑R]');
  const tools = await b.inCard(page, (root) => [...root.querySelectorAll('.tools button')].map((button) => button.dataset.do));
  assert.deepEqual(tools, ['copy', 'save', 'know']);
  await pressTool(b, page, 'save');
  assert.deepEqual(await kept(b, 'saved', 1), [{ id: 'sticker-weixiao', sense: 0, term: '[微笑R]', sentence: '' }]);
  await pressTool(b, page, 'know');
  assert.deepEqual(await kept(b, 'known', 1), [{ id: 'sticker-weixiao', term: '[微笑R]' }]);
});
