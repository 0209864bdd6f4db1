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
import type { StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';
import { reviewersOf, waitingLine, waitingReviews, type Waiting } from '../supervision/waiting-reviews.ts';
import { askLine, openAsks } from '../week/open-asks.ts';
import { byRound } from '../week/round-now.ts';
import { isSaidBy, periodOf, tasksAskedBy, type StandIns } from '../week/stand-ins.ts';
import { cardIdOf, drop, say, type Composed, type OnDay } from './composed.ts';

/*
 * What a person is told by plan: one message over all rounds. What other rounds have planned for him, or will plan later
 * today, is said here, and their rows end.
 */

interface Moment {
  readonly now: Date;
  readonly today: DateOnly;
  readonly week: DateOnly;
  readonly calendar: WorkCalendar;
  readonly standIns: StandIns;
}

const STEP_OF = { weekly: 'remind', nudge: 'nudge' } as const satisfies Record<string, WeekStepName>;

export async function composeReminder(
  deps: Deps,
  message: StoredOutbound,
  kind: 'weekly' | 'nudge',
  { standIns }: OnDay,
): Promise<Composed> {
  const moment = await momentOf(deps, message, standIns);
  if (moment === null) return drop('expired', 'week_over');
  const merged = await deps.store.outbound.merge(message, kind, moment.now);
  const reviews = kind === 'weekly' ? await deps.store.outbound.merge(message, 'review', moment.now) : [];
  const later = await laterToday(deps, STEP_OF[kind], moment);
  const rounds = await roundsOf(deps, [message, ...merged], later);
  const { asks, closesAt, late } = await asksOf(deps, message, { ...moment, rounds, step: STEP_OF[kind] });
  const waiting =
    reviews.length === 0
      ? NOTHING_WAITS
      : await waitingFor(deps, message, moment, await roundsOf(deps, reviews, later));
  if (asks.length === 0 && waiting.tasks.length > 0) return sayReviews(deps, waiting);
  if (closesAt === null) return drop('expired', 'window_closed');
  if (asks.length === 0) return drop('skipped', 'nothing_due');
  const cardId = cardIdOf(message);
  const lines = asks.toSorted(byUrgency).map((ask) => askLine(ask, message.personId));
  return say(
    {
      kind: 'reminder',
      step: kind,
      late,
      cardId,
      asks: lines,
      closesAt,
      ...(waiting.tasks.length > 0 && { reviews: waiting.tasks }),
    },
    { cardId, kind: 'reminder', taskIds: lines.map(({ taskId }) => taskId), aboutId: null },
  );
}

/**
 * What this reviewer may decide: not his own submission, not a second review after his own first one. His deputy learns
 * what waits, and for whom; the right to review stays with the reviewer.
 */
export async function composeReview(
  deps: Deps,
  message: StoredOutbound,
  { standIns }: OnDay,
): Promise<Composed> {
  const moment = await momentOf(deps, message, standIns);
  // Next week's own message says what still waits then.
  if (moment === null) return drop('expired', 'week_over');
  const merged = await deps.store.outbound.merge(message, 'review', moment.now);
  const rounds = await roundsOf(deps, [message, ...merged], []);
  if (rounds.length === 0) return drop('skipped', 'round_over');
  const waiting = await waitingFor(deps, message, moment, rounds);
  return waiting.tasks.length === 0 ? drop('skipped', 'nothing_due') : sayReviews(deps, waiting);
}

interface ToReview {
  readonly tasks: readonly WaitingReview[];
  /** Reviewers who are away and whose deputy this is. */
  readonly away: readonly string[];
}

const NOTHING_WAITS: ToReview = { tasks: [], away: [] };

const sayReviews = async (deps: Deps, { tasks, away }: ToReview): Promise<Composed> =>
  say({
    kind: 'reviews_waiting',
    tasks,
    ...(away.length > 0 && { insteadOf: away }),
    ...byRound({ rounds: await deps.store.rounds.active() }),
  });

/** Null when the week the message is about is over. */
async function momentOf(deps: Deps, message: StoredOutbound, standIns: StandIns): Promise<Moment | null> {
  const week = dateOnly(periodOf(message).base);
  const now = deps.clock.now();
  const { date: today } = deps.clock.local(now);
  if (week !== mondayOf(today)) return null;
  return { now, today, week, standIns, calendar: await deps.store.workCalendar() };
}

interface Asked {
  readonly asks: readonly Ask[];
  /** When the first of the windows closes; null when all have. */
  readonly closesAt: LocalTime | null;
  readonly late: boolean;
}

async function asksOf(
  deps: Deps,
  message: StoredOutbound,
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
    const own = await tasksAskedBy(deps.store, message, round.id, moment.standIns);
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
  message: StoredOutbound,
  { today, standIns }: Moment,
  rounds: readonly Round[],
): Promise<ToReview> {
  const sight = { stores, words, clock, rounds, today };
  const found = new Map<string, Waiting>();
  const away = new Set<string>();
  for (const reviewer of await reviewersOf(stores, rounds)) {
    if (!isSaidBy(message, reviewer.id, standIns)) continue;
    for (const waiting of await waitingReviews(sight, await viewerOf(stores, reviewer, today))) {
      found.set(waiting.task.id, waiting);
      if (reviewer.id !== message.personId) away.add(reviewer.name);
    }
  }
  const tasks: WaitingReview[] = [];
  for (const waiting of [...found.values()].toSorted(byAge)) tasks.push(await waitingLine(sight, waiting));
  return { tasks, away: [...away] };
}

const byAge = (a: Waiting, b: Waiting): number =>
  a.request.submittedAt.getTime() - b.request.submittedAt.getTime();
