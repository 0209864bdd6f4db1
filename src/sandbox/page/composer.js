import { choosePicture } from './choose-picture.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/**
 * Where the person types. An act that the sandbox did not take answers false: then the text comes back.
 * @param {{
 *   sendText: (content: string) => Promise<boolean>,
 *   sendPicture: (base64: string) => Promise<boolean>,
 *   say: (notice: string) => void,
 * }} actions
 */
export function createComposer({ sendText, sendPicture, say }) {
  const box = h('textarea', {
    class: 'composer-box',
    rows: 1,
    'aria-label': '输入消息',
    title: 'Enter 发送，Shift+Enter 换行',
    enterkeyhint: 'send',
  });
  const send = h('button', { class: 'primary-button composer-send', type: 'submit', disabled: true }, '发送');
  const picture = h(
    'button',
    { class: 'icon-button composer-picture', type: 'button', title: '发送图片', 'aria-label': '发送图片' },
    icon('image'),
  );
  const form = h('form', { class: 'composer' }, picture, box, send);

  const submit = async () => {
    const content = box.value.trim();
    if (!content) return;
    fill('');
    const taken = await sendText(content);
    if (!taken && !box.value) fill(content);
  };
  const fill = (/** @type {string} */ text) => {
    box.value = text;
    fit();
  };
  const fit = () => {
    send.disabled = !box.value.trim();
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  };

  box.addEventListener('input', fit);
  box.addEventListener('keydown', (event) => {
    // Enter that picks a word of an input method is not a send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
    box.focus();
  });
  picture.addEventListener('click', () => choosePicture(picture, sendPicture, say));

  return {
    element: form,
    /** @param {string} placeholder */
    startFor(placeholder) {
      fill('');
      box.placeholder = placeholder;
      // On a phone the keyboard would hide what the person came to read.
      if (matchMedia('(width > 760px)').matches) box.focus();
    },
  };
}
