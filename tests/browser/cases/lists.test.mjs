// The popup's lists and its smaller switches: what is on the page, what was saved, where it is off.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { REDNOTE, STICKERS } from '../server.mjs';
import { allStored, cardOf, marked, sayOn, statusOf, storeAll } from '../steps.mjs';
import { until } from '../until.mjs';

const SIX = ['这家店真的yyds，那家也yyds', '已经被种草了', '他们家的味道绝绝子', '520快乐', '集美也太可爱了', '我破防了'];
const TERMS = ['yyds', '种草', '绝绝子', '520', '集美', '破防了'];
const SAVED = [
  { id: 'yyds', sense: 0, term: 'yyds', sentence: '这家店真的yyds', at: 1 },
  { id: 'zhongcao', sense: 0, term: '种草', sentence: '已经被种草了', at: 2 },
];

/** The rows of the list on the page, as they are shown. */
const rows = (popup) => popup.evaluate(() => [...document.querySelectorAll('#here li')].map((row) => {
  const text = (name) => row.querySelector(`.${name}`)?.textContent ?? null;
  return { term: text('term'), count: text('count'), original: text('original'), means: text('means') };
}));
const lists = (popup, ...terms) => until(
  () => rows(popup),
  `the rows ${terms.join(' ')}`,
  (shown) => shown.map(({ term }) => term).join() === terms.join() && shown.every(({ means }) => means),
);

/** What stands in place of a list, where it is empty. */
const none = (popup, panel) => popup.evaluate((id) => {
  const line = document.querySelector(`#${id} .none`);
  return line.checkVisibility() ? line.textContent : null;
}, panel);

const savedRows = (popup) => popup.evaluate(() => [...document.querySelectorAll('#saved li')].map((row) => {
  const text = (name) => row.querySelector(`.${name}`).textContent;
  return { term: text('term'), means: text('means'), sentence: text('sentence') };
}));

/** Puts this into the filter at once, or types it. */
const fill = (popup, text) => popup.evaluate((value) => {
  const filter = document.getElementById('filter');
  filter.value = value;
  filter.dispatchEvent(new Event('input'));
}, text);
async function type(popup, keys) {
  await fill(popup, '');
  await popup.click('filter');
  await until(() => popup.evaluate(() => document.activeElement.id), 'the filter to have the focus', (id) => id === 'filter');
  // Firefox's panel takes no letters from outside; this types them from inside.
  await popup.evaluate((letters) => { for (const letter of letters) document.execCommand('insertText', false, letter); }, keys);
  await until(() => popup.evaluate(() => document.getElementById('filter').value), `"${keys}" to be typed`, (value) => value === keys);
}

const has = (popup, id, wanted) => until(
  () => popup.evaluate((of) => document.getElementById(of).checked, id),
  `the switch ${id} to be ${wanted}`,
  (checked) => checked === wanted,
);
const status = (popup) => popup.evaluate(() => document.getElementById('status').textContent);
const says = (popup, wanted) => until(() => status(popup), `"${wanted}"`, (now) => now === wanted);
const bare = (page) => until(() => page.evaluate(() => CSS.highlights.size), 'the highlights to be gone', (size) => size === 0);

both('the popup lists the terms in reading order, with their meaning and how often', async (b) => {
  const page = await sayOn(b, SIX);
  const popup = await b.popup(page);
  const shown = await lists(popup, ...TERMS);
  assert.deepEqual(shown.map(({ count }) => count), ['×2', null, null, null, null, null]);
  assert.match(shown[0].means, /^The GOAT/);
  assert.match(shown[1].means, /want a product or place/);
  assert.deepEqual(shown.map(({ original }) => original), TERMS.map(() => null));
  assert.equal(await none(popup, 'here'), null);
  await popup.close();
});

both('the list has stickers by their code, and follows the page', async (b) => {
  const page = await sayOn(b, ['已经被种草了']);
  const popup = await b.popup(page);
  await lists(popup, '种草');
  await page.evaluate((src) => {
    document.body.prepend(Object.assign(document.createElement('img'), { src }));
    document.body.append(Object.assign(document.createElement('p'), { textContent: '这家店真的yyds' }));
  }, `https://${STICKERS}/fe-platform/9366d16631e3e208689cbc95eefb7cfb0901001e.png`);
  await lists(popup, '[微笑R]', '种草', 'yyds');
  await page.evaluate(() => document.body.replaceChildren());
  await lists(popup);
  assert.equal(await none(popup, 'here'), 'No terms to list');
  await popup.close();
});

