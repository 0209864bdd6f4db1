import type { DateOnly } from '../../domain/calendar/date.ts';
import { standInFor, standsInFor, type Deputation, type StandIn } from '../../domain/task/deputies.ts';
import type { Task } from '../../domain/task/task.ts';
import type { StoredOutbound } from '../delivery/message-stores.ts';
import type { Stores } from '../stores.ts';

/** Who stands in for whom on one day. */
export interface StandIns {
  of(personId: string): StandIn;
  /** Of these people, each once, who gets what is meant for them. */
  recipients(personIds: readonly string[]): string[];
  /** In whose places the person stands. */
  placesOf(personId: string): string[];
}

export async function standInsOn({ deputies }: Pick<Stores, 'deputies'>, day: DateOnly): Promise<StandIns> {
  return standInsOf(await deputies.notOver(day), day);
}

function standInsOf(deputations: readonly Deputation[], day: DateOnly): StandIns {
  // Nearly everybody is there: of them nothing has to be looked up.
  const away = new Set(deputations.map(({ personId }) => personId));
  const of = (personId: string): StandIn =>
    away.has(personId)
      ? standInFor(personId, deputations, day)
      : { personId, path: [personId], problem: null };
  return {
    of,
    recipients: (personIds) => [...new Set(personIds.map((id) => of(id).personId))],
    placesOf: (personId) => standsInFor(personId, deputations, day),
  };
}

/**
 * A message's period, and for whom it was added later: when somebody's deputy had his own message of that period
 * already, what was meant for the person comes as one more, named by him.
 */
export function periodOf({ period }: Pick<StoredOutbound, 'period'>): {
  readonly base: string;
  readonly insteadOf: string | null;
} {
  const [base = '', insteadOf = null] = period.split('+');
  return { base, insteadOf };
}

export const periodInsteadOf = (message: Pick<StoredOutbound, 'period'>, personId: string): string =>
  `${periodOf(message).base}+${personId}`;

/** Whether what is meant for that person is said by this message today. */
export function isSaidBy(
  message: Pick<StoredOutbound, 'personId' | 'period'>,
  personId: string,
  standIns: StandIns,
): boolean {
  const { insteadOf } = periodOf(message);
  const { personId: recipient, path } = standIns.of(personId);
  return recipient === message.personId && (insteadOf === null || path.includes(insteadOf));
}

/** The tasks of a round that this message asks about: the person's own, and those of whom he stands in for. */
export async function tasksAskedBy(
  stores: Pick<Stores, 'tasks' | 'ladder'>,
  message: Asking,
  roundId: string,
  standIns: StandIns,
): Promise<Task[]> {
  const personId = message.personId ?? '';
  const listed = await stores.tasks.list({ roundId, personIds: [personId, ...standIns.placesOf(personId)] });
  const asked = listed.filter(({ owner }) => owner !== null && isSaidBy(message, owner.id, standIns));
  return periodOf(message).insteadOf === null ? asked : notYetAsked(stores, message, asked);
}

type Asking = Pick<StoredOutbound, 'personId' | 'kind' | 'period'>;

/** His own message may have been written a moment after the deputy was needed: then it asked about these as well. */
async function notYetAsked(
  { ladder }: Pick<Stores, 'ladder'>,
  message: Asking,
  tasks: readonly Task[],
): Promise<Task[]> {
  const { base } = periodOf(message);
  const ids = tasks.map(({ id }) => id);
  const sent = (await ladder.remindersSent(ids, [message.personId ?? ''])).filter(
    ({ kind, period }) => kind === message.kind && periodOf({ period }).base === base,
  );
  const asked = new Set(sent.map(({ taskId }) => taskId));
  return tasks.filter(({ id }) => !asked.has(id));
}
