import { addDays, mondayOf, type DateOnly } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { Round, WeekStepName } from '../../domain/task/round.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import type { WeekStepRow } from '../week/week-stores.ts';
import { stepsOf } from '../week/run-due-steps.ts';

/** One step that now falls on another moment, or away. */
export interface Replanned {
  readonly round: string;
  readonly week: DateOnly;
  readonly step: WeekStepName;
  /** Null: the week is skipped. */
  readonly at: Date | null;
}

/**
 * Moves what is still planned of this week and the next to where the calendar as it is now puts it. What is done stays
 * done. A step whose new time has passed already is due at once.
 */
export async function replanWeeks(
  deps: Pick<Deps, 'store' | 'clock' | 'log'>,
  actor: string,
): Promise<Replanned[]> {
  const calendar = await deps.store.workCalendar();
  const thisWeek = mondayOf(deps.clock.local(deps.clock.now()).date);
  const moved: Replanned[] = [];
  for (const round of await deps.store.rounds.active())
    for (const week of [thisWeek, addDays(thisWeek, 7)])
      moved.push(...(await replanWeek(deps, round, calendar, { week, actor })));
  return moved;
}

function replanWeek(
  deps: Pick<Deps, 'store' | 'clock' | 'log'>,
  round: Round,
  calendar: WorkCalendar,
  { week, actor }: { week: DateOnly; actor: string },
): Promise<Replanned[]> {
  const now = deps.clock.now();
  return deps.store.transaction(async (stores) => {
    // Waits until a worker that is at these steps has finished.
    await stores.weeks.claimDue(round.id, now);
    const steps = changes(await stores.weeks.steps(round.id, week), stepsOf(deps, round, calendar, week));
    if (steps.length === 0) return [];
    await stores.weeks.replan(steps);
    const moved = steps.map(({ step, state, dueAt }) => ({
      round: round.letter,
      week,
      step,
      at: state === 'planned' ? dueAt : null,
    }));
    await note(stores, round, { at: now, actor, week, moved });
    return moved;
  });
}

type Move = Pick<WeekStepRow, 'id' | 'step' | 'dueAt' | 'shiftedFrom' | 'state' | 'reason'>;

/** Of the rows that exist: those that are not done and would be planned otherwise now. */
function changes(rows: readonly WeekStepRow[], planned: readonly Omit<WeekStepRow, 'id'>[]): Move[] {
  return rows.filter(isOpen).flatMap(({ id, step, dueAt, state }) => {
    const next = planned.find((each) => each.step === step);
    if (!next || (next.state === state && next.dueAt.getTime() === dueAt.getTime())) return [];
    return [
      { id, step, dueAt: next.dueAt, shiftedFrom: next.shiftedFrom, state: next.state, reason: next.reason },
    ];
  });
}

const isOpen = ({ state, reason }: WeekStepRow): boolean =>
  state === 'planned' || (state === 'skipped' && reason.startsWith('working_days_'));

const note = (
  { audit }: Stores,
  round: Round,
  { at, actor, week, moved }: { at: Date; actor: string; week: DateOnly; moved: readonly Replanned[] },
): Promise<void> =>
  audit.append({
    at,
    actor,
    source: 'job',
    event: 'week_replanned',
    subject: round.id,
    detail: { week, steps: moved.map(({ step, at: due }) => ({ step, at: due })) },
  });
