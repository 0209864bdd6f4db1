import { addDays, type DateOnly } from '../../src/domain/calendar/date.ts';

/** How large a round is to be, and from which chance it is drawn. */
export interface Size {
  readonly tasks: number;
  readonly people: number;
  /** Weeks with answers before the present one. */
  readonly weeks: number;
  readonly seed: number;
  /** The Monday of the present week, of which nobody has answered yet. */
  readonly monday: DateOnly;
}

export interface Plan extends Size {
  readonly units: number;
  readonly problems: number;
  readonly leaders: number;
  readonly reviewers: number;
  readonly startedOn: DateOnly;
  readonly roundId: string;
}

const ROUND_ID = '01900000-0000-7000-8000-000000000001';

export function planOf(size: Size): Plan {
  return {
    ...size,
    units: Math.max(8, Math.ceil(size.people / 25)),
    // As many as in the reports we know: 32 problems, 39 tasks.
    problems: Math.ceil((size.tasks * 32) / 39),
    leaders: Math.max(5, Math.ceil(size.people / 50)),
    reviewers: Math.min(40, Math.max(3, Math.ceil(size.people / 100))),
    startedOn: addDays(size.monday, -7 * size.weeks),
    roundId: ROUND_ID,
  };
}

/** Rows of one statement: enough to be quick, few enough to see how far it is. */
const SLICE = 50_000;

export const slices = (count: number): { from: number; to: number }[] =>
  Array.from({ length: Math.ceil(count / SLICE) }, (_, index) => ({
    from: index * SLICE + 1,
    to: Math.min(count, (index + 1) * SLICE),
  }));
