// `.note-text`: the text of notes and comments, made of exactly four kinds of children.

import { h } from '/vendor/vue.js';
import { stickers, stickerUrl } from '../data/stickers.js';

const TOKEN = /(\[[^[\]\s]+\]|#[^\s#@[]+|@[^\s#@[]+)/u;

function child(token) {
  const sticker = token.startsWith('[') && stickers[token.slice(1, -1)];
  if (sticker) {
    return h('img', { class: 'note-content-emoji', crossorigin: 'anonymous', src: stickerUrl(sticker) });
  }
  if (token.startsWith('#')) {
    const keyword = encodeURIComponent(token.slice(1));
    return h('a', { id: 'hash-tag', class: 'tag', href: `/search_result?keyword=${keyword}` }, token);
  }
  if (token.startsWith('@')) {
    return h('a', { class: 'note-content-user', 'data-user-id': '5f0000000000000000000002' }, token);
  }
  // An array makes Vue hold the text node itself and write its `nodeValue`; a plain string
  // would make it replace the node. The titles have the other kind.
  return h('span', [token]);
}

/** Renders a text in which [名R] is a sticker, #话题 a hashtag and @昵称 a mention. */
export function noteText(source) {
  const tokens = source === '' ? [''] : source.split(TOKEN).filter(Boolean);
  return h('span', { class: 'note-text' }, tokens.map(child));
}
