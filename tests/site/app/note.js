// An open note: the overlay over the feed.

import { h, ref } from '/vendor/vue.js';
import { parentComment } from './comments.js';
import { avatar, likes, personLink } from './person.js';
import { closeNote, nextNote } from './state.js';
import { noteText } from './text.js';

function media(note, goFullscreen) {
  return [
    h('img', { class: 'media-image', src: `/art/${note.art}.svg` }),
    h('p', { class: 'media-caption' }, note.caption),
    h('button', { id: 'go-fullscreen', class: 'media-button', type: 'button', title: '全屏', onClick: goFullscreen }, [
      h('svg', { viewBox: '0 0 24 24', width: 20, height: 20 }, [h('path', { d: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5' })]),
    ]),
  ];
}

function content(note) {
  return h('div', { class: 'note-content' }, [
    note.title ? h('div', { id: 'detail-title', class: 'title' }, note.title) : null,
    h('div', { id: 'detail-desc', class: 'desc' }, [noteText(note.desc)]),
    h('div', { class: 'bottom-container' }, [h('span', { class: 'date' }, note.date)]),
  ]);
}

function comments(list) {
  return h('div', { class: 'comments-el' }, [h('div', { class: 'comments-container' }, [
    h('div', { class: 'total' }, `共 ${list.length} 条评论`),
    h('div', { class: 'list-container' }, list.map(parentComment)),
    h('div', { class: 'end-container' }, '- THE END -'),
  ])]);
}

const engageBar = (note) => h('div', { class: 'interactions engage-bar' }, [
  h('div', { class: 'content-edit' }, [
    h('p', { id: 'content-textarea', class: 'content-input', contenteditable: 'true', 'data-placeholder': '说点什么...' }),
  ]),
  h('div', { class: 'buttons' }, [likes(note.likes)]),
]);

function closeFromMask(event) {
  if (event.target === event.currentTarget) closeNote();
}

export const NoteOverlay = {
  props: { note: Object },
  setup(props) {
    const mediaBox = ref(null);
    const goFullscreen = () => mediaBox.value.requestFullscreen();
    return () => {
      const { note } = props;
      return h('div', { class: 'note-detail-mask', onClick: closeFromMask }, [
        h('div', { id: 'noteContainer', class: 'note-container' }, [
          h('div', {
            ref: mediaBox,
            class: 'media-container',
            style: { background: `linear-gradient(160deg, ${note.sky.join()})` },
          }, media(note, goFullscreen)),
          h('div', { class: 'interaction-container' }, [
            h('div', { class: 'author-container' }, [
              h('div', { class: 'author-wrapper' }, [h('div', { class: 'info' }, [
                avatar(note.author, 'avatar-item'),
                personLink([h('span', { class: 'username' }, note.author)]),
              ])]),
              h('button', { class: 'follow-button', type: 'button' }, '关注'),
            ]),
            h('div', { class: 'note-scroller' }, [content(note), h('div', { class: 'divider' }), comments(note.comments)]),
            engageBar(note),
          ]),
        ]),
        h('button', { class: 'mask-button close-circle', type: 'button', title: '关闭', onClick: closeNote }, '✕'),
        h('button', { class: 'mask-button next-note', type: 'button', title: '下一篇', onClick: nextNote }, '›'),
      ]);
    };
  },
};
