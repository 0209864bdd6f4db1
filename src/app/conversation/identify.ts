import type { Person } from '../../domain/task/people.ts';
import { AppError } from '../../errors.ts';
import { hashOfCode } from './binding-codes.ts';
import type { RobotChat } from '../delivery/channel-stores.ts';
import type { StoredInbound } from '../delivery/message-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

/** Wrong codes of one conversation after which no code is looked at any more. */
const WRONG_CODES_ALLOWED = 5;

/** How long a message waits for a WeCom that does not answer before its sender is asked for a code. */
const CONVERSION_PATIENCE_MS = 30 * 60_000;

/**
 * Who is behind a message.
 *   known       somebody we have, and who is active.
 *   bound       his binding code was the message; from now on the conversation is his.
 *   unknown     nobody we have; or, `left`, somebody who is no longer active.
 *   unasked     WeCom has to be asked whose encrypted id this is: see `useridBehind`.
 *   refused     a binding code that is none.
 */
export type Identity =
  | { readonly kind: 'known' | 'bound'; readonly person: Person }
  | { readonly kind: 'unknown'; readonly left: boolean }
  | { readonly kind: 'unasked' }
  | { readonly kind: 'refused'; readonly why: 'wrong' | 'too_many' };

type IdentifyDeps = Pick<Deps, 'robotId' | 'directory' | 'words' | 'clock' | 'log'>;

/**
 * The app tells userids. The robot tells a userid or an encrypted id, by the rights of who made it, and nothing in it
 * says which (bots §B8): a conversation that is bound already, a person with exactly that userid, the person WeCom
 * converts it to, and a binding code are tried in this order. A group binds nobody: its answers go to people's own
 * conversations, which only they can open.
 * @param converted what `useridBehind` found; undefined before it was asked
 */
export async function identify(
  deps: IdentifyDeps,
  stores: Stores,
  message: StoredInbound,
  converted: string | null | undefined,
): Promise<Identity> {
  const { robotId, words } = deps;
  const { content, senderId } = message;
  if (message.channel !== 'robot' || robotId === null) {
    return knownIfActive(await stores.people.byUserid(senderId)) ?? STRANGER;
  }
  const chat = await hear(stores, robotId, message);
  const inPrivate = message.groupId === null;
  const code = content.type === 'text' ? words.bindingCodeIn(content.text) : null;
  // A code that a group has read is worth nothing any more.
  if (code !== null && !inPrivate) await stores.bindingCodes.use(hashOfCode(code), deps.clock.now());
  else if (code !== null && chat) return bindByCode(deps, stores, { robotId, chat, code });
  if (chat && chat.personId !== null)
    return knownIfActive(await stores.people.byId(chat.personId)) ?? STRANGER;
  const plain = await stores.people.byUserid(senderId);
  if (!plain && converted === undefined && deps.directory !== null) return { kind: 'unasked' };
  const person = plain ?? (converted ? await stores.people.byUserid(converted) : null);
  const identity = knownIfActive(person);
  if (identity?.kind === 'known' && inPrivate && chat) {
    await bind(deps, stores, { robotId, chat, person: identity.person, by: plain ? 'plain' : 'converted' });
  }
  return identity ?? STRANGER;
}

const STRANGER: Identity = { kind: 'unknown', left: false };

const knownIfActive = (person: Person | null): Identity | null =>
  person && (person.active ? { kind: 'known', person } : { kind: 'unknown', left: true });

/** The sender's own conversation; what he says in a group opens the group's, and not his own. */
async function hear(stores: Stores, robotId: string, message: StoredInbound): Promise<RobotChat | null> {
  const { senderId, groupId, receivedAt: at } = message;
  if (groupId === null) return stores.robotChats.heard({ robotId, kind: 'person', chatId: senderId, at });
  await stores.robotChats.heard({ robotId, kind: 'group', chatId: groupId, at });
  return stores.robotChats.find(robotId, senderId);
}

async function bindByCode(
  deps: IdentifyDeps,
  stores: Stores,
  { robotId, chat, code }: { robotId: string; chat: RobotChat; code: string },
): Promise<Identity> {
  if (chat.wrongCodes >= WRONG_CODES_ALLOWED) {
    await noteWrongCode(deps, stores, chat, 'too_many');
    return { kind: 'refused', why: 'too_many' };
  }
  const personId = await stores.bindingCodes.use(hashOfCode(code), deps.clock.now());
  const person = personId === null ? null : await stores.people.byId(personId);
  if (!person?.active) {
    await stores.robotChats.noteWrongCode(robotId, chat.chatId);
    await noteWrongCode(deps, stores, chat, 'wrong');
    deps.log.warn({ senderId: chat.chatId, wrongCodes: chat.wrongCodes + 1 }, 'binding_code_wrong');
    return { kind: 'refused', why: 'wrong' };
  }
  await bind(deps, stores, { robotId, chat, person, by: 'code' });
  return { kind: 'bound', person };
}

/** Nobody is known to be behind it; the conversation is. */
async function noteWrongCode(
  { clock }: IdentifyDeps,
  stores: Stores,
  { chatId, wrongCodes }: RobotChat,
  why: 'wrong' | 'too_many',
): Promise<void> {
  await stores.audit.append({
    at: clock.now(),
    actor: 'unknown',
    source: 'chat',
    event: 'binding_refused',
    subject: chatId,
    refused: true,
    detail: { why, wrongCodes },
  });
}

async function bind(
  { clock }: IdentifyDeps,
  stores: Stores,
  {
    robotId,
    chat,
    person,
    by,
  }: { robotId: string; chat: RobotChat; person: Person; by: NonNullable<RobotChat['boundBy']> },
): Promise<void> {
  await stores.robotChats.bind(robotId, chat.chatId, person.id, by);
  await stores.audit.append({
    at: clock.now(),
    actor: person.userid,
    source: 'chat',
    event: 'robot_chat_bound',
    subject: chat.chatId,
    detail: { by, before: chat.personId },
  });
}

/**
 * The userid WeCom converts the sender's encrypted id to; null when there is none, or WeCom refuses to say. Not to be
 * called inside a transaction.
 * @throws AppError wecom_unreachable while it is worth waiting for: the message is then handled later
 */
export async function useridBehind(
  { directory, clock, log }: Pick<Deps, 'directory' | 'clock' | 'log'>,
  { senderId, receivedAt }: StoredInbound,
): Promise<string | null> {
  if (directory === null) return null;
  try {
    return (await directory.useridsOf([senderId])).get(senderId) ?? null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const waited = clock.now().getTime() - receivedAt.getTime();
    if (error.code === 'wecom_unreachable' && waited < CONVERSION_PATIENCE_MS) throw error;
    log.warn({ senderId, error: error.message }, 'sender_not_converted');
    return null;
  }
}
