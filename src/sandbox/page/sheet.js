/** @import { Child } from './dom.js' */
import { h } from './dom.js';
import { icon } from './icons.js';

const GAP_PX = 6;

/**
 * Opens a sheet: from the bottom edge on a phone, beside `anchor` on a wide screen.
 * @param {{ title: string, anchor: HTMLElement, content: Child[] }} options
 * @returns {HTMLDialogElement} its `close` event tells how it ended
 */
export function openSheet({ title, anchor, content }) {
  const close = h('button', { class: 'icon-button', type: 'button', 'aria-label': '关闭' }, icon('close'));
  const dialog = h(
    'dialog',
    { class: 'sheet', 'aria-label': title },
    h('div', { class: 'sheet-head' }, h('h2', {}, title), close),
    h('div', { class: 'sheet-body' }, ...content),
  );
  close.addEventListener('click', () => dialog.close(''));
  // The dialog itself is hit only outside its content: on the backdrop.
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close(''));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  placeBeside(dialog, anchor);
  return dialog;
}

/** @param {HTMLDialogElement} dialog @param {HTMLElement} anchor  The style sheet ignores this on a phone. */
function placeBeside(dialog, anchor) {
  const from = anchor.getBoundingClientRect();
  dialog.style.setProperty('--least-width', `${from.width}px`);
  const { width, height } = dialog.getBoundingClientRect();
  const left = Math.min(Math.max(8, from.right - width), innerWidth - width - 8);
  const below = from.bottom + GAP_PX;
  const top = below + height > innerHeight - 8 ? Math.max(8, from.top - GAP_PX - height) : below;
  dialog.style.setProperty('--left', `${left}px`);
  dialog.style.setProperty('--top', `${top}px`);
}

/**
 * Lets one option be chosen.
 * @param {{ title: string, options: { id: string, text: string }[], selected?: string, anchor: HTMLElement }} choice
 * @returns {Promise<string | null>} the option's id; null when the sheet was dismissed
 */
export function chooseFrom({ title, options, selected, anchor }) {
  return new Promise((resolve) => {
    /** @type {string | null} */
    let chosen = null;
    const rows = options.map(({ id, text }) => {
      const current = id === selected;
      const row = h(
        'button',
        { class: 'sheet-option', type: 'button', 'aria-pressed': current && 'true' },
        text,
      );
      if (current) row.append(icon('check'));
      row.addEventListener('click', () => {
        chosen = id;
        dialog.close();
      });
      return row;
    });
    const dialog = openSheet({ title, anchor, content: rows });
    dialog.addEventListener('close', () => resolve(chosen));
  });
}

/**
 * Asks before something that cannot be undone.
 * @param {{ title: string, text: string, yes: string, anchor: HTMLElement }} question
 * @returns {Promise<boolean>}
 */
export function confirmWith({ title, text, yes, anchor }) {
  return new Promise((resolve) => {
    let agreed = false;
    const button = h('button', { class: 'primary-button', type: 'button' }, yes);
    const dialog = openSheet({ title, anchor, content: [h('p', { class: 'sheet-text' }, text), button] });
    button.addEventListener('click', () => {
      agreed = true;
      dialog.close();
    });
    dialog.addEventListener('close', () => resolve(agreed));
  });
}
