// Which texts are marked, where, and that the page is otherwise as without the extension.

import assert from 'node:assert/strict';
import { both } from '../both.mjs';
import { OTHER, REDNOTE, XIAOHONGSHU } from '../server.mjs';
import { until } from '../until.mjs';

const note = (number) => `/explore/69${number.toString(16).padStart(22, '0')}`;
const COMMENTS = '.parent-comment > .comment-item .content';
const REPLIES = '.comment-item-sub .content';

// The feed's cards, by the beginning of their titles; what is not here has none.
const TITLES = {
  '来交猫税啦！': ['猫税'],
  '人均四十的': ['人均', '苍蝇馆子', '绝绝子'],
  '听劝！': ['听劝'],
  '特种兵式旅行': ['特种兵'],
  '避雷！！': ['避雷'],
  '一身班味': ['班味', '在线等挺急的'],
  'i人周末': ['i人'],
  'xswl我家狗子': ['xswl', '狗子'],
  '求一个羽毛球搭子': ['搭子', '坐标'],
  '早八人': ['早八', '平替'],
  '谁懂啊！': ['谁懂啊', 'yyds'],
  '被外婆的': ['狠狠', '破防了'],
  '松弛感穿搭': ['松弛感', '微胖'],
  '码住！': ['码住'],
  '打工人带饭': ['打工人'],
  '考研倒计时': ['考研', '上岸'],
  '被同事种草': ['种草'],
  '秋天的第一杯奶茶': ['秋天的第一杯奶茶'],
};

async function open(b, address) {
  const page = await b.open(address);
  await b.read(page);
  return page;
}

/** The document as the server sent it, and as it is; runs in the page. */
async function sentAndShown() {
  const sent = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
  return [sent, document].map(({ documentElement }) => documentElement.outerHTML);
}

both('the titles of the feed are marked, and nothing around them', async (b) => {
  const page = await open(b, '/explore');
  const cards = await page.$$eval('section.note-item', (all) => all.map((card) => card.querySelector('.title')?.textContent ?? ''));
  const expected = cards.map((title) => TITLES[Object.keys(TITLES).find((start) => title.startsWith(start))] ?? []);
  assert.ok(cards.length > 12, `${cards.length} cards`);
  assert.deepEqual(await b.marksOf(page, 'section.note-item .title'), expected.filter((_, index) => cards[index]));
  assert.deepEqual(await b.marks(page), expected.flat());
});

both('a note is marked from its caption to its last reply, without the names of people', async (b) => {
  const page = await open(b, note(1));
  const parts = [
    ['.media-caption', ['主打一个', '松弛感']],
    ['#detail-title', ['猫税']],
    ['#detail-desc', ['小红薯', '猫税', '吃货', '猫税']],
    ['.comments-el', [
      '猫税', '松弛感', '哈哈哈哈哈', '松弛感', 'yyds', '集美', 'awsl', '赛博', '懂的都懂', '笑死', '主子', 'i人', '蹲一个', '互关',
    ]],
  ];
  for (const [part, texts] of parts) assert.deepEqual(await b.marks(page, 'sure', part), texts, part);
  assert.deepEqual(await b.marks(page, 'sure', '#noteContainer'), parts.flatMap(([, texts]) => texts));
  assert.match(await page.$eval('#detail-desc .note-content-user', (mention) => mention.textContent), /铲屎官/);
});

both('each comment and each reply is marked by itself', async (b) => {
  const page = await open(b, note(1));
  assert.deepEqual(await b.marksOf(page, COMMENTS), [
    ['猫税', '松弛感', '哈哈哈哈哈'], ['集美', 'awsl'], ['赛博'], ['懂的都懂'], ['笑死', '主子'], ['i人'], ['蹲一个', '互关'], [],
  ]);
  assert.deepEqual(await b.marksOf(page, REPLIES), [['松弛感'], ['yyds']]);
  assert.equal(await page.$eval(`.comment-item-sub .nickname`, (name) => name.parentElement.textContent), '回复 Maggie_from_Ohio : 教你一个，yyds 就是永远的神');

  await page.click('.show-more');
  await until(() => b.marksOf(page, REPLIES), 'the replies that were folded', ([, , third]) => third?.includes('绝绝子'));
  assert.deepEqual(await b.marksOf(page, REPLIES), [['松弛感'], ['yyds'], ['绝绝子'], []]);
});

