// What the page pays for its marks: the time of ours among 3,000 comments, and none when nothing changes.
// Only one browser works at a time; figures are printed, and compared with those of the same run.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { allMarks, idle, switchTo } from '../steps.mjs';
import { until } from '../until.mjs';

const COMMENTS = 3000;
const LONG = `/long.html?n=${COMMENTS}`;
const ALONE = { alone: true, limit: 120_000 };

/** Our own part of a CPU profile: ms spent in functions of the extension and in all that they called. */
function oursIn({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ours = new Set();
  const visit = (node, inherited) => {
    const { url } = node.callFrame;
    const mine = inherited || url.startsWith('chrome-extension://') || url.startsWith('wasm://');
    if (mine) ours.add(node.id);
    for (const child of node.children ?? []) visit(byId.get(child), mine);
  };
  visit(nodes[0], false);
  const spent = samples.reduce((sum, id, index) => sum + (ours.has(id) ? timeDeltas[index] : 0), 0);
  return spent / 1000;
}

async function profiled(page, work) {
  const session = await page.createCDPSession();
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await work();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  return profile;
}

/** A page with 3,000 comments, drawn; the extension reads nothing of it yet. */
async function drawn(b) {
  const page = await b.open(LONG, { tasks: true });
  await until(() => page.$$eval('.parent-comment', (all) => all.length), 'the comments', (count) => count === COMMENTS);
  return page;
}

// The harness's own look at 1,700 marks would be the longest task of all.
const count = (page) => page.evaluate(() => CSS.highlights.get('hl-a')?.size ?? 0);

async function unmark(b, page) {
  await switchTo(b, false);
  await until(() => count(page), 'no marks', (found) => found === 0);
  await idle(page);
}

async function mark(b, page, total) {
  await switchTo(b, true);
  await until(() => count(page), `${total} marks`, (found) => found === total);
  await idle(page);
}

/** The least of what `measure` gives in three rounds: what is slow of itself is slow in each, other work on the machine is not. */
async function least(measure) {
  const figures = [];
  for (let round = 0; round < 3; round += 1) figures.push(await measure());
  return Math.min(...figures);
}

both('no task of ours is long, among 3,000 comments', async (b) => {
  await b.removeExtension();
  const bare = await drawn(b);
  await idle(bare);
  const without = Math.max(0, ...(await b.longTasks(bare)));
  await bare.close();
  await b.installExtension();

  const page = await drawn(b);
  const total = (await allMarks(b, page)).length;
  const marking = await least(async () => {
    await unmark(b, page);
    const before = (await b.longTasks(page)).length;
    await mark(b, page, total);
    return Math.max(0, ...(await b.longTasks(page)).slice(before));
  });
  console.log(`${b.name}: longest task while ${total} marks are made: ${marking ? `${marking.toFixed()} ms` : 'none over 50 ms'}; the page's own: ${without.toFixed()} ms`);
  assert.equal(marking, 0);
}, ALONE);

both('3,000 comments cost less than 100 ms in all, and nothing when nothing changes', async (b) => {
  const page = await drawn(b);
  const total = (await allMarks(b, page)).length;
  assert.ok(total > 1000, `${total} marks`);
  const spent = await least(async () => {
    await unmark(b, page);
    return oursIn(await profiled(page, () => mark(b, page, total)));
  });
  assert.ok(spent > 1, `a profile that shows nothing of ours: ${spent} ms`);

  // Only time can show that nothing happens.
  const quiet = oursIn(await profiled(page, () => page.evaluate(() => new Promise((done) => setTimeout(done, 2000)))));
  console.log(`${b.name}: ${spent.toFixed()} ms for ${total} marks; ${quiet} ms in two quiet seconds`);
  assert.equal(quiet, 0);
  assert.ok(spent < 100, `${spent.toFixed()} ms`);
}, { ...ALONE, browsers: ['chromium'] });
