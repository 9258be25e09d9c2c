// How a card reads: veiled, in colors, in zhuyin, over each character; and the other forms of a term.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { noCard, openCard, pressTool, sayOn, storeAll } from '../steps.mjs';
import { until } from '../until.mjs';

const ADVICE = '听劝，这个发型要不要剪？';

/** A page with these texts, read with these settings. */
async function sayWith(b, settings, ...texts) {
  await storeAll(b, { settings: { version: 2, ...settings } });
  return sayOn(b, texts);
}

/** Whether the first of these parts of the card is seen. */
const shown = (b, page, selector) => b.inCard(page, (root, of) => root.querySelector(of).checkVisibility(), selector);

/** The facts of the card that are forms of its term, as pairs of label and form. */
const forms = (b, page) => b.inCard(page, (root) => [...root.querySelectorAll('dd.form')].map((form) => [
  form.previousElementSibling.textContent, form.textContent,
]));

both('what a rude word means waits for a click, if the reader wants that', async (b) => {
  const page = await sayWith(b, { veilRude: true }, '楼下八婆又在议论我', ADVICE);
  const { fields } = await openCard(b, page, '八婆');
  assert.equal(await shown(b, page, '.pinyin'), true);
  for (const part of ['.means', '.tone', '.example']) assert.equal(await shown(b, page, part), false, part);
  assert.equal(await b.inCard(page, (root) => root.querySelector('.veil > summary').textContent), 'Rude word. Show what it means');
  await b.clickInCard(page, '.veil > summary');
  await until(() => shown(b, page, '.means'), 'the meaning');
  assert.match(fields.means, /^Nosy gossip/);
  for (const part of ['.tone', '.example']) assert.equal(await shown(b, page, part), true, part);
});

both('only rude words are veiled, and only if the reader wants that', async (b) => {
  const page = await sayWith(b, { veilRude: true }, ADVICE);
  await openCard(b, page, '听劝');
  assert.equal(await shown(b, page, '.means'), true);
  const usual = await sayWith(b, {}, '楼下八婆又在议论我');
  await openCard(b, usual, '八婆');
  assert.equal(await shown(b, usual, '.means'), true);
  assert.equal(await b.inCard(usual, (root) => root.querySelectorAll('.veil').length), 0);
});

/** The syllables of the card's reading: text, tone and color of each. */
const syllables = (b, page) => b.inCard(page, (root) => [...root.querySelectorAll('.pinyin span.syllable')].map((each) => ({
  text: each.textContent, tone: each.dataset.tone, color: getComputedStyle(each).color,
})));

for (const [tones, colors] of [
  ['pleco', ['rgb(196, 22, 12)', 'rgb(138, 31, 176)']],
  ['mdbg', ['rgb(196, 22, 12)', 'rgb(34, 80, 200)']],
]) {
  both(`the tones have the colors of ${tones}, if the reader wants that`, async (b) => {
    const page = await sayWith(b, { tones }, ADVICE);
    const { fields } = await openCard(b, page, '听劝');
    assert.equal(fields.pinyin, 'tīngquàn');
    assert.deepEqual(await syllables(b, page), [
      { text: 'tīng', tone: '1', color: colors[0] },
      { text: 'quàn', tone: '4', color: colors[1] },
    ]);
  });
}

both('the reading is in zhuyin, if the reader wants that', async (b) => {
  const page = await sayWith(b, { reading: 'zhuyin' }, ADVICE);
  const { fields } = await openCard(b, page, '听劝');
  assert.equal(fields.pinyin, 'ㄊㄧㄥ ㄑㄩㄢˋ');
  assert.equal(await b.inCard(page, (root) => root.querySelector('.pinyin').lang), 'zh-Bopo');
  assert.deepEqual(await syllables(b, page), []);
});

both('the tones have their colors in zhuyin too', async (b) => {
  const page = await sayWith(b, { reading: 'zhuyin', tones: 'pleco' }, ADVICE);
  const { fields } = await openCard(b, page, '听劝');
  assert.equal(fields.pinyin, 'ㄊㄧㄥ ㄑㄩㄢˋ');
  const letters = (await syllables(b, page)).filter(({ text }) => text.trim()).map(({ text, tone }) => [text, tone]);
  assert.deepEqual(letters, [['ㄊㄧㄥ', '1'], ['ㄑㄩㄢˋ', '4']]);
});

