import { h } from './dom.js';
import { icon } from './icons.js';

const TONES = 6;

/** @param {string} name @returns {HTMLElement} the last two characters of the name on a colour of its own */
export function personAvatar(name) {
  const tone = [...name].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % TONES;
  return h('span', { class: `avatar tone-${tone}`, 'aria-hidden': 'true' }, [...name].slice(-2).join(''));
}

export const appAvatar = () =>
  h('span', { class: 'avatar avatar-app', 'aria-hidden': 'true' }, icon('clipboard'));

export const robotAvatar = () =>
  h('span', { class: 'avatar avatar-robot', 'aria-hidden': 'true' }, icon('robot'));

export const groupAvatar = () =>
  h('span', { class: 'avatar avatar-group', 'aria-hidden': 'true' }, icon('people'));
