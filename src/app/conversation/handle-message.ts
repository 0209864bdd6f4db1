import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { AppError, messageOf } from '../../errors.ts';
import { note } from '../acting.ts';
import { act } from './act.ts';
import { hasAccount } from '../office/add-person.ts';
import { answerStranger, noteEvent } from './answer-stranger.ts';
import { backTo, deliveries } from './back-to.ts';
import { fetchMedia, mediaIn, type MediaOutcome } from './fetch-media.ts';
import { identify, useridBehind } from './identify.ts';
import type { StoredInbound } from '../delivery/message-stores.ts';
import type { Deps, JobRequest } from '../ports.ts';
import type { Stores } from '../stores.ts';
import { answer, openTurn, type Turn } from './turn.ts';

/** A message that fails this often is answered with an apology, so that it does not block the ones behind it. */
const MAX_ATTEMPTS = 3;

/** What WeCom was asked for outside the transaction, for the message it was asked for. */
interface Found {
  readonly messageId: string | null;
  /** The userid behind the sender's id; null when there is none. */
  readonly userid?: string | null;
  readonly media?: MediaOutcome;
}

type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'handled'; readonly jobs: readonly JobRequest[] }
  | { readonly kind: 'needs'; readonly what: 'userid' | 'media'; readonly message: StoredInbound };

/**
 * Handles what the sender of this message has written and is not handled yet, oldest first. Each message is one
 * transaction: its effects and the messages that answer it are there together or not at all. What only WeCom can tell
 * is asked for in between, and the message then begins anew.
 */
export async function handleMessage(deps: Deps, inboundId: string): Promise<void> {
  const senderId = await deps.store.inbound.senderOf(inboundId);
  if (senderId === null) return;
  let found: Found = { messageId: null };
  for (let handled = 0; handled < AT_ONCE;) {
    const step = await handleNext(deps, senderId, found);
    if (step.kind === 'idle') return;
    if (step.kind === 'needs') found = await lookUp(deps, step, found);
    else {
      handled += 1;
      await deps.queue.enqueue(step.jobs);
    }
  }
  await deps.queue.enqueue([{ name: 'handle-message', inboundId }]);
}

/** Who writes without end gets a job after the other, so that others have their turn and a service that stops can. */
const AT_ONCE = 5;

async function handleNext(deps: Deps, senderId: string, found: Found): Promise<Step> {
  const calendar = await deps.store.workCalendar();
  let current: StoredInbound | null = null;
  try {
    return await deps.store.transaction(async (stores): Promise<Step> => {
      current = await stores.inbound.lockNext(senderId);
      if (current === null) return { kind: 'idle' };
      if (current.attempts >= MAX_ATTEMPTS) return handled(await apologise(deps, stores, current));
      const known = found.messageId === current.id ? found : { messageId: current.id };
      return respond(deps, stores, calendar, current, known);
    });
  } catch (error) {
    if (current !== null) await deps.store.inbound.noteAttempt((current as StoredInbound).id);
    deps.log.error({ senderId, error: messageOf(error) }, 'message_failed');
    throw error;
  }
}

/** @throws AppError wecom_unreachable when WeCom cannot say now: the message is handled later */
async function lookUp(
  deps: Deps,
  { what, message }: Extract<Step, { kind: 'needs' }>,
  found: Found,
): Promise<Found> {
  const same = found.messageId === message.id ? found : { messageId: message.id };
  if (what === 'userid') return { ...same, userid: await useridBehind(deps, message) };
  const media = await fetchMedia(deps, message);
  if (media.refused === 'not_now' && message.attempts < MAX_ATTEMPTS - 1) {
    await deps.store.inbound.noteAttempt(message.id);
    throw new AppError('wecom_unreachable', `what message ${message.id} holds cannot be fetched now`);
  }
  return { ...same, media };
}

async function respond(
  deps: Deps,
  stores: Stores,
  calendar: WorkCalendar,
  message: StoredInbound,
  found: Found,
): Promise<Step> {
  if (message.content.type === 'event') return handled(await noteEvent(deps, stores, message));
  const sender = await identify(deps, stores, message, found.userid);
  if (sender.kind === 'unasked') return { kind: 'needs', what: 'userid', message };
  if (sender.kind === 'unknown' || sender.kind === 'refused') {
    return handled(await answerStranger(deps, stores, message, sender));
  }
  if (sender.kind === 'known' && mediaIn(message.content) && !found.media) {
    return { kind: 'needs', what: 'media', message };
  }
  const turn = await openTurn(deps, stores, calendar, message, sender.person);
  const outcome = sender.kind === 'bound' ? greet(turn) : await act(turn, found.media ?? null);
  if (message.groupId !== null) await pointToOwnChat(deps, turn);
  return handled(await finish(turn, outcome));
}

const handled = (jobs: readonly JobRequest[]): Step => ({ kind: 'handled', jobs });

function greet(turn: Turn): string {
  answer(turn, { kind: 'bound', name: turn.person.name });
  return 'bound';
}

/** The group learns where the answer is, and nothing of it (domain rule 10). */
async function pointToOwnChat({ channels, robotId, clock }: Deps, turn: Turn): Promise<void> {
  if (turn.outbox.length === 0) return;
  const { stores, person, message } = turn;
  const byApp = channels.app !== undefined && hasAccount(person);
  const byRobot = robotId !== null && (await stores.robotChats.ofPerson(robotId, person.id)) !== null;
  const notice = { kind: 'answered_privately', reached: byApp || byRobot } as const;
  turn.outbox.push(backTo(message, notice, clock.now()));
}

async function finish(turn: Turn, outcome: string): Promise<JobRequest[]> {
  const { stores, message, now, person } = turn;
  const receipt = message.channel === 'page' ? turn.receipt : undefined;
  await stores.inbound.markHandled(message.id, outcome, now, person.id, receipt);
  const ids = await stores.outbound.add(turn.outbox);
  await note(turn, 'message_handled', message.id, { detail: { outcome } });
  return [...deliveries(ids), ...turn.jobs];
}

async function apologise({ clock }: Deps, stores: Stores, message: StoredInbound): Promise<JobRequest[]> {
  const now = clock.now();
  const receipt = message.channel === 'page' ? ([{ kind: 'failed' }] as const) : undefined;
  await stores.inbound.markHandled(message.id, 'failed', now, null, receipt);
  return deliveries(await stores.outbound.add([backTo(message, { kind: 'failed' }, now)]));
}
