// Owns the readings of the glossary's examples, `examples.tsv`: a row for each example, one syllable for each Chinese character.
//
// Rows that are there stay, for they may have been corrected by hand; new examples get theirs here, rows without an example go.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;
const STRING = '"(?:[^"\\\\]|\\\\.)*"';
const TONES = /[\u0300\u0301\u0304\u030c]/g;
const BETWEEN = /[\s'’,，·-]/u;

// Words that the library reads otherwise; the longer one wins.
const WORDS = `
㗎 ga, 了 le, 了解 liǎo jiě, 了断 liǎo duàn, 了不起 liǎo bu qǐ, 不了 bù liǎo, 不了了 bù liǎo le, 得了 de liǎo, 得了吧 dé le ba
不 bù, 对不起 duì bu qǐ, 差不多 chà bu duō, 舍不得 shě bu de, 恨不得 hèn bu de, 巴不得 bā bu de, 怪不得 guài bu de
只 zhǐ, 一只 yī zhī, 两只 liǎng zhī, 三只 sān zhī, 四只 sì zhī, 五只 wǔ zhī, 几只 jǐ zhī, 这只 zhè zhī, 那只 nà zhī, 哪只 nǎ zhī
每只 měi zhī, 半只 bàn zhī, 只猫 zhī māo, 只狗 zhī gǒu, 一只要 yī zhǐ yào
个 ge, 一个 yī gè, 两个 liǎng gè, 三个 sān gè, 四个 sì gè, 五个 wǔ gè, 六个 liù gè, 七个 qī gè, 八个 bā gè, 九个 jiǔ gè
十个 shí gè, 百个 bǎi gè, 几个 jǐ gè, 每个 měi gè, 半个 bàn gè, 整个 zhěng gè, 多个 duō gè, 各个 gè gè, 个个 gè gè
个人 gè rén, 个性 gè xìng, 个子 gè zi, 个体 gè tǐ, 个头 gè tóu, 个月 gè yuè, 个别 gè bié, 个税 gè shuì, 个签 gè qiān
子 zi, 电子 diàn zǐ, 母子 mǔ zǐ, 慈子孝 cí zǐ xiào, 瓜子 guā zǐ, 公子 gōng zǐ, 分子 fèn zǐ, 女子 nǚ zǐ, 男子 nán zǐ, 王子 wáng zǐ
太子 tài zǐ, 才子 cái zǐ, 弟子 dì zǐ, 君子 jūn zǐ, 孔子 kǒng zǐ, 莲子 lián zǐ, 鱼子 yú zǐ, 童子 tóng zǐ, 天子 tiān zǐ, 亲子 qīn zǐ
独生子 dú shēng zǐ, 浪子 làng zǐ, 父子 fù zǐ, 棋子 qí zǐ, 子弹 zǐ dàn, 子女 zǐ nǚ, 子宫 zǐ gōng, 孝子 xiào zǐ
粒子 lì zǐ, 量子 liàng zǐ, 皇子 huáng zǐ, 妃子 fēi zi, 学子 xué zǐ, 长子 zhǎng zǐ, 子时 zǐ shí, 松子 sōng zǐ
啦 la, 巴啦啦 bā lā lā, 啦啦 lā lā, 哦 o, 啊 a, 嘞 lei, 谁 shéi, 嘛 ma, 啊啊啊 ā ā ā, 咯 lo, 呗 bei
早上 zǎo shang, 晚上 wǎn shang, 身上 shēn shang, 客气 kè qi, 福气 fú qi, 脾气 pí qi, 运气 yùn qi, 晦气 huì qi, 麻烦 má fan
消息 xiāo xi, 学生 xué sheng, 大学生 dà xué shēng, 小学生 xiǎo xué shēng, 留学生 liú xué shēng, 中学生 zhōng xué shēng
关系 guān xi, 困难 kùn nan, 聪明 cōng ming, 眼睛 yǎn jing, 指甲 zhǐ jia, 葡萄 pú tao, 别人 bié ren, 人家 rén jia, 夫人 fū ren
故事 gù shi, 本事 běn shi, 收拾 shōu shi, 商量 shāng liang, 窝囊 wō nang, 窝窝囊囊 wō wō nāng nāng, 老实 lǎo shi, 地方 dì fang
棉花 mián hua, 屁股 pì gu, 嘴巴 zuǐ ba, 下巴 xià ba, 对付 duì fu, 告诉 gào su, 姑娘 gū niang, 罐头 guàn tou, 将就 jiāng jiu
玫瑰 méi gui, 眉毛 méi mao, 名字 míng zi, 奴才 nú cai, 女婿 nǚ xu, 朋友 péng you, 清楚 qīng chu, 清清楚楚 qīng qīng chǔ chǔ
时候 shí hou, 舒服 shū fu, 太太 tài tai, 稀罕 xī han, 谢谢 xiè xie, 心思 xīn si, 星星 xīng xing, 意思 yì si, 冤枉 yuān wang
在乎 zài hu, 做作 zuò zuo, 码头 mǎ tou, 明白 míng bai, 明明白白 míng míng bái bái, 东西 dōng xi, 老婆 lǎo po, 宝宝 bǎo bao
恶心 ě xin, 点心 diǎn xin, 长点心 zhǎng diǎn xīn, 废物 fèi wu, 便当 biàn dāng, 矫情 jiǎo qíng, 玻璃 bō li, 膈应 gè ying
拧巴 nǐng ba, 麻将 má jiàng, 讲究 jiǎng jiu, 公道 gōng dao, 养活 yǎng huo, 菩萨 pú sà
事儿 shì r, 哪儿 nǎ r, 这儿 zhè r, 那儿 nà r, 玩儿 wán r, 点儿 diǎn r, 一会儿 yī huì r
长得 zhǎng de, 长在 zhǎng zài, 长大 zhǎng dà, 长肉 zhǎng ròu, 长胖 zhǎng pàng, 长草 zhǎng cǎo, 徒长 tú zhǎng, 长出 zhǎng chū
弹幕 dàn mù, 种草 zhòng cǎo, 种田 zhòng tián, 种花 zhòng huā, 种菜 zhòng cài, 有空 yǒu kòng, 没空 méi kòng, 累成 lèi chéng
卷 juǎn, 试卷 shì juàn, 问卷 wèn juàn, 卷子 juàn zi, 考卷 kǎo juàn, 交卷 jiāo juàn, 答卷 dá juàn, 绷 bēng, 嗨 hāi
大城市 dà chéng shì, 类似 lèi sì, 断供 duàn gōng, 倒计时 dào jì shí, 倒车 dào chē, 倒水 dào shuǐ, 倒贴 dào tiē, 请假 qǐng jià
批假 pī jià, 发话 fā huà, 发胶 fà jiāo, 甄嬛 zhēn huán, 一宿 yī xiǔ, 就差 jiù chà, 当然 dāng rán, 相亲 xiāng qīn, 相机 xiàng jī
肚子 dù zi, 耙耳朵 pā ěr duo, 转行 zhuǎn háng, 店铺 diàn pù, 奶量 nǎi liàng, 发量 fà liàng, 重拍 chóng pāi, 奔三 bèn sān
满血 mǎn xuè, 回血 huí xuè, 残血 cán xuè, 还给 huán gěi, 喜欢还 xǐ huan hái, 嗑 kē, 嗑瓜子 kè guā zǐ, 中药 zhōng yào
得 de, 得劲 dé jìn, 得到 dé dào, 看得到 kàn de dào, 买得到 mǎi de dào, 得不到 dé bù dào, 得物 dé wù, 得罪 dé zuì, 得闲 dé xián
得意 dé yì, 难得 nán dé, 获得 huò dé, 取得 qǔ dé, 所得 suǒ dé, 拍立得 pāi lì dé, 先得 xiān dé, 没得 méi dé, 得分 dé fēn, 心得 xīn dé
不得不 bù dé bù, 还得 hái děi, 就得 jiù děi, 也得 yě děi, 都得 dōu děi, 得先 děi xiān, 还是得 hái shì děi
着 zhe, 睡着 shuì zháo, 着急 zháo jí, 不着 bù zháo, 着落 zhuó luò, 着装 zhuó zhuāng, 着火 zháo huǒ, 着凉 zháo liáng, 执着 zhí zhuó
年假 nián jià, 天假 tiān jià, 放假 fàng jià, 休假 xiū jià, 假装 jiǎ zhuāng
教你 jiāo nǐ, 教我 jiāo wǒ, 教会 jiāo huì, 教到 jiāo dào, 教男 jiāo nán, 教老外 jiāo lǎo wài, 炸鸡 zhá jī, 空气炸锅 kōng qì zhá guō
不干了 bù gàn le, 不想干 bù xiǎng gàn, 干完活 gàn wán huó, 干了一 gàn le yī, 么干 me gàn, 干饭 gàn fàn
沦为 lún wéi, 同为 tóng wéi, 为敬 wéi jìng, 还钱 huán qián, 不还还 bù huán hái, 重写 chóng xiě, 重刷 chóng shuā
追更 zhuī gēng, 停更 tíng gēng, 断更 duàn gēng, 周更 zhōu gēng, 日更 rì gēng, 还在更 hái zài gēng, 系鞋带 jì xié dài, 系围裙 jì wéi qún
想吐 xiǎng tù, 看吐 kàn tù, 好好学习 hǎo hǎo xué xí, 数钱 shǔ qián, 创可贴 chuāng kě tiē, 骨相 gǔ xiàng
睡好觉 shuì hǎo jiào, 睡整觉 shuì zhěng jiào, 切号 qiē hào, 没收过 méi shōu guo, 穿过 chuān guo, 看过 kàn guo, 吃过 chī guo
见过 jiàn guo, 去过 qù guo, 买过 mǎi guo, 用过 yòng guo, 养过 yǎng guo, 刷到过 shuā dào guo, 哭过 kū guo, 错过 cuò guò
露腿 lòu tuǐ, 露腰 lòu yāo
皮实 pí shi, 开过 kāi guo, 休过 xiū guo, 输过 shū guo, 赢过 yíng guo, 谈过 tán guo, 不勒 bù lēi, 大噶 dà gā
中了 zhòng le, 抽中 chōu zhòng, 戳中 chuō zhòng, 中招 zhòng zhāo, 底下 dǐ xia, 凑合 còu he
作妖 zuō yāo, 卡住 qiǎ zhù, 帖 tiě, 服帖 fú tiē, 熨帖 yù tiē, 倒是 dào shì, 重样 chóng yàng, 重看 chóng kàn, 朝九晚 zhāo jiǔ wǎn
盛汤 chéng tāng, 月亮 yuè liang, 嘴巴子 zuǐ ba zi, 空调 kōng tiáo, 空间 kōng jiān, 艹 cào, 王炸 wáng zhà
看过来 kàn guò lái, 看过去 kàn guò qù, 觉得 jué de, 值得 zhí de, 记得 jì de, 显得 xiǎn de, 懂得 dǒng de
`
  .trim()
  .split(/, |\n/)
  .map((line) => line.split(/ (.*)/))
  .sort(([a], [b]) => a.length - b.length);

const glossary = fileURLToPath(new URL('../src/glossary', import.meta.url));
const folder = process.argv[2] ?? glossary;
const table = path.join(glossary, 'examples.tsv');

const kept = new Map(await rows(table));
const own = await rows(path.join(folder, 'readings.tsv'));
const all = new Map();
for (const example of await examples(path.join(folder, 'entries'))) {
  if (HAN.test(example.zh) && !all.has(example.zh)) all.set(example.zh, kept.get(example.zh) ?? reading(example));
}
const sorted = [...all].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
await writeFile(table, sorted.map(([zh, readings]) => `${zh}\t${readings}\n`).join(''));

const fresh = sorted.filter(([zh]) => !kept.has(zh)).length;
console.log(`${sorted.length} examples: ${fresh} new, ${kept.size + fresh - sorted.length} gone`);

async function rows(file) {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
}

/** Every example, with the term it is of and that term's pinyin. */
async function examples(entries) {
  const files = (await readdir(entries)).filter((name) => name.endsWith('.toml')).sort();
  const texts = await Promise.all(files.map((name) => readFile(path.join(entries, name), 'utf8')));
  const found = [];
  for (const text of texts) {
    for (const entry of text.split(/^\[\[entry\]\]$/m)) {
      const [head, ...senses] = entry.split(/^\s*\[\[entry\.sense\]\]$/m);
      for (const block of [head, ...senses]) {
        const zh = value(block, 'example = \\{ zh');
        if (zh) found.push({ zh, term: value(head, 'term'), pinyin: value(block, 'pinyin') ?? value(head, 'pinyin') });
      }
    }
  }
  return found;
}

/** The string that `key` has in a piece of TOML. */
function value(block, key) {
  const [, string] = block.match(new RegExp(`^\\s*${key} = (${STRING})`, 'm')) ?? [];
  return string && JSON.parse(string);
}

/** One syllable for each Chinese character of an example: the term's own pinyin before the words, these before the library. */
function reading({ zh, term, pinyin: joined }) {
  const characters = [...zh];
  const syllables = library(zh);
  for (const [word, readings] of WORDS) put(characters, syllables, [...word], readings.split(' '));
  const split = joined && HAN.test(term) && syllablesOf([...term], joined.normalize('NFC').toLowerCase().split(BETWEEN).join(''));
  if (split) put(characters, syllables, [...term], split);
  const readings = syllables.filter((_, index) => HAN.test(characters[index]));
  if (!readings.every(Boolean)) throw new Error(`no reading for a character of ${zh}`);
  return readings.join(' ');
}

/** The library's syllable for each character of a text, nothing useful where that is no Chinese character. */
function library(text) {
  const pieces = pinyin(text, { type: 'all', toneSandhi: false });
  const syllables = pieces.flatMap(({ origin, pinyin: syllable }) => [...origin].map(() => syllable));
  if (syllables.length !== [...text].length) throw new Error(`the library counts other characters in ${text}`);
  return syllables;
}

/** Writes `readings` over the syllables wherever `word` stands. */
function put(characters, syllables, word, readings) {
  for (let start = 0; start + word.length <= characters.length; start++) {
    if (word.every((character, index) => characters[start + index].toLowerCase() === character)) {
      syllables.splice(start, word.length, ...readings);
    }
  }
}

/** The joined pinyin cut into a syllable for each character, or `null` where it isn't these characters' pinyin. */
function syllablesOf([first, ...rest], joined) {
  if (first === undefined) return joined === '' ? [] : null;
  for (const syllable of possible(first)) {
    const others = joined.startsWith(syllable) && syllablesOf(rest, joined.slice(syllable.length));
    if (others) return [syllable, ...others];
  }
  return null;
}

/** All the readings of a character, with and without their tones; what is no Chinese character is read as it is spelled. */
function possible(character) {
  if (!HAN.test(character)) return BETWEEN.test(character) ? [''] : [character];
  const [{ polyphonic }] = pinyin(character, { type: 'all' });
  const toned = [...polyphonic, ...own.filter(([key]) => key === character).map(([, syllable]) => syllable)];
  if (character === '儿') toned.push('r');
  const neutral = toned.map((syllable) => syllable.normalize('NFD').replace(TONES, '').normalize('NFC'));
  return [...new Set([...toned, ...neutral])];
}