both('names that are slang stay names', async (b) => {
  const page = await open(b, note(5));
  const names = await page.$$eval('#noteContainer .author-wrapper a.name', (all) => all.map((name) => name.textContent));
  assert.ok(names.includes('吃瓜群众'));
  assert.deepEqual(await b.marks(page, 'sure', '.author-wrapper'), []);
  assert.deepEqual(await b.marks(page, 'maybe', '.author-wrapper'), []);
});

both('hashtags are marked', async (b) => {
  const page = await open(b, note(6));
  assert.deepEqual(await b.marksOf(page, '#detail-desc #hash-tag'), [['班味'], ['打工人'], ['精神状态']]);
});

both('what a person says of themselves is marked, their name and numbers are not', async (b) => {
  const page = await open(b, '/user/profile/5f0000000000000000000001');
  const marks = ['吃货', '主打一个', '松弛感', 'i人', '听劝', '接广', '雷'];
  assert.deepEqual(await b.marks(page, 'sure', '.user-desc'), marks);
  await page.$eval('.user-name', (name) => { name.textContent = '摸鱼大师yyds'; });
  await page.$eval('.user-interactions .count', (count) => { count.textContent = '666'; });
  await b.read(page);
  assert.deepEqual(await b.marks(page, 'sure', '.user-info'), marks);
});

both('what is typed is not marked', async (b) => {
  const page = await open(b, note(7));
  await page.type('#content-textarea', '这家店yyds，味道绝绝子');
  await page.$eval('#search-input', (input) => { input.value = '种草 yyds'; });
  await b.read(page);
  assert.equal(await page.$eval('#content-textarea', (editor) => editor.textContent), '这家店yyds，味道绝绝子');
  for (const kind of ['sure', 'maybe']) assert.deepEqual(await b.marks(page, kind, '.engage-bar, .header-container'), [], kind);
});

both('a term may run over several elements, and ends where the text ends', async (b) => {
  const page = await open(b, '/inline.html');
  const wanted = await page.$$eval('[data-marks]', (all) => all.map((element) => element.dataset.marks.split(' ').filter(Boolean)));
  assert.ok(wanted.length > 15 && wanted.flat().length > 8);
  assert.deepEqual(await b.marksOf(page, '[data-marks]'), wanted);
  assert.deepEqual(await b.marks(page), wanted.flat());
});

both('a term over several elements is one static range', async (b) => {
  const page = await open(b, '/inline.html');
  const ranges = await page.evaluate(() => {
    const found = [];
    CSS.highlights.get('hl-a').forEach((range) => found.push(range));
    return found
      .filter(({ startContainer }) => startContainer.parentElement.closest('#split-bold, #split-letters'))
      .map((range) => [range.constructor.name, range.startContainer.data, range.startOffset, range.endContainer.data, range.endOffset]);
  });
  assert.deepEqual(ranges.sort(), [['StaticRange', '味道真的绝', 4, '绝子', 2], ['StaticRange', '这家店真的y', 5, 's啊', 1]]);
});

