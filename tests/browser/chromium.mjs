// Owns what only Chromium (and Chrome, and Edge) needs: its flags, its extension commands, its way into closed roots.
// `firefox.mjs` has the same door.

import puppeteer from 'puppeteer-core';
import { executable } from './executable.mjs';

// A name that no resolver knows, and that the rules below keep from being asked for.
const NOWHERE = 'nowhere.invalid';

/** Starts Chromium with the extension in `dist` installed, and the proxy at `port` as its only network. */
export async function start({ dist, headless, width, height, scale, profile, port }) {
  const browser = await puppeteer.launch({
    executablePath: executable('chromium'),
    headless,
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: headless ? { width, height, deviceScaleFactor: scale } : null,
    args: flags({ width, height, scale, port }),
  });
  const sessions = new WeakMap();
  const logs = new WeakMap();
  const workerLog = [];
  let scheme = null;
  let id = null;

  const ours = (type) => (target) => target.type() === type && target.url().startsWith(`chrome-extension://${id}/`);
  browser.on('targetcreated', async (target) => {
    if (target.type() !== 'service_worker') return;
    // A worker that is gone before it is listened to has nothing to say.
    await target.worker().then(({ client }) => listen(client, workerLog)).catch(() => {});
  });
  const dress = (page) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);

  return {
    browser,

    async install() {
      id = await browser.installExtension(dist);
    },

    async uninstall() {
      await browser.uninstallExtension(id);
    },

    async prepare(page) {
      const session = await page.createCDPSession();
      const log = [];
      sessions.set(page, session);
      logs.set(page, { log, since: workerLog.length });
      await Promise.all([listen(session, log), scheme && dress(page)]);
    },

    async goOwn(page, file) {
      await page.goto(`chrome-extension://${id}/${file}`);
    },

    async closeOwn(file) {
      const page = (await browser.pages()).find((each) => each.url() === `chrome-extension://${id}/${file}`);
      await page?.close();
      return Boolean(page);
    },

    async errors(page) {
      const { log, since } = logs.get(page);
      return [...log, ...workerLog.slice(since)];
    },

    async background(fn, ...args) {
      await browser.waitForTarget(ours('service_worker'), { timeout: 10_000 });
      // The worker of before an update may still be there, and knows nothing any more.
      const target = browser.targets().findLast(ours('service_worker'));
      return (await target.worker()).evaluate(fn, ...args);
    },

    // No key that the DevTools protocol sends gets as far as the commands: the background hears what the browser would tell it.
    async command(name) {
      await this.background((which) => chrome.commands.onCommand.dispatch(which), name);
    },

    async popup(page) {
      const extension = (await browser.extensions()).get(id);
      await extension.triggerAction(page);
      const target = await browser.waitForTarget((each) => ours('page')(each) && each.url().endsWith('/popup.html'), { timeout: 10_000 });
      const popup = await target.asPage();
      if (scheme) await dress(popup);
      return {
        evaluate: (fn, ...args) => popup.evaluate(fn, ...args),
        press: (x, y) => popup.mouse.click(x, y),
        key: (name) => popup.keyboard.press(name),
        screenshot: (path) => popup.screenshot({ path }),
        close: () => popup.close(),
      };
    },

    async colorScheme(value) {
      scheme = value;
      await Promise.all((await browser.pages()).map(dress));
    },

    async forget() {
      await this.background(() => chrome.storage.local.clear());
    },

    async closedRoot(page, host) {
      const backendNodeId = await host.backendNodeId();
      const { node } = await sessions.get(page).send('DOM.describeNode', { backendNodeId, depth: 1, pierce: true });
      const [root] = node.shadowRoots ?? [];
      return root ? host.realm.adoptBackendNode(root.backendNodeId) : null;
    },

    async accessible(page, host, role, name) {
      const session = sessions.get(page);
      const of = { backendNodeId: await host.backendNodeId(), depth: 1, pierce: true };
      const { backendNodeId } = (await session.send('DOM.describeNode', of)).node.shadowRoots[0];
      const found = await session.send('Accessibility.queryAXTree', { backendNodeId, role, accessibleName: name });
      return found.nodes.filter(({ ignored }) => !ignored).length;
    },

    close: () => browser.close(),
  };
}

/** Writes down in `log` what is thrown or complained of in the target of `session`, its content scripts included. */
async function listen(session, log) {
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) => {
    log.push(`${text} ${exception?.description ?? ''}`);
  });
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (type === 'error' || type === 'assert') log.push(args.map((arg) => arg.description ?? String(arg.value)).join(' '));
  });
  session.on('Log.entryAdded', ({ entry: { level, text, url } }) => {
    if (level === 'error') log.push(`${text} ${url ?? ''}`);
  });
  await Promise.all([session.send('Runtime.enable'), session.send('Log.enable')]);
}

function flags({ width, height, scale, port }) {
  return [
    `--window-size=${width},${height}`,
    ...(scale ? [`--force-device-scale-factor=${scale}`] : []),
    '--lang=en-US',
    `--proxy-server=http://127.0.0.1:${port}`,
    // Chromium goes around the proxy for addresses of this machine without the first part; see --gaia-url for the second.
    `--proxy-bypass-list=<-loopback>;${NOWHERE}`,
    // What goes around the proxy all the same finds no name.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--ignore-certificate-errors',
    // Puppeteer turns off most of what a browser asks for by itself; these are the rest.
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-features=AutofillServerCommunication,NetworkTimeServiceQuerying',
    '--disable-quic',
    '--no-default-browser-check',
    '--no-pings',
    // Chromium 156 asks for its model list and for who is signed in whatever the flags say: it asks nobody.
    '--component-updater=url-source=about:blank',
    `--gaia-url=https://${NOWHERE}`,
    // The sandbox of Chromium refuses to run as root, as containers do.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}
