import { findPerson } from '../corp.ts';
import type { Json } from '../json.ts';
import type { Tile } from '../world/setup.ts';
import type { Chat, ChatKey, Drop, Message } from '../world/state.ts';
import type { World } from '../world/world.ts';

/* What the control API shows of the world. */

export const peopleOf = ({ corp, state }: World): readonly object[] =>
  corp.people.map(({ userid, name, position = '', department }) => ({
    userid,
    name,
    position,
    departments: corp.departments.filter(({ id }) => department.includes(id)).map((one) => one.name),
    last: lastSeq(state.chats.get(`people/${userid}`)),
    ...(corp.robot ? { robotLast: lastSeq(state.chats.get(`robot/${userid}`)) } : {}),
  }));

/** What the page says of the smart robot; nothing where there is none. */
export const robotOf = ({ corp: { robot } }: World): object =>
  robot ? { robot: { id: robot.id, name: robot.names[0] } } : {};

interface GroupView {
  readonly id: string;
  readonly name: string;
  readonly kind: 'appchat' | 'webhook';
  readonly members: readonly { readonly userid: string; readonly name: string }[];
  readonly last: number;
}

export function groupsOf({ corp, state }: World): readonly GroupView[] {
  const view = (
    kind: GroupView['kind'],
    id: string,
    name: string,
    members: readonly string[],
  ): GroupView => ({
    id,
    name,
    kind,
    members: members.map((userid) => ({ userid, name: findPerson(corp, userid)?.name ?? userid })),
    last: lastSeq(state.chats.get(`groups/${id}`)),
  });
  return [
    ...corp.groups.map(({ id, name, members }) => view('webhook', id, name, members)),
    ...[...state.appChats.values()].map(({ chatid, name, members }) =>
      view('appchat', chatid, name, members),
    ),
  ];
}

/** Newest last. */
export function messagesOf(
  { state }: World,
  key: ChatKey,
  after: number,
): { messages: readonly Message[]; drops: readonly Drop[]; changed: number } {
  const chat = state.chats.get(key);
  return {
    messages: (chat?.messages ?? []).filter((message) => message.seq > after),
    drops: (chat?.drops ?? []).filter((drop) => drop.seq > after),
    changed: chat?.changed ?? 0,
  };
}

/** What stands around a person's chat: the app's menu, and the tile on the workbench, own or common. */
export const deskOf = (
  { state: { setup } }: World,
  userid: string,
): { menu: readonly Json[]; tile: Tile | null } => ({
  menu: setup.menu ?? [],
  tile: setup.tiles.get(userid) ?? setup.tileTemplate,
});

/** The newest of what a chat shows. */
export const lastSeq = (chat: Chat | undefined): number =>
  Math.max(chat?.messages.at(-1)?.seq ?? 0, chat?.drops.at(-1)?.seq ?? 0);
