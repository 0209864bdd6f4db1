import type { RobotState } from '../../app/delivery/channel-stores.ts';
import { classify } from '../errors.ts';
import type { ConnectionEnd } from './connection.ts';

/* When to connect again, and what to call the time until then (bots §C7, §D3). */

export interface Outage {
  readonly state: Exclude<RobotState['state'], 'connecting' | 'up'>;
  /** For the administrator; no secret. */
  readonly detail: string;
  readonly waitMs: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

const FIRST_WAIT_MS = SECOND_MS;
const LONGEST_WAIT_MS = MINUTE_MS;
/** Whoever kicked us holds the robot: taking it back at once would make the two kick each other for ever. */
const AFTER_KICK_MS = 5 * MINUTE_MS;
/** Hammering a refused subscription gets the robot locked out (45009). */
const AFTER_REFUSAL_MS = 5 * MINUTE_MS;

const STATE_OF_REFUSAL: ReadonlyMap<number, Outage['state']> = new Map([
  [45009, 'rate_limited'],
  [853000, 'auth_failed'],
  [93019, 'auth_failed'],
]);

/**
 * @param failures how many connections in a row did not hold, this one included
 * @param random 0 ≤ random < 1, spreads the attempts of many
 */
export function outageAfter(end: ConnectionEnd, failures: number, random: number): Outage {
  switch (end.how) {
    case 'dropped':
      return { state: 'down', detail: end.why, waitMs: backoff(failures, random) };
    case 'refused': {
      const state = STATE_OF_REFUSAL.get(end.code) ?? 'down';
      const isBusy = state === 'down' && classify(end.code, 'robot') === 'B';
      const waitMs = isBusy ? backoff(failures, random) : spread(AFTER_REFUSAL_MS, random);
      return { state, detail: `${end.code} ${end.why}`, waitMs };
    }
    case 'kicked':
      return {
        state: 'kicked',
        detail: 'another connection took over',
        waitMs: spread(AFTER_KICK_MS, random),
      };
  }
}

/** Twice as long each time, half of it by chance. */
function backoff(failures: number, random: number): number {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return Math.round(longest * (0.5 + random / 2));
}

/** Never sooner. */
const spread = (ms: number, random: number): number => Math.round(ms * (1 + random / 10));
