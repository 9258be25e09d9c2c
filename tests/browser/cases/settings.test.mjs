// The settings page: each choice applies at once, in every open tab and in the page's own preview.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { readMarks } from '../reading.mjs';
import { REDNOTE, STICKERS } from '../server.mjs';
import { allStored, cardOf, marked, noCard, sayOn, statusOf, storeAll } from '../steps.mjs';
import { until } from '../until.mjs';

const PREVIEW = ['种草', '姐妹们', '冲', 'yyds', '绝绝子', '笑死', '谁懂啊家人们', '蹲一个', '求求了', '真的会谢'];
const KNOWN = { known: { version: 1, items: [{ id: 'yyds', term: 'yyds' }] } };

/** The marks of one highlight: `hl-a` dotted, `hl-e` tinted, `hl-g` unseen, `hl-c` quiet, `hl-d` known, `hl-f` doubtful. */
async function layer(page, name) {
  const marks = await page.mainFrame().isolatedRealm().evaluate(readMarks, [name], 'html');
  return marks.map(({ text }) => text);
}
function inLayer(page, name, texts) {
  return until(() => layer(page, name), `${texts.join(' ')} in ${name}`, (found) => found.join() === texts.join());
}

/** The settings page, once its preview is marked in this layer. */
async function settings(b, name = 'hl-a') {
  const page = await b.own('settings.html');
  await until(() => layer(page, name), 'the preview', ({ length }) => length > 0);
  return page;
}

/** Clicks a choice, by the setting and the value. */
async function choose(page, setting, value) {
  await page.bringToFront();
  const selector = `[data-setting="${setting}"]`;
  if (await page.$(`select${selector}`)) await page.select(selector, value);
  else await page.click(value === undefined ? selector : `${selector}[value="${value}"]`);
}

const checked = (page, setting, value) => page.$eval(
  `[data-setting="${setting}"]${value ? `[value="${value}"]` : ''}`,
  (input) => input.checked,
);
const stored = (b, wanted) => until(async () => (await allStored(b)).settings, 'the settings', (now) => {
  const sorted = (object) => JSON.stringify(Object.entries(object ?? {}).sort());
  return sorted(now) === sorted({ version: 2, ...wanted });
});

/** The card of a term in this tab, which comes to the front. */
async function explain(b, page, term) {
  await page.bringToFront();
  await b.hover(page, term);
  return cardOf(b, page, term);
}

/** Rests the pointer on the end of the first line, marked or not. */
async function restOnYyds(b, page) {
  await page.bringToFront();
  const { x, y, width, height } = await page.evaluate(() => {
    const range = document.createRange();
    range.setStart(document.querySelector('p').firstChild, '这家店真的'.length);
    range.setEndAfter(document.querySelector('p').firstChild);
    return range.getBoundingClientRect().toJSON();
  });
  await b.move(page, x + width / 2, y + height / 2);
}

/** Resolves when nothing has moved or been selected for long enough that a card would be there. */
async function quiet(page) {
  await page.evaluate(() => new Promise((done) => {
    let timer;
    const again = () => { clearTimeout(timer); timer = setTimeout(done, 700); };
    for (const type of ['pointermove', 'selectionchange']) document.addEventListener(type, again, true);
    again();
  }));
}

both('a mark is a dotted line, a tint, or nothing to see', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds']);
  await marked(b, page, ['yyds']);
  const own = await settings(b);
  assert.equal(await checked(own, 'style', 'dotted'), true);
  const styles = { tint: 'hl-e', hidden: 'hl-g', dotted: 'hl-a' };
  for (const [style, name] of Object.entries(styles)) {
    const others = Object.values(styles).filter((other) => other !== name);
    await choose(own, 'style', style);
    await inLayer(page, name, ['yyds']);
    await inLayer(own, name, PREVIEW);
    for (const other of others) assert.deepEqual([await layer(page, other), await layer(own, other)], [[], []]);
    await stored(b, style === 'dotted' ? {} : { style });
  }
  const look = (name) => page.evaluate((of) => {
    const { textDecorationLine: line, backgroundColor: color } = getComputedStyle(document.querySelector('p'), `::highlight(${of})`);
    return [line, color];
  }, name);
  const nothing = await look('no-such');
  assert.match((await look('hl-a'))[0], /underline/);
  assert.notEqual((await look('hl-e'))[1], nothing[1]);
  assert.deepEqual(await look('hl-g'), nothing);
});

both('what has no mark to see still explains itself', async (b) => {
  await storeAll(b, { settings: { version: 2, style: 'hidden' } });
  const page = await sayOn(b, ['这家店真的yyds']);
  await inLayer(page, 'hl-g', ['yyds']);
  await restOnYyds(b, page);
  await cardOf(b, page, 'yyds');
  assert.deepEqual(await b.marks(page, 'active'), ['yyds']);
});

