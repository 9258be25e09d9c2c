// Holds the harness to its word: what it says about marks, cards, popups and requests is what is there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both } from '../both.mjs';
import { OTHER, REDNOTE, STICKERS, XIAOHONGSHU } from '../server.mjs';
import { until } from '../until.mjs';

const STICKER = `https://${STICKERS}/fe-platform/${'ab'.repeat(20)}.png`;

both('the extension is installed', async (b) => {
  const manifest = await until(() => b.background(() => (globalThis.browser ?? globalThis.chrome).runtime.getManifest()), 'the background');
  assert.equal(manifest.manifest_version, 3);
});

both('the site is served under its hosts', async (b) => {
  for (const host of [XIAOHONGSHU, REDNOTE, OTHER]) {
    const page = await b.open('/explore', { host });
    assert.equal(await page.evaluate(() => location.host), host);
    await until(() => page.$$eval('section.note-item', (cards) => cards.length), `cards on ${host}`);
  }
});

both('a strict policy and stickers are served', async (b) => {
  const page = await b.open('/explore');
  const policy = (address) => page.evaluate(async (at) => (await fetch(at)).headers.get('content-security-policy'), address);
  assert.equal(await policy('/plain.html'), null);
  assert.match(await policy('/plain.html?csp=strict'), /script-src 'self'$/);
  assert.match(await policy('/csp/plain.html'), /script-src 'self'$/);
  assert.equal(await page.evaluate(async (at) => (await fetch(at)).headers.get('content-type'), STICKER), 'image/png');
});

both('marks, card and popup are read as they are', async (b) => {
  const page = await b.open('/hostile.html');
  const [term] = await until(() => b.marks(page), 'marks', (marks) => marks.length > 0);
  assert.equal(await b.card(page), null);
  await b.hover(page, term);
  const card = await until(() => b.card(page), `the card of ${term}`);
  assert.equal(card.fields.term, term);
  assert.equal(await b.inCard(page, (root) => root.mode), 'closed');

  const popup = await b.popup(page);
  assert.ok(await until(() => popup.text(), 'the popup to say something'));
  await popup.close();
});

both('what a page registered on the real highlights is read even when it hides them', async (b) => {
  const page = await b.open('/frozen.html');
  await until(() => b.marks(page), 'marks', (marks) => marks.length > 0);
  assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
});

both('errors of a page and of the background are seen', async (b) => {
  const page = await b.open('/plain.html');
  await page.evaluate(() => {
    console.error('planted complaint');
    setTimeout(() => {
      throw new Error('planted error');
    });
  });
  await until(
    () => b.background(() => {
      setTimeout(() => {
        throw new Error('background error');
      });
      return true;
    }),
    'the background',
  );
  await until(
    () => b.consoleErrors(page),
    'three errors',
    (errors) => ['planted complaint', 'planted error', 'background error'].every((text) => errors.some((error) => error.includes(text))),
  );
});

both('long tasks are seen', async (b) => {
  const page = await b.open('/plain.html', { tasks: true });
  await page.evaluate(() =>
    setTimeout(() => {
      const end = performance.now() + 120;
      while (performance.now() < end);
    }),
  );
  const [longest] = await until(() => b.longTasks(page), 'a long task', (tasks) => tasks.length > 0);
  assert.ok(longest > 100, `${longest} ms`);
}, { alone: true });

both('the browser itself asks for nothing but the site', async (b) => {
  const page = await b.open('/explore');
  await until(() => page.$('section.note-item'), 'cards');
  const hosts = new Set([XIAOHONGSHU, STICKERS]);
  assert.deepEqual(b.attempts().filter(({ host, allowed }) => !allowed || !hosts.has(host)), []);
  assert.ok(b.attempts().some(({ via, path }) => via === 'site' && path === '/explore'));
});

both('a request that is planted is seen', async (b) => {
  const page = await b.open('/plain.html');
  await page.evaluate(() => fetch('https://planted.example/page').catch(() => {}));
  await page.evaluate(() => fetch('/planted-path.json'));
  await until(
    () => b.attempts(),
    'two requests',
    (attempts) =>
      attempts.some(({ host, port, allowed }) => host === 'planted.example' && port === 443 && !allowed) &&
      attempts.some(({ via, path }) => via === 'site' && path === '/planted-path.json'),
  );
});

both('an extension that was removed is back for the next case', async (b) => {
  await b.removeExtension();
  const page = await b.open('/hostile.html');
  assert.deepEqual(await b.marks(page), []);
  await b.reset();
  const again = await b.open('/hostile.html');
  await until(() => b.marks(again), 'marks', (marks) => marks.length > 0);
});

both('what the extension stores outlives a restart and a reload, but not a reset', async (b) => {
  const stored = () => b.background(() => (globalThis.browser ?? globalThis.chrome).storage.local.get('planted'));
  const store = () => b.background(async () => {
    await (globalThis.browser ?? globalThis.chrome).storage.local.set({ planted: 1 });
    return true;
  });
  await until(store, 'the background');
  await b.reloadExtension();
  assert.deepEqual(await until(stored, 'the background'), { planted: 1 });
  await b.restart();
  assert.deepEqual(await until(stored, 'the background'), { planted: 1 });
  await b.reset();
  assert.deepEqual(await until(stored, 'the background'), {});
});

both('hosts that were given up are granted again by a reset', async (b) => {
  const origins = ['https://www.xiaohongshu.com/*'];
  assert.equal(await until(() => b.background((hosts) => browser.permissions.remove({ origins: hosts }), origins), 'the background'), true);
  const page = await b.open('/hostile.html');
  assert.deepEqual(await b.marks(page), []);
  await b.reset();
  const again = await b.open('/hostile.html');
  await until(() => b.marks(again), 'marks', (marks) => marks.length > 0);
}, { browsers: ['firefox'] });

test('waiting in vain says for what, and what was there', async () => {
  await assert.rejects(until(() => [1, 2], 'three', (found) => found.length === 3, 1), /waited 1 ms for three; saw \[1,2\]/);
  await assert.rejects(until(() => Promise.reject(new Error('no such thing')), 'luck', Boolean, 1), /for luck; saw no such thing/);
});
