// The frame of every page: header, side bar, channels, the feed of the view, and what lies over it.

import { h } from '/vendor/vue.js';
import { LoginDialog, ModalDialog } from './dialogs.js';
import { Masonry } from './masonry.js';
import { NoteOverlay } from './note.js';
import { avatar } from './person.js';
import { navigate, PROFILE_ID, state, visibleNotes } from './state.js';

const CHANNELS = ['推荐', '穿搭', '美食', '彩妆', '影视', '职场', '情感', '家居', '游戏', '旅行', '健身'];
const PLACES = [
  ['explore', '发现', '/explore', 'M3 11 12 4l9 7v9h-6v-6H9v6H3z'],
  ['search', '搜索', '/search_result?keyword=', 'M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12m5 11 5 5'],
  ['profile', '我', `/user/profile/${PROFILE_ID}`, 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21q1-6 8-6t8 6'],
];

const go = (address) => (event) => {
  event.preventDefault();
  navigate(address);
};

const search = (event) => {
  if (event.key === 'Enter') navigate(`/search_result?keyword=${encodeURIComponent(event.target.value)}`);
};

const header = () => h('div', { class: 'header-container' }, [h('header', { class: 'mask-paper' }, [
  h('a', { id: 'link-guide', href: '/explore', onClick: go('/explore') }, [
    h('img', { class: 'header-logo', src: '/art/cat.svg' }),
    h('span', { class: 'logo-text' }, '小鱼干'),
  ]),
  h('div', { class: 'input-box' }, [
    h('input', {
      id: 'search-input',
      class: 'search-input',
      placeholder: '搜一搜',
      autocomplete: 'off',
      value: state.keyword,
      onKeydown: search,
    }),
  ]),
  h('div', { class: 'right' }, [
    h('button', { id: 'login-btn', class: 'reds-button-new', type: 'button', onClick: () => { state.login = true; } }, '登录'),
  ]),
])]);

const sideBar = () => h('div', { class: 'side-bar' }, [h('ul', { class: 'channel-list' },
  PLACES.map(([view, name, address, path]) => h('li', { class: { 'active-channel': state.view === view } }, [
    h('a', { class: 'link-wrapper', href: address, onClick: go(address) }, [
      h('svg', { class: 'reds-icon', viewBox: '0 0 24 24', width: 24, height: 24 }, [h('path', { d: path })]),
      h('span', { class: 'channel' }, name),
    ]),
  ])))]);

const explore = () => [
  h('div', { id: 'channel-container', class: 'channel-container' },
    CHANNELS.map((name, index) => h('div', { class: ['channel', index === 0 && 'active'] }, name))),
  h(Masonry, { key: 'explore', id: 'exploreFeeds', notes: visibleNotes() }),
];

const searchResult = () => [h('div', { class: 'search-layout' }, [h('div', { class: 'search-layout__main' }, [
  h('div', { class: 'search-title' }, state.keyword ? `“${state.keyword}”的笔记` : '全部笔记'),
  h(Masonry, { key: 'search', notes: visibleNotes() }),
])])];

const profile = () => [
  h('div', { class: 'user-info' }, [
    avatar('吃饱了再说', 'user-avatar'),
    h('div', { class: 'info-part' }, [
      h('div', { class: 'user-name' }, '吃饱了再说'),
      h('div', { class: 'user-desc' }, '成都吃货一枚，主打一个松弛感\ni人，慢热，听劝，不接广\n专注平价小馆子，踩过的雷都写在笔记里'),
      h('div', { class: 'user-interactions' }, [
        h('div', [h('span', { class: 'count' }, '128'), h('span', { class: 'shows' }, '关注')]),
        h('div', [h('span', { class: 'count' }, '1.6万'), h('span', { class: 'shows' }, '粉丝')]),
        h('div', [h('span', { class: 'count' }, '9.9万'), h('span', { class: 'shows' }, '获赞与收藏')]),
      ]),
    ]),
  ]),
  h(Masonry, { key: 'profile', id: 'userPostedFeeds', notes: visibleNotes() }),
];

const VIEWS = { explore, search: searchResult, profile };

export const Shell = () => h('div', { id: 'global', class: 'layout limit' }, [
  header(),
  h('div', { class: 'main-container' }, [
    sideBar(),
    h('div', { class: 'with-side-bar main-content' }, VIEWS[state.view]()),
  ]),
  state.note ? h(NoteOverlay, { note: state.note }) : null,
  state.login ? h(LoginDialog) : null,
  state.dialog ? h(ModalDialog) : null,
]);
