import {
  compareLocalTime,
  dateOnly,
  mondayOf,
  type DateOnly,
  type LocalTime,
} from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { WaitingReview } from '../../domain/message/closure-notice.ts';
import type { Ask } from '../../domain/reminder/plan.ts';
import { byUrgency } from '../../domain/reminder/recipients.ts';
import type { Round, WeekStepName } from '../../domain/task/round.ts';
import { viewerOf } from '../acting.ts';
import { weekWindow } from '../conversation/turn.ts';
import type { StoredOutbound } from '../message-stores.ts';
import type { Deps } from '../ports.ts';
import { waitingLine, waitingReviews } from '../supervision/waiting-reviews.ts';
import { askLine, openAsks } from '../week/open-asks.ts';
import { byRound } from '../week/round-now.ts';
import { cardIdOf, drop, say, type Composed } from './composed.ts';

/*
 * What a person is told by plan: one message over all rounds. What other rounds have planned for him, or will plan later
 * today, is said here, and their rows end.
 */

interface Moment {
  readonly now: Date;
  readonly today: DateOnly;
  readonly week: DateOnly;
  readonly calendar: WorkCalendar;
}

const STEP_OF = { weekly: 'remind', nudge: 'nudge' } as const satisfies Record<string, WeekStepName>;

export async function composeReminder(
  deps: Deps,
  message: StoredOutbound,
  kind: 'weekly' | 'nudge',
): Promise<Composed> {
  const moment = await momentOf(deps, message);
  if (moment === null) return drop('expired', 'week_over');
  const merged = await deps.store.outbound.merge(message, kind, moment.now);
  const reviews = kind === 'weekly' ? await deps.store.outbound.merge(message, 'review', moment.now) : [];
  const later = await laterToday(deps, STEP_OF[kind], moment);
  const rounds = await roundsOf(deps, [message, ...merged], later);
  const { asks, closesAt, late } = await asksOf(deps, message, { ...moment, rounds, step: STEP_OF[kind] });
  const waiting =
    reviews.length === 0 ? [] : await waitingFor(deps, message, moment, await roundsOf(deps, reviews, later));
  if (asks.length === 0 && waiting.length > 0) return sayReviews(deps, waiting);
  if (closesAt === null) return drop('expired', 'window_closed');
  if (asks.length === 0) return drop('skipped', 'nothing_due');
  const cardId = cardIdOf(message);
  const lines = asks.toSorted(byUrgency).map(askLine);
  return say(
    {
      kind: 'reminder',
      step: kind,
      late,
      cardId,
      asks: lines,
      closesAt,
      ...(waiting.length > 0 && { reviews: waiting }),
    },
    { cardId, kind: 'reminder', taskIds: lines.map(({ taskId }) => taskId), aboutId: null },
  );
}

/** What this reviewer may decide: not his own submission, not a second review after his own first one. */
export async function composeReview(deps: Deps, message: StoredOutbound): Promise<Composed> {
  const moment = await momentOf(deps, message);
  // Next week's own message says what still waits then.
  if (moment === null) return drop('expired', 'week_over');
  const merged = await deps.store.outbound.merge(message, 'review', moment.now);
  const rounds = await roundsOf(deps, [message, ...merged], []);
  if (rounds.length === 0) return drop('skipped', 'round_over');
  const tasks = await waitingFor(deps, message, moment, rounds);
  return tasks.length === 0 ? drop('skipped', 'nothing_due') : sayReviews(deps, tasks);
}

const sayReviews = async (deps: Deps, tasks: readonly WaitingReview[]): Promise<Composed> =>
  say({ kind: 'reviews_waiting', tasks, ...byRound({ rounds: await deps.store.rounds.active() }) });

/** Null when the week the message is about is over. */
async function momentOf(deps: Deps, message: StoredOutbound): Promise<Moment | null> {
  const week = dateOnly(message.period);
  const now = deps.clock.now();
  const { date: today } = deps.clock.local(now);
  return week === mondayOf(today) ? { now, today, week, calendar: await deps.store.workCalendar() } : null;
}

interface Asked {
  readonly asks: readonly Ask[];
  /** When the first of the windows closes; null when all have. */
  readonly closesAt: LocalTime | null;
  readonly late: boolean;
}

async function asksOf(
  deps: Deps,
  { personId }: StoredOutbound,
  { rounds, step, ...moment }: Moment & { rounds: readonly Round[]; step: WeekStepName },
): Promise<Asked> {
  const asks: Ask[] = [];
  const closing: LocalTime[] = [];
  let late = false;
  for (const round of rounds) {
    const window = await weekWindow({ stores: deps.store, clock: deps.clock, ...moment }, round.id);
    if (window.closed) continue;
    closing.push(window.closesAt);
    late ||= window.lateSteps.has(step);
    const tasks = await deps.store.tasks.list({ roundId: round.id, personId: personId ?? '' });
    const own = tasks.filter(({ owner }) => owner?.id === personId);
    asks.push(...(await openAsks({ stores: deps.store, ...moment }, round, own)));
  }
  return { asks, closesAt: closing.toSorted(compareLocalTime)[0] ?? null, late };
}

async function roundsOf(
  deps: Deps,
  messages: readonly StoredOutbound[],
  more: readonly string[],
): Promise<Round[]> {
  const ids = new Set([...messages.map(({ roundId }) => roundId), ...more]);
  return (await deps.store.rounds.active()).filter(({ id }) => ids.has(id));
}

/** Rounds that would send the same later today: an hour's difference makes no second message. */
async function laterToday(deps: Deps, step: WeekStepName, { today, week }: Moment): Promise<string[]> {
  const ids: string[] = [];
  for (const { id } of await deps.store.rounds.active()) {
    const own = (await deps.store.weeks.steps(id, week)).find((each) => each.step === step);
    if (own?.state === 'planned' && deps.clock.local(own.dueAt).date === today) ids.push(id);
  }
  return ids;
}

/** What he may decide in these rounds, the oldest claim first. */
async function waitingFor(
  { store: stores, words, clock }: Deps,
  { personId }: StoredOutbound,
  { today }: Moment,
  rounds: readonly Round[],
): Promise<WaitingReview[]> {
  const person = personId === null ? null : await stores.people.byId(personId);
  if (!person) return [];
  const sight = { stores, words, clock, rounds, today };
  const lines: WaitingReview[] = [];
  for (const waiting of await waitingReviews(sight, await viewerOf(stores, person)))
    lines.push(await waitingLine(sight, waiting));
  return lines;
}
