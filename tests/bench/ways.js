// The ways to find the glossary's terms in a text, and what each takes, all in one page and one run.
// Every way gets the same text and says how many terms it found, so that none can be left out by a clever engine.

import open, { Bare, Whole, copy, runs, terms, text } from '/module/cattax.js';
import openJieba, { add_word, cut } from '/jieba/jieba_rs_wasm.js';

const BATCH = 250;
const LEAST = 400;
const RUN_END = '\u{1E}';

async function took(work) {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

/** How long each of `ways` takes, in milliseconds, the fastest of rounds taken in turn for at least LEAST ms each. */
function race(ways, pieces) {
  const results = ways.map(() => ({ fastest: Infinity, spent: 0, found: 0 }));
  while (results.some(({ spent }) => spent < LEAST)) {
    ways.forEach(([, find], place) => {
      const result = results[place];
      if (result.spent >= LEAST) return;
      const start = performance.now();
      result.found = 0;
      for (const piece of pieces) result.found += find(piece);
      const spent = performance.now() - start;
      result.spent += spent;
      result.fastest = Math.min(result.fastest, spent);
    });
  }
  return results;
}

function withMap(words) {
  const known = new Map(words.map((word, place) => [word, place]));
  const longest = Math.max(...words.map((word) => word.length));
  return (text) => {
    let found = 0;
    for (const run of text.toLowerCase().split(RUN_END)) {
      for (let at = 0; at < run.length; at += 1) {
        for (let length = Math.min(longest, run.length - at); length > 0; length -= 1) {
          if (!known.has(run.slice(at, at + length))) continue;
          found += 1;
          at += length - 1;
          break;
        }
      }
    }
    return found;
  };
}

function withRegExp(words) {
  const escaped = words.toSorted((one, other) => other.length - one.length).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const any = new RegExp(escaped.join('|'), 'g');
  return (text) => {
    let found = 0;
    for (const run of text.toLowerCase().split(RUN_END)) for (const _ of run.matchAll(any)) found += 1;
    return found;
  };
}

function withJieba(words) {
  const known = new Set(words);
  for (const word of words) add_word(word);
  return (text) => {
    let found = 0;
    for (const run of text.toLowerCase().split(RUN_END)) for (const word of cut(run, true)) found += known.has(word);
    return found;
  };
}

async function measure() {
  const module = await WebAssembly.compileStreaming(fetch('/module/cattax_bg.wasm'));
  await open({ module_or_path: module });
  const [ready, whole] = await took(() => {
    const finder = new Whole();
    finder.find('第一次');
    return finder;
  });
  const [built, bare] = await took(() => new Bare());
  const words = terms().split('\n');
  const [jiebaReady] = await took(async () => {
    await openJieba();
    cut('第一次', true);
  });
  const ways = [
    ['copy only', copy],
    ['finder', (text) => whole.find(text).length / 3],
    ['bare automaton', (text) => bare.find(text).length / 3],
    ['JavaScript Map', withMap(words)],
    ['JavaScript RegExp', withRegExp(words)],
    ['jieba-wasm', withJieba(words)],
  ];
  const all = runs().split(RUN_END);
  const batches = [];
  for (let at = 0; at < all.length; at += BATCH) batches.push(all.slice(at, at + BATCH).join(RUN_END));
  const texts = [
    [`runs of 40 characters, ${BATCH} a batch`, batches],
    ['one piece', [text()]],
  ];
  return {
    ready: { finder: ready, 'bare automaton': built, 'jieba-wasm': jiebaReady },
    texts: texts.map(([name, pieces]) => ({
      name,
      characters: pieces.reduce((sum, piece) => sum + [...piece].filter((c) => c !== RUN_END).length, 0),
      ways: race(ways, pieces).map((result, place) => ({ name: ways[place][0], ...result })),
    })),
  };
}

globalThis.measured = measure();
