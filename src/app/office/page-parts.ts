import { mayInRound } from '../../domain/access/permissions.ts';
import type { Action } from '../../domain/access/actions.ts';
import type { Viewer } from '../../domain/access/relations.ts';

/** The parts of the pages: everybody's own tasks, the office's desk, the leaders' wall. */
export type PagePart = 'phone' | 'desk' | 'board';

/** One of these opens the part; the phone's part is everybody's. */
const NEEDS: Readonly<Record<Exclude<PagePart, 'phone'>, readonly Action[]>> = {
  desk: ['chase', 'review_closure', 'see_week', 'see_audit', 'see_health', 'configure_round'],
  board: ['see_week'],
};

/** Which parts are there for the person. */
export function partsOf(viewer: Viewer): ReadonlySet<PagePart> {
  const may = (part: keyof typeof NEEDS): boolean =>
    NEEDS[part].some((action) => mayInRound(viewer, action, null));
  return new Set(['phone', ...(['desk', 'board'] as const).filter(may)]);
}

/** Where somebody is led who names none: who only reads about a round finds that on the board. */
export function partFor(viewer: Viewer, onPhone: boolean): PagePart {
  const worksThere = NEEDS.desk.some((action) => action !== 'see_week' && mayInRound(viewer, action, null));
  if (!worksThere && partsOf(viewer).has('board')) return 'board';
  return worksThere && !onPhone ? 'desk' : 'phone';
}
