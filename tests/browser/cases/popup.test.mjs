// The popup and the toolbar: what they say, and what the switch does.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { OTHER } from '../server.mjs';
import { until } from '../until.mjs';

/** A page of nothing but these texts, a paragraph each. */
async function say(b, ...texts) {
  const page = await b.open('/plain.html');
  await page.evaluate((all) => {
    document.body.replaceChildren(...all.map((text) => Object.assign(document.createElement('p'), { textContent: text })));
  }, texts);
  return page;
}

/** What the popup says and offers. */
const read = (popup) => popup.evaluate(() => {
  const text = (id) => document.getElementById(id).textContent;
  const button = document.getElementById('action');
  return {
    status: text('status'),
    detail: text('detail'),
    note: text('note'),
    button: button.hidden ? null : button.textContent,
    on: document.getElementById('switch').checked,
    state: document.querySelector('main').dataset.state ?? null,
  };
});
const says = (popup, status) => until(() => read(popup), `"${status}"`, (said) => said.status === status);

const marked = (b, page, ...texts) => until(() => b.marks(page), `the marks ${texts.join(' ')}`, (marks) => marks.join() === texts.join());
const hostile = (b, page) => marked(b, page, 'yyds', '绝绝子', '种草');

/** Holds that nothing of ours is on the page. */
const bare = (page) => until(() => page.evaluate(() => CSS.highlights.size), 'the highlights to be gone', (size) => size === 0);

/** Keeps this under the key `settings`. */
const keep = (b, settings) => until(() => b.background(async (value) => {
  await chrome.storage.local.set({ settings: value });
  return true;
}, settings), 'the background');

/** What the toolbar button of the tab in front is called. */
const title = (b) => b.background(async () => {
  const [tab] = await chrome.tabs.query({ active: true });
  return chrome.action.getTitle({ tabId: tab.id });
});
const titled = (b, name) => until(() => title(b), `the title "${name}"`, (found) => found === name);

both('the popup counts what is marked, and keeps counting', async (b) => {
  const page = await say(b, '这家店真的yyds，那家也yyds', '已经被种草了');
  await marked(b, page, 'yyds', 'yyds', '种草');
  const popup = await b.popup(page);
  const { detail, ...said } = await says(popup, '3 terms here, 2 different');
  assert.deepEqual(said, { status: '3 terms here, 2 different', note: '', button: null, on: true, state: null });
  assert.match(detail, /^Point at a term/);
  const texts = [
    ['他们家的味道绝绝子', '4 terms here, 3 different'],
    ['', '3 terms here, 2 different'],
  ];
  await page.evaluate(() => document.body.append(document.createElement('p')));
  for (const [text, status] of texts) {
    await page.evaluate((now) => { document.body.lastChild.textContent = now; }, text);
    await says(popup, status);
  }
  await popup.close();
});

both('the popup counts stickers, and finds words for one and for none', async (b) => {
  const page = await say(b, '今天下午去图书馆还书');
  const popup = await b.popup(page);
  await says(popup, 'Nothing to explain here');
  const add = (text) => page.evaluate((now) => {
    document.body.append(Object.assign(document.createElement('p'), { textContent: now }));
  }, text);
  await add('这家店真的yyds');
  await says(popup, '1 term here');
  await add('那家店也yyds');
  await says(popup, '2 times the same term here');
  await page.evaluate(() => {
    const src = 'https://picasso-static.xiaohongshu.com/fe-platform/9366d16631e3e208689cbc95eefb7cfb0901001e.png';
    document.body.append(Object.assign(document.createElement('img'), { src }));
  });
  await says(popup, '3 terms here, 2 different');
  await popup.close();
});

both('the switch works at once, in every tab', async (b) => {
  const [other, page] = [await b.open('/hostile.html'), await b.open('/hostile.html')];
  const before = await page.evaluate(() => document.documentElement.outerHTML);
  for (const each of [other, page]) await hostile(b, each);
  const popup = await b.popup(page);
  await says(popup, '3 terms here, 3 different');
  await popup.click('switch');
  for (const each of [other, page]) await bare(each);
  const said = await says(popup, 'Off');
  assert.equal(said.on, false);
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  await popup.click('switch');
  for (const each of [other, page]) await hostile(b, each);
  await says(popup, '3 terms here, 3 different');
  await popup.close();
});

both('off stays off: in a new tab, and after a restart', async (b) => {
  let page = await b.open('/hostile.html');
  let popup = await b.popup(page);
  await says(popup, '3 terms here, 3 different');
  await popup.click('switch');
  await says(popup, 'Off');
  await popup.close();

  page = await b.open('/hostile.html');
  await titled(b, 'Cat Tax is off');
  await bare(page);

  await b.restart();
  page = await b.open('/hostile.html');
  await titled(b, 'Cat Tax is off');
  await bare(page);
  popup = await b.popup(page);
  assert.equal((await says(popup, 'Off')).on, false);
  await popup.click('switch');
  await hostile(b, page);
  await popup.close();
});

both('the switch answers to the keyboard', async (b) => {
  const page = await b.open('/hostile.html');
  await hostile(b, page);
  const popup = await b.popup(page);
  await says(popup, '3 terms here, 3 different');
  await popup.key('Tab');
  await popup.key('Tab');
  assert.equal(await popup.evaluate(() => document.activeElement.id), 'switch');
  await popup.key('Space');
  await bare(page);
  await says(popup, 'Off');
  await popup.key('Space');
  await hostile(b, page);
  await popup.close();
});

