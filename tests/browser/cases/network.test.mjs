// Nothing leaves: watched from outside the browser, on what the extension does all day.
// The same look at the network fails when a request is planted in any part of the extension.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { both } from '../both.mjs';
import { BROWSERS, built, launch } from '../browsers.mjs';
import { STICKERS, XIAOHONGSHU } from '../server.mjs';
import { explain, idle, marked, noCard } from '../steps.mjs';
import { until } from '../until.mjs';

const CONTAINER = '#noteContainer';
const PLANTED = "fetch('https://planted.example/word')";

/** The requests that reached the site, as `host/path`. */
const asked = (b) => new Set(b.attempts().flatMap(({ via, host, path: at }) => (via === 'site' ? [host + at] : [])));

/** What a reader does on the site, with the extension or without it. */
async function browse(b) {
  const page = await b.open('/explore');
  await until(() => page.$('section.note-item'), 'cards');
  await page.evaluate(() => window.site.openNote(1));
  await until(() => page.$$eval(`${CONTAINER} img`, (images) => images.every((image) => image.complete)), 'the images');
  await idle(page);
  return page;
}

/** What a reader does with the extension, from its start on. */
async function useAll(b) {
  await b.reloadExtension();
  const page = await browse(b);
  for (const term of ['松弛感', '猫税', 'yyds']) {
    await explain(b, page, term, 0, CONTAINER);
    // A card may lie over the next term.
    await b.key(page, 'Escape');
    await noCard(b, page);
  }
  const popup = await b.popup(page);
  await until(() => popup.text(), 'the popup to count', (text) => /\d+ terms/.test(text));
  await popup.click('switch');
  await marked(b, page, []);
  await popup.click('switch');
  await until(() => b.marks(page), 'marks', (marks) => marks.length > 0);
  await popup.close();
}

/** Fails unless every attempt was for the site, and for what the site asks for by itself. */
function nothingLeft(b, usual) {
  const strangers = b.attempts().filter(({ host, allowed }) => !allowed || ![XIAOHONGSHU, STICKERS].includes(host));
  assert.deepEqual(strangers, [], 'requests that are not for the site');
  assert.deepEqual([...asked(b)].filter((address) => !usual.has(address)), [], 'requests that the site does not make');
}

/** Calls `use` with a browser that has a copy of the extension, changed by `plant(change)`. */
async function planted(name, plant, use) {
  const dist = await mkdtemp(path.join(tmpdir(), 'cat-tax-planted-'));
  try {
    await cp(built(name), dist, { recursive: true });
    const change = async (file, how) => {
      const at = path.join(dist, file);
      await writeFile(at, how(await readFile(at, 'utf8')));
    };
    await plant(change);
    const b = await launch(name, { dist });
    try {
      await use(b);
    } finally {
      await b.close();
    }
  } finally {
    await rm(dist, { recursive: true, force: true });
  }
}

const append = (line) => (text) => `${text}\n${line}\n`;
const withoutPolicy = (text) => {
  const { content_security_policy: policy, ...manifest } = JSON.parse(text);
  assert.ok(policy.extension_pages);
  return JSON.stringify({ ...manifest, content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" } });
};

/** What the site asks for while nobody helps; afterwards the extension is back. */
async function usualRequests(b) {
  await b.removeExtension();
  await browse(b);
  const usual = asked(b);
  assert.ok(usual.size > 10, `${usual.size} requests`);
  await b.reset();
  return usual;
}

both('nothing leaves while the extension is used', async (b) => {
  const usual = await usualRequests(b);
  await useAll(b);
  nothingLeft(b, usual);
});

const PLANTS = {
  'the page side': (change) => change('loader.js', append(`${PLANTED}.catch(() => {});`)),
  'the background': async (change) => {
    await change('manifest.json', withoutPolicy);
    await change('background.js', append(`${PLANTED}.catch(() => {});`));
  },
  'the popup': async (change) => {
    await change('manifest.json', withoutPolicy);
    await change('popup.js', (text) => `${PLANTED}.catch(() => {});\n${text}`);
  },
};

for (const [part, plant] of Object.entries(PLANTS)) {
  both(`a request planted in ${part} is found`, async ({ name }) => {
    await planted(name, plant, async (b) => {
      const usual = await usualRequests(b);
      await useAll(b);
      await until(
        () => b.attempts(),
        'the planted request',
        (attempts) => attempts.some(({ host }) => host === 'planted.example'),
      );
      assert.throws(() => nothingLeft(b, usual), /requests that are not for the site/);
    });
  });
}

both('the policy of the extension keeps a request planted in background or popup from leaving', async ({ name }) => {
  const outcome = (part) => `${PLANTED}.then(() => 'sent', () => 'refused')
    .then((outcome) => chrome.storage.local.set({ 'outcome of ${part}': outcome }));`;
  const plant = async (change) => {
    await change('background.js', append(outcome('background')));
    await change('popup.js', (text) => `${outcome('popup')}\n${text}`);
  };
  await planted(name, plant, async (b) => {
    await useAll(b);
    const stored = await until(
      () => b.background(() => chrome.storage.local.get()),
      'both outcomes',
      (all) => all['outcome of background'] && all['outcome of popup'],
    );
    assert.deepEqual([stored['outcome of background'], stored['outcome of popup']], ['refused', 'refused']);
    assert.deepEqual(b.attempts().filter(({ host }) => host === 'planted.example'), []);
  });
});

for (const name of BROWSERS) {
  test(`the manifest of ${name} asks for storage and two hosts, and forbids connections`, async () => {
    const manifest = JSON.parse(await readFile(path.join(built(name), 'manifest.json'), 'utf8'));
    const hosts = ['https://www.xiaohongshu.com/*', 'https://www.rednote.com/*'];
    assert.deepEqual(manifest.permissions, ['storage']);
    assert.deepEqual(manifest.host_permissions, hosts);
    assert.deepEqual(manifest.content_scripts.map(({ matches }) => matches), [hosts]);
    assert.deepEqual(manifest.web_accessible_resources.map(({ matches }) => matches), [hosts]);
    for (const key of ['optional_permissions', 'optional_host_permissions', 'externally_connectable']) {
      assert.equal(manifest[key], undefined, key);
    }
    const policy = Object.fromEntries(
      manifest.content_security_policy.extension_pages.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]),
    );
    assert.deepEqual(policy['default-src'], ["'none'"]);
    assert.deepEqual(policy['connect-src'], ["'self'"]);
    assert.deepEqual(policy['form-action'], ["'none'"]);
    for (const [rule, sources] of Object.entries(policy)) {
      assert.deepEqual(sources.filter((source) => !["'none'", "'self'", "'wasm-unsafe-eval'"].includes(source)), [], rule);
    }
  });
}
