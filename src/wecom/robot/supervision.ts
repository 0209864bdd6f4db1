import type { RobotState } from '../../app/delivery/channel-stores.ts';
import type { Clock } from '../../clock.ts';
import type { Connection, ConnectionEvents } from './connection.ts';
import { outageAfter } from './retry.ts';
import type { Timers } from './timers.ts';

/* Keeps the robot connected: a new connection for every attempt, and the state of it all. */

export type LinkState = Omit<RobotState, 'owner'>;

export interface Supervision extends Pick<Connection, 'request' | 'close'> {
  state(): LinkState;
}

interface SupervisionOptions {
  open(events: Pick<ConnectionEvents, 'subscribed' | 'ended'>): Connection;
  /** Every change; never twice the same. */
  changed(state: LinkState): void;
  readonly timers: Timers;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: () => number;
}

/** A connection that lived as long begins the waiting times anew when it drops. */
const HELD_MS = 60_000;

export function superviseConnection({
  open,
  changed,
  timers,
  clock,
  random,
}: SupervisionOptions): Supervision {
  let connection: Connection | null = null;
  let failures = 0;
  let upSince: Date | null = null;
  let cancelRetry: (() => void) | null = null;
  let state: LinkState = { state: 'connecting', since: clock.now(), detail: '' };

  /** An attempt does not end an outage: "since" says how long nothing was heard. */
  function become(name: LinkState['state'], detail: string): void {
    if (state.state === name && state.detail === detail) return;
    state = { state: name, since: state.state === name ? state.since : clock.now(), detail };
    changed(state);
  }

  function connect(): void {
    connection = open({
      subscribed() {
        upSince = clock.now();
        become('up', '');
      },
      ended(end) {
        connection = null;
        const held = upSince !== null && clock.now().getTime() - upSince.getTime() >= HELD_MS;
        failures = held ? 1 : failures + 1;
        upSince = null;
        const { state: name, detail, waitMs } = outageAfter(end, failures, random());
        cancelRetry = timers.after(waitMs, connect);
        become(name, detail);
      },
    });
  }

  changed(state);
  connect();
  return {
    state: () => state,
    request: async (frame, ackWithinMs) =>
      connection?.request(frame, ackWithinMs) ?? { kind: 'not_reached', why: 'the robot is not connected' },
    async close() {
      cancelRetry?.();
      await connection?.close();
      connection = null;
    },
  };
}