both('another site is not ours', async (b) => {
  const page = await b.open('/hostile.html', { host: OTHER });
  const popup = await b.popup(page);
  const said = await says(popup, 'This is not a RedNote page');
  assert.deepEqual([said.state, said.button], ['away', null]);
  assert.equal(await title(b), 'Cat Tax works on RedNote pages');
  await bare(page);
  await popup.close();
});

both('a page older than the extension can be reloaded from the popup', async (b) => {
  await b.removeExtension();
  const page = await b.open('/hostile.html');
  await b.installExtension();
  const popup = await b.popup(page);
  const said = await says(popup, 'This page needs a reload');
  assert.deepEqual([said.state, said.button], ['alert', 'Reload this page']);
  assert.deepEqual(await b.marks(page), []);
  await popup.click('action');
  await hostile(b, page);
}, { browsers: ['chromium'] });

both('a page older than the extension is marked without a reload', async (b) => {
  await b.removeExtension();
  const page = await b.open('/hostile.html');
  await b.installExtension();
  await hostile(b, page);
  const popup = await b.popup(page);
  await says(popup, '3 terms here, 3 different');
  await popup.close();
}, { browsers: ['firefox'] });

both('access that was withdrawn can be given again from the popup', async (b) => {
  const origins = ['https://www.xiaohongshu.com/*', 'https://www.rednote.com/*'];
  const page = await b.open('/hostile.html');
  await hostile(b, page);
  await until(() => b.background((hosts) => chrome.permissions.remove({ origins: hosts }), origins), 'the access to be withdrawn');
  const popup = await b.popup(page);
  const said = await says(popup, 'Not allowed on RedNote yet');
  assert.deepEqual([said.state, said.button], ['alert', 'Allow on RedNote']);
  await popup.click('action');
  await until(() => b.background((hosts) => chrome.permissions.contains({ origins: hosts }), origins), 'the access');
  await says(popup, '3 terms here, 3 different');
  await popup.close();
}, { browsers: ['firefox'] });

both('a translated page has no Chinese left', async (b) => {
  const page = await b.open('/translated.html');
  const popup = await b.popup(page);
  const said = await says(popup, 'The Chinese on this page is gone');
  assert.equal(said.state, 'alert');
  assert.match(said.detail, /Show the original/);
  await popup.close();
});

both('under a strict policy the popup says which of the two runs', async (b) => {
  const page = await b.open('/hostile.html?csp=strict');
  await hostile(b, page);
  const popup = await b.popup(page);
  const { note } = await says(popup, '3 terms here, 3 different');
  // Only Chromium lets a page's policy hold for content scripts.
  if (b.name === 'chromium') assert.match(note, /only from the background/);
  else assert.equal(note, '');
  await popup.close();
});

both('settings that make no sense count as the usual ones', async (b) => {
  for (const junk of ['junk', null, 7, {}, { version: 99, on: false }, { version: 1, on: 'off' }]) {
    await keep(b, junk);
    const page = await b.open('/hostile.html');
    await hostile(b, page);
    const popup = await b.popup(page);
    const said = await says(popup, 'Settings could not be read');
    assert.deepEqual([said.state, said.on], ['alert', true], JSON.stringify(junk));
    await popup.close();
    await page.close();
  }
});

both('the switch writes over settings that make no sense', async (b) => {
  await keep(b, 'junk');
  const page = await b.open('/hostile.html');
  await hostile(b, page);
  const popup = await b.popup(page);
  await says(popup, 'Settings could not be read');
  await popup.click('switch');
  await bare(page);
  await says(popup, 'Off');
  await popup.click('switch');
  await hostile(b, page);
  await says(popup, '3 terms here, 3 different');
  await popup.close();
});

both('the popup says when the browser refuses to save', async (b) => {
  const page = await b.open('/hostile.html');
  await hostile(b, page);
  // Full to the brim: the browser itself refuses what is more.
  await until(() => b.background(async () => {
    const room = chrome.storage.local.QUOTA_BYTES - (await chrome.storage.local.getBytesInUse()) - 'ballast""'.length;
    await chrome.storage.local.set({ ballast: 'x'.repeat(room) });
    return true;
  }), 'the storage to be full');
  const popup = await b.popup(page);
  await says(popup, '3 terms here, 3 different');
  await popup.click('switch');
  const said = await says(popup, 'The change could not be saved');
  assert.equal(said.state, 'alert');
  await popup.close();
}, { browsers: ['chromium'] });

both('the toolbar button says where a tab stands', async (b) => {
  const page = await b.open('/hostile.html');
  await titled(b, 'Cat Tax is on');
  const popup = await b.popup(page);
  await says(popup, '3 terms here, 3 different');
  await popup.click('switch');
  await titled(b, 'Cat Tax is off');
  await popup.click('switch');
  await titled(b, 'Cat Tax is on');
  await popup.close();
  await page.goto(`https://${OTHER}/plain.html`);
  await titled(b, 'Cat Tax works on RedNote pages');
  await page.evaluate(() => history.back());
  await titled(b, 'Cat Tax is on');
});
