// Owns the extension's PNG icons: draws them from the SVG sources beside them, on a transparent ground.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { executable } from './executable.mjs';

const SIZES = { on: [16, 32, 48, 128], off: [16, 32], away: [16, 32] };
const ICONS = new URL('../../extension/icons/', import.meta.url);

const browser = await puppeteer.launch({
  executablePath: executable('chromium'),
  args: ['--no-sandbox', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  for (const [name, sizes] of Object.entries(SIZES)) {
    const svg = await readFile(new URL(`${name}.svg`, ICONS), 'utf8');
    for (const size of sizes) {
      await page.setViewport({ width: size, height: size });
      await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
      await page.screenshot({ path: fileURLToPath(new URL(`${name}-${size}.png`, ICONS)), omitBackground: true });
    }
  }
} finally {
  await browser.close();
}
