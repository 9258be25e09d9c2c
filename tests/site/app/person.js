// Names, pictures of people, and counts.

import { h } from '/vendor/vue.js';
import { PROFILE_ID } from './state.js';

const profile = `/user/profile/${PROFILE_ID}`;

/** A round picture in a color that follows from the name. */
export function avatar(name, kind) {
  const hue = [...name].reduce((sum, letter) => (sum * 53 + letter.codePointAt(0)) % 360, 7);
  const background = `linear-gradient(135deg, hsl(${hue} 75% 78%), hsl(${(hue + 50) % 360} 65% 58%))`;
  return h('span', { class: kind, style: { background } });
}

export function personLink(content) {
  return h('a', { class: 'name', href: profile }, content);
}

export function likes(count) {
  return h('span', { class: 'like-wrapper like-active' }, [
    h('svg', { class: 'like-icon', viewBox: '0 0 16 16', width: 16, height: 16 }, [
      h('path', { d: 'M8 13.5C3 10.2 1.5 7.9 1.5 5.7a3.3 3.3 0 0 1 6.5-1 3.3 3.3 0 0 1 6.5 1c0 2.2-1.5 4.5-6.5 7.8z' }),
    ]),
    h('span', { class: 'count' }, count),
  ]);
}
