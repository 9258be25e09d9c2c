// Owns what only Firefox needs: its preferences, its way into its own windows, its way into closed roots.
// `chromium.mjs` has the same door.
//
// Puppeteer cannot reach the popup's panel or the background page of an extension in Firefox.
// `--remote-allow-system-access` opens the browser's own window to WebDriver BiDi, and from there both are in reach.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { executable } from './executable.mjs';
import { preferences } from './firefox-preferences.mjs';
import { until } from './until.mjs';

/** Starts Firefox with the extension in `dist` installed, and the proxy at `port` as its only network. */
export async function start({ dist, headless, width, height, scale, profile, port }) {
  const manifest = JSON.parse(await readFile(path.join(dist, 'manifest.json'), 'utf8'));
  const id = manifest.browser_specific_settings.gecko.id;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: executable('firefox'),
    headless,
    userDataDir: profile,
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width, height } : null,
    args: ['--remote-allow-system-access', `--width=${width}`, `--height=${height}`],
    extraPrefsFirefox: preferences({ port, scale }),
    // Firefox follows the preference for its settings server, which puppeteer points nowhere, only with this.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
  });
  const logs = new WeakMap();

  async function send(method, parameters) {
    return (await browser.connection.send(method, parameters)).result;
  }

  const { contexts } = await send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const window = contexts[0].context;

  /** What `fn` returns, called in the browser's own window, with all its rights. */
  async function privileged(fn, ...args) {
    const answer = await send('script.callFunction', {
      functionDeclaration: `async (args) => JSON.stringify((await (${fn})(...JSON.parse(args))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      target: { context: window },
      awaitPromise: true,
      userActivation: true,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result.value);
  }

  /** What `fn` returns, called in the extension's `kind` of page: `popup` or `background`. */
  async function inside(kind, fn, ...args) {
    const source = `(async () => JSON.stringify((await (${fn})(...${JSON.stringify(args)})) ?? null))()`;
    const { value, error } = await privileged(callInView, id, kind, source);
    if (error) throw new Error(error);
    return JSON.parse(value);
  }

  return {
    browser,

    async install() {
      await browser.installExtension(dist);
    },

    async uninstall() {
      await browser.uninstallExtension(id);
    },

    async prepare(page) {
      const log = [];
      logs.set(page, { log, since: await privileged(() => Date.now()) });
      page.on('console', (message) => {
        if (message.type() === 'error') log.push(message.text());
      });
      page.on('pageerror', (error) => log.push(String(error)));
    },

    async goOwn(page, file) {
      const url = await privileged((own, name) => WebExtensionPolicy.getByID(own).getURL(name), id, file);
      // Firefox never says that a page of an extension has loaded.
      await send('browsingContext.navigate', { context: page.mainFrame()._id, url, wait: 'none' });
      await until(() => page.evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url), `${file} to load`);
    },

    closeOwn: (file) => privileged(closeOwnTab, id, file),

    async errors(page) {
      const { log, since } = logs.get(page);
      const thrown = await privileged(extensionErrors, id, since);
      // Those of content scripts are in both lists.
      const unseen = thrown.filter(({ text }) => !log.some((line) => line.includes(text)));
      return [...log, ...unseen.map(({ text, place }) => `${text} ${place}`)];
    },

    background: (fn, ...args) => inside('background', fn, ...args),

    command: (name) => privileged(typeInWindow, manifest.commands[name].suggested_key.default),

    async popup() {
      await privileged(openPopup, id);
      await until(() => inside('popup', () => document.readyState === 'complete'), 'the popup to load');
      return {
        evaluate: (fn, ...args) => inside('popup', fn, ...args),
        press: (x, y) => privileged(pressInPopup, id, x, y),
        async key(name) {
          await until(() => inside('popup', () => document.hasFocus()), 'the popup to have the keys');
          await privileged(typeInPopup, id, name);
        },
        screenshot: async (file) => writeFile(file, Buffer.from(await privileged(pictureOfPopup, id), 'base64')),
        close: () => privileged(closePopup, id),
      };
    },

    async colorScheme(scheme) {
      await privileged((dark) => {
        Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', dark ? 0 : 1);
        Services.prefs.setIntPref('ui.systemUsesDarkTheme', dark ? 1 : 0);
      }, scheme === 'dark');
    },

    async forget() {
      // A case that failed may have left it open, and opening it again would close it.
      await privileged(closePopup, id);
      await privileged(grantHosts, id, manifest.host_permissions ?? []);
      await inside('background', () => browser.storage.local.clear());
    },

    async closedRoot(page, host) {
      const { result } = await send('script.callFunction', {
        functionDeclaration: '(host) => host',
        arguments: [{ sharedId: host.remoteValue().sharedId }],
        // By its page, not by its id: that of a page of the extension has changed since.
        target: host.realm.realm.target,
        awaitPromise: false,
        serializationOptions: { includeShadowTree: 'all', maxDomDepth: 0 },
      });
      const root = result.value.shadowRoot;
      return root ? host.realm.createHandle(root) : null;
    },

    async accessible(page, host, role, name) {
      const root = await this.closedRoot(page, host);
      const { nodes } = await send('browsingContext.locateNodes', {
        context: page.mainFrame()._id,
        locator: { type: 'accessibility', value: { role, ...(name && { name }) } },
        startNodes: [{ sharedId: root.remoteValue().sharedId }],
      });
      return nodes.length;
    },

    close: () => browser.close(),
  };
}

// The functions below run in the browser's own window; nothing from this file is in their reach.

async function openPopup(id) {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID(id);
  await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
}

function closeOwnTab(id, file) {
  const url = WebExtensionPolicy.getByID(id).getURL(file);
  const tab = gBrowser.tabs.find(({ linkedBrowser }) => linkedBrowser.currentURI.spec === url);
  if (tab) gBrowser.removeTab(tab);
  return Boolean(tab);
}

async function closePopup(id) {
  const view = [...WebExtensionPolicy.getByID(id).extension.views].find(({ viewType }) => viewType === 'popup');
  const panel = view?.xulBrowser.closest('panel');
  if (!panel || panel.state === 'closed') return;
  await new Promise((hidden) => {
    panel.addEventListener('popuphidden', hidden, { once: true });
    panel.hidePopup();
  });
}

async function pictureOfPopup(id) {
  const view = [...WebExtensionPolicy.getByID(id).extension.views].find(({ viewType }) => viewType === 'popup');
  const picture = await view.xulBrowser.browsingContext.currentWindowGlobal.drawSnapshot(null, window.devicePixelRatio, 'white');
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return bytes.toBase64();
}

function pressInPopup(id, x, y) {
  const view = [...WebExtensionPolicy.getByID(id).extension.views].find(({ viewType }) => viewType === 'popup');
  const script = `for (const type of ['mousemove', 'mousedown', 'mouseup']) {
    content.synthesizeMouseEvent(type, ${x}, ${y}, { button: 0, clickCount: 1 }, {});
  }`;
  view.xulBrowser.messageManager.loadFrameScript(`data:;charset=utf-8,${encodeURIComponent(script)}`, false);
}

function typeInPopup(id, name) {
  const view = [...WebExtensionPolicy.getByID(id).extension.views].find(({ viewType }) => viewType === 'popup');
  const key = { Space: ' ' }[name] ?? name;
  const script = `{
    const typist = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
    typist.beginInputTransactionForTests(content);
    const event = new content.KeyboardEvent('', { key: ${JSON.stringify(key)}, code: ${JSON.stringify(name)} });
    typist.keydown(event);
    typist.keyup(event);
  }`;
  view.xulBrowser.messageManager.loadFrameScript(`data:;charset=utf-8,${encodeURIComponent(script)}`, false);
}

// Keys of the content do not reach the browser's own shortcuts; these are pressed in its window, like a reader's.
function typeInWindow(keys) {
  const typist = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
  typist.beginInputTransactionForTests(window);
  const events = keys.split('+').map((key) => new KeyboardEvent('', { key: key.length === 1 ? key.toLowerCase() : key }));
  for (const event of events) typist.keydown(event);
  for (const event of events.reverse()) typist.keyup(event);
}

async function callInView(id, kind, source) {
  const { extension } = WebExtensionPolicy.getByID(id);
  if (kind === 'background') await extension.wakeupBackground?.();
  const view = [...extension.views].find(({ viewType }) => viewType === kind);
  if (!view) return { error: `the extension has no ${kind} open` };
  const manager = view.xulBrowser.messageManager;
  const name = `harness:${Math.random()}`;
  // A sandbox over the page's window may evaluate text where the extension's own policy would refuse.
  const script = `(async () => {
    let answer;
    try {
      const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      answer = { value: await Cu.evalInSandbox(${JSON.stringify(source)}, sandbox, 'latest', content.location.href, 1) };
    } catch (error) {
      answer = { error: String(error) };
    }
    sendAsyncMessage(${JSON.stringify(name)}, answer);
  })()`;
  return new Promise((done) => {
    manager.addMessageListener(name, function listener({ data }) {
      manager.removeMessageListener(name, listener);
      done(data);
    });
    // One that is on its way out never answers.
    setTimeout(() => done({ error: `the ${kind} gave no answer` }), 5000);
    manager.loadFrameScript(`data:;charset=utf-8,${encodeURIComponent(script)}`, false);
  });
}

// In Firefox an extension can give up the hosts of its manifest, as its user can take them away.
async function grantHosts(id, origins) {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  await ExtensionPermissions.add(id, { origins, permissions: [], data_collection: [] }, WebExtensionPolicy.getByID(id).extension);
}

function extensionErrors(id, since) {
  const base = WebExtensionPolicy.getByID(id)?.getURL('') ?? 'moz-extension://';
  return Services.console
    .getMessageArray()
    .filter((message) => message instanceof Ci.nsIScriptError && message.timeStamp >= since)
    .filter(({ flags, sourceName }) => !(flags & Ci.nsIScriptError.warningFlag) && sourceName.startsWith(base))
    // Firefox notes in its own console that an answer came for a page that had gone: nobody's error.
    .filter(({ errorMessage }) => !/^Promise (resolved|rejected) (after context unloaded|while context is inactive)/.test(errorMessage))
    .map(({ errorMessage, sourceName, lineNumber }) => ({ text: errorMessage, place: `${sourceName}:${lineNumber}` }));
}
