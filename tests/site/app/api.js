// window.site: what tests ask of the page. Everything goes through Vue's state.
// Each function that changes the page resolves when Vue has changed the document.

import { nextTick } from '/vendor/vue.js';
import * as app from './state.js';

const settled = (change) => async (...args) => {
  change(...args);
  await nextTick();
};

const painted = () => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(resolve));
});

async function fillLate(count = 6) {
  const fill = app.addEmptyComments(count);
  await nextTick();
  await painted();
  fill();
  await nextTick();
}

export const site = {
  addComments: settled(app.addComments),
  fillLate,
  setComment: settled((index, text) => { app.state.note.comments[index].text = text; }),
  removeComment: settled(app.removeComment),
  setTitle: settled((index, text) => { app.state.feed[index].title = text; }),
  openNote: settled((id) => app.openNote(app.asNoteId(id))),
  swapNote: settled((id) => app.openNote(app.asNoteId(id))),
  closeNote: settled(app.closeNote),
  navigate: settled(app.navigate),
  showDialog: settled(() => { app.state.dialog = true; }),
  closeDialog: settled(() => { app.state.dialog = false; }),
  showLogin: settled(() => { app.state.login = true; }),
  clearHighlights: () => CSS.highlights.clear(),
};