both('the filter takes a term, its pinyin without tones, or English', async (b) => {
  const page = await sayOn(b, SIX);
  const popup = await b.popup(page);
  await lists(popup, ...TERMS);
  await type(popup, 'yyd');
  await lists(popup, 'yyds');
  await type(popup, 'zhongcao');
  await lists(popup, '种草');
  await type(popup, 'amazing');
  await lists(popup, '绝绝子');
  for (const [text, ...terms] of [['集美', '集美'], ['ZHÒNG', '种草'], ['  PoFang ', '破防了'], ['goat', 'yyds'], ['', ...TERMS]]) {
    await fill(popup, text);
    await lists(popup, ...terms);
  }
  await popup.close();
});

both('pinyin may be typed with the spaces and tones that the card shows', async (b) => {
  const page = await sayOn(b, SIX);
  const popup = await b.popup(page);
  await lists(popup, ...TERMS);
  for (const [text, term] of [['yongyuan de shen', 'yyds'], ['yongyuandeshen', 'yyds'], ['wo ai ni', '520'], ['zhòngcǎo', '种草']]) {
    await fill(popup, text);
    await lists(popup, term);
  }
  await popup.close();
});

both('the filter says when no term fits, and is not there for a handful', async (b) => {
  const page = await sayOn(b, SIX);
  const popup = await b.popup(page);
  await lists(popup, ...TERMS);
  const filterThere = () => popup.evaluate(() => document.getElementById('filter').checkVisibility());
  assert.equal(await filterThere(), true);
  await fill(popup, 'zzz');
  await lists(popup);
  assert.equal(await none(popup, 'here'), 'No term fits');
  await fill(popup, '');
  await lists(popup, ...TERMS);
  assert.equal(await none(popup, 'here'), null);
  await page.evaluate(() => document.querySelector('p').remove());
  await lists(popup, ...TERMS.slice(1));
  assert.equal(await filterThere(), false);
  await popup.close();
});

both('a click on a row shows the term on the page, the next click its next place', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds', '已经被种草了', '那家也yyds']);
  await page.evaluate(() => { for (const line of document.querySelectorAll('p')) line.style.marginTop = '1500px'; });
  const popup = await b.popup(page);
  await lists(popup, 'yyds', '种草');
  const inSight = (nth) => page.evaluate((at) => {
    const { top, bottom } = document.querySelectorAll('p')[at].getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }, nth);
  const yyds = 'here li:nth-child(1) button';
  for (const [row, place, term] of [[yyds, 0, 'yyds'], [yyds, 2, 'yyds'], ['here li:nth-child(2) button', 1, '种草'], [yyds, 0, 'yyds']]) {
    assert.equal(await inSight(place), false);
    await popup.click(row);
    await until(() => b.marksOf(page, 'p', 'active'), `place ${place}`, (marks) => marks[place].join() === term);
    await cardOf(b, page, term);
    assert.equal(await inSight(place), true);
  }
  await popup.close();
});

both('a site is switched off by itself, and stays off', async (b) => {
  const other = await sayOn(b, ['这家店真的yyds'], { host: REDNOTE });
  const page = await sayOn(b, ['这家店真的yyds']);
  for (const each of [other, page]) await marked(b, each, ['yyds']);
  let popup = await b.popup(page);
  await lists(popup, 'yyds');
  assert.equal(await popup.evaluate(() => document.getElementById('host').textContent), 'On xiaohongshu.com');
  await popup.click('site');
  await says(popup, 'Off on this site');
  await bare(page);
  await lists(popup);
  assert.deepEqual(await b.marks(other), ['yyds']);
  assert.deepEqual(await allStored(b), { settings: { version: 2, offSites: ['www.xiaohongshu.com'] } });
  await popup.close();

  await other.bringToFront();
  popup = await b.popup(other);
  await lists(popup, 'yyds');
  assert.equal(await popup.evaluate(() => document.getElementById('host').textContent), 'On rednote.com');
  await has(popup, 'site', true);
  await popup.close();

  const later = await sayOn(b, ['已经被种草了']);
  popup = await b.popup(later);
  await says(popup, 'Off on this site');
  await has(popup, 'site', false);
  await popup.click('site');
  await marked(b, later, ['种草']);
  await marked(b, page, ['yyds']);
  assert.deepEqual(await allStored(b), { settings: { version: 2 } });
  await popup.close();
});

