// Marks follow the page: whatever it writes, changes, moves, removes, replaces or takes away.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { until } from '../until.mjs';

const PROFILE = '/user/profile/5f0000000000000000000001';
const note = (number) => `/explore/69${number.toString(16).padStart(22, '0')}`;
const COMMENTS = '.parent-comment > .comment-item .content';

// Terms that are always slang in the generated comments.
const ALWAYS = /yyds|绝绝子|xswl|避雷|码住|猫税|松弛感|集美|平替|u1s1|种草|破防了|遥遥领先|尊嘟假嘟|栓Q|社恐|大冤种|柠檬精/g;
// Generated comments that hold nothing to mark.
const ORDINARY = ['昨天刚去过，人不算多，停车也方便', '牛奶换成豆浆可以吗', '这个课程适合零基础的人吗', '窗帘换成白色的会更亮一些', '你们那里也下雪了吗'];

async function open(b, address) {
  const page = await b.open(address);
  await b.read(page);
  return page;
}

/** Waits until no registered mark points at what is no longer in the document. */
async function letGo(page) {
  const stale = () => page.evaluate(() => {
    let count = 0;
    for (const name of ['hl-a', 'hl-b', 'hl-c']) {
      CSS.highlights.get(name).forEach(({ startContainer, startOffset, endContainer, endOffset }) => {
        const gone = !startContainer.isConnected || !endContainer.isConnected;
        if (gone || startOffset > startContainer.length || endOffset > endContainer.length) count += 1;
      });
    }
    return count;
  });
  await until(stale, 'marks of what is gone to go', (count) => count === 0);
}

/** Says that every comment of the open note is marked for what stands in it now; how many marks of ALWAYS there are. */
async function checkComments(b, page) {
  const texts = await page.$$eval(COMMENTS, (all) => all.map((comment) => comment.textContent));
  const marks = await b.marksOf(page, COMMENTS);
  const expected = texts.map((text) => text.match(ALWAYS) ?? []);
  assert.deepEqual(marks.map((found) => found.filter((term) => term.match(ALWAYS))), expected);
  for (const [index, text] of texts.entries()) if (ORDINARY.includes(text)) assert.deepEqual(marks[index], [], text);
  return expected.flat().length;
}

const change = (page, index, text) => page.evaluate((at, to) => site.setComment(at, to), index, text);

both('texts that are filled in late are marked', async (b) => {
  const page = await open(b, note(7));
  const before = await checkComments(b, page);
  await page.evaluate(() => site.fillLate(40));
  await b.read(page);
  assert.equal(await page.$$eval(COMMENTS, ({ length }) => length), 52);
  assert.ok((await checkComments(b, page)) > before + 5);
});

both('300 comments that stream in are marked, every one', async (b) => {
  const page = await open(b, note(7));
  await page.evaluate(() => site.addComments(300));
  await b.read(page);
  assert.equal(await page.$$eval(COMMENTS, ({ length }) => length), 312);
  assert.ok((await checkComments(b, page)) > 50);
});

both('marks change with their text, and go when it is emptied', async (b) => {
  const page = await open(b, note(7));
  const steps = [
    ['这家店yyds', ['yyds']],
    ['味道绝绝子，已经种草', ['绝绝子', '种草']],
    ['下午去公园里走一走吧，', []],
    ['避雷避雷', ['避雷', '避雷']],
    ['', []],
    ['码住', ['码住']],
    ['今天', []],
  ];
  for (const [text, marks] of steps) {
    await change(page, 0, text);
    await b.read(page);
    assert.deepEqual((await b.marksOf(page, COMMENTS))[0], marks, text);
    await letGo(page);
  }
  assert.deepEqual((await b.marksOf(page, COMMENTS, 'maybe'))[0], []);
});

both('a term over several elements goes and comes with any part of it', async (b) => {
  const page = await open(b, '/inline.html');
  const write = (text) => page.$eval('#split-bold b', (part, to) => { part.firstChild.data = to; }, text);
  for (const [text, marks] of [['对不错', []], ['绝子', ['绝绝子']]]) {
    await write(text);
    await b.read(page);
    assert.deepEqual(await b.marks(page, 'sure', '#split-bold'), marks);
  }
  await page.$eval('#split-bold b', (part) => part.remove());
  await b.read(page);
  assert.deepEqual(await b.marks(page, 'sure', '#split-bold'), ['绝']);
  await letGo(page);
});

