// What the settings page does with the reader's data: lists, export, import, forgetting all of it.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { both } from '../both.mjs';
import { allStored, marked, sayOn, storeAll } from '../steps.mjs';
import { until } from '../until.mjs';

const SETTINGS = { version: 2, style: 'tint', amount: 'fewer', without: ['emoji', 'numbers'], offSites: ['www.rednote.com'] };
const KNOWN = [{ id: 'zhongcao', term: '种草' }, { id: 'juejuezi', term: '绝绝子' }];
const WRONG = [
  { id: 'yyds', term: 'yyds', text: '这家店真的yyds', at: Date.UTC(2026, 0, 15) },
  { id: 'chong', term: '冲', text: '往前\n冲\t啊', at: Date.UTC(2026, 1, 3) },
];
const SAVED = [
  { id: 'yyds', sense: 0, term: 'yyds', sentence: '那家也yyds', at: 1_700_000_000_000 },
  { id: 'dun', sense: 0, term: '蹲一个', sentence: '蹲一个链接😭', at: 1_700_000_000_001 },
];
const list = (items) => ({ version: 1, items });
const ALL = { settings: SETTINGS, known: list(KNOWN), wrong: list(WRONG), saved: list(SAVED) };
const FILE = { format: 'cat-tax', version: 1, settings: SETTINGS, known: KNOWN, wrong: WRONG, saved: SAVED };

/** The settings page, once it shows what is stored. */
async function settings(b) {
  const own = await b.own('settings.html');
  await until(() => own.$eval('h1', (head) => head.textContent), 'the page', (head) => head.includes('Settings'));
  await until(() => own.$eval('kbd', (key) => key.textContent), 'the page to be filled');
  return own;
}

const said = (own, is, limit) => until(() => own.$eval('#file-state', (line) => line.textContent), 'word of the file', is, limit);

