// Owns the preferences of the Firefox under test.
// Puppeteer sets its own first, which turn off most of what a browser asks for by itself; these are the rest.

/** The preferences that make the proxy at `port` the only network, keep Firefox quiet, and leave prompts out. */
export function preferences({ port, scale }) {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
    'network.proxy.no_proxies_on': '',
    // Without these two, Firefox goes around the proxy for addresses of this machine, and when the proxy refuses.
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.failover_direct': false,
    'network.trr.mode': 5,
    'network.http.http3.enable': false,
    'media.peerconnection.enabled': false,
    ...(scale && { 'layout.css.devPixelsPerPx': String(scale) }),
    // Scrollbars that take no room, as in a headless Chromium.
    'ui.useOverlayScrollbars': 1,
    'intl.locale.requested': 'en-US',
    // A grant that the popup asks for is given without the prompt, which no test could press.
    'extensions.webextOptionalPermissionPrompts': false,
    // An extension that is installed again finds what it stored, as after an update.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
  };
}
