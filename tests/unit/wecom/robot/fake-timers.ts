import { setImmediate as turn } from 'node:timers/promises';
import type { Timers } from '../../../../src/wecom/robot/timers.ts';

export interface FakeTime {
  readonly timers: Timers;
  readonly clock: { now(): Date };
  /** In how many ms the next timer is due; null when none is set. */
  next(): number | null;
  /** Lets the time pass: what is due runs in its order, and what follows from it, before the next. */
  pass(ms: number): Promise<void>;
}

export function fakeTime(start = new Date('2026-03-20T01:00:00Z')): FakeTime {
  let now = start.getTime();
  let set: { readonly at: number; readonly wake: () => void }[] = [];
  const earliest = () => set.toSorted((a, b) => a.at - b.at)[0];
  return {
    timers: {
      after(ms, wake) {
        const timer = { at: now + ms, wake };
        set.push(timer);
        return () => {
          set = set.filter((other) => other !== timer);
        };
      },
    },
    clock: { now: () => new Date(now) },
    next: () => {
      const timer = earliest();
      return timer ? timer.at - now : null;
    },
    async pass(ms) {
      const until = now + ms;
      await turn();
      for (let timer = earliest(); timer && timer.at <= until; timer = earliest()) {
        now = timer.at;
        const due = timer;
        set = set.filter((other) => other !== due);
        due.wake();
        await turn();
      }
      now = until;
      await turn();
    },
  };
}
