// Owns finding a browser on the machine.

import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome.exe', 'msedge.exe'],
  firefox: ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox.exe'],
};

/** The path of the browser's program: what the variable CHROMIUM or FIREFOX names, otherwise the first one in PATH. */
export function executable(browser) {
  const variable = browser.toUpperCase();
  const chosen = process.env[variable];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = chosen ? [chosen] : folders.flatMap((folder) => NAMES[browser].map((name) => path.join(folder, name)));
  const found = candidates.find(runs);
  if (!found) {
    throw new Error(
      chosen
        ? `no ${browser} at ${chosen}, which ${variable} names`
        : `no ${browser} in PATH: install it, or name its program in the variable ${variable}`,
    );
  }
  return found;
}

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
