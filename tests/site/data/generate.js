// Makes up any number of comments, the same ones every time.

import { sentences } from './sentences.js';

const NAMES = ['momo', '一只小鱼', '今天不加班', '山里的风', '阿木', 'Sunny', '多肉和猫', '半杯水', '北方来信', '小满'];
const PLACES = ['北京', '上海', '广东', '四川', '浙江', '湖北', '陕西', '云南', '山东', '福建'];
const ENDINGS = ['', '', '', '', '', '～', '！', '[笑哭R]', '[偷笑R]', ' 😂'];

/** Mixes a whole number into 32 bits that look random. */
function mix(number) {
  let bits = Math.imul(number ^ 0x9e3779b9, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const pick = (list, bits) => list[bits % list.length];

/** The text of generated comment `index`: 8 to 60 characters, a sticker counted as one. */
export function generatedText(index) {
  const first = mix(index * 2 + 1);
  const second = mix(index * 2 + 2);
  let text = pick(sentences, first);
  if (text.length < 8 || second % 4 === 0) text += `，${pick(sentences, second >>> 8)}`;
  return text + pick(ENDINGS, second >>> 16);
}

/** Generated comment `index`, ready for the comment list. */
export function generatedComment(index) {
  const bits = mix(index * 7 + 3);
  return {
    id: `68${index.toString(16).padStart(22, '0')}`,
    name: pick(NAMES, bits),
    text: generatedText(index),
    place: pick(PLACES, bits >>> 8),
    date: `${String(1 + (bits % 12)).padStart(2, '0')}-${String(1 + ((bits >>> 4) % 28)).padStart(2, '0')}`,
    likes: String(bits % 300),
    replies: [],
    more: [],
  };
}
