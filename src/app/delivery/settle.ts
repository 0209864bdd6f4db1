import { hasPicture, releasePicture } from './after-digest.ts';
import type { UnreachedReason } from '../../domain/message/channel-notice.ts';
import type { Notice } from '../../domain/message/notice.ts';
import { recover, trip, waitingFor, warn } from './breaker.ts';
import type { Channel, Conversation, SendResult } from '../channel.ts';
import type { Halt } from './channel-stores.ts';
import { breakerOf } from './find-way.ts';
import type { Postponement, StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';
import { questionsAbout } from './questions-about.ts';

/**
 * A message that WeCom was too busy for is tried so often, at growing distances: for a day. What says too late what it
 * has to say expires before, and what may have arrived is repeated only as long as WeCom recognises it.
 */
const MAX_ATTEMPTS = 290;

/** A message on its way: where it goes, and what is known about the channels. */
export interface Delivery {
  readonly deps: Deps;
  readonly message: StoredOutbound;
  readonly to: Conversation;
  readonly channel: Channel;
  readonly halts: readonly Halt[];
}

type Rejected = Extract<SendResult, { status: 'rejected' }>;
type Sent = Extract<SendResult, { status: 'sent' }>;

/** Records what became of an attempt, and what follows from it. */
export async function settle(delivery: Delivery, result: SendResult, cardId: string | null): Promise<void> {
  const { deps, message, to } = delivery;
  const at = deps.clock.now();
  const fields = { outboundId: message.id, kind: message.kind, channel: to.channel, status: result.status };
  switch (result.status) {
    case 'sent':
      await finishSent(deps, message, { result, cardId, at });
      deps.log.info(fields, 'message_sent');
      return recover(deps, to, delivery.halts);
    case 'ambiguous':
      deps.log.warn({ ...fields, why: result.why }, 'message_ambiguous');
      return settleAmbiguous(delivery, result.why);
    case 'rejected':
      deps.log.warn(
        { ...fields, code: result.code, fault: result.fault, why: result.why },
        'message_rejected',
      );
      return settleRejected(delivery, result);
  }
}

async function finishSent(
  { store, queue }: Deps,
  message: StoredOutbound,
  { result: { msgid, updateToken }, cardId, at }: { result: Sent; cardId: string | null; at: Date },
): Promise<void> {
  const card = cardId === null ? {} : { card: { cardId, updateToken } };
  const outcome = { state: 'sent', reason: '', msgid, ...card, at } as const;
  if (!hasPicture(message)) return store.outbound.finish(message.id, outcome);
  const ids = await store.transaction(async (stores) => {
    await stores.outbound.finish(message.id, outcome);
    return releasePicture(stores, message, at);
  });
  await queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
}

async function settleAmbiguous({ deps, message, channel }: Delivery, why: string): Promise<void> {
  if (channel.capabilities.repeatSafe && message.attempts < MAX_ATTEMPTS)
    return retry(deps, message, { delayMs: backoffMs(message), reason: why, keep: 'tried' });
  await endAsAmbiguous(deps, message, why);
}

/** It may have arrived, and it cannot be repeated safely (any more). The question stands as soon as the state does. */
export async function endAsAmbiguous(deps: Deps, message: StoredOutbound, why: string): Promise<void> {
  const ids = await deps.store.transaction(async (stores) => {
    await stores.outbound.finish(message.id, { state: 'ambiguous', reason: why, at: deps.clock.now() });
    return stores.outbound.add(await questionsAbout(stores, deps, message));
  });
  await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
}

async function settleRejected(delivery: Delivery, result: Rejected): Promise<void> {
  const { deps, message, to } = delivery;
  // An attempt before this one may have arrived, even though this one did not.
  const keep = keepOf(message);
  if (result.fault === 'operator') {
    const until = await trip(deps, to, result);
    const reason = waitingFor(breakerOf(to));
    const delayMs = until.getTime() - deps.clock.now().getTime();
    return retry(deps, message, { delayMs, reason, keep, countAttempt: false });
  }
  if (result.fault === 'busy' && message.attempts < MAX_ATTEMPTS) {
    // "In a second", said for minutes: only growing distances outlast what keeps WeCom busy.
    const delayMs = Math.max(result.retryAfterMs ?? 0, backoffMs(message));
    return retry(deps, message, { delayMs, reason: result.why, keep });
  }
  if (result.fault === 'recipient' && (await goAnotherWay(delivery))) return;
  const { code: errcode, why: reason } = result;
  await deps.store.outbound.finish(message.id, { state: 'rejected', reason, errcode, at: deps.clock.now() });
  if (result.unknown) await warnOfUnknownCode(delivery, result);
}

/** A conversation that is closed to the robot is remembered as such; the person may be reached by the app. */
async function goAnotherWay({ deps, message, to }: Delivery): Promise<boolean> {
  const { address } = message;
  if (to.channel === 'robot' && deps.robotId)
    await deps.store.robotChats.lose(deps.robotId, to.id, deps.clock.now());
  const other = to.channel === 'robot' ? 'app' : 'robot';
  const isOpen = address.kind === 'person' && keepOf(message) === 'nothing' && deps.channels[other];
  if (!isOpen || (other === 'robot' && !(await hasRobotChat(deps, message)))) return false;
  await retry(deps, message, { delayMs: 0, reason: 'another_way', keep: 'nothing', via: other });
  return true;
}

const hasRobotChat = async (deps: Deps, { personId }: StoredOutbound): Promise<boolean> =>
  deps.robotId !== null &&
  personId !== null &&
  (await deps.store.robotChats.ofPerson(deps.robotId, personId)) !== null;

async function warnOfUnknownCode({ deps, to }: Delivery, { code, why }: Rejected): Promise<void> {
  const { date: today } = deps.clock.local(deps.clock.now());
  const period = `unknown_code:${to.channel}:${code}:${today}`;
  await warn(deps, { what: 'unknown_code', channel: to.channel, code, why }, period);
}

/** What is known of the message's requests from attempts before this one, and from parts that have arrived. */
export function keepOf({ firstTriedAt, requests, partsSent }: StoredOutbound): Postponement['keep'] {
  if (requests.length > 0 && firstTriedAt !== null) return 'tried';
  return partsSent > 0 ? 'untried' : 'nothing';
}

const backoffMs = ({ attempts }: StoredOutbound): number => Math.min(1000 * 4 ** attempts, 300_000);

interface Retry {
  readonly delayMs: number;
  readonly reason: string;
  readonly keep: Postponement['keep'];
  readonly countAttempt?: boolean;
  readonly via?: 'app' | 'robot';
}

async function retry(
  deps: Deps,
  message: StoredOutbound,
  { delayMs, reason, keep, countAttempt = true, via }: Retry,
): Promise<void> {
  const { id, address, via: before } = message;
  const until = new Date(deps.clock.now().getTime() + delayMs);
  // Nothing arrived: the next attempt may find a better way to the person, in his conversation if he is in one.
  const next = via ?? (keep === 'nothing' && address.kind === 'person' ? before : undefined);
  const postponement = { until, reason, keep, countAttempt };
  await deps.store.outbound.postpone(message, { ...postponement, ...(next !== undefined && { via: next }) });
  await deps.queue.enqueue([{ name: 'deliver', outboundId: id, delayMs }]);
}

/** Nobody can be reached there: the office is told with the step's other unreached people. */
export async function giveUp(deps: Deps, message: StoredOutbound, why: UnreachedReason): Promise<void> {
  const at = deps.clock.now();
  await deps.store.outbound.finish(message.id, { state: 'rejected', reason: `unreachable:${why}`, at });
  deps.log.warn({ outboundId: message.id, kind: message.kind, why }, 'message_unreachable');
}

type UpdateResult = SendResult | { readonly status: 'skipped'; readonly why: string };

/** A card that can no longer be changed is followed by the receipt as a message of its own. */
export async function settleUpdate(
  deps: Deps,
  message: StoredOutbound,
  notice: Notice,
  result: UpdateResult,
): Promise<void> {
  const at = deps.clock.now();
  if (result.status === 'sent') {
    await deps.store.outbound.finish(message.id, { state: 'sent', reason: '', at });
    return;
  }
  const errcode = result.status === 'rejected' ? { errcode: result.code } : {};
  await deps.store.outbound.finish(message.id, { state: result.status, reason: result.why, ...errcode, at });
  deps.log.warn({ outboundId: message.id, why: result.why }, 'card_not_updated');
  if (notice.kind !== 'card_update' || !notice.instead) return;
  const ids = await deps.store.outbound.add([
    {
      ...message,
      kind: 'reply',
      period: `${message.period}:instead`,
      notice: notice.instead,
      notBefore: at,
      createdAt: at,
    },
  ]);
  await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
}
