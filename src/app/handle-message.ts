import { messageOf } from '../errors.ts';
import type { InboundContent } from './channel.ts';
import { pressCard } from './press-card.ts';
import type { Deps } from './ports.ts';
import type { StoredInbound } from './message-stores.ts';
import type { Stores } from './stores.ts';
import { readText } from './read-text.ts';
import { answer, openTurn, type Turn } from './turn.ts';

/** A message that fails this often is answered with an apology, so that it does not block the ones behind it. */
const MAX_ATTEMPTS = 3;

/**
 * Handles what the sender of this message has written and is not handled yet, oldest first. Each message is one
 * transaction: its effects and the messages that answer it are there together or not at all.
 */
export async function handleMessage(deps: Deps, inboundId: string): Promise<void> {
  const senderId = await deps.store.inbound.senderOf(inboundId);
  if (senderId === null) return;
  while (await handleNext(deps, senderId));
}

async function handleNext(deps: Deps, senderId: string): Promise<boolean> {
  const calendar = await deps.store.workCalendar();
  let current: StoredInbound | null = null;
  try {
    const sent = await deps.store.transaction(async (stores) => {
      current = await stores.inbound.lockNext(senderId);
      if (current === null) return null;
      return current.attempts >= MAX_ATTEMPTS
        ? apologise(deps, stores, current)
        : respond(deps, stores, calendar, current);
    });
    if (sent === null) return false;
    await deps.queue.enqueue(sent.map((outboundId) => ({ name: 'deliver', outboundId })));
    return true;
  } catch (error) {
    if (current !== null) await deps.store.inbound.noteAttempt((current as StoredInbound).id);
    deps.log.error({ senderId, error: messageOf(error) }, 'message_failed');
    throw error;
  }
}

async function respond(
  deps: Deps,
  stores: Stores,
  calendar: Turn['calendar'],
  message: StoredInbound,
): Promise<string[]> {
  const person = await stores.people.byUserid(message.senderId);
  if (!person?.active) return answerStranger(deps, stores, message);
  const turn = await openTurn(deps, stores, calendar, message, person);
  const outcome = await act(turn);
  await stores.inbound.markHandled(message.id, outcome, turn.now, person.id);
  const ids = await stores.outbound.add(turn.outbox);
  await stores.audit.append({
    at: turn.now,
    actor: person.userid,
    event: 'message_handled',
    subject: message.id,
    detail: { outcome },
  });
  return ids;
}

async function act(turn: Turn): Promise<string> {
  const { content } = turn.message;
  switch (content.type) {
    case 'text':
      return readText(turn, content.text);
    case 'card':
      return pressCard(turn, content);
    case 'secret':
      answer(turn, { kind: 'secret_refused' });
      return 'secret_refused';
    case 'media':
      answer(turn, { kind: 'cannot_read', what: content.media });
      return 'cannot_read';
    case 'location':
    case 'link':
      answer(turn, { kind: 'cannot_read', what: content.type });
      return 'cannot_read';
    case 'subscribe':
    case 'enter':
      return welcome(turn);
    case 'unsubscribe':
    case 'event':
      return 'noted';
    case 'other':
      answer(turn, { kind: 'cannot_read', what: 'other' });
      return 'cannot_read';
  }
}

/** Said once, when a person comes for the first time: what is recorded, who sees it, what must not be sent. */
async function welcome(turn: Turn): Promise<string> {
  if (await turn.stores.outbound.anyTo(turn.person.id)) return 'noted';
  answer(turn, { kind: 'welcome', name: turn.person.name });
  return 'welcomed';
}

/** Nobody waits for an answer to these. */
const SILENT: ReadonlySet<InboundContent['type']> = new Set(['enter', 'subscribe', 'unsubscribe', 'event']);

async function answerStranger(deps: Deps, stores: Stores, message: StoredInbound): Promise<string[]> {
  deps.log.warn({ senderId: message.senderId }, 'unknown_sender');
  await stores.inbound.markHandled(message.id, 'unknown_person', deps.clock.now(), null);
  if (SILENT.has(message.content.type)) return [];
  return stores.outbound.add([toSender(deps, message, { kind: 'unknown_person' })]);
}

async function apologise(deps: Deps, stores: Stores, message: StoredInbound): Promise<string[]> {
  await stores.inbound.markHandled(message.id, 'failed', deps.clock.now(), null);
  return stores.outbound.add([toSender(deps, message, { kind: 'failed' })]);
}

function toSender(
  deps: Deps,
  message: StoredInbound,
  notice: { kind: 'unknown_person' | 'failed' },
): Parameters<Stores['outbound']['add']>[0][number] {
  return {
    personId: null,
    roundId: null,
    kind: 'reply',
    period: message.id,
    address: { kind: 'person', userid: message.senderId },
    notice,
    urgent: true,
    notBefore: deps.clock.now(),
    createdAt: deps.clock.now(),
  };
}