both('how much is marked: rarer terms only, all but the everyday ones, all, or what may be one, too', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds', '他们家的味道绝绝子', '帖子别沉', '水开以后再放盐，味道会更好']);
  await marked(b, page, ['yyds', '绝绝子', '别沉']);
  const own = await settings(b);
  const doubts = await layer(own, 'hl-c');
  assert.deepEqual(doubts, ['🙏']);
  for (const [amount, sure, doubtful, silent] of [
    ['rare', ['别沉'], [], ['yyds', '绝绝子', '水']],
    ['fewer', ['绝绝子', '别沉'], [], ['yyds', '水']],
    ['maybe', ['yyds', '绝绝子', '别沉'], ['水'], []],
    ['all', ['yyds', '绝绝子', '别沉'], [], ['水']],
  ]) {
    await choose(own, 'amount', amount);
    await marked(b, page, sure);
    await inLayer(page, 'hl-f', doubtful);
    await inLayer(page, 'hl-c', silent);
    await inLayer(own, 'hl-f', amount === 'maybe' ? doubts : []);
    await stored(b, amount === 'all' ? {} : { amount });
  }
  await choose(own, 'amount', 'rare');
  await marked(b, page, ['别沉']);
  await restOnYyds(b, page);
  await cardOf(b, page, 'yyds');
});

const KINDS = {
  words: ['被种草了', '种草'], letters: ['这家店真的yyds', 'yyds'], numbers: ['520快乐', '520'], spellings: ['集美也太可爱了', '集美'],
  emoji: ['一定要上岸🙏', '🙏'], particles: ['路上慢点嗷', '嗷'],
};

both('each kind of term can be left alone', async (b) => {
  const page = await sayOn(b, Object.values(KINDS).map(([text]) => text));
  const all = await until(() => b.marks(page), 'all kinds', (marks) => Object.values(KINDS).every(([, term]) => marks.includes(term)));
  const own = await settings(b);
  for (const [kind, [, term]] of Object.entries(KINDS)) {
    assert.equal(await checked(own, 'without', kind), true);
    await choose(own, 'without', kind);
    const left = await until(() => b.marks(page), `no ${kind}`, (marks) => !marks.includes(term));
    const others = Object.values(KINDS).map(([, other]) => other).filter((other) => other !== term);
    assert.ok(others.every((other) => left.includes(other)), `without ${kind}: ${left}`);
    assert.equal((await layer(page, 'hl-c')).includes(term), false);
    const shown = await layer(own, 'hl-a');
    assert.equal(shown.includes('yyds'), kind !== 'letters');
    assert.equal(shown.includes('种草'), kind !== 'words');
    await stored(b, { without: [kind] });
    await choose(own, 'without', kind);
    await marked(b, page, all);
  }
  await stored(b, {});
});

both('stickers that are left alone are neither counted nor explained', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds']);
  await marked(b, page, ['yyds']);
  await page.evaluate((src) => {
    document.body.append(Object.assign(document.createElement('img'), { src, width: 40, height: 40 }));
  }, `https://${STICKERS}/fe-platform/9366d16631e3e208689cbc95eefb7cfb0901001e.png`);
  const counts = (terms) => until(() => statusOf(b, '/plain.html'), `${terms} terms`, (status) => status.terms === terms, 3000);
  await counts(2);
  const own = await settings(b);
  await choose(own, 'without', 'stickers');
  await stored(b, { without: ['stickers'] });
  await counts(1);
  await page.bringToFront();
  await page.hover('img');
  await quiet(page);
  assert.equal(await b.card(page), null);
});

both('of equal terms in a note only the first may be marked', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds', '那家也yyds']);
  await page.evaluate(() => {
    const note = Object.assign(document.createElement('section'), { className: 'note-item' });
    note.append(...['我家的猫yyds', '你家的yyds'].map((textContent) => Object.assign(document.createElement('p'), { textContent })));
    document.body.append(note);
  });
  await marked(b, page, ['yyds', 'yyds', 'yyds', 'yyds']);
  const own = await settings(b);
  await choose(own, 'firstOnly');
  await until(() => b.marksOf(page, 'p'), 'the first of each', (marks) => JSON.stringify(marks) === '[["yyds"],[],["yyds"],[]]');
  await inLayer(page, 'hl-c', ['yyds', 'yyds']);
  await stored(b, { firstOnly: true });
  await page.evaluate(() => document.querySelector('p').remove());
  await until(() => b.marksOf(page, 'p'), 'the next to be first', (marks) => JSON.stringify(marks) === '[["yyds"],["yyds"],[]]');
  await choose(own, 'firstOnly');
  await marked(b, page, ['yyds', 'yyds', 'yyds']);
});

