import type { Clock } from '../../clock.ts';
import {
  addDays,
  compareLocalTime,
  mondayOf,
  type DateOnly,
  type LocalTime,
} from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { Notice } from '../../domain/message/notice.ts';
import type { Person } from '../../domain/task/people.ts';
import { hasRole } from '../../domain/task/people.ts';
import type { Round, WeekStepName } from '../../domain/task/round.ts';
import type { ClosureState, Task } from '../../domain/task/task.ts';
import { closureFields } from '../../domain/task/transitions.ts';
import type { Deps, JobRequest, Wording } from '../ports.ts';
import type { NewOutbound, StoredInbound } from '../message-stores.ts';
import type { Stores } from '../stores.ts';

/** One message of one person being handled, inside its transaction. */
export interface Turn {
  readonly stores: Stores;
  readonly words: Wording;
  readonly clock: Clock;
  readonly calendar: WorkCalendar;
  readonly now: Date;
  readonly today: DateOnly;
  readonly week: DateOnly;
  readonly person: Person;
  readonly isManager: boolean;
  readonly isReviewer: boolean;
  readonly message: StoredInbound;
  readonly rounds: readonly Round[];
  /** Tasks the person owns or answers for. */
  readonly ownTasks: readonly Task[];
  /** What goes out when the transaction has committed. */
  readonly outbox: NewOutbound[];
  /** What else is to be done then. */
  readonly jobs: JobRequest[];
}

export async function openTurn(
  deps: Deps,
  stores: Stores,
  calendar: WorkCalendar,
  message: StoredInbound,
  person: Person,
): Promise<Turn> {
  const now = deps.clock.now();
  const { date: today } = deps.clock.local(now);
  return {
    stores,
    words: deps.words,
    clock: deps.clock,
    calendar,
    now,
    today,
    week: mondayOf(today),
    person,
    isManager: hasRole(person, 'manager'),
    isReviewer: hasRole(person, 'reviewer'),
    message,
    rounds: await stores.rounds.active(),
    ownTasks: await stores.tasks.list({ personId: person.id }),
    outbox: [],
    jobs: [],
  };
}

/**
 * Says something to the person of this turn, in the conversation he wrote in. What he asked in a group is answered in
 * his own chat, by whichever way leads there: nothing of a finding is said in a group (domain rule 10).
 */
export function answer(turn: Turn, notice: Notice): void {
  const message = reply(turn, turn.person, notice);
  const { channel, groupId, replyTo } = turn.message;
  if (groupId !== null) turn.outbox.push(message);
  else turn.outbox.push({ ...message, via: channel, replyTo: isAnswered(turn) ? null : replyTo });
}

/** The frame of a message is replied to once; what follows is sent by itself. */
const isAnswered = (turn: Turn): boolean => turn.outbox.some(({ replyTo }) => replyTo);

/** Tells somebody else what this turn brought about. */
export function tell(turn: Turn, person: Person, notice: Notice): void {
  if (person.id === turn.person.id) return;
  turn.outbox.push({ ...reply(turn, person, notice), kind: 'notice', urgent: false });
}

export async function tellManagers(turn: Turn, notice: Notice): Promise<void> {
  for (const manager of await turn.stores.people.withRole('manager')) tell(turn, manager, notice);
}

export const roundOf = (turn: Turn, task: Task): Round => {
  const round = turn.rounds.find((candidate) => candidate.id === task.roundId);
  if (!round) throw new Error(`task ${task.id} is of no active round`);
  return round;
};

/** @throws when somebody else changed the task meanwhile: the message is then handled again. */
export async function changeClosure(turn: Turn, task: Task, moved: ClosureState): Promise<void> {
  const changed = await turn.stores.tasks.change(task, closureFields(moved, turn.today));
  if (!changed) throw new Error(`task ${task.id} was changed by somebody else meanwhile`);
}

/** Where the week of a round stands: whether its window has closed, and when its digest goes out. */
export interface WeekWindow {
  readonly closed: boolean;
  readonly digestAt: LocalTime | null;
  readonly closesAt: LocalTime;
  /** Steps that were missed and made up for. */
  readonly lateSteps: ReadonlySet<WeekStepName>;
}

export async function weekWindow(
  { stores, clock, now, week }: Pick<Turn, 'stores' | 'clock' | 'now' | 'week'>,
  roundId: string,
): Promise<WeekWindow> {
  const steps = await stores.weeks.steps(roundId, week);
  const close = steps.find(({ step }) => step === 'close');
  const digest = steps.find(({ step, state }) => step === 'digest' && state === 'planned');
  return {
    closed: close !== undefined && close.dueAt <= now,
    digestAt: digest ? clock.local(digest.dueAt) : null,
    lateSteps: new Set(steps.flatMap(({ step, late }) => (late ? [step] : []))),
    closesAt: close ? clock.local(close.dueAt) : { date: addDays(week, 4), time: '12:00' },
  };
}

export async function weekWindows(turn: Turn, roundIds: ReadonlySet<string>): Promise<WeekWindow[]> {
  const windows = [];
  for (const roundId of roundIds) windows.push(await weekWindow(turn, roundId));
  return windows;
}

export const soonest = (times: readonly LocalTime[]): LocalTime | null =>
  times.toSorted(compareLocalTime)[0] ?? null;

function reply(turn: Turn, person: Person, notice: Notice): NewOutbound {
  return {
    personId: person.id,
    roundId: null,
    kind: 'reply',
    period: `${turn.message.id}:${turn.outbox.length}`,
    address: { kind: 'person', userid: person.userid },
    notice,
    urgent: true,
    notBefore: turn.now,
    createdAt: turn.now,
  };
}
