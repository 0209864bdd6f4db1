import type { DateOnly } from '../../domain/calendar/date.ts';
import { addWorkingDays } from '../../domain/calendar/reach.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { DrawLine } from '../../domain/message/look-back-notice.ts';
import { drawSample, type Draw } from '../../domain/task/look-back/draw-sample.ts';
import { SAMPLE_WORKING_DAYS } from '../../domain/task/look-back/relapse.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Cause, Stores } from '../stores.ts';

/** What a draw of one round brought, kept or not. */
export interface RoundSample {
  readonly round: Round;
  readonly draw: Draw;
  readonly population: number;
  readonly drawn: readonly Task[];
  /** Those of the drawn without an open look-back: only they get one. */
  readonly fresh: readonly Task[];
}

/** Who draws gets the same twice on one day, and knows how to draw it again later. */
export const seedOf = ({ letter }: Round, today: DateOnly): string => `${letter}-${today}`;

export async function drawRound(stores: Stores, round: Round, draw: Draw): Promise<RoundSample> {
  const tasks = await stores.tasks.list({ roundId: round.id });
  const open = new Set((await stores.lookBacks.list({ checked: false })).map(({ taskId }) => taskId));
  const drawn = drawSample(tasks, draw);
  return {
    round,
    draw,
    population: tasks.filter(({ closure }) => closure === 'closed').length,
    drawn,
    fresh: drawn.filter(({ id }) => !open.has(id)),
  };
}

export const dueOfSample = (calendar: WorkCalendar, today: DateOnly): DateOnly =>
  addWorkingDays(calendar, today, SAMPLE_WORKING_DAYS);

/** Writes down the draw and the look-backs it brings. */
export async function keepSample(
  stores: Stores,
  { round, draw, population, drawn, fresh }: RoundSample,
  dueOn: DateOnly,
  cause: Omit<Cause, 'event'>,
): Promise<void> {
  const rows = fresh.map(({ id }) => ({ taskId: id, cause: 'sample', seed: draw.seed, dueOn }) as const);
  const added = await stores.lookBacks.add(rows, cause.at);
  await stores.audit.append({
    ...cause,
    event: 'look_back_sampled',
    subject: round.id,
    detail: {
      ...draw,
      population,
      drawn: drawn.map(({ no }) => no),
      added: added.map(({ taskId }) => taskId),
      dueOn,
    },
  });
}

export const drawLine = ({ draw, population, drawn, fresh }: RoundSample): DrawLine => ({
  seed: draw.seed,
  population,
  codes: drawn.map(({ code }) => code),
  already: drawn.filter((task) => !fresh.includes(task)).map(({ code }) => code),
});
