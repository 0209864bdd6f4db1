import { mondayOf, type DateOnly, type LocalTime } from '../../domain/calendar/date.ts';
import { planWeek } from '../../domain/calendar/plan-week.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { AskReason, NoAskReason } from '../../domain/reminder/plan.ts';
import { decideAsk } from '../../domain/reminder/ask-decision.ts';
import { byUrgency } from '../../domain/reminder/recipients.ts';
import type { Person } from '../../domain/task/people.ts';
import type { Round } from '../../domain/task/round.ts';
import { isUnderReview } from '../../domain/task/task.ts';
import type { Stores } from '../stores.ts';
import type { RoundLine } from './plan-stores.ts';
import { roundLines } from './round-lines.ts';

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

/** By the rules that remind, with the answers recorded so far. */
export async function previewWeek(
  stores: Pick<Stores, 'people' | 'weekPlan'>,
  { calendar, rounds, date }: { calendar: WorkCalendar; rounds: readonly Round[]; date: DateOnly },
): Promise<WeekPreview> {
  const people = new Map((await stores.people.all()).map((person) => [person.id, person]));
  const week = mondayOf(date);
  const plans = [];
  for (const round of rounds) plans.push(await planOf(stores, round, { calendar, date, week }));
  const asks = plans.flatMap((plan) => plan.asks);
  const byOwner = [...groupBy(asks, ({ line }) => line.owner?.id ?? '')];
  const isActive = ([id]: (typeof byOwner)[number]) => people.get(id)?.active === true;
  // Who has left is not written to, whatever still stands under his name.
  const ofInactive = byOwner.filter((each) => !isActive(each)).flatMap(([, own]) => own);
  return {
    date,
    week,
    rounds: rounds.map((round) => reminderOf(round, calendar, week)),
    people: byOwner.filter(isActive).flatMap(([id, own]) => recipient(people.get(id), own)),
    notAsked: [
      ...plans.flatMap(({ rest }) => rest),
      ...ofInactive.map(({ line }) => notAsked(line, 'owner_inactive')),
    ],
    reviewers: await reviewersOf(
      stores,
      plans.flatMap(({ roundId, waiting }) => (waiting.length > 0 ? [roundId] : [])),
    ),
    waitingForReview: plans.flatMap(({ waiting }) => waiting),
  };
}

interface Asked {
  readonly line: RoundLine;
  readonly reason: AskReason;
}

/** Of one round: what it asks, most urgent first, and why the rest is not asked. */
async function planOf(
  stores: Pick<Stores, 'weekPlan'>,
  { id: roundId, settings }: Round,
  { calendar, date, week }: { calendar: WorkCalendar; date: DateOnly; week: DateOnly },
): Promise<{ roundId: string; asks: Asked[]; rest: NotAsked[]; waiting: string[] }> {
  const asking = { calendar, settings, today: date, weekMonday: week };
  const asks: Asked[] = [];
  const rest: NotAsked[] = [];
  const waiting: string[] = [];
  for await (const line of roundLines(stores, roundId, { week, withLate: true })) {
    const decision = decideAsk(line, line.standing, asking);
    if (decision.kind === 'ask') asks.push({ line, reason: decision.reason });
    else rest.push(notAsked(line, decision.reason));
    if (isUnderReview(line)) waiting.push(line.code);
  }
  return { roundId, asks: asks.toSorted(byUrgency), rest, waiting };
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

const nameOf = ({ userid, name }: Person) => ({ userid, name });

/** Of the rounds in which something waits. */
async function reviewersOf(
  stores: Pick<Stores, 'people'>,
  roundIds: readonly string[],
): Promise<ReturnType<typeof nameOf>[]> {
  const reviewers = new Map<string, Person>();
  for (const roundId of roundIds)
    for (const person of await stores.people.withRole('reviewer', roundId)) reviewers.set(person.id, person);
  return [...reviewers.values()].map(nameOf);
}

function recipient(person: Person | undefined, asks: readonly Asked[]): WeekPreview['people'][number][] {
  if (person === undefined) return [];
  const tasks = asks.map(({ line: { code, title }, reason }) => ({ code, title, reason }));
  return [{ ...nameOf(person), tasks }];
}

const notAsked = ({ code, title, owner }: RoundLine, reason: NotAsked['reason']): NotAsked => ({
  code,
  title,
  owner: owner?.name ?? null,
  reason,
});
