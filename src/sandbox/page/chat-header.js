/** @import { Chat, Corp, Group, Person } from './types.js' */
import { groupAvatar, personAvatar, robotAvatar } from './avatar.js';
import { h } from './dom.js';
import { placeOf } from './format.js';
import { icon } from './icons.js';
import { showMembers } from './members.js';

/**
 * @typedef {{
 *   corp: Corp, findPerson: (userid: string) => Person | undefined, findGroup: (id: string) => Group | undefined,
 * }} ChatHeaderPage
 */

/** @param {Chat} chat @param {ChatHeaderPage} page @returns {Node[]} */
export function drawHeader(chat, page) {
  const back = h('a', { class: 'icon-button back', href: '#/', 'aria-label': '返回列表' }, icon('back'));
  const header = { people: personHeader, robot: robotHeader, groups: groupHeader }[chat.kind];
  return [back, ...header(chat.id, page)];
}

/** @param {string} userid @param {ChatHeaderPage} page */
function personHeader(userid, { corp, findPerson }) {
  return [
    personAvatar(findPerson(userid)?.name ?? userid),
    words(corp.agent.name, identity(userid, findPerson)),
  ];
}

/** @param {string} userid @param {ChatHeaderPage} page */
function robotHeader(userid, { corp, findPerson }) {
  return [robotAvatar(), words(corp.robot?.name ?? '', `智能机器人 · ${identity(userid, findPerson)}`)];
}

/** @param {string} userid @param {ChatHeaderPage['findPerson']} findPerson */
function identity(userid, findPerson) {
  const person = findPerson(userid);
  const place = person ? placeOf(person) : '不在通讯录里';
  return `身份：${person?.name ?? userid}${place && `（${place}）`}`;
}

/** @param {string} id @param {ChatHeaderPage} page */
function groupHeader(id, { findGroup }) {
  const group = findGroup(id);
  const kind = group?.kind === 'webhook' ? '群机器人所在的群' : '应用创建的群';
  const button = h(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': '群成员' },
    icon('people'),
  );
  button.addEventListener('click', () => group && showMembers(group, button));
  return [groupAvatar(), words(`${group?.name ?? id}（${group?.members.length ?? 0}）`, kind), button];
}

/** @param {string} title @param {string} detail */
const words = (title, detail) => h('div', { class: 'chat-words' }, h('h1', {}, title), h('p', {}, detail));
