import { addDays } from '../../domain/calendar/date.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import { rollUp } from '../../domain/ledger/roll-up.ts';
import type { RoundName, TaskLine } from '../../domain/message/lines.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Acting } from '../acting.ts';

/** How far back answers are looked for, for the next plan of a line and the review of a long-term task. */
const HISTORY_DAYS = 400;

export type AsOf = Pick<Acting, 'stores' | 'calendar' | 'today' | 'week'>;

/** The ledger lines of some tasks of a round as they stand now. */
export async function linesNow(now: AsOf, round: Round, tasks: readonly Task[]): Promise<LedgerRow[]> {
  const ofRound = tasks.filter(({ roundId }) => roundId === round.id).toSorted((a, b) => a.no - b.no);
  const rows: LedgerRow[] = [];
  for (let at = 0; at < ofRound.length; at += AT_ONCE)
    for (const row of await linesOf(now, round, ofRound.slice(at, at + AT_ONCE))) rows.push(row);
  return rows;
}

/** The answers of so many tasks are in memory: those of a whole round would be more than its tasks. */
const AT_ONCE = 5000;

async function linesOf(now: AsOf, round: Round, tasks: readonly Task[]): Promise<LedgerRow[]> {
  const ids = tasks.map(({ id }) => id);
  return rollUp({
    tasks,
    entries: await now.stores.entries.lastAnswers(ids, {
      week: now.week,
      since: addDays(now.week, -HISTORY_DAYS),
    }),
    evidenceCounts: await now.stores.entries.evidenceCounts(ids),
    week: now.week,
    asOf: now.today,
    calendar: now.calendar,
    settings: round.settings,
  });
}

/** What a list is grouped by, where several rounds run. */
export const byRound = ({ rounds }: Pick<Acting, 'rounds'>): { rounds?: readonly RoundName[] } =>
  rounds.length > 1 ? { rounds: rounds.map(({ letter, name }) => ({ letter, name })) } : {};

export const taskLine = (row: LedgerRow): TaskLine => ({
  code: row.code,
  title: row.task,
  unit: row.unit,
  owner: row.owner,
  dueOn: row.dueOn,
  light: row.light,
  overdueDays: row.overdueDays,
  horizon: row.horizon,
  completion: row.completion,
  closure: row.closure,
  reported: row.reported,
});