both('an element that moves keeps its marks, once', async (b) => {
  const page = await open(b, '/frozen.html');
  await page.evaluate(() => document.body.append(document.querySelector('#first')));
  await b.read(page);
  assert.deepEqual(await b.marks(page), ['绝绝子', '种草', 'yyds']);
});

both('what becomes a name or goes into an editor loses its marks', async (b) => {
  const page = await open(b, '/frozen.html');
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll('p');
    first.className = 'name';
    first.firstChild.data = '这家店真的yyds，我是小王';
    const editor = document.createElement('div');
    editor.contentEditable = 'true';
    second.replaceWith(editor);
    editor.append(second);
  });
  await b.read(page);
  assert.deepEqual(await b.marks(page), ['种草']);
});

both('marks of what was removed are let go', async (b) => {
  const page = await open(b, note(7));
  await page.evaluate(() => Promise.all([site.setComment(0, '这家店yyds，水很冷'), site.setComment(1, '味道绝绝子')]));
  await b.read(page);
  assert.deepEqual((await b.marksOf(page, COMMENTS))[0], ['yyds']);
  assert.deepEqual((await b.marksOf(page, COMMENTS, 'maybe'))[0], ['水']);
  await page.evaluate(() => site.removeComment(0));
  await letGo(page);
  assert.deepEqual((await b.marksOf(page, COMMENTS))[0], ['绝绝子']);
  await page.evaluate(() => site.closeNote());
  await letGo(page);
});

both('a note that takes the place of another is marked for itself', async (b) => {
  const titles = { 1: ['猫税'], 5: ['避雷'], 6: ['班味', '在线等挺急的'] };
  const captions = { 1: ['主打一个', '松弛感'], 5: [], 6: [] };
  const page = await open(b, note(1));
  await page.$eval('#noteContainer', (container) => { container.planted = true; });
  for (const number of [5, 6, 1]) {
    await page.evaluate((to) => site.swapNote(to), number);
    await b.read(page);
    assert.equal(await page.$eval('#noteContainer', (container) => container.planted), true);
    assert.deepEqual(await b.marks(page, 'sure', '#detail-title'), titles[number]);
    assert.deepEqual(await b.marks(page, 'sure', '.media-caption'), captions[number]);
    await checkComments(b, page);
  }
  assert.deepEqual((await b.marksOf(page, COMMENTS)).slice(0, 2), [['猫税', '松弛感', '哈哈哈哈哈'], ['集美', 'awsl']]);
  await letGo(page);
});

both('going about in the application is followed, and back', async (b) => {
  const page = await open(b, '/explore');
  const views = [
    ['/explore', ['猫税'], [], []],
    [note(2), ['猫税'], ['人均', '苍蝇馆子', '绝绝子'], []],
    [PROFILE, ['猫税'], [], ['吃货', '主打一个', '松弛感', 'i人', '听劝', '接广', '雷']],
    ['/search_result?keyword=%E9%81%BF%E9%9B%B7', ['避雷'], [], []],
  ];
  const check = async ([address, card, title, person]) => {
    await b.read(page);
    assert.equal(await page.evaluate(() => location.pathname + location.search), address);
    assert.deepEqual((await b.marksOf(page, 'section.note-item'))[0], card, address);
    assert.deepEqual(await b.marks(page, 'sure', '#detail-title'), title, address);
    assert.deepEqual(await b.marks(page, 'sure', '.user-desc'), person, address);
    await letGo(page);
  };
  await check(views[0]);
  for (const view of views.slice(1)) {
    await page.evaluate((to) => site.navigate(to), view[0]);
    await check(view);
  }
  for (const view of views.slice(0, -1).reverse()) {
    await page.evaluate(() => new Promise((done) => {
      addEventListener('popstate', done, { once: true });
      history.back();
    }));
    await check(view);
  }
});

