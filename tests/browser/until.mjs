// Owns waiting: for a condition, never for a time.

import { setTimeout as pause } from 'node:timers/promises';

/**
 * What `look` returns, as soon as `is` says yes to it.
 *
 * Looks again every 20 ms; an error thrown by `look` counts as "not yet".
 * After `limit` ms it throws, and says what it waited for and what it saw last.
 */
export async function until(look, what, is = Boolean, limit = 10_000) {
  const deadline = Date.now() + limit;
  let saw;
  for (;;) {
    try {
      const found = await look();
      if (is(found)) return found;
      saw = JSON.stringify(found);
    } catch (error) {
      saw = error.message;
    }
    if (Date.now() > deadline) throw new Error(`waited ${limit} ms for ${what}; saw ${saw}`);
    await pause(20);
  }
}
