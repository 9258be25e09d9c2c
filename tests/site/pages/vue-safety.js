// Fifty texts whose nodes Vue holds: whoever wraps, splits or moves one breaks its next update.
// window.safety changes and removes them, and counts what really happened in the document.

import { createApp, h, nextTick, reactive } from '/vendor/vue.js';

const COUNT = 50;
const BEFORE = ['这家店真的yyds', '味道绝绝子', '被种草了，周末去', '姐妹们避雷', '码住，慢慢看'];
const AFTER = ['更新：服务也yyds', '更新：环境绝绝子', '更新：又被种草了', '更新：千万避雷', '更新：先码住再说'];

const state = reactive({
  texts: Array.from({ length: COUNT }, (_, index) => BEFORE[index % BEFORE.length]),
});
const errors = [];
const done = { updated: 0, removed: 0 };

// Neighbors on both sides make Vue keep the text as a node of its own, and use it and what
// follows it as anchors when it takes the text away.
const item = (text, index) => h('li', { key: index }, [h('b', `${index + 1}. `), text, h('i', '。')]);

const app = createApp(() => h('ol', { id: 'items' }, state.texts.map(item)));
app.config.errorHandler = (error) => errors.push(String(error));
window.addEventListener('error', (event) => errors.push(event.message));
app.mount('#app');

/** How many items read exactly as they should. */
function countItems(expected) {
  const items = [...document.querySelectorAll('#items > li')];
  return items.filter((element, index) => element.textContent === `${index + 1}. ${expected(index)}。`).length;
}

window.safety = {
  async update() {
    state.texts = state.texts.map((_, index) => AFTER[index % AFTER.length]);
    await nextTick();
    done.updated = countItems((index) => AFTER[index % AFTER.length]);
  },
  async remove() {
    state.texts = state.texts.map(() => null);
    await nextTick();
    done.removed = countItems(() => '');
  },
  report: () => ({ ...done, errors: [...errors] }),
};
