import { mondayOf, type DateOnly } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { Round } from '../../domain/task/round.ts';
import { planReminderMessages } from './plan-messages.ts';
import type { Deps } from '../ports.ts';
import { stepsOf } from './run-due-steps.ts';
import type { Stores } from '../stores.ts';

export interface RoundReminders {
  readonly round: string;
  readonly planned: number;
}

/** Sends this week's reminder at an operator's word; `urgent`: also in quiet hours and on days off. */
export async function remindNow(
  deps: Deps,
  urgent: boolean,
): Promise<{ week: DateOnly; rounds: RoundReminders[] }> {
  const week = mondayOf(deps.clock.local(deps.clock.now()).date);
  const calendar = await deps.store.workCalendar();
  const rounds: RoundReminders[] = [];
  for (const round of await deps.store.rounds.active()) {
    const ids = await deps.store.transaction((stores) =>
      remindRound(deps, stores, round, calendar, { week, urgent }),
    );
    await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
    rounds.push({ round: round.letter, planned: ids.length });
  }
  return { week, rounds };
}

/**
 * In the place of the week's own step, so that nobody is reminded twice: a step that is still to come is done by this,
 * and after one that is done, only those are reminded whom it did not reach.
 */
async function remindRound(
  deps: Deps,
  stores: Stores,
  round: Round,
  calendar: WorkCalendar,
  { week, urgent }: { week: DateOnly; urgent: boolean },
): Promise<string[]> {
  await stores.weeks.ensureSteps(stepsOf(deps, round, calendar, week));
  const at = deps.clock.now();
  // Waits until a worker that is at it has finished.
  await stores.weeks.claimDue(round.id, at);
  const step = (await stores.weeks.steps(round.id, week)).find((each) => each.step === 'remind');
  if (step?.state === 'planned') {
    await stores.weeks.finish(step.id, { state: 'done', reason: 'by_hand', late: false, at });
  }
  const ids = await planReminderMessages(deps, stores, round, calendar, { kind: 'weekly', week, urgent });
  await stores.audit.append({
    at,
    actor: 'operator',
    source: 'command',
    event: 'reminded_by_hand',
    subject: round.id,
    detail: { round: round.letter, week, urgent, messages: ids.length },
  });
  return ids;
}
