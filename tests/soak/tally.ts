import { messageOf } from '../../src/errors.ts';

/** What was done, how often, and what went wrong with it. */
export interface Tally {
  /** A number that nothing had before. */
  next(): number;
  /** Counts what is done, and keeps what it throws instead of throwing it. */
  during(what: string, work: () => Promise<unknown>): Promise<void>;
  readonly done: ReadonlyMap<string, number>;
  readonly failed: ReadonlyMap<string, number>;
}

export function createTally(): Tally {
  const [done, failed] = [new Map<string, number>(), new Map<string, number>()];
  let serial = 0;
  return {
    done,
    failed,
    next: () => (serial += 1),
    async during(what, work) {
      try {
        await work();
        count(done, what);
      } catch (error) {
        count(failed, `${what}: ${saidOf(error)}`);
      }
    },
  };
}

/** Of a call that failed, also why. */
function saidOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return messageOf(error) + cause;
}

const count = (counts: Map<string, number>, what: string): void =>
  void counts.set(what, (counts.get(what) ?? 0) + 1);
