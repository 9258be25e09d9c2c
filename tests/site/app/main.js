import { createApp } from '/vendor/vue.js';
import { site } from './api.js';
import { Shell } from './shell.js';
import { closeNote, showAddress, state } from './state.js';

// Registered while the page loads, in the capture phase: as the real site does, and before
// anything that an extension registers once the page is there.
window.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || state.dialog) return;
  if (state.login) state.login = false;
  else closeNote();
}, true);
window.addEventListener('popstate', () => showAddress(location.href));

showAddress(location.href);
createApp(Shell).mount('#app');
window.site = site;
