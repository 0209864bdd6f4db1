import { mayOnTask } from '../../domain/access/permissions.ts';
import type { Viewer } from '../../domain/access/relations.ts';
import { daysBetween } from '../../domain/calendar/date.ts';
import type { ReviewCardNotice, WaitingReview } from '../../domain/message/closure-notice.ts';
import type { Person } from '../../domain/task/people.ts';
import type { Round } from '../../domain/task/round.ts';
import { isUnderReview, type Task } from '../../domain/task/task.ts';
import { mayReview } from '../../domain/task/transitions.ts';
import type { Acting } from '../acting.ts';
import type { Stores } from '../stores.ts';
import type { ClosureRequest } from './request-stores.ts';
import { claimOf } from './claim.ts';

/** What is needed to look at claims, also when nobody is acting. */
export type ReviewSight = Pick<Acting, 'stores' | 'words' | 'rounds' | 'clock' | 'today'>;

export interface Waiting {
  readonly task: Task;
  readonly request: ClosureRequest;
}

/** Whoever may review in one of these rounds, each once. */
export async function reviewersOf(
  { people }: Pick<Stores, 'people'>,
  rounds: readonly Pick<Round, 'id'>[],
): Promise<Person[]> {
  const found = new Map<string, Person>();
  for (const { id } of rounds)
    for (const role of ['reviewer', 'manager'] as const)
      for (const person of await people.withRole(role, id)) found.set(person.id, person);
  return [...found.values()];
}

/** The closures this person may decide now, in these rounds; the one that waits longest first. */
export async function waitingReviews({ stores, rounds }: ReviewSight, viewer: Viewer): Promise<Waiting[]> {
  const requests = await stores.requests.pendingClosures(rounds.map(({ id }) => id));
  const listed = await stores.tasks.list({ ids: requests.map(({ taskId }) => taskId) });
  const tasks = new Map(listed.map((task) => [task.id, task]));
  return requests.flatMap((request) => {
    const task = tasks.get(request.taskId);
    return task && mayDecide(viewer, task, request) ? [{ task, request }] : [];
  });
}

/** The closure of that task, if this person may decide it now. */
export async function waitingReview(
  { stores, rounds }: ReviewSight,
  viewer: Viewer,
  code: string,
): Promise<Waiting | null> {
  const [task] = await stores.tasks.list({ code });
  if (!task || !isUnderReview(task) || !rounds.some(({ id }) => id === task.roundId)) return null;
  const request = await stores.requests.pendingClosure(task.id);
  return request && mayDecide(viewer, task, request) ? { task, request } : null;
}

const mayDecide = (viewer: Viewer, task: Task, request: ClosureRequest): boolean =>
  mayOnTask(viewer, 'review_closure', task) && mayReview(viewer.id, task, request).ok;

export async function waitingLine(sight: ReviewSight, waiting: Waiting): Promise<WaitingReview> {
  return lineOf(sight, waiting, (await claimOf(sight, waiting.task)).check);
}

const lineOf = (
  { clock, today }: ReviewSight,
  { task, request }: Waiting,
  { evidence, evidenceLacking }: Pick<WaitingReview, 'evidence' | 'evidenceLacking'>,
): WaitingReview => ({
  code: task.code,
  title: task.title,
  unit: task.leadUnit?.name ?? '',
  owner: task.owner?.name ?? '',
  closure: task.closure,
  days: Math.max(0, daysBetween(clock.local(request.submittedAt).date, today)),
  evidence,
  evidenceLacking,
});

/** All that a decision by a button needs to show. */
export async function reviewCardOf(
  sight: ReviewSight,
  waiting: Waiting,
  cardId: string,
): Promise<ReviewCardNotice> {
  const { task, request } = waiting;
  const { text, check } = await claimOf(sight, task);
  const submitter = await sight.stores.people.byId(request.submitterId);
  return {
    kind: 'review_card',
    cardId,
    taskId: task.id,
    requestId: request.id,
    task: lineOf(sight, waiting, check),
    by: submitter?.name ?? '',
    claimedOn: sight.clock.local(request.submittedAt).date,
    text,
    files: (await sight.stores.evidence.ofTask(task.id)).map(({ fileName }) => fileName),
    check,
  };
}
