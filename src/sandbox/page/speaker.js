/** @import { Member } from './types.js' */
import { h } from './dom.js';

/** @typedef {{ userid: string, mention: boolean }} Speaker  mention: with an @ before it, so that the robot hears it */

/** Above the box to type into, in a group: who says it, and whether it is for the robot. */
export function createSpeaker() {
  const members = h('select', { 'aria-label': '发言人' });
  const mention = h('input', { type: 'checkbox', checked: true });
  const name = h('span');
  const element = h(
    'div',
    { class: 'speaker', hidden: true },
    h('label', { class: 'speaker-field' }, '发言人', members),
    h('label', { class: 'speaker-field' }, mention, name),
  );

  return {
    element,
    /** @returns {Speaker} */
    current: () => ({ userid: members.value, mention: mention.checked }),
    /** @param {Member[]} choice @param {string} robotName */
    startFor(choice, robotName) {
      members.replaceChildren(...choice.map((member) => h('option', { value: member.userid }, member.name)));
      mention.checked = true;
      name.textContent = `@${robotName}`;
    },
  };
}
