// ?n= comments of real length in the site's markup, drawn by Vue in one go.

import { createApp, h } from '/vendor/vue.js';
import { parentComment } from '../app/comments.js';
import { generatedComment } from '../data/generate.js';

const count = Number(new URLSearchParams(location.search).get('n') ?? 3000);
const list = Array.from({ length: count }, (_, index) => generatedComment(index));

createApp(() => h('div', { class: 'comments-container note-scroller' }, [
  h('div', { class: 'total' }, `共 ${count} 条评论`),
  h('div', { class: 'list-container' }, list.map(parentComment)),
])).mount('#app');