both('a page is switched off by itself, until it is reloaded', async (b) => {
  const other = await b.open('/hostile.html');
  const page = await b.open('/hostile.html?this');
  for (const each of [other, page]) await marked(b, each, ['yyds', '绝绝子', '种草']);
  let popup = await b.popup(page);
  await lists(popup, 'yyds', '绝绝子', '种草');
  await popup.click('page');
  await says(popup, 'Off on this page');
  await bare(page);
  await has(popup, 'page', false);
  await lists(popup);
  assert.deepEqual(await b.marks(other), ['yyds', '绝绝子', '种草']);
  assert.deepEqual(await allStored(b), {});
  await popup.click('page');
  await marked(b, page, ['yyds', '绝绝子', '种草']);
  await popup.click('page');
  await bare(page);
  await popup.close();

  await page.reload();
  await marked(b, page, ['yyds', '绝绝子', '种草']);
  popup = await b.popup(page);
  await has(popup, 'page', true);
  await popup.close();
});

both('a page that is off stays off whatever else is switched', async (b) => {
  const page = await b.open('/hostile.html');
  await marked(b, page, ['yyds', '绝绝子', '种草']);
  const popup = await b.popup(page);
  await lists(popup, 'yyds', '绝绝子', '种草');
  await popup.click('page');
  await bare(page);
  await popup.click('switch');
  await says(popup, 'Off');
  assert.equal(await popup.evaluate(() => document.getElementById('where').checkVisibility()), false);
  await popup.click('switch');
  await says(popup, 'Off on this page');
  assert.equal((await statusOf(b, '/hostile.html')).paused, true);
  assert.deepEqual(await b.marks(page), []);
  await popup.close();
});

both('what a card saves is in the popup with its sentence, newest first', async (b) => {
  const page = await sayOn(b, ['今天去逛街。这家店真的yyds！下次还来', '已经被种草了']);
  for (const term of ['yyds', '种草']) {
    await until(() => b.hover(page, term).then(() => true), `a mark of ${term}`);
    await cardOf(b, page, term);
    await b.clickInCard(page, '[data-do="save"]');
    await until(() => allStored(b), `${term} to be saved`, ({ saved }) => saved?.items.at(-1).term === term);
  }
  const popup = await b.popup(page);
  await lists(popup, 'yyds', '种草');
  await popup.click('tab-saved');
  const shown = await until(() => savedRows(popup), 'two rows', ({ length }) => length === 2);
  assert.deepEqual(shown.map(({ term, sentence }) => [term, sentence]), [['种草', '已经被种草了'], ['yyds', '这家店真的yyds！']]);
  assert.match(shown[1].means, /^The GOAT/);
  assert.equal(await popup.evaluate(() => document.getElementById('saved-count').textContent), '2');
  await popup.close();
});

both('saved terms are removed one by one, on any site', async (b) => {
  await storeAll(b, { saved: { version: 1, items: SAVED } });
  const page = await b.open('/plain.html', { host: 'other.example' });
  const popup = await b.popup(page);
  await says(popup, 'This is not a RedNote page');
  await popup.click('tab-saved');
  await until(() => savedRows(popup), 'two rows', (all) => all.map(({ term }) => term).join() === '种草,yyds');
  const label = await popup.evaluate(() => document.querySelector('#saved .remove').getAttribute('aria-label'));
  assert.equal(label, 'Remove 种草');
  await popup.click('saved li:nth-child(1) .remove');
  await until(() => savedRows(popup), 'one row', (all) => all.map(({ term }) => term).join() === 'yyds');
  await until(() => allStored(b), 'one item', ({ saved }) => saved?.items.length === 1 && saved.items[0].id === 'yyds');
  await popup.click('saved li:nth-child(1) .remove');
  await until(() => none(popup, 'saved'), 'words for an empty list', (words) => words?.startsWith('Nothing saved yet'));
  await until(() => allStored(b), 'nothing stored', (all) => Object.keys(all).length === 0);
  await popup.close();
});

both('the tabs answer to mouse and arrow keys, and say which is chosen', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds']);
  const popup = await b.popup(page);
  await lists(popup, 'yyds');
  const state = () => popup.evaluate(() => ({
    tabs: [...document.querySelectorAll('[role=tablist] [role=tab]')].map((tab) => [tab.id, tab.ariaSelected, tab.tabIndex]),
    panels: [...document.querySelectorAll('[role=tabpanel]')].filter((panel) => panel.checkVisibility()).map((panel) => panel.id),
    focus: document.activeElement.id,
  }));
  const HERE = [['tab-here', 'true', 0], ['tab-saved', 'false', -1]];
  const KEPT = [['tab-here', 'false', -1], ['tab-saved', 'true', 0]];
  const chosen = (tabs, panel, focus) => {
    const wanted = JSON.stringify({ tabs, panels: [panel], focus });
    return until(state, `the tab of ${panel}`, (now) => JSON.stringify(now) === wanted);
  };
  const { tabs, panels } = await state();
  assert.deepEqual({ tabs, panels }, { tabs: HERE, panels: ['here'] });
  const names = await popup.evaluate(() => [...document.querySelectorAll('[role=tabpanel]')].map((panel) => {
    const tab = document.getElementById(panel.getAttribute('aria-labelledby'));
    return tab.getAttribute('aria-controls') === panel.id && tab.textContent.trim();
  }));
  assert.deepEqual(names, ['On this page', 'Saved']);
  await popup.click('tab-saved');
  await chosen(KEPT, 'saved', 'tab-saved');
  for (const [key, ...wanted] of [
    ['ArrowLeft', HERE, 'here', 'tab-here'], ['ArrowRight', KEPT, 'saved', 'tab-saved'], ['ArrowRight', HERE, 'here', 'tab-here'],
  ]) {
    await popup.key(key);
    await chosen(...wanted);
  }
  await popup.close();
});