/** The characters of the example with what is over each. */
const spoken = (b, page) => b.inCard(page, (root) => [...root.querySelectorAll('.spoken ruby')].map((each) => [
  each.firstChild.textContent, each.querySelector('rt').textContent,
]));

const READ = [
  ['听', 'tīng'], ['劝', 'quàn'], ['这', 'zhè'], ['个', 'ge'], ['发', 'fà'],
  ['型', 'xíng'], ['要', 'yào'], ['不', 'bù'], ['要', 'yào'], ['剪', 'jiǎn'],
];

both('the example shows over each character how it is read, when asked', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  const { fields } = await openCard(b, page, '听劝');
  assert.equal(fields.zh, ADVICE);
  assert.equal(await shown(b, page, '.spoken rt'), false);
  assert.equal(await b.inCard(page, (root) => root.querySelector('.spoken > summary').textContent), 'Show how to read it');
  await b.clickInCard(page, '.spoken > summary');
  await until(() => shown(b, page, '.spoken rt'), 'the readings');
  assert.deepEqual(await spoken(b, page), READ);
});

both('the example is read in zhuyin, if the reader wants that', async (b) => {
  const page = await sayWith(b, { reading: 'zhuyin' }, ADVICE);
  await openCard(b, page, '听劝');
  const first = (await spoken(b, page)).slice(0, 5);
  assert.deepEqual(first, [['听', 'ㄊㄧㄥ'], ['劝', 'ㄑㄩㄢˋ'], ['这', 'ㄓㄜˋ'], ['个', '˙ㄍㄜ'], ['发', 'ㄈㄚˋ']]);
});

both('a term in traditional characters shows its simplified form', async (b) => {
  const page = await sayOn(b, ['這家店被種草了']);
  await openCard(b, page, '種草');
  assert.deepEqual(await forms(b, page), [['Simplified', '种草']]);
});

both('a term in simplified characters shows its traditional form', async (b) => {
  const page = await sayOn(b, ['被室友种草了这支口红']);
  await openCard(b, page, '种草');
  assert.deepEqual(await forms(b, page), [['Traditional', '種草']]);
});

both('a spelling that is not the usual one shows the usual one', async (b) => {
  const page = await sayOn(b, ['手打柠檬茶真好喝']);
  const { fields } = await openCard(b, page, '手打柠檬茶');
  assert.equal(fields.term, '手打柠檬茶');
  assert.deepEqual(await forms(b, page), [['Usual form', '暴打柠檬茶'], ['Traditional', '暴打檸檬茶']]);
});

both('a term with one form only shows no other', async (b) => {
  const page = await sayOn(b, ['这家店真的YYDS']);
  await openCard(b, page, 'YYDS');
  assert.deepEqual(await forms(b, page), []);
});

both('the other meanings stay open when the term is saved', async (b) => {
  const page = await sayOn(b, ['有意向的姐妹dd我']);
  await openCard(b, page, 'dd');
  await b.clickInCard(page, '.senses summary');
  await until(() => shown(b, page, '.sense'), 'the other meaning');
  await pressTool(b, page, 'save');
  assert.equal(await shown(b, page, '.sense'), true);
  await pressTool(b, page, 'save', false);
  assert.equal(await shown(b, page, '.sense'), true);
});

both('a changed setting shows in the card that is opened next', async (b) => {
  const page = await sayOn(b, [ADVICE]);
  const { fields } = await openCard(b, page, '听劝');
  assert.equal(fields.pinyin, 'tīngquàn');
  await storeAll(b, { settings: { version: 2, reading: 'zhuyin' } });
  await until(async () => {
    await b.move(page, 1, 800);
    await noCard(b, page);
    return (await openCard(b, page, '听劝')).fields.pinyin;
  }, 'the zhuyin', (reading) => reading === 'ㄊㄧㄥ ㄑㄩㄢˋ');
});
