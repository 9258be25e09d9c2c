// Owns the functions that run inside a page, in a world of their own: what is marked, where, and which card is open.
// Each stands alone: nothing of this file is in its reach once it runs.

/**
 * The marks registered under the highlight `names` inside the elements that `within` selects, in document order:
 * their text, their boxes in the viewport, and the place of the innermost such element among all that are selected.
 * With `wanted`, `{ text, nth }`, that mark is brought into sight first.
 */
export function readMarks(names, within, wanted) {
  const marks = [];
  // Firefox lets no other world iterate over a page's sets; calling back is allowed.
  for (const name of names) CSS.highlights.get(name)?.forEach((mark) => marks.push(mark));
  const ranges = marks
    .flatMap((mark) => {
      const range = document.createRange();
      try {
        range.setStart(mark.startContainer, mark.startOffset);
        range.setEnd(mark.endContainer, mark.endOffset);
      } catch {
        // The text shrank since: such a mark paints nothing.
        return [];
      }
      const { startContainer: start } = range;
      const parent = start.parentElement ?? start;
      return start.isConnected && !range.collapsed && parent.closest(within) ? [range] : [];
    })
    .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
  const target = wanted && ranges.filter((range) => range.toString() === wanted.text)[wanted.nth];
  if (target) {
    const { top, left, bottom, right } = target.getBoundingClientRect();
    const inSight = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
    if (!inSight) target.startContainer.parentElement.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  }
  const places = new Map([...document.querySelectorAll(within)].map((element, index) => [element, index]));
  return ranges.map((range) => ({
    text: range.toString(),
    place: places.get((range.startContainer.parentElement ?? range.startContainer).closest(within)),
    boxes: [...range.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height })),
  }));
}

/** The card's host element: the last child, with `popover`, of what is in front; null when there is none. */
export function findHost() {
  const fronts = [document.fullscreenElement, ...[...document.querySelectorAll('dialog:modal')].reverse(), document.documentElement];
  return fronts.map((front) => front?.lastElementChild).find((last) => last?.matches('[popover]:popover-open')) ?? null;
}

/** The card inside its closed `root`: the text of its parts by class name, its box, its markup; null when not shown. */
export function readCard(root) {
  const card = root.querySelector('.card');
  const box = card?.getBoundingClientRect();
  if (!box?.width || !box.height) return null;
  const fields = {};
  const all = {};
  for (const element of card.querySelectorAll('[class]')) {
    const text = element.textContent.trim();
    for (const name of element.classList) {
      fields[name] ??= text;
      (all[name] ??= []).push(text);
    }
  }
  const { x, y, width, height } = box;
  return { text: card.innerText, fields, all, rect: { x, y, width, height }, html: card.outerHTML };
}

/** The box, in the viewport, of the `selector`'s first element in `root` (or the document), or of its label when it has none. */
export function boxOf(selector, root) {
  const element = (root ?? document).querySelector(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const shown = [element, ...(element.labels ?? [])].find((each) => each.getBoundingClientRect().width > 1) ?? element;
  const { x, y, width, height } = shown.getBoundingClientRect();
  return { x, y, width, height };
}

/** Starts to write down, in `window.__tasks`, how long (ms) the page was busy whenever that was over 50 ms. */
export function watchTasks() {
  const tasks = (window.__tasks = []);
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
    return;
  }
  // Firefox has no such entries: a timer that comes late shows the same.
  const EVERY = 5;
  let last = performance.now();
  setInterval(() => {
    const late = performance.now() - last - EVERY;
    if (late > 50) tasks.push(late);
    last = performance.now();
  }, EVERY);
}
