// The comment list of an open note.

import { h } from '/vendor/vue.js';
import { avatar, likes, personLink } from './person.js';
import { noteText } from './text.js';

function commentItem(comment, isReply) {
  const text = noteText(comment.text);
  const content = comment.to ? ['回复 ', h('span', { class: 'nickname' }, comment.to), ' : ', text] : [text];
  return h('div', { key: comment.id, id: `comment-${comment.id}`, class: ['comment-item', isReply && 'comment-item-sub'] }, [
    h('div', { class: 'comment-inner-container' }, [
      h('div', { class: 'avatar' }, [h('a', [avatar(comment.name, 'avatar-item')])]),
      h('div', { class: 'right' }, [
        h('div', { class: 'author-wrapper' }, [h('div', { class: 'author' }, [
          personLink(comment.name),
          comment.author ? h('span', { class: 'tag' }, '作者') : null,
        ])]),
        h('div', { class: 'content' }, content),
        comment.top ? h('div', { class: 'labels' }, [h('span', { class: 'top' }, '置顶评论')]) : null,
        h('div', { class: 'info' }, [
          h('div', { class: 'date' }, [h('span', comment.date), h('span', { class: 'location' }, comment.place)]),
          h('div', { class: 'interactions' }, [
            h('div', { class: 'like' }, [likes(comment.likes)]),
            h('div', { class: 'reply icon-container' }, [h('span', { class: 'count' }, '回复')]),
          ]),
        ]),
      ]),
    ]),
  ]);
}

function showMore(comment) {
  comment.replies.push(...comment.more.splice(0));
}

/** A comment with its replies; `more` are those behind "展开". */
export function parentComment(comment) {
  const hidden = comment.more.length;
  return h('div', { key: comment.id, class: 'parent-comment' }, [
    commentItem(comment, false),
    comment.replies.length + hidden === 0 ? null : h('div', { class: 'reply-container' }, [
      h('div', { class: 'list-container' }, comment.replies.map((reply) => commentItem(reply, true))),
      hidden === 0 ? null : h('div', { class: 'show-more', onClick: () => showMore(comment) }, `展开 ${hidden} 条回复`),
    ]),
  ]);
}
