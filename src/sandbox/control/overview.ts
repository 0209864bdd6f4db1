import { findPerson } from '../corp.ts';
import type { ChatKey, Message } from '../world/state.ts';
import type { World } from '../world/world.ts';

/* What the control API shows of the world. */

export const peopleOf = ({ corp, state }: World): readonly object[] =>
  corp.people.map(({ userid, name, position = '', department }) => ({
    userid,
    name,
    position,
    departments: corp.departments.filter(({ id }) => department.includes(id)).map((one) => one.name),
    last: lastSeq(state.chats.get(`people/${userid}`)?.messages),
  }));

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
    last: lastSeq(state.chats.get(`groups/${id}`)?.messages),
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
): { messages: readonly Message[]; changed: number } {
  const chat = state.chats.get(key);
  return {
    messages: (chat?.messages ?? []).filter((message) => message.seq > after),
    changed: chat?.changed ?? 0,
  };
}

export const lastSeq = (messages: readonly Message[] | undefined): number => messages?.at(-1)?.seq ?? 0;
