import { describe, inject } from 'vitest';

/** Runs a suite once with the queue in PostgreSQL and once in Redis; the latter is skipped where there is none. */
export function onBothBackends(name: string, suite: (redisUrl: string | null) => void): void {
  describe(`${name}, queue in PostgreSQL`, () => {
    suite(null);
  });
  describe.skipIf(inject('redisUrl') === null)(`${name}, queue in Redis`, () => {
    suite(inject('redisUrl'));
  });
}
