// What the application knows, and every change to it.
// Views read `state`; the address bar, clicks and window.site go through the functions here.

import { reactive } from '/vendor/vue.js';
import { noteId, notes } from '../data/notes.js';
import { details } from '../data/details.js';
import { generatedComment } from '../data/generate.js';

export const PROFILE_ID = '5f0000000000000000000001';

/** Comments a note without texts of its own is given. */
const DEFAULT_COMMENTS = 12;

const NOTE_PATH = /^\/(?:explore|search_result|discovery\/item|user\/profile\/[^/]+)\/([0-9a-f]{24})$/;

let commentCount = 0;

export const state = reactive({
  view: 'explore',
  keyword: '',
  feed: notes.map((note) => ({ ...note })),
  note: null,
  login: false,
  dialog: false,
});

/** A written comment as a comment of its own list, dated some days after the note. */
function dated(noteDate) {
  const [, month, day] = noteDate.match(/(\d\d)-(\d\d)/);
  const build = (written, index) => {
    commentCount += 1;
    return {
      id: `67${commentCount.toString(16).padStart(22, '0')}`,
      date: `${month}-${String(Math.min(28, Number(day) + index)).padStart(2, '0')}`,
      ...written,
      replies: (written.replies ?? []).map(build),
      more: (written.more ?? []).map(build),
    };
  };
  return build;
}

function generatedComments(count) {
  return Array.from({ length: count }, () => generatedComment((commentCount += 1)));
}

function loadNote(id) {
  const card = state.feed.find((note) => note.id === id);
  if (!card) return null;
  const detail = details[notes.findIndex((note) => note.id === id) + 1];
  return {
    ...card,
    caption: detail?.caption ?? '图一真的拿捏了',
    date: detail?.date ?? '10-24 上海',
    desc: detail?.desc ?? `${card.title || '今天也要开开心心'}，随手记录一下，大家随便看看。\n#日常碎片 #生活记录 `,
    comments: detail ? detail.comments.map(dated(detail.date)) : generatedComments(DEFAULT_COMMENTS),
  };
}

/** Notes of the current view: a search keeps what holds its keyword, or all if nothing does. */
export function visibleNotes() {
  if (state.view === 'profile') return state.feed.slice(0, 6);
  if (state.view !== 'search' || !state.keyword) return state.feed;
  const found = state.feed.filter((note) => note.title.includes(state.keyword));
  return found.length > 0 ? found : state.feed;
}

/** Shows what an address stands for. An open overlay is given its next note, not mounted anew. */
export function showAddress(address) {
  const url = new URL(address, location.origin);
  const path = url.pathname.replace(/^\/csp(?=\/)/, '');
  if (path.startsWith('/search_result')) state.view = 'search';
  else if (path.startsWith('/user/profile')) state.view = 'profile';
  else state.view = 'explore';
  if (url.searchParams.has('keyword')) state.keyword = url.searchParams.get('keyword');
  const id = path.match(NOTE_PATH)?.[1];
  state.note = id ? loadNote(id) : null;
}

export function navigate(address) {
  history.pushState(null, '', address);
  showAddress(address);
}

const VIEW_PATH = { explore: '/explore', search: '/search_result', profile: `/user/profile/${PROFILE_ID}` };

export function openNote(id) {
  navigate(`${VIEW_PATH[state.view]}/${id}`);
}

export function closeNote() {
  if (!state.note) return;
  const keyword = state.view === 'search' ? `?keyword=${encodeURIComponent(state.keyword)}` : '';
  navigate(VIEW_PATH[state.view] + keyword);
}

export function nextNote() {
  const index = state.feed.findIndex((note) => note.id === state.note.id);
  openNote(state.feed[(index + 1) % state.feed.length].id);
}

export function addComments(count) {
  state.note.comments.push(...generatedComments(count));
}

/** Adds comments whose elements have no text yet, and returns a function that fills them. */
export function addEmptyComments(count) {
  const start = state.note.comments.length;
  const full = generatedComments(count);
  state.note.comments.push(...full.map((comment) => ({ ...comment, text: '' })));
  const late = state.note.comments.slice(start);
  return () => late.forEach((comment, index) => { comment.text = full[index].text; });
}

export function removeComment(index) {
  state.note.comments.splice(index, 1);
}

/** Accepts a note's id or its number in the feed, from 1. */
export const asNoteId = (idOrNumber) => (typeof idOrNumber === 'number' ? noteId(idOrNumber) : idOrNumber);
