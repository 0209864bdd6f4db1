import type { Deps } from '../ports.ts';

/** What the queue forgot is found again here: at most so many rows a sweep. */
const BATCH = 500;

/** A message younger than this is still on its ordinary way. */
const INBOUND_GRACE_MS = 15_000;

/** Wakes whatever is due in the database and not under way; harmless when it already is (design §4). */
export async function sweep({ store, queue, clock, log }: Deps): Promise<void> {
  const now = clock.now();
  const inbound = await store.inbound.unhandled(new Date(now.getTime() - INBOUND_GRACE_MS), BATCH);
  const outbound = (await store.pause.current()) ? [] : await store.outbound.due(now, BATCH);
  if (inbound.length + outbound.length === 0) return;
  await queue.enqueue([
    ...inbound.map((inboundId) => ({ name: 'handle-message' as const, inboundId })),
    ...outbound.map((outboundId) => ({ name: 'deliver' as const, outboundId })),
  ]);
  log.info({ inbound: inbound.length, outbound: outbound.length }, 'swept');
}
