import type { DateOnly } from '../calendar/date.ts';

/** AB角: who answers in somebody's place, from `from` on and before `until` (null: until it is ended). */
export interface Deputation {
  readonly id: string;
  readonly personId: string;
  readonly deputyId: string;
  readonly from: DateOnly;
  readonly until: DateOnly | null;
  /** Who has left stands in for nobody. */
  readonly deputyActive: boolean;
}

export type DeputyProblem = 'loop' | 'too_long';

export interface StandIn {
  /** Who gets what is meant for the person. */
  readonly personId: string;
  /** The person and everybody after him, up to who gets it; the person alone when nobody stands in. */
  readonly path: readonly string[];
  /** Why nobody stands in although somebody was named: the office has to look at it. */
  readonly problem: DeputyProblem | null;
}

/** A's deputy may be away himself; over more links nobody knows any more who does whose work. */
const MAX_LINKS = 3;

/** Who stands in for a person on a day. A loop, or a chain that is too long, leaves everything with himself. */
export function standInFor(personId: string, deputations: readonly Deputation[], today: DateOnly): StandIn {
  const path = [personId];
  for (;;) {
    const next = deputyOf(path.at(-1), deputations, today);
    if (next === null) return { personId: path.at(-1) ?? personId, path, problem: null };
    if (path.includes(next)) return { personId, path: [personId], problem: 'loop' };
    if (path.length > MAX_LINKS) return { personId, path: [personId], problem: 'too_long' };
    path.push(next);
  }
}

/** In whose places the person stands today, over every link: also who is only on the way may answer. */
export function standsInFor(personId: string, deputations: readonly Deputation[], today: DateOnly): string[] {
  const away = new Set(deputations.map((deputation) => deputation.personId));
  return [...away].filter(
    (id) => id !== personId && standInFor(id, deputations, today).path.includes(personId),
  );
}

/** Whose deputies lead nowhere today. */
export function deputyProblems(
  deputations: readonly Deputation[],
  today: DateOnly,
): { readonly personId: string; readonly problem: DeputyProblem }[] {
  const away = [...new Set(deputations.map(({ personId }) => personId))].toSorted();
  return away.flatMap((personId) => {
    const { problem } = standInFor(personId, deputations, today);
    return problem === null ? [] : [{ personId, problem }];
  });
}

/** Whether the entry counts on that day: the day it ends does not. */
export const isOn = ({ from, until }: Pick<Deputation, 'from' | 'until'>, day: DateOnly): boolean =>
  from <= day && (until === null || day < until);

/** Whether two entries would both count on some day. */
export const overlap = (
  a: Pick<Deputation, 'from' | 'until'>,
  b: Pick<Deputation, 'from' | 'until'>,
): boolean =>
  !isEmpty(a) &&
  !isEmpty(b) &&
  (b.until === null || a.from < b.until) &&
  (a.until === null || b.from < a.until);

const isEmpty = ({ from, until }: Pick<Deputation, 'from' | 'until'>): boolean =>
  until !== null && until <= from;

function deputyOf(
  personId: string | undefined,
  deputations: readonly Deputation[],
  today: DateOnly,
): string | null {
  // Of several the one set last counts.
  const entry = deputations.findLast(
    (each) => each.personId === personId && each.deputyActive && isOn(each, today),
  );
  return entry?.deputyId ?? null;
}
