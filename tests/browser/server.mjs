// Owns the only network the browsers under test have: a proxy that knows four hosts, and the sample site behind it.
// It decides nothing about what a test may see: every attempt is written down, refused or not.

import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { disc } from './png.mjs';

export const XIAOHONGSHU = 'www.xiaohongshu.com';
export const REDNOTE = 'www.rednote.com';
export const STICKERS = 'picasso-static.xiaohongshu.com';
export const OTHER = 'other.example';
const HOSTS = [XIAOHONGSHU, REDNOTE, STICKERS, OTHER];

const TESTS = fileURLToPath(new URL('..', import.meta.url));
const SITE = path.join(TESTS, 'site');
const VENDOR = { 'vue.js': path.join(TESTS, 'node_modules/vue/dist/vue.esm-browser.prod.js') };
const STRICT = `default-src 'self'; img-src 'self' https://${STICKERS}; style-src 'self' 'unsafe-inline'; script-src 'self'`;
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

let certificate;

/**
 * Starts the proxy and the site of `folder`, on a free port of this machine only.
 *
 * `attempts` grows with the time: `{ via: 'proxy', method, host, port, allowed }` for what a browser asked the proxy,
 * `{ via: 'site', method, host, port, path, allowed }` for what then reached the site.
 */
export async function serve(folder = SITE) {
  certificate ??= await generate([{ name: 'commonName', value: XIAOHONGSHU }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: HOSTS.map((value) => ({ type: 2, value })) }],
  });
  const attempts = [];
  const sockets = new Set();
  const site = https.createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    const host = request.headers.host;
    attempts.push({ via: 'site', method: request.method, host, port: 443, path: request.url, allowed: true });
    answer(folder, host, new URL(request.url, `https://${host}`), response).catch((error) => response.destroy(error));
  });

  // A plain request is one for http: the site has no such pages.
  const proxy = http.createServer((request, response) => {
    const url = URL.canParse(request.url) ? new URL(request.url) : { hostname: '', port: '', pathname: request.url };
    attempts.push({
      via: 'proxy', method: request.method, host: url.hostname, port: Number(url.port || 80), path: url.pathname, allowed: false,
    });
    response.writeHead(403).end();
  });
  proxy.on('connect', (request, socket, head) => {
    const [, host, port] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url) ?? [null, request.url, 0];
    const allowed = HOSTS.includes(host) && Number(port) === 443;
    attempts.push({ via: 'proxy', method: 'CONNECT', host, port: Number(port), allowed });
    socket.on('error', () => socket.destroy());
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    socket.unshift(head);
    site.emit('connection', socket);
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', done));

  return {
    port: proxy.address().port,
    attempts,
    async close() {
      for (const socket of sockets) socket.destroy();
      proxy.closeAllConnections();
      await new Promise((done) => proxy.close(done));
    },
  };
}

async function answer(folder, host, url, response) {
  const prefixed = url.pathname.startsWith('/csp/');
  const strict = prefixed || url.searchParams.get('csp') === 'strict';
  const pathname = decodeURIComponent(prefixed ? url.pathname.slice('/csp'.length) : url.pathname);
  const { status, type, body } = host === STICKERS ? sticker(pathname) : await page(folder, pathname);
  response.writeHead(status, {
    'Content-Type': type ?? 'text/plain',
    // Always asked for anew, and yet the page may wait in the back-forward cache, which `no-store` forbids.
    'Cache-Control': 'no-cache',
    ...(host === STICKERS && { 'Access-Control-Allow-Origin': '*' }),
    ...(strict && { 'Content-Security-Policy': STRICT }),
  });
  response.end(body);
}

function sticker(pathname) {
  const [, hash] = /^\/fe-platform\/([0-9a-f]{40})\.png$/.exec(pathname) ?? [];
  return hash ? { status: 200, type: TYPES['.png'], body: disc(hash) } : { status: 404 };
}

async function page(folder, pathname) {
  const vendor = pathname.startsWith('/vendor/') && VENDOR[pathname.slice('/vendor/'.length)];
  const file = vendor || path.join(folder, path.normalize(pathname));
  const body = await contents(file);
  if (body) return { status: 200, type: TYPES[path.extname(file)], body };
  if (pathname === '/favicon.ico') return { status: 204 };
  // An address without a file is a route of the application.
  if (path.extname(pathname)) return { status: 404 };
  const index = await contents(path.join(folder, 'index.html'));
  return index ? { status: 200, type: TYPES['.html'], body: index } : { status: 404 };
}

async function contents(file) {
  try {
    return await readFile(file);
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(error.code)) return null;
    throw error;
  }
}
