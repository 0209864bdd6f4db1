import type { DateOnly } from '../../domain/calendar/date.ts';
import { daysBetween } from '../../domain/calendar/date.ts';
import type { ClaimCheck } from '../../domain/task/claim-check.ts';
import { deadlineOf } from '../../domain/task/light.ts';
import type { ClosureState, Measure } from '../../domain/task/task.ts';
import { reviewLevel } from '../../domain/task/transitions.ts';
import { mayAnywhere, mayDo, taskByCode, type Acting } from '../acting.ts';
import { evidenceLines, type EvidenceLine } from '../office/read-tasks.ts';
import { claimOf } from '../supervision/claim.ts';
import { orderAs, type Ordered } from '../supervision/order-as.ts';
import { asReason } from '../supervision/reason.ts';
import { waitingReview, waitingReviews, type Waiting } from '../supervision/waiting-reviews.ts';
import { refuseLook, type NotForThem } from './desk-sight.ts';
import { reviewLines, type ReviewLine } from './read-dossier.ts';

/** A claim in the queue. */
export interface QueuedClaim {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly owner: string;
  readonly closure: ClosureState;
  /** Calendar days since the claim. */
  readonly days: number;
  /** Which claim it is, and on which level: what a decision names. */
  readonly requestId: string;
  readonly level: number;
}

/** All that a decision needs to see. */
export interface ShownClaim extends QueuedClaim {
  readonly problem: string;
  readonly measures: readonly Measure[];
  readonly dueOn: DateOnly | null;
  readonly by: string;
  readonly claimedOn: DateOnly;
  readonly text: string;
  readonly check: ClaimCheck;
  readonly evidence: readonly EvidenceLine[];
  /** Of this claim and of earlier ones. */
  readonly reviews: readonly ReviewLine[];
}

/** What this person may decide now; the one that waits longest first. */
export async function readQueue(
  acting: Acting,
): Promise<{ readonly claims: readonly QueuedClaim[] } | NotForThem> {
  if (!mayAnywhere(acting, 'review_closure')) return refuseLook(acting, 'reviews');
  const waiting = await waitingReviews(acting, acting.person);
  return { claims: waiting.map((each) => queued(acting, each)) };
}

const queued = ({ clock, today }: Acting, { task, request }: Waiting): QueuedClaim => ({
  code: task.code,
  title: task.title,
  unit: task.leadUnit?.name ?? '',
  owner: task.owner?.name ?? '',
  closure: task.closure,
  days: Math.max(0, daysBetween(clock.local(request.submittedAt).date, today)),
  requestId: request.id,
  level: reviewLevel(task),
});

/** A claim that is decided, or not this person's, is none of the queue. */
export async function readClaim(acting: Acting, code: string): Promise<ShownClaim | NotForThem> {
  if (!mayAnywhere(acting, 'review_closure')) return refuseLook(acting, `review ${code}`);
  const waiting = await waitingReview(acting, acting.person, code);
  if (!waiting) return { refused: 'no_such_item' };
  const { task, request } = waiting;
  const submitter = await acting.stores.people.byId(request.submitterId);
  return {
    ...queued(acting, waiting),
    problem: task.problem.name,
    measures: task.measures,
    dueOn: deadlineOf(task),
    by: submitter?.name ?? '',
    claimedOn: acting.clock.local(request.submittedAt).date,
    ...(await claimOf(acting, task)),
    evidence: await evidenceLines(acting, task),
    reviews: await reviewLines(acting, task.id),
  };
}

export interface ReviewDecision {
  readonly code: string;
  readonly decision: 'approve' | 'return';
  /** Of a return. */
  readonly reason: string;
  /** What was looked at: a claim that took its place meanwhile is another one (as with a card's button). */
  readonly requestId: string;
  readonly level: number;
}

/** Decides the claim that was shown, by the rule that chat and cards come to as well. */
export async function decideClaim(
  acting: Acting,
  { code, decision, reason, requestId, level }: ReviewDecision,
): Promise<Ordered | { readonly refused: 'changed_meanwhile' }> {
  const task = await taskByCode(acting, code);
  if (task && mayDo(acting, 'review_closure', task)) {
    const request = await acting.stores.requests.pendingClosure(task.id);
    if (request && (request.id !== requestId || reviewLevel(task) !== level))
      return { refused: 'changed_meanwhile' };
  }
  const text = reason.trim() === '' ? '' : asReason(reason.trim());
  return orderAs(acting, { name: decision, item: code, what: 'closure' }, text);
}
