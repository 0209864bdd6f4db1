import type { LedgerRow } from '../../../../src/domain/ledger/ledger.ts';
import { rollUp } from '../../../../src/domain/ledger/roll-up.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { aTask } from '../../../support/a-task.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

/** The row of a task nobody has reported on, as of Friday 2026-03-13. */
export function aRow(given: Partial<Task> = {}): LedgerRow {
  const [row] = rollUp({
    tasks: [aTask(given)],
    entries: [],
    evidenceCounts: new Map(),
    week: '2026-03-09',
    asOf: '2026-03-13',
    calendar: calendar2026,
    settings: DEFAULT_ROUND_SETTINGS,
  });
  if (row === undefined) throw new Error('a task gives a row');
  return row;
}
