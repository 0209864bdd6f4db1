import type { Lease, Log } from '../../app/ports.ts';
import { messageOf } from '../../errors.ts';
import type { Timers } from './timers.ts';

/* One process at a time owns the robot: a second connection would kick the first (bots §C1). */

interface OwnershipOptions {
  readonly lease: Lease;
  readonly timers: Timers;
  readonly log: Log;
  gained(): void;
  lost(): void;
}

/** How often a process without the lease tries to get it, and the owner makes sure it still has it. */
const CHECK_EVERY_MS = 10_000;

/** @returns how to stop: afterwards nothing is gained any more; the lease is not released */
export function seekOwnership({ lease, timers, log, gained, lost }: OwnershipOptions): () => Promise<void> {
  let owns = false;
  let stopped = false;
  let cancelNext: (() => void) | null = null;
  let checking = check();
  lease.onLost(lose);

  function lose(): void {
    if (!owns) return;
    owns = false;
    log.warn({}, 'robot_lease_lost');
    lost();
  }

  async function check(): Promise<void> {
    if (!lease.held()) lose();
    if (!owns && (await acquired()) && !stopped) {
      owns = true;
      log.info({}, 'robot_lease_gained');
      gained();
    }
    if (stopped) return;
    cancelNext = timers.after(CHECK_EVERY_MS, () => {
      checking = check();
    });
  }

  async function acquired(): Promise<boolean> {
    try {
      return await lease.acquire();
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'robot_lease_unavailable');
      return false;
    }
  }

  return async () => {
    stopped = true;
    cancelNext?.();
    await checking;
    owns = false;
  };
}