/** A folder of its own, for as long as `use` takes. */
async function inFolder(use) {
  const folder = await mkdtemp(path.join(tmpdir(), 'cat-tax-files-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Chooses a file with this text to be imported. */
function choose(own, text) {
  return inFolder(async (folder) => {
    const file = path.join(folder, 'chosen.json');
    await writeFile(file, text);
    await own.$eval('#file-state', (line) => { line.textContent = ''; });
    await (await own.$('#file')).uploadFile(file);
    return said(own, Boolean);
  });
}

/** The files that the page hands to the browser, caught before it does: `{ name, type, text }`. */
async function caught(own, press) {
  await own.evaluate(() => {
    window.caught = [];
    const make = URL.createObjectURL;
    let last = null;
    URL.createObjectURL = (blob) => {
      last = blob;
      return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function click() {
      const { type } = last;
      last.text().then((text) => window.caught.push({ name: this.download, type, text, scheme: this.protocol }));
    };
  });
  await press();
  return until(() => own.evaluate(() => window.caught), 'a file', ({ length }) => length > 0);
}

/** What has fallen into `folder`, once all of it is there. */
const fallen = (folder) => until(
  () => readdir(folder),
  'the file',
  (names) => names.length > 0 && !names.some((name) => name.endsWith('.crdownload')),
);

const rowsOf = (own, id) => own.$$eval(`#${id} li`, (rows) => (
  rows.map((row) => [...row.querySelectorAll('span')].map((part) => part.textContent))
));

async function openList(own, id) {
  await own.click(`#${id} summary`);
  await until(() => own.$eval(`#${id}`, (part) => part.open), `the list ${id} to open`);
}

both('an export is one JSON file with everything', async (b) => {
  await storeAll(b, ALL);
  const own = await settings(b);
  const files = await caught(own, () => own.click('#export'));
  await said(own, (words) => words === 'Written to your downloads');
  assert.equal(files.length, 1);
  const { name, type, text, scheme } = files[0];
  assert.deepEqual({ name, type, scheme }, { name: 'cat-tax.json', type: 'application/json', scheme: 'blob:' });
  assert.deepEqual(JSON.parse(text), FILE);
  assert.ok(text.split('\n').length > 10, 'laid out for people');
  assert.deepEqual(await allStored(b), ALL);
});

both('an export of nothing chosen says just that', async (b) => {
  const own = await settings(b);
  const [{ text }] = await caught(own, () => own.click('#export'));
  assert.deepEqual(JSON.parse(text), { format: 'cat-tax', version: 1, settings: { version: 2 }, known: [], wrong: [], saved: [] });
});

// Firefox has no way for a test to choose the folder, and would write into the tester's own.
both('the files really fall into the downloads', async (b) => {
  await storeAll(b, ALL);
  const own = await settings(b);
  const session = await own.createCDPSession();
  const download = (id) => inFolder(async (folder) => {
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await own.click(`#${id}`);
    const names = await fallen(folder);
    const text = await until(() => readFile(path.join(folder, names[0]), 'utf8'), 'its text');
    return { names, text };
  });
  const everything = await download('export');
  assert.deepEqual(everything.names, ['cat-tax.json']);
  assert.deepEqual(JSON.parse(everything.text), FILE);
  await openList(own, 'wrong');
  const wrong = await download('wrong-export');
  assert.deepEqual(wrong.names, ['cat-tax-wrong-marks.txt']);
  assert.equal(wrong.text.split('\n').length, 3);
}, { browsers: ['chromium'] });

both('a new profile takes all of it in, and lives by it at once', async (b) => {
  await storeAll(b, ALL);
  let own = await settings(b);
  const [{ text }] = await caught(own, () => own.click('#export'));
  await own.close();
  // Firefox keeps what a temporary extension stored when that is removed.
  await b.background(() => chrome.storage.local.clear());
  assert.deepEqual(await allStored(b), {});
  own = await settings(b);
  const page = await sayOn(b, ['这家店真的yyds', '听劝，这个发型要不要剪？', '他们家的味道绝绝子']);
  await marked(b, page, ['yyds', '听劝', '绝绝子']);
  await own.bringToFront();
  assert.equal(await choose(own, text), 'Imported');
  assert.deepEqual(await allStored(b), ALL);
  assert.equal(await own.$eval('[data-setting=style][value=tint]', (input) => input.checked), true);
  assert.equal(await own.$eval('[data-setting=without][value=emoji]', (input) => input.checked), false);
  assert.deepEqual(await rowsOf(own, 'known'), [['绝绝子', ''], ['种草', '']]);
  await marked(b, page, []);
  await until(() => page.evaluate(() => CSS.highlights.get('hl-e')?.size), 'the one that is not known', (size) => size === 1);
});

both('an import replaces what was there', async (b) => {
  await storeAll(b, ALL);
  const own = await settings(b);
  const file = { format: 'cat-tax', version: 1, settings: { version: 2, tones: 'mdbg' }, saved: SAVED.slice(0, 1) };
  assert.equal(await choose(own, JSON.stringify(file)), 'Imported');
  assert.deepEqual(await allStored(b), { settings: { version: 2, tones: 'mdbg' }, saved: list(SAVED.slice(0, 1)) });
});

// WebDriver lets no test answer Firefox's file chooser.
both('the same file can be chosen twice, by the button', async (b) => {
  const own = await settings(b);
  await inFolder(async (folder) => {
    const file = path.join(folder, 'mine.json');
    for (const settings of [SETTINGS, { version: 2, style: 'hidden' }]) {
      await writeFile(file, JSON.stringify({ ...FILE, settings }));
      const [chooser] = await Promise.all([own.waitForFileChooser(), own.click('#import')]);
      await chooser.accept([file]);
      await until(() => allStored(b), 'what was imported', (all) => all.settings?.style === settings.style);
    }
  });
}, { browsers: ['chromium'] });

for (const [what, text, reason] of [
  ['no JSON', '{"format": "cat-tax", ', /JSON|expected|position/i],
  ['an empty file', '', /JSON|unexpected|end/i],
  ['JSON of somebody else', '{"name": "package", "version": "1.0.0"}', /not a file of Cat Tax/],
  ['a list', '[]', /not a file of Cat Tax/],
  ['a file in the same form but of another program', JSON.stringify({ ...FILE, format: 'dog-tax' }), /not a file of Cat Tax/],
  ['a file of a later version', JSON.stringify({ ...FILE, version: 2 }), /later version/],
  ['settings of a later version', JSON.stringify({ ...FILE, settings: { version: 99 } }), /later version/],
  ['a file with a field nobody knows', JSON.stringify({ ...FILE, notes: [] }), /unknown field.*notes/],
  ['settings with a field nobody knows', JSON.stringify({ ...FILE, settings: { version: 2, sparkle: 1 } }), /unknown field.*sparkle/],
  ['settings with a value nobody knows', JSON.stringify({ ...FILE, settings: { version: 2, style: 'wavy' } }), /wavy/],
  ['a list with an item that makes no sense', JSON.stringify({ ...FILE, saved: [...SAVED, { id: 7 }] }), /string/],
]) {
  both(`${what} is refused with a reason, and changes nothing`, async (b) => {
    await storeAll(b, { ...ALL, settings: { version: 2, tones: 'pleco' } });
    const before = await allStored(b);
    const own = await settings(b);
    const words = await choose(own, text);
    assert.match(words, /^Nothing was changed: \S/);
    assert.match(words.replace('Nothing was changed: ', ''), reason);
    assert.doesNotMatch(words, /\[object|undefined|Error:/);
    assert.deepEqual(await allStored(b), before);
  });
}

const asked = (own) => own.$eval('#sure', (sure) => (sure.open ? sure.querySelector('p').textContent : null));

/** Asks to forget everything, and answers by a button, or by Esc; done once the answer has been followed. */
async function forget(own, answer) {
  await own.click('#reset');
  assert.equal(await until(() => asked(own), 'the question'), 'Forget your settings and everything you kept?');
  await (answer ? own.click(`#sure [value=${answer}]`) : own.keyboard.press('Escape'));
  await until(() => asked(own), 'the question to go', (words) => words === null);
  // What the answer does to the storage is done before what is asked of it now.
  await own.evaluate(async () => {
    await new Promise((done) => { setTimeout(done); });
    for (let times = 0; times < 8; times += 1) await chrome.storage.local.get();
  });
}

both('forgetting everything asks first, and forgets everything', async (b) => {
  await storeAll(b, ALL);
  const page = await sayOn(b, ['被种草了，这家店真的yyds', '他们家的味道绝绝子']);
  const own = await settings(b);
  await own.click('#reset');
  assert.equal(await until(() => own.evaluate(() => document.activeElement.textContent), 'the focus'), 'Keep it');
  await own.keyboard.press('Escape');
  await until(() => asked(own), 'the question to go', (words) => words === null);
  for (const no of ['keep', null]) {
    await forget(own, no);
    assert.deepEqual(await allStored(b), ALL);
  }
  await forget(own, 'reset');
  await said(own, (words) => words === 'Everything is forgotten');
  assert.deepEqual(await allStored(b), {});
  await marked(b, page, ['种草', 'yyds', '绝绝子']);
  await until(() => own.$eval('[data-setting=style][value=dotted]', (input) => input.checked), 'the page to show the usual');
  assert.deepEqual(await rowsOf(own, 'known'), []);
});

both('who forgot everything once is still asked the next time', async (b) => {
  await storeAll(b, ALL);
  const own = await settings(b);
  await forget(own, 'reset');
  assert.deepEqual(await allStored(b), {});
  await storeAll(b, { known: list(KNOWN) });
  await forget(own, null);
  assert.deepEqual(await allStored(b), { known: list(KNOWN) });
});

both('marks called wrong can be saved as text, a line each', async (b) => {
  await storeAll(b, { wrong: list(WRONG) });
  const own = await settings(b);
  await openList(own, 'wrong');
  const [{ name, type, text }] = await caught(own, () => own.click('#wrong-export'));
  assert.deepEqual([name, type], ['cat-tax-wrong-marks.txt', 'text/plain']);
  assert.equal(text, 'yyds\tyyds\t这家店真的yyds\t2026-01-15\n冲\tchong\t往前 冲 啊\t2026-02-03\n');
  assert.deepEqual(await allStored(b), { wrong: list(WRONG) });
});

const LISTS = { words: 'saved', known: 'known', wrong: 'wrong' };
const SHOWN = {
  words: [['蹲一个', '蹲一个链接😭'], ['yyds', '那家也yyds']],
  known: [['绝绝子', ''], ['种草', '']],
  wrong: [['冲', '往前\n冲\t啊'], ['yyds', '这家店真的yyds']],
};

both('what was kept is listed newest first, and removed item by item', async (b) => {
  await storeAll(b, ALL);
  const own = await settings(b);
  for (const [id, key] of Object.entries(LISTS)) {
    await openList(own, id);
    const empty = () => own.$eval(`#${id} .none`, (line) => line.checkVisibility());
    assert.deepEqual(await rowsOf(own, id), SHOWN[id]);
    assert.equal(await empty(), false);
    assert.equal(await own.$eval(`#${id} .remove`, (button) => button.ariaLabel), `Remove ${SHOWN[id][0][0]}`);
    for (const left of [SHOWN[id].slice(1), []]) {
      await own.click(`#${id} .remove`);
      await until(() => rowsOf(own, id), `${left.length} left in ${id}`, (rows) => JSON.stringify(rows) === JSON.stringify(left));
      assert.equal((await allStored(b))[key]?.items.length, left.length || undefined);
      assert.equal(await own.$eval(`#${id}`, (part) => part.open), true);
    }
    assert.equal(await empty(), true);
  }
  assert.deepEqual(await allStored(b), { settings: SETTINGS });
  assert.equal(await own.$eval('#wrong-export', (button) => button.checkVisibility()), false);
});

both('a term that is no longer known is marked again at once', async (b) => {
  await storeAll(b, { known: list(KNOWN), wrong: list(WRONG.slice(0, 1)) });
  const page = await sayOn(b, ['这家店真的yyds', '被种草了']);
  const own = await settings(b);
  assert.deepEqual(await b.marks(page), []);
  await openList(own, 'known');
  await own.click('#known li:last-child .remove');
  await marked(b, page, ['种草']);
  await openList(own, 'wrong');
  await own.click('#wrong .remove');
  await marked(b, page, ['yyds', '种草']);
});
