import type { OutboundState } from '../delivery/message-stores.ts';
import type { Deps } from '../ports.ts';

/** How the work stands, in numbers for a monitor: what happened within a day, and what waits. Nobody's name. */
export interface Readings {
  /** Messages to people, planned within a day. */
  readonly sent: readonly { readonly kind: string; readonly state: OutboundState; readonly count: number }[];
  /** What came in within a day, by what became of it; empty while it waits. */
  readonly received: readonly { readonly outcome: string; readonly count: number }[];
  readonly notUnderstood: number;
  /** Planned messages whose time has come, at most {@link MOST}. */
  readonly dueToSend: number;
  /** Received messages that nobody has answered yet, at most {@link MOST}. */
  readonly unhandled: number;
  /** How long the oldest step of a week has been due and not done; 0 when none is. */
  readonly stepLagSeconds: number;
  readonly sendingPaused: boolean;
}

const DAY_MS = 86_400_000;
const MOST = 1000;

/** As a message is marked that was answered by a question because nothing was recognised in it. */
const NOT_UNDERSTOOD = 'asked_not_understood';

export async function takeReadings({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<Readings> {
  const now = clock.now();
  const since = new Date(now.getTime() - DAY_MS);
  const received = await store.inbound.countByOutcome(since);
  const oldest = await store.weeks.oldestDue(now);
  return {
    sent: await store.outbound.countByKindAndState(since),
    received,
    notUnderstood: received.find(({ outcome }) => outcome === NOT_UNDERSTOOD)?.count ?? 0,
    dueToSend: (await store.outbound.due(now, MOST)).length,
    unhandled: (await store.inbound.unhandled(now, MOST)).length,
    stepLagSeconds: oldest === null ? 0 : (now.getTime() - oldest.getTime()) / 1000,
    sendingPaused: (await store.pause.current()) !== null,
  };
}