both('the gear opens the settings, and the popup goes', async (b) => {
  const page = await sayOn(b, ['这家店真的yyds']);
  const popup = await b.popup(page);
  await lists(popup, 'yyds');
  await popup.click('settings');
  await until(() => b.closeOwn('settings.html'), 'the settings page');
  await until(() => popup.evaluate(() => true).then(() => false, () => true), 'the popup to be gone');
});

// Where Tab goes in Firefox's panel depends on the system's own settings.
both('everything in the popup can be reached and used by keys', async (b) => {
  const page = await sayOn(b, SIX);
  await storeAll(b, { saved: { version: 1, items: SAVED.slice(0, 1) } });
  const popup = await b.popup(page);
  await lists(popup, ...TERMS);
  const focus = () => popup.evaluate(() => document.activeElement.id || document.activeElement.querySelector('.term')?.textContent || '');
  const met = [];
  for (let tabs = 0; tabs < 6 + TERMS.length; tabs += 1) {
    await popup.key('Tab');
    met.push(await focus());
  }
  assert.deepEqual(met, ['settings', 'switch', 'site', 'page', 'tab-here', 'filter', ...TERMS]);
  await popup.key('Enter');
  await cardOf(b, page, '破防了');
  const ring = await popup.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(ring, 'none');

  await popup.evaluate(() => document.getElementById('tab-here').focus());
  await popup.key('ArrowRight');
  await popup.key('Tab');
  assert.equal(await popup.evaluate(() => document.activeElement.ariaLabel), 'Remove yyds');
  await popup.key('Enter');
  await until(() => allStored(b), 'nothing saved', ({ saved }) => !saved);
  await popup.close();
}, { browsers: ['chromium'] });

both('with many terms the popup keeps its size, and the list scrolls', async (b) => {
  const page = await b.open('/long.html?n=400');
  const items = Array.from({ length: 60 }, (_, at) => ({ ...SAVED[0], sentence: `第${at}句yyds`, at }));
  await storeAll(b, { saved: { version: 1, items } });
  const popup = await b.popup(page);
  await until(() => rows(popup), 'many rows', ({ length }) => length > 15);
  const size = (panel) => popup.evaluate((id) => {
    const { width, height } = document.body.getBoundingClientRect();
    const list = document.querySelector(`#${id} ul`);
    const root = document.documentElement;
    const wide = list.scrollWidth > list.clientWidth || root.scrollWidth > root.clientWidth;
    return { width, height, scrolls: list.scrollHeight > list.clientHeight, wide };
  }, panel);
  for (const panel of ['here', 'saved']) {
    await popup.click(`tab-${panel}`);
    await until(() => size(panel), 'the list to scroll', ({ scrolls }) => scrolls);
    const { width, height, wide } = await size(panel);
    assert.ok(width >= 320 && width <= 360, `${width} wide`);
    assert.ok(height > 300 && height <= 600, `${panel} is ${height} high`);
    assert.equal(wide, false);
  }
  await popup.close();
});

// Firefox's panel cannot be reached before it has been shown.
both('the popup shows its count in no time', async (b) => {
  const empty = await b.own('manifest.json');
  const blank = await empty.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
  const page = await sayOn(b, SIX);
  await marked(b, page, ['yyds', ...TERMS]);
  const times = [];
  for (let round = 0; round < 3; round += 1) {
    const popup = await b.popup(page);
    times.push(await popup.evaluate(() => new Promise((done) => {
      const look = () => {
        const counted = /^\d+ terms/.test(document.getElementById('status')?.textContent ?? '');
        return counted ? done(performance.now()) : requestAnimationFrame(look);
      };
      look();
    })));
    await popup.close();
  }
  const [fastest] = times.toSorted((one, other) => one - other);
  console.log(`# popup: ${times.map(Math.round).join(', ')} ms to its count; an empty page of the extension: ${Math.round(blank)} ms`);
  assert.ok(fastest < 1000, `${fastest} ms`);
}, { browsers: ['chromium'], alone: true });
