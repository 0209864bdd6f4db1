import { nextSendable } from '../domain/calendar/quiet-hours.ts';
import { compareLocalTime } from '../domain/calendar/date.ts';
import type { Notice } from '../domain/message/notice.ts';
import { DEFAULT_ROUND_SETTINGS } from '../domain/task/round.ts';
import type { Channel, SendResult } from './channel.ts';
import { compose, type Composed } from './compose.ts';
import type { Deps } from './ports.ts';
import type { StoredOutbound } from './message-stores.ts';

/** How long one process may hold a row; longer than a send can take. */
const LEASE_MS = 60_000;

/** WeCom recognises a repeat of the same bytes for so long (app-api §4.1, duplicate_check_interval). */
const REPEAT_WINDOW_MS = 4 * 3_600_000;

/** A message that WeCom was too busy for is tried so often, at growing distances. */
const MAX_ATTEMPTS = 8;

/**
 * Sends one message of the outbox, or records why not. The row is claimed before and its request kept before the
 * call, so that whatever cuts us off, the next attempt knows what may have happened (design §4).
 */
export async function deliver(deps: Deps, outboundId: string): Promise<void> {
  const now = deps.clock.now();
  const message = await deps.store.outbound.claim(outboundId, now, new Date(now.getTime() + LEASE_MS));
  if (!message) return;
  const quietUntil = await deferral(deps, message);
  if (quietUntil) {
    await deps.store.outbound.postpone(outboundId, {
      until: quietUntil,
      reason: 'quiet_time',
      keepRequest: true,
    });
    return;
  }
  if (message.request !== null) return repeat(deps, message, message.request);
  const composed = await compose(deps, message);
  if (composed.kind === 'drop') {
    await deps.store.outbound.finish(outboundId, { state: composed.state, reason: composed.reason, at: now });
    deps.log.info({ outboundId, kind: message.kind, reason: composed.reason }, 'message_dropped');
    return;
  }
  await sendComposed(deps, message, composed);
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

async function sendComposed(
  deps: Deps,
  message: StoredOutbound,
  composed: Extract<Composed, { kind: 'send' }>,
): Promise<void> {
  const outgoing = deps.words.say(composed.notice);
  if (composed.via !== null) {
    await deps.store.outbound.keepRequest(message.id, '', composed.notice, deps.clock.now());
    const result = await deps.channels.updateCard(composed.via.userid, composed.via.responseCode, outgoing);
    await deps.store.cards.setCode(composed.via.cardId, null, deps.clock.now());
    return settleUpdate(deps, message, composed.notice, result);
  }
  const channel = channelOf(deps, message);
  const request = channel.prepare(message.address, outgoing);
  // The card before the request: cut off in between, the repeat would send a card nobody knows.
  if (composed.card && message.personId) {
    await deps.store.cards.save({
      ...composed.card,
      outboundId: message.id,
      personId: message.personId,
      responseCode: null,
      codeIssuedAt: null,
    });
  }
  await deps.store.outbound.keepRequest(message.id, request, composed.notice, deps.clock.now());
  await settle(
    deps,
    message,
    channel,
    await channel.send(message.address, request),
    composed.card?.cardId ?? null,
  );
}

/** An attempt before may have arrived: only the very same bytes may follow, and only where WeCom recognises them. */
async function repeat(deps: Deps, message: StoredOutbound, request: string): Promise<void> {
  if (message.notice?.kind === 'card_update')
    return settleUpdate(deps, message, message.notice, { status: 'ambiguous', why: 'cut_off' });
  const channel = channelOf(deps, message);
  const age = deps.clock.now().getTime() - (message.firstTriedAt?.getTime() ?? 0);
  if (!channel.repeatSafe || age > REPEAT_WINDOW_MS) {
    await deps.store.outbound.finish(message.id, {
      state: 'ambiguous',
      reason: 'cut_off',
      at: deps.clock.now(),
    });
    deps.log.warn({ outboundId: message.id, kind: message.kind }, 'message_ambiguous');
    return;
  }
  const cardId = message.notice && 'cardId' in message.notice ? message.notice.cardId : null;
  await settle(deps, message, channel, await channel.send(message.address, request), cardId);
}

const channelOf = (deps: Deps, { address }: StoredOutbound): Channel => deps.channels[address.kind];

async function settle(
  deps: Deps,
  message: StoredOutbound,
  channel: Channel,
  result: SendResult,
  cardId: string | null,
): Promise<void> {
  const at = deps.clock.now();
  const fields = { outboundId: message.id, kind: message.kind, status: result.status };
  switch (result.status) {
    case 'sent':
      await deps.store.outbound.finish(message.id, { state: 'sent', reason: '', msgid: result.msgid, at });
      if (cardId) await deps.store.cards.setCode(cardId, result.responseCode, at);
      deps.log.info(fields, 'message_sent');
      return;
    case 'ambiguous':
      deps.log.warn({ ...fields, why: result.why }, 'message_ambiguous');
      if (channel.repeatSafe && message.attempts < MAX_ATTEMPTS)
        return retry(deps, message, backoffMs(message), result.why, true);
      await deps.store.outbound.finish(message.id, { state: 'ambiguous', reason: result.why, at });
      return;
    case 'rejected':
      deps.log.warn(
        { ...fields, code: result.code, fault: result.fault, why: result.why },
        'message_rejected',
      );
      if (mayRetry(message, result)) {
        // An attempt before this one may have arrived, even though this one did not.
        const keepRequest = message.request !== null;
        return retry(deps, message, result.retryAfterMs ?? backoffMs(message), result.why, keepRequest);
      }
      await deps.store.outbound.finish(message.id, {
        state: 'rejected',
        reason: result.why,
        errcode: result.code,
        at,
      });
  }
}

/** An administrator's fault is waited for as long as the message has a meaning; a busy WeCom a number of times. */
const mayRetry = (message: StoredOutbound, { fault }: Extract<SendResult, { status: 'rejected' }>): boolean =>
  fault === 'operator' || (fault === 'busy' && message.attempts < MAX_ATTEMPTS);

const backoffMs = ({ attempts }: StoredOutbound): number => Math.min(1000 * 4 ** attempts, 300_000);

async function retry(
  deps: Deps,
  message: StoredOutbound,
  delayMs: number,
  reason: string,
  keepRequest: boolean,
): Promise<void> {
  const until = new Date(deps.clock.now().getTime() + delayMs);
  await deps.store.outbound.postpone(message.id, { until, reason, keepRequest });
  await deps.queue.enqueue([{ name: 'deliver', outboundId: message.id, delayMs }]);
}

/** A card that can no longer be changed is followed by the receipt as a message of its own. */
async function settleUpdate(
  deps: Deps,
  message: StoredOutbound,
  notice: Notice,
  result: SendResult,
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
