import type { Conversation, SendResult } from '../channel.ts';
import type { Halt } from './channel-stores.ts';
import { breakerOf } from './find-way.ts';
import type { Deps } from '../ports.ts';
import { administratorWarnings } from '../week/warn-administrators.ts';

/** How long a halted channel is left alone before one message is let through to see. */
const PROBE_MS = 60_000;

/** What messages say that wait for a halted channel. */
export const waitingFor = (breaker: string): string => `halted:${breaker}`;

/** Null when the message may be sent, as the probe if the channel is halted; otherwise until when it waits. */
export async function waitForBreaker(
  deps: Deps,
  to: Conversation,
  halts: readonly Halt[],
): Promise<Date | null> {
  const halt = halts.find(({ channel }) => channel === breakerOf(to));
  if (!halt) return null;
  const now = deps.clock.now();
  const next = new Date(now.getTime() + PROBE_MS);
  if (now < halt.probeAt) return halt.probeAt;
  return (await deps.store.halts.claimProbe(halt.channel, now, next)) ? null : next;
}

/** An administrator has to act: sending stops, rows are kept, and he is told once (error class C, app-api §10). */
export async function trip(
  deps: Deps,
  to: Conversation,
  { code, why, advice }: Extract<SendResult, { status: 'rejected' }>,
): Promise<Date> {
  const channel = breakerOf(to);
  const now = deps.clock.now();
  const probeAt = new Date(now.getTime() + PROBE_MS);
  if (await deps.store.halts.trip({ channel, code, why, advice, since: now, probeAt })) {
    deps.log.error({ channel, code, why, advice }, 'channel_halted');
    await warn(
      deps,
      { what: 'channel_halted', channel, code, advice },
      `halted:${channel}:${now.toISOString()}`,
    );
  }
  return probeAt;
}

/** It works again: whoever waited is sent now. */
export async function recover(deps: Deps, to: Conversation, halts: readonly Halt[]): Promise<void> {
  const channel = breakerOf(to);
  if (halts.every((halt) => halt.channel !== channel)) return;
  const ended = await deps.store.halts.lift(channel);
  if (!ended) return;
  deps.log.info({ channel, since: ended.since }, 'channel_works_again');
  const haltedAt = deps.clock.local(ended.since);
  await warn(
    deps,
    { what: 'channel_works_again', channel, haltedAt },
    `works:${channel}:${ended.since.toISOString()}`,
  );
  await deps.store.outbound.hasten(waitingFor(channel), deps.clock.now());
  await deps.queue.enqueue([{ name: 'sweep' }]);
}

export async function warn(
  deps: Deps,
  warning: Parameters<typeof administratorWarnings>[2],
  period: string,
): Promise<void> {
  const messages = await administratorWarnings(deps.store, deps.clock.now(), warning, period);
  const ids = await deps.store.outbound.add(messages);
  await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
}