both('texts are marked as the finder says', async (b) => {
  const texts = [
    // Ordinary words that are slang elsewhere.
    ['水开以后再放盐，味道会更好', [], ['水']],
    ['两个绝育手术都很顺利', [], []],
    ['他又买了一只🐻', [], ['🐻']],
    // Letters and digits that go on.
    ['xyydsx 和 1520 和 520g', [], []],
    ['ＹＹＤＳ，Yyds', ['ＹＹＤＳ', 'Yyds'], []],
    // Traditional script.
    ['已經被種草了，姐妹們避雷', ['種草', '姐妹們', '避雷'], []],
    // Emoji are whole or not at all.
    ['当场社死🤡', ['社死', '🤡'], []],
    ['他走了🧎‍♀️再见', ['🧎‍♀️'], []],
    ['家里有🐻‍❄️和👨‍👩‍👧', [], []],
    ['🙏🏽', [], ['🙏🏽']],
    ['👍🏽🇨🇳这家店yyds', ['yyds'], ['👍🏽']],
  ];
  const page = await open(b, note(7));
  await page.evaluate((all) => Promise.all(all.map(([text], index) => site.setComment(index, text))), texts);
  await b.read(page);
  const shown = await page.$$eval(COMMENTS, (all) => all.map((comment) => comment.textContent));
  const marks = { sure: await b.marksOf(page, COMMENTS), maybe: await b.marksOf(page, COMMENTS, 'maybe') };
  assert.deepEqual(texts.map((_, index) => [shown[index], marks.sure[index], marks.maybe[index]]), texts);
});

both('sure marks are underlined, others are not painted', async (b) => {
  const page = await open(b, note(7));
  const look = (name) => page.$eval('#detail-desc', (element, highlight) => {
    const { textDecorationLine, textDecorationStyle, backgroundColor } = getComputedStyle(element, `::highlight(${highlight})`);
    return [textDecorationLine, textDecorationStyle, backgroundColor];
  }, name);
  assert.deepEqual(await look('hl-a'), ['underline', 'dotted', 'rgba(0, 0, 0, 0)']);
  assert.deepEqual(await look('hl-c'), ['none', 'solid', 'rgba(0, 0, 0, 0)']);
});

both('both hosts are marked alike, and no other', async (b) => {
  const pages = {};
  for (const host of [OTHER, XIAOHONGSHU, REDNOTE]) pages[host] = await b.open('/inline.html', { host });
  const wanted = ['绝绝子', 'yyds', '种草', '绝绝子', 'yyds', '绝绝子', 'yyds', '种草', '避雷'];
  for (const host of [XIAOHONGSHU, REDNOTE]) {
    await pages[host].bringToFront();
    await b.read(pages[host]);
    assert.deepEqual(await b.marks(pages[host]), wanted, host);
  }
  for (const kind of ['sure', 'maybe', 'active']) assert.deepEqual(await b.marks(pages[OTHER], kind), []);
  assert.equal(await pages[OTHER].evaluate(() => CSS.highlights.size), 0);
  const [sent, shown] = await pages[OTHER].evaluate(sentAndShown);
  assert.equal(shown, sent);
});

both('a page without Chinese is left alone', async (b) => {
  const page = await open(b, '/plain.html');
  for (const kind of ['sure', 'active']) assert.deepEqual(await b.marks(page, kind), [], kind);
  const [sent, shown] = await page.evaluate(sentAndShown);
  assert.equal(shown, sent);
});

both('the title of the tab is not marked', async (b) => {
  const page = await b.open('/frozen.html');
  await page.evaluate(() => { document.title = '这家店yyds'; });
  await b.read(page);
  assert.deepEqual(await b.marks(page), ['yyds', '绝绝子', '种草']);
});

both('the document and its layout are as without the extension', async (b) => {
  const addresses = ['/inline.html', note(1)];
  const found = async (read) => {
    const pictures = [];
    for (const address of addresses) {
      const page = await b.open(address);
      await until(() => page.$('[data-marks], section.note-item'), 'the page');
      await read(page);
      pictures.push(await page.evaluate(() => ({
        html: document.documentElement.outerHTML,
        sheets: document.adoptedStyleSheets.length,
        boxes: [...document.querySelectorAll('p, .title, .note-text, .note-item')].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].join();
        }),
      })));
    }
    return pictures;
  };
  const marked = await found((page) => b.read(page));
  await b.removeExtension();
  const plain = await found((page) => page.evaluate(() => CSS.highlights.size).then((size) => assert.equal(size, 0)));
  for (const [index, address] of addresses.entries()) {
    assert.ok(plain[index].boxes.length > 8, address);
    assert.deepEqual(marked[index], plain[index], address);
  }
});
