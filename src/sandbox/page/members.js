/** @import { Group, Person } from './types.js' */
import { personAvatar } from './avatar.js';
import { h } from './dom.js';
import { placeOf } from './format.js';
import { openSheet } from './sheet.js';

/** Who is in a group; each name leads to that person's own chat. @param {Group} group @param {HTMLElement} anchor */
export function showMembers(group, anchor) {
  const rows = group.members.map(({ userid, name }) =>
    h(
      'a',
      { class: 'sheet-option', href: `#/people/${encodeURIComponent(userid)}` },
      personAvatar(name),
      name,
    ),
  );
  const dialog = openSheet({ title: `群成员（${group.members.length}）`, anchor, content: rows });
  for (const row of rows) row.addEventListener('click', () => dialog.close());
}

/**
 * The card of one member, as a card's member line opens it.
 * @param {Person | undefined} person @param {string} userid @param {HTMLElement} anchor
 */
export function showMember(person, userid, anchor) {
  const name = person?.name ?? userid;
  const words = h('div', {}, h('strong', {}, name), h('p', {}, person ? placeOf(person) : '不在通讯录里'));
  const card = h('div', { class: 'member-card' }, personAvatar(name), words);
  openSheet({ title: '成员', anchor, content: [card] });
}