both('terms that the reader knows are left unmarked, or keep a faint line', async (b) => {
  await storeAll(b, KNOWN);
  const page = await sayOn(b, ['这家店真的yyds', '被种草了']);
  await marked(b, page, ['种草']);
  const own = await settings(b);
  assert.equal((await layer(own, 'hl-a')).includes('yyds'), false);
  await choose(own, 'showKnown');
  await inLayer(page, 'hl-d', ['yyds']);
  await inLayer(own, 'hl-d', ['yyds']);
  assert.deepEqual(await b.marks(page), ['种草']);
  await choose(own, 'showKnown');
  await inLayer(page, 'hl-d', []);
  await inLayer(page, 'hl-c', ['yyds']);
});

both('the card may wait for a key', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds']);
  await marked(b, page, ['yyds']);
  const own = await settings(b);
  for (const [hover, key] of [['shift', 'Shift'], ['control', 'Control'], ['alt', 'Alt']]) {
    await choose(own, 'hover', hover);
    await stored(b, { hover });
    await page.bringToFront();
    await b.move(page, 5, 700);
    await noCard(b, page);
    await b.hover(page, 'yyds');
    await quiet(page);
    assert.equal(await b.card(page), null, hover);
    await page.keyboard.down(key);
    await cardOf(b, page, 'yyds');
    await page.keyboard.up(key);
    assert.equal((await b.card(page)).fields.term, 'yyds');
  }
  await choose(own, 'hover', 'rest');
  await stored(b, {});
  await b.move(page, 5, 700);
  await noCard(b, page);
  await explain(b, page, 'yyds');
});

both('selected text is explained, unless the reader has no use for that', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds，被种草了']);
  await marked(b, page, ['yyds', '种草']);
  const select = async () => {
    await page.bringToFront();
    await page.evaluate(() => {
      getSelection().removeAllRanges();
      getSelection().selectAllChildren(document.querySelector('p'));
    });
  };
  await select();
  const { all } = await until(() => b.card(page), 'the card', (card) => card?.fields.lead === 'In what you selected' && card.all.term);
  assert.deepEqual(all.term, ['yyds', '种草']);
  await b.key(page, 'Escape');
  await noCard(b, page);
  const own = await settings(b);
  await choose(own, 'onSelection');
  await stored(b, { onSelection: false });
  await select();
  await quiet(page);
  assert.equal(await b.card(page), null);
});

both('the reading is pinyin or zhuyin, with tone colors or without', async (b) => {
  const page = await sayOn(b, ['被种草了']);
  await marked(b, page, ['种草']);
  const own = await settings(b);
  const look = async (where) => {
    await explain(b, where, '种草');
    const found = await b.inCard(where, (root) => {
      const reading = root.querySelector('.pinyin');
      const colors = [...reading.querySelectorAll('[data-tone]')].map((part) => getComputedStyle(part).color);
      return { text: reading.textContent, lang: reading.lang, tones: reading.dataset.tones ?? null, colors: new Set(colors).size };
    });
    await b.key(where, 'Escape');
    await noCard(b, where);
    await b.move(where, 5, 700);
    return found;
  };
  const everywhere = async (wanted) => {
    for (const where of [page, own]) assert.deepEqual(await look(where), wanted);
  };
  await everywhere({ text: 'zhòngcǎo', lang: 'zh-Latn', tones: null, colors: 0 });
  await choose(own, 'tones', 'pleco');
  await stored(b, { tones: 'pleco' });
  await everywhere({ text: 'zhòngcǎo', lang: 'zh-Latn', tones: 'pleco', colors: 2 });
  await choose(own, 'reading', 'zhuyin');
  await choose(own, 'tones', 'mdbg');
  await stored(b, { reading: 'zhuyin', tones: 'mdbg' });
  const zhuyin = await look(page);
  assert.match(zhuyin.text, /^ㄓㄨㄥˋ\s?ㄘㄠˇ$/);
  assert.deepEqual([zhuyin.tones, zhuyin.colors], ['mdbg', 2]);
  assert.match(zhuyin.lang, /Bopo/);
});

both('what a rude word means can wait for a click', async (b) => {
  const page = await sayOn(b, ['你这个笨比', '被种草了']);
  await marked(b, page, ['笨比', '种草']);
  const own = await settings(b);
  await choose(own, 'veilRude');
  await stored(b, { veilRude: true });
  await explain(b, page, '笨比');
  const seen = () => b.inCard(page, (root) => root.querySelector('.means').checkVisibility());
  assert.equal(await seen(), false);
  assert.equal(await b.inCard(page, (root) => root.querySelector('.veil summary').textContent), 'Rude word. Show what it means');
  await b.clickInCard(page, '.veil summary');
  await until(seen, 'the meaning');
  await explain(b, page, '种草');
  assert.equal(await seen(), true);
});

