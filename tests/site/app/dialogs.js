// Two dialogs: the site's own kind, a layer with a high z-index, and the browser's modal one.

import { h, onMounted, ref } from '/vendor/vue.js';
import { state } from './state.js';

export const LoginDialog = () => h('div', { class: 'reds-mask' }, [
  h('div', { class: 'login-container' }, [
    h('div', { class: 'login-title' }, '登录后看看大家都在种草什么'),
    h('input', { class: 'login-input', placeholder: '手机号', value: '' }),
    h('button', { class: 'login-button', type: 'button', onClick: () => { state.login = false; } }, '先逛逛'),
  ]),
]);

export const ModalDialog = {
  setup() {
    const dialog = ref(null);
    onMounted(() => dialog.value.showModal());
    return () => h('dialog', { ref: dialog, class: 'modal', onClose: () => { state.dialog = false; } }, [
      h('p', { class: 'modal-text' }, '友情提示：理性种草，听劝不吃亏，祝你天天yyds。'),
      h('button', { type: 'button', onClick: () => { state.dialog = false; } }, '知道了'),
    ]);
  },
};
