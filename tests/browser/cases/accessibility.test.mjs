// Whether everybody can use it: axe-core over card, popup and pages, and what a screen reader is told.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { both } from '../both.mjs';
import { cardOf, explain } from '../steps.mjs';
import { until } from '../until.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FIRST_NOTE = '/explore/690000000000000000000001';
const SCHEMES = ['light', 'dark'];

/**
 * Runs in the page: what axe-core finds wrong in `root`'s host, or in the whole document, and where its rules passed.
 *
 * axe-core sees only open roots, so the closed one is shown to it here, in a world of our own.
 */
async function inspect(root, source) {
  (0, eval)(source);
  const axe = globalThis.axe;
  const host = root?.host;
  if (host) Object.defineProperty(host, 'shadowRoot', { value: root, configurable: true });
  const found = await axe.run(host ?? document, { resultTypes: ['violations', 'passes', 'incomplete'] });
  if (host) delete host.shadowRoot;
  const nodes = (results) => results.flatMap(({ id, nodes }) => nodes.map(({ target, any, html }) => ({
    id, target: target.flat().join(' '), why: any.map(({ message }) => message).join('; '), html: html.slice(0, 120),
  })));
  return { violations: nodes(found.violations), passes: nodes(found.passes).map(({ target }) => target) };
}

async function clean(found, ...parts) {
  assert.deepEqual(found.violations, []);
  for (const part of parts) {
    assert.ok(found.passes.some((target) => target.includes(part)), `axe-core has not looked at ${part}: ${found.passes.slice(0, 20)}`);
  }
}

/** Runs in a page of the extension, which has no closed root. */
const document = (page) => page.evaluate(`(${inspect})(null, ${JSON.stringify(AXE)})`);

for (const scheme of SCHEMES) {
  both(`axe-core finds nothing on the card, ${scheme}`, async (b) => {
    await b.colorScheme(scheme);
    const page = await b.open(FIRST_NOTE);
    await explain(b, page, '小红薯', 0, '#noteContainer .note-text');
    await settle(b, page);
    await clean(await b.inCard(page, inspect, AXE), '.card', '.term', '.literal', '.pin', '.save');
  });

  both(`axe-core finds nothing on a pinned card with all that opens in it, ${scheme}`, async (b) => {
    await b.colorScheme(scheme);
    const page = await b.open(FIRST_NOTE);
    await explain(b, page, '小红薯', 0, '#noteContainer .note-text');
    for (const part of ['.pin', '.copy', '.spoken summary']) await b.clickInCard(page, part);
    await settle(b, page);
    await clean(await b.inCard(page, inspect, AXE), '.grip', '.copy', '.literal');
  });

  both(`axe-core finds nothing in the popup, ${scheme}`, async (b) => {
    await b.colorScheme(scheme);
    const page = await b.open(FIRST_NOTE);
    await until(() => b.marks(page), 'marks', (marks) => marks.length > 0);
    const popup = await b.popup(page);
    await until(() => popup.evaluate(() => document.querySelectorAll('#here .means').length), 'the list');
    await clean(await popup.evaluate(inspect, null, AXE), '#switch', '#filter', '#here', '#settings');
    await popup.close();
  });

  for (const [file, part] of [['settings.html', 'fieldset'], ['welcome.html', '.button']]) {
    both(`axe-core finds nothing on ${file}, ${scheme}`, async (b) => {
      await b.colorScheme(scheme);
      const page = await b.own(file);
      await until(() => page.evaluate(() => CSS.highlights.get('hl-a')?.size), 'the marks of the sample');
      await clean(await document(page), part);
    });
  }
}

/** Resolves when the card no longer moves or fades. */
async function settle(b, page) {
  await b.inCard(page, (root) => Promise.all(root.getAnimations().map((animation) => animation.finished)).then(() => true));
}

/**
 * Runs in the page: the texts in `root` (or the document) whose contrast with what lies behind them is too low, after WCAG 2.2, 1.4.3.
 *
 * axe-core cannot tell what lies behind text in a closed root.
 */
function pale(root) {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => numbers(color).slice(0, 3)
    .map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor;
      if ((numbers(color)[3] ?? 1) === 1) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  for (const element of (root ?? document).querySelectorAll('*')) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && fontWeight >= 700);
    const [dark, light] = [luminance(color), luminance(behind(element))].sort((one, other) => one - other);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < (large ? 3 : 4.5)) found.push(`${element.className || element.localName}: ${ratio.toFixed(2)}`);
  }
  return found;
}

for (const scheme of SCHEMES) {
  both(`every text of the card is easy to tell from its ground, ${scheme}`, async (b) => {
    await b.colorScheme(scheme);
    await b.background(() => chrome.storage.local.set({ settings: { version: 2, tones: 'pleco' } }));
    const page = await b.open(FIRST_NOTE);
    await explain(b, page, '小红薯', 0, '#noteContainer .note-text');
    for (const part of ['.pin', '.copy', '.spoken summary']) await b.clickInCard(page, part);
    await settle(b, page);
    assert.deepEqual(await b.inCard(page, pale), []);
  });
}

both('a screen reader finds the card and its buttons by role and name', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await explain(b, page, '小红薯', 0, '#noteContainer .note-text');
  const there = [
    ['dialog', 'What 小红薯 means'], ['button', 'Pin the card'], ['button', 'Close'], ['button', 'Copy'], ['button', 'Save'],
    ['button', 'I know this one'], ['button', 'This mark is wrong'], ['group', 'What you can do'],
  ];
  for (const [role, name] of there) assert.equal(await b.accessible(page, role, name), 1, `${role} ${name}`);
  assert.equal(await b.accessible(page, 'button', 'Hear it'), 0);
});

both('a screen reader is told what keys have opened, and what was done', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await until(() => b.marks(page), 'marks', (marks) => marks.length > 0);
  await b.command('next-term');
  const card = await until(() => b.card(page), 'what is said', (shown) => shown?.fields.said);
  assert.equal(card.fields.said, `${card.fields.term}: ${card.fields.means}`);
  assert.equal(await b.accessible(page, 'status'), 1);
  await b.clickInCard(page, '.save');
  await until(() => b.card(page), 'the word of it', ({ fields }) => fields.said.startsWith('Saved'));
});

both('with reduced motion the card does not move', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await explain(b, page, '小红薯', 0, '#noteContainer .note-text');
  assert.equal(await b.inCard(page, (root) => root.getAnimations({ subtree: true }).length), 0);
}, { browsers: ['chromium'] });

both('in forced colors the tools of the card are drawn', async (b) => {
  const page = await b.open(FIRST_NOTE);
  await page.emulateMediaFeatures([{ name: 'forced-colors', value: 'active' }]);
  await explain(b, page, '小红薯', 0, '#noteContainer .note-text');
  const drawn = await b.inCard(page, (root) => [...root.querySelectorAll('.tool')].map((tool) => (
    getComputedStyle(tool, '::before').backgroundColor !== getComputedStyle(root.querySelector('.card')).backgroundColor)));
  assert.ok(drawn.length >= 5 && drawn.every(Boolean));
}, { browsers: ['chromium'] });
