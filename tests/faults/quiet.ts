import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { MONDAY } from './ground.ts';
import type { Stage } from './stage.ts';

export interface Waiting {
  /**
   * The minute's and the 20 seconds' tick are brought on as the clock is: nobody has to wait for them. Not where the
   * queue itself is at fault: there the service has to keep its own ticks.
   */
  readonly wake?: boolean;
  readonly patienceMs?: number;
  /** Which step of the week has to be over; null: none. */
  readonly step?: 'remind' | 'freeze' | 'digest' | null;
  /** Its Monday; default that of the matrix. */
  readonly week?: string;
}

const STEP_MS = 20_000;
/** A send may take longer than this only when its process is dead. */
const SENDING_MS = 14_000;
const STILL_MS = 800;

/**
 * Waits until what was to be sent is sent and what came in is handled. While nothing moves the clock is moved on: waits
 * of minutes take moments.
 * @returns what is left undone when patience is over; null when nothing is
 */
export async function untilQuiet(
  stage: Stage,
  { wake = true, patienceMs = 150_000, step = 'remind', week = MONDAY }: Waiting = {},
): Promise<string | null> {
  const patience = AbortSignal.timeout(patienceMs);
  let [last, since] = ['', performance.now()];
  for (;;) {
    const state = await stateOf(stage, step, week).catch(() => null);
    if (state !== null && state.left === 0) return null;
    const picture = state?.picture ?? 'the database is away';
    if (patience.aborted) return `not quiet: ${picture}`;
    if (picture !== last) [last, since] = [picture, performance.now()];
    const still = state !== null && state.sending > 0 ? SENDING_MS : STILL_MS;
    if (state !== null && performance.now() - since > still) {
      stage.advance(Math.max(STEP_MS, state.waitMs));
      if (wake) await tick(stage).catch(() => {});
      since = performance.now();
    }
    await pause(100);
  }
}

/** The picture to a digest of which nobody knows whether it arrived waits until somebody has said so. */
const CAN_GO = `not (state = 'planned' and reason = 'after_digest'
  and exists (select from "OutboundMessage" as digest where digest.state = 'ambiguous'))`;

interface State {
  readonly left: number;
  readonly sending: number;
  /** Until the first of what is planned may go out, in ms; 0 when something may. */
  readonly waitMs: number;
  readonly picture: string;
}

async function stateOf({ pool, now }: Stage, step: string | null, week: string): Promise<State> {
  const { rows } = await pool.query<{ what: string; count: number }>(
    `select state::text as what, count(*)::int as count from "OutboundMessage" where ${CAN_GO} group by 1
     union all select 'unhandled', count(*)::int from "InboundMessage" where "handledAt" is null
     union all select 'step', count(*)::int from "WeekStep" where step::text = $1 and week = $2::date and state <> 'planned'
     order by 1`,
    [step, week],
  );
  const next = await pool.query<{ at: Date | null }>(
    `select min("notBefore") as at from "OutboundMessage" where state = 'planned' and ${CAN_GO}`,
  );
  const of = (what: string) => rows.find((row) => row.what === what)?.count ?? 0;
  return {
    left: of('planned') + of('sending') + of('unhandled') + (step === null || of('step') === 1 ? 0 : 1),
    sending: of('sending'),
    waitMs: Math.max(0, (next.rows[0]?.at?.getTime() ?? 0) - now().getTime()),
    picture: rows.map(({ what, count }) => `${what} ${count}`).join(', '),
  };
}

/** Brings on what the schedule would bring. */
export async function tick({ redis }: Stage): Promise<void> {
  const connection = new Redis(redis.url, { retryStrategy: null, maxRetriesPerRequest: 1 });
  connection.on('error', () => {});
  try {
    for (const name of ['run-due-steps', 'sweep']) {
      const queue = new Queue(name, { connection });
      queue.on('error', () => {});
      await queue.add(name, {}, { removeOnComplete: true });
      await queue.close();
    }
  } finally {
    connection.disconnect();
  }
}
