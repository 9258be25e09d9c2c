// A page that defends itself: frozen prototypes, and no way to its highlights by the usual name.
// Runs before anything else. `pageHighlights` is the registry the browser paints from.

'use strict';

window.pageHighlights = CSS.highlights;
Object.defineProperty(CSS, 'highlights', { value: new Map(), configurable: false });

/** Takes away what an extension may have painted or styled. */
window.wipe = () => {
  window.pageHighlights.clear();
  document.adoptedStyleSheets = [];
};

for (const type of [Object, Array, Function, Node, EventTarget, Promise]) Object.freeze(type.prototype);