both('cards that come and go as the feed scrolls are marked', async (b) => {
  const page = await open(b, '/explore');
  const shown = (index) => page.$(`section[data-index="${index}"]`);
  const scroll = async (top, index) => {
    await page.evaluate((to) => scrollTo({ top: to, behavior: 'instant' }), top);
    await until(() => shown(index), `card ${index}`);
    await b.read(page);
  };
  const first = { 0: ['猫税'], 1: ['人均', '苍蝇馆子', '绝绝子'], 2: ['听劝'] };
  const last = { 20: ['打工人'], 22: ['考研', '上岸'], 23: ['种草'] };
  for (const [top, gone, cards] of [[100_000, 0, last], [0, 23, first]]) {
    await scroll(top, Object.keys(cards)[0]);
    assert.equal(await shown(gone), null);
    for (const [index, marks] of Object.entries(cards)) {
      assert.deepEqual(await b.marks(page, 'sure', `section[data-index="${index}"]`), marks, index);
    }
    await letGo(page);
  }
});

both('marks that the page clears are back when the pointer moves, or the page', async (b) => {
  const page = await open(b, '/explore');
  const marks = await b.marks(page);
  const clears = [() => site.clearHighlights(), () => CSS.highlights.set('hl-a', new Highlight()), () => CSS.highlights.delete('hl-a')];
  for (const [turn, clear] of clears.entries()) {
    for (const wake of [() => b.move(page, 300, 300 + turn * 40), () => page.mouse.wheel({ deltaY: 20 })]) {
      await page.evaluate(clear);
      assert.deepEqual(await b.marks(page), [], `${clear}`);
      await wake();
      await until(() => b.marks(page), `marks after ${clear} and ${wake}`, ({ length }) => length === marks.length);
    }
  }
});

both('a page whose style unsets everything is marked and underlined', async (b) => {
  const page = await open(b, '/hostile.html');
  assert.deepEqual(await b.marksOf(page, 'p'), [['yyds'], ['绝绝子'], ['种草'], []]);
  const line = () => getComputedStyle(document.querySelector('#first'), '::highlight(hl-a)').textDecorationLine;
  assert.equal(await page.evaluate(line), 'underline');
});

both('a page with frozen prototypes that hides and wipes its highlights is marked', async (b) => {
  const page = await open(b, '/frozen.html');
  assert.deepEqual(await b.marksOf(page, 'p'), [['yyds'], ['绝绝子'], ['种草'], []]);
  await page.evaluate(() => wipe());
  assert.deepEqual(await b.marks(page), []);
  await b.move(page, 400, 400);
  await until(() => b.marks(page), 'marks again', ({ length }) => length === 3);
  const line = () => getComputedStyle(document.querySelector('#first'), '::highlight(hl-a)').textDecorationLine;
  assert.equal(await page.evaluate(line), 'underline');

  await page.$eval('#plain', (text) => { text.textContent = '听劝，码住'; });
  await b.read(page);
  assert.deepEqual(await b.marksOf(page, 'p'), [['yyds'], ['绝绝子'], ['种草'], ['听劝', '码住']]);
  assert.deepEqual(await b.consoleErrors(page), []);
});

both('an application of Vue updates and removes all its texts under marks', async (b) => {
  const page = await open(b, '/vue-safety.html');
  const plain = await page.$eval('#app', (app) => app.outerHTML);
  assert.deepEqual((await b.marksOf(page, '#items > li')).slice(0, 5), [['yyds'], ['绝绝子'], ['种草'], ['姐妹们', '避雷'], ['码住']]);

  await page.evaluate(() => safety.update());
  await b.read(page);
  const marks = await b.marksOf(page, '#items > li');
  assert.equal(marks.length, 50);
  assert.deepEqual(marks.map((found) => found.at(-1)), marks.map((_, index) => ['yyds', '绝绝子', '种草', '避雷', '码住'][index % 5]));

  await page.evaluate(() => safety.remove());
  await b.read(page);
  assert.deepEqual(await b.marks(page), []);
  assert.deepEqual(await page.evaluate(() => safety.report()), { updated: 50, removed: 50, errors: [] });
  assert.deepEqual(await b.consoleErrors(page), []);

  await b.removeExtension();
  const without = await b.open('/vue-safety.html');
  assert.equal(await without.$eval('#app', (app) => app.outerHTML), plain);
});
