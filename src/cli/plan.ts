import type { Command } from 'commander';
import type { Deps } from '../app/ports.ts';
import { mondayOf, type DateOnly, type LocalTime } from '../domain/calendar/date.ts';
import { planWeek } from '../domain/calendar/plan-week.ts';
import type { WorkCalendar } from '../domain/calendar/work-calendar.ts';
import { groupBy } from '../domain/group-by.ts';
import type { AskReason, NoAskReason } from '../domain/reminder/plan.ts';
import { planReminders } from '../domain/reminder/plan-reminders.ts';
import type { Person } from '../domain/task/people.ts';
import type { Round } from '../domain/task/round.ts';
import { isUnderReview, type Task } from '../domain/task/task.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asDate } from './options.ts';

interface DayPlan {
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

export function addPlan(program: Command, cli: Cli): void {
  program
    .command('plan')
    .description('who would be reminded of what and why, and who not; nothing is sent')
    .requiredOption('--date <date>', 'the day it is seen from, with the answers recorded so far', asDate)
    .option('--json', 'as JSON')
    .action(({ date, json }: { date: DateOnly; json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const plan = await planDay(deps, date);
        if (json) printJson(cli, plan);
        else for (const line of planText(plan)) cli.print(line);
      }),
    );
}

async function planDay({ store }: Deps, date: DateOnly): Promise<DayPlan> {
  const calendar = await store.workCalendar();
  const people = new Map((await store.people.all()).map((person) => [person.id, person]));
  const week = mondayOf(date);
  const rounds = await store.rounds.active();
  const tasks = await store.tasks.list({});
  const entries = await store.entries.ofTasks(tasks.map(({ id }) => id));
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
    reviewers: await reviewersOf(store, waiting),
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
async function reviewersOf(
  store: Deps['store'],
  waiting: readonly Task[],
): Promise<ReturnType<typeof nameOf>[]> {
  const reviewers = new Map<string, Person>();
  for (const roundId of new Set(waiting.map((task) => task.roundId)))
    for (const person of await store.people.withRole('reviewer', roundId)) reviewers.set(person.id, person);
  return [...reviewers.values()].map(nameOf);
}

function recipient(person: Person | undefined, shares: Shares): DayPlan['people'][number][] {
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

function planText({
  date,
  week,
  rounds,
  people,
  notAsked: others,
  reviewers,
  waitingForReview,
}: DayPlan): string[] {
  return [
    `week of ${week}, seen from ${date}`,
    ...rounds.map(({ letter, name, remindAt }) =>
      remindAt
        ? `round ${letter} ${name}: reminder on ${remindAt.date} at ${remindAt.time}`
        : `round ${letter} ${name}: no reminder, the week has too few working days`,
    ),
    ...(rounds.length === 0 ? ['no round is active'] : []),
    `asked: ${people.length} people`,
    ...people.flatMap(({ name, userid, tasks }) => [
      `  ${name} (${userid})`,
      ...tasks.map(({ code, title, reason }) => `    ${code} ${title}: ${askText(reason)}`),
    ]),
    `not asked: ${others.length} tasks`,
    ...others.map(
      ({ code, title, owner, reason }) =>
        `    ${code} ${title}${owner === null ? '' : ` (${owner})`}: ${NO_ASK_TEXT[reason]}`,
    ),
    ...(reviewers.length > 0
      ? [`reviewers told of ${waitingForReview.join(', ')}: ${reviewers.map(({ name }) => name).join(', ')}`]
      : []),
  ];
}

function askText(reason: AskReason): string {
  switch (reason.kind) {
    case 'overdue':
      return `overdue by ${reason.days} days`;
    case 'near':
      return `${reason.workingDays} working days left`;
    case 'stage':
      return reason.passed ? `goal of ${reason.dueOn} not reached` : `goal due on ${reason.dueOn}`;
    case 'review_due':
      return reason.since === null
        ? 'review due, never answered'
        : `review due, last answered in the week of ${reason.since}`;
    case 'no_entry':
      return 'no answer this week';
  }
}

const NO_ASK_TEXT: Readonly<Record<NotAsked['reason'], string>> = {
  closed: 'closed',
  under_review: 'waits for its review',
  answered: 'answered this week',
  review_not_due: 'review not due yet',
  no_owner: 'has no owner',
  owner_inactive: 'its owner is no longer active',
};
