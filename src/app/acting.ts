import type { AuditEventName } from '../domain/audit/events.ts';
import type { Clock } from '../clock.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { WorkCalendar } from '../domain/calendar/work-calendar.ts';
import type { Action } from '../domain/access/actions.ts';
import { mayInRound, mayOnTask } from '../domain/access/permissions.ts';
import type { Viewer } from '../domain/access/relations.ts';
import type { Notice } from '../domain/message/notice.ts';
import type { Person } from '../domain/task/people.ts';
import { standsInFor } from '../domain/task/deputies.ts';
import type { Round } from '../domain/task/round.ts';
import type { Task } from '../domain/task/task.ts';
import type { NewOutbound } from './delivery/message-stores.ts';
import type { JobRequest, Wording } from './ports.ts';
import type { Cause, Stores, TaskChange } from './stores.ts';
import type { AuditEntry, AuditSource } from './audit/audit-stores.ts';

/** One person acting, inside one transaction, whichever way he came: chat, a card, a page, the API. */
export interface Acting {
  readonly stores: Stores;
  readonly words: Wording;
  readonly clock: Clock;
  readonly calendar: WorkCalendar;
  readonly now: Date;
  readonly today: DateOnly;
  /** The Monday that names this week. */
  readonly week: DateOnly;
  readonly person: Viewer;
  readonly rounds: readonly Round[];
  readonly source: AuditSource;
  /** Names what is said because of it, so that it is said once. */
  readonly id: string;
  /** What goes out when the transaction has committed. */
  readonly outbox: NewOutbound[];
  /** What else is to be done then. */
  readonly jobs: JobRequest[];
}

export const mayDo = ({ person }: Acting, action: Action, task: Task): boolean =>
  mayOnTask(person, action, task);

/** In any round: what exactly is then decided task by task. */
export const mayAnywhere = ({ person }: Acting, action: Action): boolean => mayInRound(person, action, null);

export const roundOf = (acting: Pick<Acting, 'rounds'>, task: Pick<Task, 'id' | 'roundId'>): Round => {
  const round = acting.rounds.find((candidate) => candidate.id === task.roundId);
  if (!round) throw new Error(`task ${task.id} is of no active round`);
  return round;
};

/** What the audit log says of something this person does. */
export const causeOf = (
  { now, person, source }: Pick<Acting, 'now' | 'person' | 'source'>,
  event: AuditEventName,
  more: Pick<AuditEntry, 'actingFor' | 'reason' | 'detail'> = {},
): Cause => ({ at: now, actor: person.userid, source, event, ...more });

/**
 * Writes down what this person did, or what was refused to him.
 * @param more `actingFor` by userid or person id: the log has the userid
 */
export async function note(
  acting: Acting,
  event: AuditEventName,
  subject: string,
  more: Pick<AuditEntry, 'actingFor' | 'reason' | 'detail' | 'refused' | 'from' | 'to'> = {},
): Promise<void> {
  await acting.stores.audit.append({
    ...causeOf(acting, event),
    subject,
    ...more,
    actingFor: await useridOf(acting, more.actingFor),
  });
}

const PERSON_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function useridOf({ stores }: Acting, who: string | null | undefined): Promise<string | null> {
  if (!who) return null;
  return PERSON_ID.test(who) ? ((await stores.people.byId(who))?.userid ?? who) : who;
}

/** @throws when somebody else changed the task meanwhile: the message is then handled again. */
export async function changeTask(
  acting: Acting,
  task: Task,
  change: TaskChange,
  event: AuditEventName,
  more: Pick<AuditEntry, 'actingFor' | 'reason' | 'detail'> = {},
): Promise<void> {
  const actingFor = await useridOf(acting, more.actingFor);
  const cause = causeOf(acting, event, { ...more, actingFor });
  const changed = await acting.stores.tasks.change(task, change, cause);
  if (!changed) throw new Error(`task ${task.id} was changed by somebody else meanwhile`);
}

/** Tells somebody else what this brought about. */
export function tell(acting: Acting, person: Person, notice: Notice): void {
  if (person.id === acting.person.id) return;
  acting.outbox.push({
    personId: person.id,
    roundId: null,
    kind: 'notice',
    period: `${acting.id}:${acting.outbox.length}`,
    address: { kind: 'person', userid: person.userid },
    notice,
    urgent: false,
    notBefore: acting.now,
    createdAt: acting.now,
  });
}

/** Tells the office of that round. */
export async function tellManagers(acting: Acting, roundId: string, notice: Notice): Promise<void> {
  for (const manager of await acting.stores.people.withRole('manager', roundId))
    tell(acting, manager, notice);
}

/** The task of the active rounds with that code; people mean no other. */
export async function taskByCode(acting: Pick<Acting, 'stores'>, code: string): Promise<Task | null> {
  return (await acting.stores.tasks.list({ code }))[0] ?? null;
}

/** The person with what follows from units and absences. */
export async function viewerOf(stores: Stores, person: Person, today: DateOnly): Promise<Viewer> {
  const units = await stores.people.units();
  return {
    ...person,
    headOf: units.flatMap(({ id, headId }) => (headId === person.id ? [id] : [])),
    standsInFor: standsInFor(person.id, await stores.deputies.notOver(today), today),
  };
}