both('only what differs from the usual is stored', async (b) => {
  const own = await settings(b);
  const choices = await own.$$eval('[data-setting]', (all) => all.map((element) => {
    const value = element.hasAttribute('value') ? element.value : undefined;
    return { type: element.type, setting: element.dataset.setting, value, on: element.checked };
  }));
  assert.deepEqual(await allStored(b), {});
  assert.equal(choices.length, 27);
  for (const { type, setting, value, on } of choices.filter((choice) => !(choice.type === 'radio' && choice.on))) {
    const usual = choices.find((other) => other.setting === setting && other.on)?.value;
    const [chosen, back, kept] = {
      radio: [value, usual, value], checkbox: [value, value, value ? [value] : !on], 'select-one': ['alt', 'rest', 'alt'],
    }[type];
    await choose(own, setting, chosen);
    await stored(b, { [setting]: kept });
    await choose(own, setting, back);
    await stored(b, {});
  }
  assert.equal(await own.$eval('#saved-state', (line) => line.textContent), 'Saved');
});

both('the switches for all and for each host work from here, too', async (b) => {
  const other = await sayOn(b, ['这家店真的yyds'], { host: REDNOTE });
  const page = await sayOn(b, ['这家店真的yyds']);
  for (const each of [page, other]) await marked(b, each, ['yyds']);
  const own = await settings(b);
  const size = (each, wanted) => until(() => each.evaluate(() => CSS.highlights.size > 0), 'the marks', (on) => on === wanted);
  await choose(own, 'offSites', 'www.rednote.com');
  await size(other, false);
  assert.deepEqual(await b.marks(page), ['yyds']);
  await stored(b, { offSites: ['www.rednote.com'] });
  await choose(own, 'offSites', 'www.rednote.com');
  await marked(b, other, ['yyds']);
  await choose(own, 'on');
  for (const each of [page, other]) await size(each, false);
  assert.deepEqual(await b.marks(own), PREVIEW);
  await storeAll(b, { settings: { version: 2, offSites: ['www.xiaohongshu.com'] } });
  await marked(b, other, ['yyds']);
  await until(() => checked(own, 'on'), 'the switch to follow');
  assert.equal(await checked(own, 'offSites', 'www.xiaohongshu.com'), false);
  assert.equal(await checked(own, 'offSites', 'www.rednote.com'), true);
});

both('the preview explains its terms like any page', async (b) => {
  const own = await settings(b);
  assert.deepEqual(await b.marks(own), PREVIEW);
  const { fields } = await explain(b, own, 'yyds');
  assert.match(fields.means, /^The GOAT/);
  await b.key(own, 'Escape');
  await noCard(b, own);
  assert.deepEqual(await b.consoleErrors(own), []);
});

both('the keys that walk through the terms are shown', async (b) => {
  const own = await settings(b);
  const read = () => own.$$eval('kbd', (all) => all.map((key) => [key.dataset.command, key.textContent]));
  const keys = await until(read, 'the keys', (all) => all.every(([, key]) => key));
  assert.deepEqual(keys, [['next-term', 'Alt+J'], ['previous-term', 'Alt+K']]);
});

both('settings of the first version count, and are written in the new form with the first change', async (b) => {
  await storeAll(b, { settings: { version: 1, on: false } });
  const page = await sayOn(b, ['这家店真的yyds']);
  const own = await settings(b);
  assert.equal(await checked(own, 'on'), false);
  assert.equal(await own.$eval('#unread', (line) => line.hidden), true);
  assert.deepEqual(await allStored(b), { settings: { version: 1, on: false } });
  await choose(own, 'style', 'tint');
  await stored(b, { on: false, style: 'tint' });
  assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
  await choose(own, 'on');
  await inLayer(page, 'hl-e', ['yyds']);
});

for (const [what, junk] of [
  ['make no sense', 'junk'],
  ['are of a later version', { version: 99, style: 'tint' }],
  ['have a value nobody knows', { version: 2, style: 'wavy' }],
  ['have a field nobody knows', { version: 2, sparkle: true }],
]) {
  both(`settings that ${what} are announced, and replaced by the next change`, async (b) => {
    await storeAll(b, { settings: junk });
    const own = await settings(b);
    const alarm = () => own.$eval('#unread', (line) => (line.checkVisibility() ? [line.getAttribute('role'), line.textContent] : null));
    const [role, words] = await until(alarm, 'the alarm', Boolean, 3000);
    assert.equal(role, 'alert');
    assert.match(words, /^Your settings could not be read/);
    assert.equal(await checked(own, 'style', 'dotted'), true);
    assert.deepEqual((await allStored(b)).settings, junk);
    await choose(own, 'firstOnly');
    await stored(b, { firstOnly: true });
    await until(alarm, 'the alarm to end', (shown) => shown === null);
  });
}
