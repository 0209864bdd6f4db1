import { addDays } from '../../domain/calendar/date.ts';
import { decideAsk } from '../../domain/reminder/ask-decision.ts';
import type { Ask } from '../../domain/reminder/plan.ts';
import { byUrgency } from '../../domain/reminder/recipients.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Acting } from '../acting.ts';
import { inBatches } from './in-batches.ts';
import { REVIEW_HISTORY_DAYS } from './open-asks.ts';

type Now = Pick<Acting, 'stores' | 'calendar' | 'today' | 'week'>;

/** What an owner is asked first. */
type First = Pick<Ask, 'reason'> & { readonly no: number };

/**
 * Whom a round's week asks, who is asked most urgently first: the recipients of `planReminders`, found task by task, so
 * that a large round is never in memory as a whole.
 */
export async function askedOwners(
  { stores, calendar, today, week }: Now,
  round: Round,
): Promise<readonly string[]> {
  const weeks = { week, since: addDays(week, -REVIEW_HISTORY_DAYS) };
  const asking = { calendar, settings: round.settings, today, weekMonday: week };
  const firsts = new Map<string, First>();
  const tasks = inBatches(
    (batch) => stores.weekPlan.openTasks(round.id, weeks, batch),
    ({ no }) => no,
  );
  for await (const task of tasks) {
    const decision = decideAsk(task, task.standing, asking);
    if (decision.kind !== 'ask' || task.owner === null) continue;
    const ask = { reason: decision.reason, no: task.no };
    const before = firsts.get(task.owner.id);
    if (before === undefined || inOrder(ask, before) < 0) firsts.set(task.owner.id, ask);
  }
  return [...firsts].toSorted(([, a], [, b]) => inOrder(a, b)).map(([ownerId]) => ownerId);
}

const inOrder = (a: First, b: First): number => byUrgency(a, b) || a.no - b.no;
