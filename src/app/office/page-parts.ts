import { mayInRound } from '../../domain/access/permissions.ts';
import type { Action } from '../../domain/access/actions.ts';
import type { Viewer } from '../../domain/access/relations.ts';

/** The parts of the pages: everybody's own tasks, the office's desk, the leaders' wall. */
export type PagePart = 'phone' | 'desk' | 'board';

/** One of these opens the part; the phone's part is everybody's. */
const NEEDS: Readonly<Record<Exclude<PagePart, 'phone'>, readonly Action[]>> = {
  desk: ['chase', 'review_closure', 'see_audit', 'see_health', 'configure_round'],
  board: ['see_week'],
};

/** Which parts are there for the person. */
export function partsOf(viewer: Viewer): ReadonlySet<PagePart> {
  const may = (part: keyof typeof NEEDS): boolean =>
    NEEDS[part].some((action) => mayInRound(viewer, action, null));
  return new Set(['phone', ...(['desk', 'board'] as const).filter(may)]);
}

/** Where somebody is led who names none. */
export function partFor(parts: ReadonlySet<PagePart>, onPhone: boolean): PagePart {
  if (onPhone && !parts.has('board')) return 'phone';
  if (!onPhone && parts.has('desk')) return 'desk';
  return parts.has('board') && !parts.has('desk') ? 'board' : 'phone';
}
