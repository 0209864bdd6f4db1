import type { Cause } from '../../src/app/stores.ts';

/** Who changes a task in a test that is not about that. */
export const aCause = (given: Partial<Cause> = {}): Cause => ({
  at: new Date('2026-06-08T01:00:00Z'),
  actor: 'operator',
  source: 'command',
  event: 'remark_changed',
  ...given,
});
