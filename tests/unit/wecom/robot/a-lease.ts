import type { Lease } from '../../../../src/app/ports.ts';

export interface FakeLease extends Lease {
  /** Whether the next attempt succeeds. */
  free: boolean | Error;
  tries: number;
  /** It is lost, and found to be. */
  lose(): void;
  /** It is lost without a word. */
  slipAway(): void;
}

export function aLease(free: boolean | Error = true): FakeLease {
  let isHeld = false;
  let tell: (() => void) | null = null;
  return {
    free,
    tries: 0,
    async acquire() {
      this.tries += 1;
      if (this.free instanceof Error) throw this.free;
      isHeld = this.free;
      return isHeld;
    },
    held: () => isHeld,
    onLost(told) {
      tell = told;
    },
    async release() {
      isHeld = false;
    },
    lose() {
      isHeld = false;
      tell?.();
    },
    slipAway() {
      isHeld = false;
    },
  };
}
