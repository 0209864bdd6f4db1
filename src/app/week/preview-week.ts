import { mondayOf, type DateOnly, type LocalTime } from '../../domain/calendar/date.ts';
import { planWeek } from '../../domain/calendar/plan-week.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { AskReason, NoAskReason } from '../../domain/reminder/plan.ts';
import { planReminders } from '../../domain/reminder/plan-reminders.ts';
import type { Person } from '../../domain/task/people.ts';
import type { Round } from '../../domain/task/round.ts';
import { isUnderReview, type Task } from '../../domain/task/task.ts';
import type { Stores } from '../stores.ts';

/** Who would be asked what and why in a week, seen from a day; nothing is sent. */
export interface WeekPreview {
  readonly date: DateOnly;
  readonly week: DateOnly;
  readonly rounds: readonly RoundReminder[];
  readonly people: readonly {
    readonly userid: string;
    readonly name: string;
    readonly tasks: readonly { readonly code: string; readonly title: string; readonly reason: AskReason }[];
  }[];
  readonly notAsked: readonly NotAsked[];
  readonly reviewers: readonly { readonly userid: string; readonly name: string }[];
  /** Codes of the tasks the reviewers are told of. */
  readonly waitingForReview: readonly string[];
}

interface RoundReminder {
  readonly letter: string;
  readonly name: string;
  /** Null in a week that is skipped. */
  readonly remindAt: LocalTime | null;
}

interface NotAsked {
  readonly code: string;
  readonly title: string;
  readonly owner: string | null;
  readonly reason: NoAskReason | 'owner_inactive';
}

/** By the planner that reminds, with the answers recorded so far. */
export async function previewWeek(
  stores: Stores,
  { calendar, rounds, date }: { calendar: WorkCalendar; rounds: readonly Round[]; date: DateOnly },
): Promise<WeekPreview> {
  const people = new Map((await stores.people.all()).map((person) => [person.id, person]));
  const week = mondayOf(date);
  const ofRounds = new Set(rounds.map(({ id }) => id));
  const tasks = (await stores.tasks.list({})).filter(({ roundId }) => ofRounds.has(roundId));
  const entries = await stores.entries.ofTasks(tasks.map(({ id }) => id));
  const known = entries.filter((entry) => entry.week <= week);
  const plans = rounds.map((round) =>
    planReminders({
      tasks: tasks.filter(({ roundId }) => roundId === round.id),
      entries: known,
      calendar,
      settings: round.settings,
      today: date,
      weekMonday: week,
    }),
  );
  const asks = groupBy(
    plans.flatMap(({ recipients }) => recipients),
    ({ personId }) => personId,
  );
  const waiting = tasks.filter(isUnderReview);
  return {
    date,
    week,
    rounds: rounds.map((round) => reminderOf(round, calendar, week)),
    people: [...asks].flatMap(([id, shares]) => recipient(people.get(id), shares)),
    notAsked: [
      ...plans.flatMap((plan) => plan.notAsked.map(({ task, reason }) => notAsked(task, reason))),
      ...[...asks].flatMap(([id, shares]) => ofInactive(people.get(id), shares)),
    ],
    reviewers: await reviewersOf(stores, waiting),
    waitingForReview: waiting.map(({ code }) => code),
  };
}

function reminderOf(
  { letter, name, settings }: Round,
  calendar: WorkCalendar,
  week: DateOnly,
): RoundReminder {
  const plan = planWeek(calendar, settings.schedule, week);
  const remind = plan.kind === 'steps' ? plan.steps.find(({ step }) => step === 'remind') : undefined;
  return { letter, name, remindAt: remind?.at ?? null };
}

type Shares = ReturnType<typeof planReminders>['recipients'];

const nameOf = ({ userid, name }: Person) => ({ userid, name });

/** Of the rounds in which something waits. */
async function reviewersOf(stores: Stores, waiting: readonly Task[]): Promise<ReturnType<typeof nameOf>[]> {
  const reviewers = new Map<string, Person>();
  for (const roundId of new Set(waiting.map((task) => task.roundId)))
    for (const person of await stores.people.withRole('reviewer', roundId)) reviewers.set(person.id, person);
  return [...reviewers.values()].map(nameOf);
}

function recipient(person: Person | undefined, shares: Shares): WeekPreview['people'][number][] {
  if (!person?.active) return [];
  const tasks = shares.flatMap(({ asks }) => asks);
  return [
    {
      ...nameOf(person),
      tasks: tasks.map(({ task, reason }) => ({ code: task.code, title: task.title, reason })),
    },
  ];
}

/** Who has left is not written to, whatever still stands under his name. */
function ofInactive(person: Person | undefined, shares: Shares): NotAsked[] {
  if (person?.active) return [];
  return shares.flatMap(({ asks }) => asks.map(({ task }) => notAsked(task, 'owner_inactive')));
}

const notAsked = ({ code, title, owner }: Task, reason: NotAsked['reason']): NotAsked => ({
  code,
  title,
  owner: owner?.name ?? null,
  reason,
});
