import { isCrowded, nextSendable } from '../../domain/calendar/quiet-hours.ts';
import { addDays, compareLocalTime } from '../../domain/calendar/date.ts';
import { plannedKind } from '../../domain/reminder/message-budget.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../domain/task/round.ts';
import { GROUP_SAFE } from '../../domain/message/group-safe.ts';
import { afterDigest, DIGEST, DIGEST_PICTURE } from './after-digest.ts';
import { waitForBreaker, waitingFor, warn } from './breaker.ts';
import { isSaid, withinBudget } from './budget.ts';
import { compose } from './compose.ts';
import type { Composed } from './composed.ts';
import { breakerOf, findWay, isRobotUp } from './find-way.ts';
import type { StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';
import { prepareRequests } from './prepare.ts';
import { readingOnce } from './read-once.ts';
import { endAsAmbiguous, giveUp, keepOf, settle, settleUpdate, type Delivery } from './settle.ts';

/** How long one process may hold a row; longer than a send can take. */
const LEASE_MS = 60_000;

/** Who can only be reached by a robot that is down waits; it is told at once when it is up. */
const ROBOT_RETRY_MS = 60_000;

/** WeCom recognises a repeat of the same bytes for so long (app-api §4.1, duplicate_check_interval). */
const REPEAT_WINDOW_MS = 3 * 3_600_000;

/**
 * Sends one message of the outbox, or records why not. The row is claimed before and its request kept before the
 * call, so that whatever cuts us off, the next attempt knows what may have happened (design §4).
 * @param owned the channel whose connection this process owns: nobody else can send by it
 */
export async function deliver(deps: Deps, outboundId: string, owned: 'robot' | null = null): Promise<void> {
  if (await deps.store.pause.current()) return; // it stays planned: see pause.ts
  const now = deps.clock.now();
  const message = await deps.store.outbound.claim(outboundId, now, new Date(now.getTime() + LEASE_MS));
  if (message) await deliverClaimed(readingOnce(deps, message), message, owned);
}

async function deliverClaimed(deps: Deps, message: StoredOutbound, owned: 'robot' | null): Promise<void> {
  const now = deps.clock.now();
  const quietUntil = await deferral(deps, message);
  if (quietUntil) return wait(deps, message, quietUntil, 'quiet_time');
  const crowdedUntil = crowd(deps, message);
  if (crowdedUntil) return wait(deps, message, crowdedUntil, 'crowded');
  const digestUntil = await afterDigest(deps, message);
  if (digestUntil) return wait(deps, message, digestUntil, 'after_digest');
  const halts = await deps.store.halts.all();
  const way = await findWay(deps, message, halts);
  if (way.kind === 'nowhere') return giveUp(deps, message, way.why);
  const delivery: Delivery = { deps, message, to: way.conversation, channel: way.channel, halts };
  if (way.conversation.channel === 'robot' && !(await isRobotUp(deps)))
    return wait(deps, message, new Date(now.getTime() + ROBOT_RETRY_MS), waitingFor('robot'));
  if (way.channel.capabilities.exclusive && owned !== way.conversation.channel) return handOver(delivery);
  const haltedUntil = await waitForBreaker(deps, way.conversation, halts);
  if (haltedUntil) return wait(deps, message, haltedUntil, waitingFor(breakerOf(way.conversation)));
  if (message.notice?.kind !== 'card_update' && message.requests.length > 0) return repeat(delivery);
  await sendAnew(delivery);
}

/** Quiet hours and days off defer what nobody waits for (domain rule 5). */
async function deferral(deps: Deps, message: StoredOutbound): Promise<Date | null> {
  if (message.urgent) return null;
  const round = message.roundId === null ? null : await deps.store.rounds.byId(message.roundId);
  const { quietHours } = round?.settings ?? DEFAULT_ROUND_SETTINGS;
  const local = deps.clock.local(deps.clock.now());
  const sendable = nextSendable(await deps.store.workCalendar(), quietHours, local);
  return compareLocalTime(sendable, local) === 0 ? null : deps.clock.instant(sendable);
}

/** What goes out by the clock; a person's deed and its answers do not wait for a minute. */
const isByTheClock = ({ kind, urgent }: StoredOutbound): boolean =>
  !urgent && (kind === DIGEST || kind === DIGEST_PICTURE || plannedKind(kind) !== null);

/** Off the full and half hour, however it came to be due there: spread over the minute behind it. */
function crowd({ clock }: Deps, message: StoredOutbound): Date | null {
  const now = clock.now();
  const local = clock.local(now);
  if (!isByTheClock(message) || !isCrowded(local.time)) return null;
  const second = Number.parseInt(message.id.slice(-4), 16) % 60 || 0;
  return new Date(clock.instant(local).getTime() + (60 + second) * 1000);
}

/** What waits longer is found by the sweep when its time comes. */
const SWEPT_AFTER_MS = 60_000;

/** Nothing was tried now: the attempt does not count, and what is known of attempts before stays known. */
async function wait(deps: Deps, message: StoredOutbound, until: Date, reason: string): Promise<void> {
  await deps.store.outbound.postpone(message, {
    until,
    reason,
    keep: keepOf(message),
    countAttempt: false,
  });
  const delayMs = Math.max(0, until.getTime() - deps.clock.now().getTime());
  if (delayMs <= SWEPT_AFTER_MS)
    await deps.queue.enqueue([{ name: 'deliver', outboundId: message.id, delayMs }]);
}

async function handOver({ deps, message }: Delivery): Promise<void> {
  await deps.store.outbound.postpone(message, {
    until: deps.clock.now(),
    reason: 'for_robot',
    keep: keepOf(message),
    countAttempt: false,
    via: 'robot',
  });
  await deps.queue.enqueue([{ name: 'deliver-by-robot', outboundId: message.id }]);
}

async function sendAnew(delivery: Delivery): Promise<void> {
  const { deps, message, to } = delivery;
  const budget = await withinBudget(deps, message);
  if (budget.kind === 'wait') return wait(deps, message, budget.until, 'budget');
  const composed = await compose(deps, message);
  if (composed.kind === 'drop') return dropMessage(deps, message, composed);
  if (budget.kind === 'unless_said') {
    if (!isSaid(composed.notice, budget.by)) return wait(deps, message, budget.until, 'budget');
    const reason = `merged_into_${budget.by.outboundId}`;
    return dropMessage(deps, message, { state: 'skipped', reason });
  }
  if (to.kind === 'group' && !GROUP_SAFE.has(composed.notice.kind)) return keepOutOfGroup(delivery);
  if (composed.update !== null) return changeCard(delivery, composed);
  const requests = await prepareRequests(delivery, composed.notice, LEASE_MS);
  if (requests === null) return;
  if (requests.length === 0) return nothingToSay(delivery);
  if (!(await hasRoom(delivery))) return;
  const { notice, card } = composed;
  const kept = { via: to.channel, requests, notice, card, triedAt: deps.clock.now() };
  if (!(await deps.store.outbound.keepRequests(message, kept))) return takenOver(delivery);
  await sendParts(delivery, { requests, cardId: card?.cardId ?? null, from: 0 });
}

async function dropMessage(
  deps: Deps,
  message: StoredOutbound,
  { state, reason }: Pick<Extract<Composed, { kind: 'drop' }>, 'state' | 'reason'>,
): Promise<void> {
  await deps.store.outbound.finish(message.id, { state, reason, at: deps.clock.now() });
  deps.log.info({ outboundId: message.id, kind: message.kind, reason }, 'message_dropped');
}

/** Nothing of a finding is said in a group (domain rule 10), whatever went wrong before this. */
async function keepOutOfGroup({ deps, message, to }: Delivery): Promise<void> {
  const at = deps.clock.now();
  await deps.store.transaction(async (stores) => {
    await stores.outbound.finish(message.id, { state: 'rejected', reason: 'not_for_groups', at });
    await stores.audit.append({
      at,
      actor: 'system',
      source: 'job',
      event: 'group_message_refused',
      subject: message.id,
      refused: true,
      detail: { kind: message.kind, channel: to.channel },
    });
  });
  deps.log.error(
    { outboundId: message.id, kind: message.kind, channel: to.channel },
    'group_message_refused',
  );
}

/** We were so slow, or a clock jumped, that another process sends it now: in other bytes, which WeCom would show as well. */
function takenOver({ deps, message }: Delivery): void {
  deps.log.warn({ outboundId: message.id, kind: message.kind }, 'message_taken_over');
}

async function nothingToSay({ deps, message }: Delivery): Promise<void> {
  const at = deps.clock.now();
  await deps.store.outbound.finish(message.id, { state: 'skipped', reason: 'nothing_to_say', at });
  deps.log.warn({ outboundId: message.id, kind: message.kind }, 'message_empty');
}

/** WeCom drops what is over its limits, partly without a word: we stop before them and try again when there is room. */
async function hasRoom({ deps, message, channel, to }: Delivery): Promise<boolean> {
  const now = deps.clock.now();
  const { date: today } = deps.clock.local(now);
  const short = await deps.store.limits.take(channel.limits(to, today), now);
  if (!short) return true;
  deps.log.info({ outboundId: message.id, limit: short.key, waitMs: short.waitMs }, 'message_waits_for_room');
  if (short.key.includes(':day:')) {
    const until = { date: addDays(today, 1), time: '00:05' } as const;
    await wait(deps, message, deps.clock.instant(until), 'daily_cap');
    await warn(deps, { what: 'daily_cap', channel: to.channel, until }, `daily_cap:${to.channel}:${today}`);
  } else {
    await wait(deps, message, new Date(now.getTime() + short.waitMs), 'rate_limited');
  }
  return false;
}

interface Parts {
  readonly requests: readonly string[];
  readonly cardId: string | null;
  /** The first one that is not known to have arrived; its room is taken. */
  readonly from: number;
}

/** One after the other, each certain before the next; whatever the last one brings settles the message. */
async function sendParts(delivery: Delivery, { requests, cardId, from }: Parts): Promise<void> {
  const { deps, channel, to } = delivery;
  for (let part = from; part < requests.length; part += 1) {
    const firstTriedAt = part > from ? null : delivery.message.firstTriedAt;
    const message = { ...delivery.message, requests, partsSent: part, firstTriedAt };
    if (part > from) {
      await deps.store.outbound.notePart(message.id, part, null);
      if (!(await hasRoom({ ...delivery, message }))) return;
    }
    if (part > 0) await deps.store.outbound.notePart(message.id, part, firstTriedAt ?? deps.clock.now());
    const result = await channel.send(to, requests[part] ?? '');
    const isLast = part === requests.length - 1;
    if (result.status !== 'sent' || isLast) return settle({ ...delivery, message }, result, cardId);
  }
}

/** An attempt before may have arrived: only the very same bytes may follow, and only where WeCom recognises them. */
async function repeat(delivery: Delivery): Promise<void> {
  const { deps, message, channel } = delivery;
  const { requests, partsSent: from, notice, firstTriedAt } = message;
  const age = firstTriedAt && deps.clock.now().getTime() - firstTriedAt.getTime();
  if (age !== null && (!channel.capabilities.repeatSafe || age > REPEAT_WINDOW_MS))
    return endAsAmbiguous(deps, message, 'cut_off');
  if (!(await hasRoom(delivery))) return;
  const cardId = notice && 'cardId' in notice ? notice.cardId : null;
  await sendParts(delivery, { requests, cardId, from });
}

/** A card is changed in place as long as its token is good; a receipt of its own follows where that is too late. */
async function changeCard(
  delivery: Delivery,
  { notice, update }: Extract<Composed, { kind: 'send' }>,
): Promise<void> {
  const { deps, message, channel, to } = delivery;
  if (update === null) return;
  if (message.requests.length > 0)
    return settleUpdate(deps, message, notice, { status: 'ambiguous', why: 'cut_off' });
  const now = deps.clock.now();
  const { updateWithinMs } = channel.capabilities;
  const age = now.getTime() - update.issuedAt.getTime();
  if (updateWithinMs === null || age > updateWithinMs)
    return settleUpdate(deps, message, notice, { status: 'skipped', why: 'too_late' });
  if (await deps.store.limits.take(channel.limits(to, deps.clock.local(now).date), now))
    return settleUpdate(deps, message, notice, { status: 'skipped', why: 'no_room' });
  const kept = { via: to.channel, requests: [update.token], notice, triedAt: now };
  if (!(await deps.store.outbound.keepRequests(message, kept))) return takenOver(delivery);
  const result = await channel.updateCard(to, update.token, deps.words.say(notice));
  await deps.store.cards.setToken(update.cardId, null, now);
  await settleUpdate(deps, message, notice, result);
}
