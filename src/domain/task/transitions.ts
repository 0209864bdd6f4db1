import type { DateOnly } from '../calendar/date.ts';
import { deadlineOf } from './light.ts';
import type { Ref } from './people.ts';
import type { ClosureDemand, RoundSettings } from './round.ts';
import { isClosed } from './task.ts';
import type { ClosureState, Task } from './task.ts';

/** What happens to a closure: the owner claims or takes it back, a reviewer decides, a look-back fails. */
export type ClosureEvent = 'claim' | 'withdraw_claim' | 'approve' | 'return' | 'relapse';

export type ClosureRefusal = 'closed' | 'stopped' | 'not_under_review' | 'not_closed';

export type ClosureMove =
  | { readonly kind: 'moved'; readonly to: ClosureState }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: ClosureRefusal };

export type Verdict<Reason extends string> =
  { readonly ok: true } | { readonly ok: false; readonly reason: Reason };

const UNCHANGED = { kind: 'unchanged' } as const;
const to = (state: ClosureState) => ({ kind: 'moved', to: state }) as const;
const refused = (reason: ClosureRefusal) => ({ kind: 'refused', reason }) as const;

/** An event that finds its work already done (a second click on the same card) changes nothing. */
const MOVES: Readonly<Record<ClosureEvent, Readonly<Record<ClosureState, ClosureMove>>>> = {
  claim: {
    open: to('first_review'),
    returned: to('first_review'),
    relapsed: to('first_review'),
    first_review: UNCHANGED,
    second_review: UNCHANGED,
    final_review: UNCHANGED,
    closed: refused('closed'),
  },
  withdraw_claim: {
    open: UNCHANGED,
    returned: UNCHANGED,
    relapsed: UNCHANGED,
    first_review: to('open'),
    second_review: to('open'),
    final_review: to('open'),
    closed: refused('closed'),
  },
  approve: {
    open: refused('not_under_review'),
    returned: refused('not_under_review'),
    relapsed: refused('not_under_review'),
    first_review: to('second_review'),
    second_review: to('final_review'),
    final_review: to('closed'),
    closed: UNCHANGED,
  },
  return: {
    open: refused('not_under_review'),
    returned: UNCHANGED,
    relapsed: refused('not_under_review'),
    first_review: to('returned'),
    second_review: to('returned'),
    final_review: to('returned'),
    closed: refused('closed'),
  },
  relapse: {
    open: refused('not_closed'),
    returned: refused('not_closed'),
    relapsed: UNCHANGED,
    first_review: refused('not_closed'),
    second_review: refused('not_closed'),
    final_review: refused('not_closed'),
    closed: to('relapsed'),
  },
};

/** The level a review is on, from 1; 0 when none is due. */
export const reviewLevel = ({ closure }: Pick<Task, 'closure'>): number => REVIEW_STATES.indexOf(closure) + 1;

const REVIEW_STATES: readonly ClosureState[] = ['first_review', 'second_review', 'final_review'];

export interface ClosureTerms {
  /** Reviews it takes: the approval of the last one closes. */
  readonly levels: number;
  /** Where the closure stood before it was claimed; a claim that is taken back leads there. */
  readonly claimedFrom?: ClosureState;
}

/** Where an event takes the closure of a task (domain rule 8). */
export function moveClosure(
  task: Pick<Task, 'closure' | 'completion'>,
  event: ClosureEvent,
  { levels, claimedFrom = 'open' }: ClosureTerms,
): ClosureMove {
  if (task.completion === 'stopped') return refused('stopped');
  const move = MOVES[event][task.closure];
  if (move.kind !== 'moved') return move;
  if (event === 'withdraw_claim') return to(claimedFrom);
  return event === 'approve' && reviewLevel(task) >= Math.max(1, levels) ? to('closed') : move;
}

/** What the closure of a task takes: its category may ask for more or less than its round. */
export const closureDemand = (
  { category }: Pick<Task, 'category'>,
  settings: RoundSettings,
): Required<ClosureDemand> => ({
  levels: settings.closureLevels,
  evidence: settings.closureEvidence,
  ...settings.closureByCategory[category.name],
});

export type ClosureFields = Partial<
  Pick<Task, 'closure' | 'completion' | 'claimedOn' | 'closedOn' | 'reportedUp'>
>;

/** The fields of a task that change when its closure moves: a claim is not a completion, an approval is. */
export function closureFields(moved: ClosureState, today: DateOnly): ClosureFields {
  const fields: Readonly<Record<ClosureState, ClosureFields>> = {
    open: { claimedOn: null },
    first_review: { claimedOn: today },
    second_review: {},
    final_review: {},
    closed: { completion: 'done', closedOn: today, reportedUp: null },
    returned: { claimedOn: null },
    relapsed: { completion: 'not_done', claimedOn: null, closedOn: null },
  };
  return { ...fields[moved], closure: moved };
}

/** Nobody reviews what he submitted or answers for, and all reviewers of a closure differ (domain rule 8). */
export function mayReview(
  reviewerId: string,
  task: { readonly owner: Pick<Ref, 'id'> | null; readonly contact: Pick<Ref, 'id'> | null },
  request: { readonly submitterId: string; readonly reviews: readonly { readonly reviewerId: string }[] },
): Verdict<'own_submission' | 'same_reviewer'> {
  const parties = [request.submitterId, task.owner?.id, task.contact?.id];
  if (parties.includes(reviewerId)) return { ok: false, reason: 'own_submission' };
  if (request.reviews.some((review) => review.reviewerId === reviewerId))
    return { ok: false, reason: 'same_reviewer' };
  return { ok: true };
}

/** An extension is asked for before the deadline has passed and names a later day (domain rule 8). */
export function mayExtend(
  task: Task,
  today: DateOnly,
  newDue: DateOnly,
): Verdict<'closed' | 'no_deadline' | 'after_deadline' | 'not_later'> {
  const dueOn = deadlineOf(task);
  if (isClosed(task)) return { ok: false, reason: 'closed' };
  if (dueOn === null) return { ok: false, reason: 'no_deadline' };
  if (today > dueOn) return { ok: false, reason: 'after_deadline' };
  if (newDue <= dueOn) return { ok: false, reason: 'not_later' };
  return { ok: true };
}
