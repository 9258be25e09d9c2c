// What the page pays for its marks: the time of ours among 3,000 comments, and none when nothing changes.
// Only one browser works at a time; figures are printed, and compared with those of the same run.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { allMarks, settled, switchTo } from '../steps.mjs';
import { until } from '../until.mjs';

const LONG = '/long.html?n=3000';
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

/** The longest task of a page with 3,000 comments, from its load until all is marked. */
async function longest(b, ready) {
  const page = await b.open(LONG, { tasks: true });
  await ready(page);
  const tasks = await b.longTasks(page);
  await page.close();
  return Math.max(0, ...tasks);
}

both('no task of ours is long, among 3,000 comments', async (b) => {
  const drawn = (page) => until(() => page.$$eval('.parent-comment', (all) => all.length), 'the comments', (count) => count === 3000);
  await b.removeExtension();
  const without = await longest(b, drawn);
  await b.installExtension();
  const page = await b.open(LONG, { tasks: true });
  await allMarks(b, page);
  // Marking alone: the page stands, and the switch is turned.
  await switchTo(b, false);
  await until(() => b.marks(page), 'no marks', (marks) => marks.length === 0);
  const before = (await b.longTasks(page)).length;
  await switchTo(b, true);
  const marks = await allMarks(b, page);
  const marking = (await b.longTasks(page)).slice(before);
  const loading = await longest(b, (again) => until(() => b.marks(again), 'all marks', ({ length }) => length === marks.length));
  console.log(`# ${b.name}: ${marks.length} marks; longest task while loading ${loading.toFixed()} ms, without the extension ${without.toFixed()} ms; while marking ${marking.map((ms) => ms.toFixed()).join(' ') || 'none over 50'} ms`);
  assert.deepEqual(marking, []);
}, ALONE);

both('3,000 comments cost less than 100 ms in all, and nothing when nothing changes', async (b) => {
  await switchTo(b, false);
  const page = await b.open(LONG);
  await until(() => page.$$eval('.parent-comment', (all) => all.length), 'the comments', (count) => count === 3000);
  let marks;
  const busy = await profiled(page, async () => {
    await switchTo(b, true);
    marks = await allMarks(b, page);
  });
  const spent = oursIn(busy);
  assert.ok(marks.length > 1000, `${marks.length} marks`);
  assert.ok(spent > 1, `a profile that shows nothing of ours: ${spent} ms`);

  // Only time can show that nothing happens.
  const quiet = await profiled(page, () => page.evaluate(() => new Promise((done) => setTimeout(done, 2000))));
  console.log(`# ${b.name}: ${spent.toFixed()} ms for ${marks.length} marks; ${oursIn(quiet)} ms in two quiet seconds`);
  assert.equal(oursIn(quiet), 0);
  assert.ok(spent < 100, `${spent.toFixed()} ms`);
}, { ...ALONE, browsers: ['chromium'] });
