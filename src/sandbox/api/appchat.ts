import { randomBytes } from 'node:crypto';
import { firstRefusal, ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findPerson, isReached } from '../corp.ts';
import { isText, listOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { cutCharacters } from '../shapes/cut.ts';
import { APP_CHAT_KINDS } from '../shapes/message-shapes.ts';
import { isOver } from '../world/is-over.ts';
import { useOf } from '../world/limits.ts';
import type { AppChat } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { jsonEndpoint, readEndpoint } from './api-call.ts';
import type { ApiCall, Outcome } from './api-call.ts';
import { checkPayload, fromApp, kindOf, knownIn, shownPayload } from './messages.ts';

/* Group chats the app creates and sends to (dossier §5). */

const NAME_CHARACTERS = 50;
const CREATED = useOf('appchat-create', '');
const CHANGED = useOf('appchat-update', '');

export const appChatCreate = jsonEndpoint((world, _call, body) => ({ answer: create(world, body) }));
export const appChatGet = readEndpoint((world, query) => get(world, query));
export const appChatUpdate = jsonEndpoint((world, _call, body) => ({ answer: update(world, body) }));
export const appChatSend = jsonEndpoint(send);

function create(world: World, body: Json): Answer {
  const members = personsIn(world, body, 'userlist');
  const chat: AppChat = {
    chatid: textOf(body, 'chatid') || randomBytes(12).toString('hex'),
    name: cutCharacters(textOf(body, 'name') || '群聊', NAME_CHARACTERS),
    owner: ownerOf(world, body) ?? members[0] ?? '',
    members,
  };
  const nowMs = world.now().getTime();
  const refusal =
    checkNewChatId(world, chat.chatid) ??
    checkListed(world, body, 'userlist') ??
    checkChat(chat) ??
    (isOver(world, 'appchat-create') ? refuse(45009) : null);
  if (refusal) return refusal;
  world.record({ kind: 'app_chat_saved', chat, use: { what: CREATED, at: nowMs } });
  return ok({ chatid: chat.chatid });
}

function get(world: World, query: ApiCall['query']): Answer {
  const found = findChat(world, query.chatid ?? '');
  if ('errcode' in found) return found;
  const { chatid, name, owner, members } = found;
  return ok({ chat_info: { chatid, name, owner, userlist: members, chat_type: 0 } });
}

function update(world: World, body: Json): Answer {
  const found = findChat(world, textOf(body, 'chatid'));
  if ('errcode' in found) return found;
  const leaving = personsIn(world, body, 'del_user_list');
  const joining = personsIn(world, body, 'add_user_list');
  const chat: AppChat = {
    ...found,
    name: cutCharacters(textOf(body, 'name') || found.name, NAME_CHARACTERS),
    owner: ownerOf(world, body) ?? found.owner,
    members: [...new Set([...found.members, ...joining])].filter((userid) => !leaving.includes(userid)),
  };
  const nowMs = world.now().getTime();
  const refusal =
    checkListed(world, body, 'add_user_list') ??
    checkListed(world, body, 'del_user_list') ??
    checkChat(chat) ??
    (isOver(world, 'appchat-update') ? refuse(45009) : null);
  if (refusal) return refusal;
  world.record({ kind: 'app_chat_saved', chat, use: { what: CHANGED, at: nowMs } });
  return ok();
}

function send(world: World, call: ApiCall, body: Json): Outcome {
  const found = findChat(world, textOf(body, 'chatid'));
  if ('errcode' in found) return { answer: found };
  const msgtype = textOf(body, 'msgtype');
  const kind = kindOf(APP_CHAT_KINDS, msgtype);
  if (!kind) return { answer: refuse(40008, msgtype) };
  const refusal = checkPayload(kind, body, knownIn(world));
  if (refusal) return { answer: refusal };
  const members = found.members.filter((userid) => isReached(world.corp, userid));
  if (isOver(world, 'appchat', '', members.length)) return { answer: refuse(45009) };
  const dropped = members.filter((userid) => isOver(world, 'appchat-member', userid));
  const payload = shownPayload(kind, body);
  const message = fromApp(world, { msgtype, payload, callSeq: call.seq, api: call.path });
  world.record({
    kind: 'app_chat_sent',
    chat: `groups/${found.chatid}`,
    message,
    userids: members.filter((userid) => !dropped.includes(userid)),
    dropped,
  });
  return { answer: ok(), dropped };
}

/** The app's own chat; a group with a robot in it exists, but is not the app's. */
function findChat(world: World, chatid: string): AppChat | Answer {
  if (chatid === '') return refuse(86003);
  if (world.corp.groups.some((group) => group.id === chatid)) return refuse(86008);
  return world.state.appChats.get(chatid) ?? refuse(40050);
}

function checkNewChatId(world: World, chatid: string): Answer | null {
  if (!/^[0-9A-Za-z]+$/.test(chatid)) return refuse(86001);
  if (chatid.length > 32) return refuse(86205);
  const isTaken = world.state.appChats.has(chatid) || world.corp.groups.some((group) => group.id === chatid);
  return isTaken ? refuse(86215) : null;
}

/** Two members at least, the owner among them. */
function checkChat({ owner, members }: AppChat): Answer | null {
  if (members.length < 2 || members.length > 2000) return refuse(86006);
  if (owner === '') return refuse(86005);
  return members.includes(owner) ? null : refuse(86207);
}

const checkListed = (world: World, body: Json, list: string): Answer | null =>
  firstRefusal(listOf(body, list), (userid) =>
    isText(userid) && findPerson(world.corp, userid) ? null : refuse(86216, `${list}: ${String(userid)}`),
  );

const personsIn = (world: World, body: Json, list: string): readonly string[] => [
  ...new Set(listOf(body, list).flatMap((userid) => findPerson(world.corp, String(userid))?.userid ?? [])),
];

/** '' for an owner who does not exist; undefined when none is named. */
function ownerOf(world: World, body: Json): string | undefined {
  const owner = textOf(body, 'owner');
  return owner === '' ? undefined : (findPerson(world.corp, owner)?.userid ?? '');
}
