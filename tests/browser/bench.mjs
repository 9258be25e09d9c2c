// How fast the finder is in a browser, against what one would otherwise take.

import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { executable } from './executable.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = {
  module: 'target/bench-module',
  jieba: 'tests/node_modules/jieba-wasm/pkg/web',
  '': 'tests/bench',
};
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

const server = http.createServer(async (request, response) => {
  const [, first, rest] = request.url.match(/^\/(?:(module|jieba)\/)?([\w.]*)$/) ?? [];
  try {
    const file = path.join(ROOT, FOLDERS[first ?? ''], rest || 'index.html');
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] }).end(await readFile(file));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const browser = await puppeteer.launch({ executablePath: executable('chromium'), args: ['--no-sandbox'], protocolTimeout: 600_000 });
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction('globalThis.measured', { timeout: 300_000 });
  print(await page.evaluate('globalThis.measured'));
} finally {
  await browser.close();
  server.close();
}

function print({ ready, texts }) {
  for (const [name, milliseconds] of Object.entries(ready)) console.log(`ready after ${milliseconds.toFixed(2)} ms: ${name}`);
  for (const { name, characters, ways } of texts) {
    console.log(`\n${characters} characters as ${name}`);
    const { fastest: ours } = ways.find((way) => way.name === 'finder');
    for (const way of ways) {
      const speed = characters / way.fastest / 1000;
      const ratio = way.fastest / ours;
      console.log(
        `  ${way.name.padEnd(18)} ${way.fastest.toFixed(1).padStart(8)} ms  ${speed.toFixed(1).padStart(7)} million characters/s  ` +
          `${ratio.toFixed(2).padStart(6)} times the finder's time  (${Math.round(way.found)} found)`,
      );
    }
  }
}
