/** @import { Chat, Corp, Group, Person } from './types.js' */
import { groupAvatar, personAvatar } from './avatar.js';
import { h } from './dom.js';
import { chatKey, placeOf } from './format.js';
import { icon } from './icons.js';

const TABS = /** @type {const} */ ([
  { kind: 'people', label: '人员' },
  { kind: 'robot', label: '机器人' },
  { kind: 'groups', label: '群聊' },
]);

/**
 * One line of the list.
 * @typedef {{ chat: Chat, name: string, detail: string, avatar: HTMLElement, last: number }} Entry
 */

/**
 * The left column: who exists, with search, two tabs and unread counts.
 * @param {{ corp: Corp, unreadOf: (chat: Chat) => number }} page
 */
export function createSidebar({ corp, unreadOf }) {
  /** @type {{ entries: Entry[], selected: Chat | null, tab: Chat['kind'] }} */
  const state = { entries: [], selected: null, tab: 'people' };
  const search = h('input', { type: 'search', placeholder: '搜索姓名、部门、职务', 'aria-label': '搜索' });
  const tabs = h('div', { class: 'tabs', role: 'tablist' });
  const list = h('nav', { class: 'chat-list', 'aria-label': '会话' });

  const draw = () => {
    const found = state.entries.filter((entry) => matches(entry, search.value.trim()));
    const drawn = TABS.filter(({ kind }) => kind !== 'robot' || corp.robot).map((tab) =>
      drawTab(tab, found, state.tab, unreadOf),
    );
    tabs.replaceChildren(...drawn);
    const shown = found.filter(({ chat }) => chat.kind === state.tab).toSorted((a, b) => b.last - a.last);
    const rows = shown.map((entry) => drawEntry(entry, state.selected, unreadOf(entry.chat)));
    list.replaceChildren(...(rows.length > 0 ? rows : [h('p', { class: 'nothing' }, '没有找到')]));
  };
  search.addEventListener('input', draw);
  tabs.addEventListener('click', ({ target }) => {
    const tab = target instanceof Element ? target.closest('button') : null;
    if (!tab) return;
    state.tab = TABS.find(({ kind }) => kind === tab.value)?.kind ?? 'people';
    draw();
  });

  return {
    element: h(
      'section',
      { class: 'sidebar', 'aria-label': '人员与群聊' },
      h(
        'div',
        { class: 'sidebar-head' },
        h('strong', {}, corp.corpName),
        h('span', { class: 'sandbox-mark' }, '沙箱'),
      ),
      h('label', { class: 'search' }, icon('search'), search),
      tabs,
      list,
    ),
    draw,

    /** @param {Person[]} people @param {Group[]} groups */
    fill(people, groups) {
      const robots = people.filter(({ robotLast }) => robotLast !== undefined).map(robotEntry);
      state.entries = [...people.map(personEntry), ...robots, ...groups.map(groupEntry)];
      draw();
    },

    /** @param {Chat | null} chat */
    select(chat) {
      state.selected = chat;
      if (chat) state.tab = chat.kind;
      draw();
    },
  };
}

/** @param {Person} person @returns {Entry} */
function personEntry(person) {
  const { userid, name, last } = person;
  return {
    chat: { kind: 'people', id: userid },
    name,
    detail: placeOf(person),
    avatar: personAvatar(name),
    last,
  };
}

/** The same person, with the smart robot. @param {Person} person @returns {Entry} */
const robotEntry = (person) => ({
  ...personEntry(person),
  chat: { kind: 'robot', id: person.userid },
  last: person.robotLast ?? 0,
});

/** @param {Group} group @returns {Entry} */
function groupEntry({ id, name, kind, members, last }) {
  const detail = `${kind === 'webhook' ? '群机器人' : '应用群聊'} · ${members.length} 人`;
  return { chat: { kind: 'groups', id }, name, detail, avatar: groupAvatar(), last };
}

/** @param {Entry} entry @param {string} wanted */
const matches = ({ name, detail, chat }, wanted) =>
  `${name} ${detail} ${chat.id}`.toLowerCase().includes(wanted.toLowerCase());

/** @param {typeof TABS[number]} tab @param {Entry[]} found @param {string} current @param {(chat: Chat) => number} unreadOf */
function drawTab({ kind, label }, found, current, unreadOf) {
  const own = found.filter(({ chat }) => chat.kind === kind);
  const unread = own.some(({ chat }) => unreadOf(chat) > 0);
  return h(
    'button',
    {
      class: 'tab',
      type: 'button',
      role: 'tab',
      value: kind,
      'aria-selected': kind === current ? 'true' : 'false',
    },
    `${label} ${own.length}`,
    unread && h('span', { class: 'dot', title: '有未读消息' }),
  );
}

/** @param {Entry} entry @param {Chat | null} selected @param {number} unread */
function drawEntry({ chat, name, detail, avatar }, selected, unread) {
  const current = selected !== null && chatKey(selected) === chatKey(chat);
  return h(
    'a',
    {
      class: 'entry',
      href: `#/${chat.kind}/${encodeURIComponent(chat.id)}`,
      'aria-current': current && 'page',
    },
    avatar,
    h('span', { class: 'entry-words' }, h('strong', {}, name), h('span', {}, detail)),
    unread > 0 &&
      h('span', { class: 'badge', 'aria-label': `${unread} 条未读` }, unread > 99 ? '99+' : unread),
  );
}
