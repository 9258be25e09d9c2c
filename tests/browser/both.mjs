// Owns how a case is run: once in each browser, in a browser that the whole file shares, in tabs of its own.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BROWSERS, launch } from './browsers.mjs';

const FAILURES = fileURLToPath(new URL('../../dist/failures', import.meta.url));

// BROWSERS=firefox runs the cases in one of them only.
const chosen = process.env.BROWSERS?.split(',') ?? BROWSERS;

const shared = new Map();

after(async () => {
  await Promise.all([...shared.values()].map(async (started) => (await started.catch(() => null))?.close()));
});

/**
 * Registers a case, `fn(b)`, for Chromium and for Firefox, where `b` is what `launch` in `browsers.mjs` returns.
 *
 * Both run at the same time, unless `alone` (for what is measured in time).
 * `browsers` names those the case is for, `launch` holds options for `launch`: equal ones share a browser.
 * Afterwards the browser is reset; after a failure every open tab is first pictured in `dist/failures`.
 */
export function both(name, fn, { alone = false, browsers = BROWSERS, launch: options = {}, limit = 60_000 } = {}) {
  const names = browsers.filter((browser) => chosen.includes(browser));
  test(name, { concurrency: !alone }, async (t) => {
    await Promise.all(names.map((browser) => t.test(browser, () => run(name, browser, fn, options, limit))));
  });
}

async function run(name, browser, fn, options, limit) {
  const key = `${browser} ${JSON.stringify(options)}`;
  if (!shared.has(key)) shared.set(key, launch(browser, options));
  const b = await shared.get(key);
  try {
    await within(limit, fn(b), 'the case');
  } catch (error) {
    await within(10_000, picture(b, name), 'the picture').catch((reason) => {
      error.message += ` (and no picture was taken: ${reason.message})`;
    });
    throw error;
  } finally {
    await within(20_000, b.reset(), 'the reset').catch(async () => {
      // Whatever state this browser is in, the next case is better off with a new one.
      shared.delete(key);
      await b.close();
    });
  }
}

async function picture(b, name) {
  await mkdir(FAILURES, { recursive: true });
  const base = `${b.name}-${name.replace(/[^\p{L}\p{N}]+/gu, '-')}`;
  for (const [index, page] of b.pages().entries()) {
    // Chromium draws no tab that is behind another.
    await page.bringToFront();
    await page.screenshot({ path: path.join(FAILURES, `${base}${index || ''}.png`) });
  }
}

/** What `work` comes to, or an error after `limit` ms; node's own time limit would start the next case over this one. */
async function within(limit, work, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
