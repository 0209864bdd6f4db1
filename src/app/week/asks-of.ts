import { addDays } from '../../domain/calendar/date.ts';
import { decideAsk } from '../../domain/reminder/ask-decision.ts';
import type { Ask } from '../../domain/reminder/plan.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Acting } from '../acting.ts';
import { inBatches } from './in-batches.ts';
import type { OpenTask } from './plan-stores.ts';

/** How far back entries are read to know when a long-term task was last reviewed. */
export const REVIEW_HISTORY_DAYS = 400;

/** A task that waits for this week's answer. */
export interface Awaited extends Pick<Ask, 'reason'> {
  readonly no: number;
  readonly ownerId: string;
}

/** What a round's week asks, found task by task, so that a large round is never in memory as a whole. */
export async function* asksOf(
  { stores, calendar, today, week }: Pick<Acting, 'stores' | 'calendar' | 'today' | 'week'>,
  round: Round,
): AsyncGenerator<Awaited> {
  const weeks = { week, since: addDays(week, -REVIEW_HISTORY_DAYS) };
  const asking = { calendar, settings: round.settings, today, weekMonday: week };
  const tasks = inBatches<OpenTask>(
    (batch) => stores.weekPlan.openTasks(round.id, weeks, batch),
    ({ no }) => no,
  );
  for await (const task of tasks) {
    const decision = decideAsk(task, task.standing, asking);
    if (decision.kind !== 'ask' || task.owner === null) continue;
    yield { no: task.no, ownerId: task.owner.id, reason: decision.reason };
  }
}
