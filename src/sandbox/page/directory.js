/** @import { Chat, Group, Person } from './types.js' */
import { readCorp, readGroups, readPeople } from './api.js';
import { chatKey } from './format.js';

/** The corporation's people and groups as last read. Rejects with a sentence to show when there is no sandbox. */
export async function openDirectory() {
  const corp = await readCorp();
  /** @type {Person[]} */
  let people = [];
  /** @type {Group[]} */
  let groups = [];

  /** @returns {{ chat: Chat, last: number }[]} */
  const chats = () => [
    ...people.map(({ userid, last }) => ({ chat: chatOf('people', userid), last })),
    ...people.flatMap(({ userid, robotLast: last }) =>
      last === undefined ? [] : [{ chat: chatOf('robot', userid), last }],
    ),
    ...groups.map(({ id, last }) => ({ chat: chatOf('groups', id), last })),
  ];

  return {
    corp,
    people: () => people,
    groups: () => groups,
    /** @param {string} userid */
    findPerson: (userid) => people.find((person) => person.userid === userid),
    /** @param {string} id */
    findGroup: (id) => groups.find((group) => group.id === id),
    async refresh() {
      [people, groups] = await Promise.all([readPeople(), readGroups()]);
    },
    chats,
    /** @param {Chat} chat */
    has: (chat) => chats().some((known) => chatKey(known.chat) === chatKey(chat)),
  };
}

/** @param {Chat['kind']} kind @param {string} id @returns {Chat} */
const chatOf = (kind, id) => ({ kind, id });
