import { addDays } from '../../domain/calendar/date.ts';
import { firstSendableAfter } from '../../domain/calendar/quiet-hours.ts';
import type { Notice } from '../../domain/message/notice.ts';
import { decideBudget, kindsBefore, plannedKind } from '../../domain/reminder/message-budget.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../domain/task/round.ts';
import type { TakenDay } from './budget-stores.ts';
import type { StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';

/** What the day's budget says of a message that is about to be composed (domain rule 6). */
export type Budget =
  | { readonly kind: 'send' }
  | { readonly kind: 'wait'; readonly until: Date }
  /** Unless what it says was said today already, it waits until then. */
  | { readonly kind: 'unless_said'; readonly by: Held; readonly until: Date };

type Held = Extract<TakenDay, { kind: 'other' }>;

/** While another message is just being sent. */
const MOMENT_MS = 5000;
/** While another one is due that goes first. */
const A_WHILE_MS = 60_000;

/** Takes the person's day for this message, or says until when it waits. */
export async function withinBudget(deps: Deps, message: StoredOutbound): Promise<Budget> {
  const kind = plannedKind(message.kind);
  const { personId } = message;
  if (kind === null || personId === null) return { kind: 'send' };
  const now = deps.clock.now();
  const { date: day } = deps.clock.local(now);
  const from = deps.clock.instant({ date: day, time: '00:00' });
  const before = deps.clock.instant({ date: addDays(day, 1), time: '00:00' });
  const { budget } = deps.store;
  const toCome = kind === 'weekly' ? null : await budget.reminderToCome(from, before);
  const of = { personId, kinds: kindsBefore(kind), before, butNot: message.id };
  const ahead = { higherDue: await budget.isAnyDue(of), reminderToCome: toCome !== null };
  if (decideBudget(message, { ...ahead, holder: { kind: 'own' } }) === 'wait')
    return { kind: 'wait', until: later(now, A_WHILE_MS, toCome) };
  const holder = await budget.takeDay({ personId, day, outboundId: message.id });
  const decision = decideBudget(message, { ...ahead, holder });
  if (decision === 'send' || holder.kind === 'own') return { kind: 'send' };
  if (decision === 'wait') return { kind: 'wait', until: later(now, MOMENT_MS, null) };
  const until = await tomorrow(deps, message);
  return decision === 'tomorrow' ? { kind: 'wait', until } : { kind: 'unless_said', by: holder, until };
}

/** After a reminder that is still to be planned, and not before so many milliseconds. */
const later = (now: Date, ms: number, toCome: Date | null): Date =>
  new Date(Math.max(now.getTime() + ms, (toCome?.getTime() ?? 0) + A_WHILE_MS));

/** The next working morning, spread over some minutes so that not everything comes at once. */
async function tomorrow(deps: Deps, { roundId, personId }: StoredOutbound): Promise<Date> {
  const round = roundId === null ? null : await deps.store.rounds.byId(roundId);
  const { quietHours } = round?.settings ?? DEFAULT_ROUND_SETTINGS;
  const { date: today } = deps.clock.local(deps.clock.now());
  const calendar = await deps.store.workCalendar();
  const morning = firstSendableAfter(calendar, quietHours, today);
  const minutes = Number.parseInt((personId ?? '0').slice(-4), 16) % SPREAD_MINUTES;
  return new Date(deps.clock.instant(morning).getTime() + minutes * 60_000);
}

/** From 08:10 on and before 08:30. */
const SPREAD_MINUTES = 19;

/** Whether all of it stands in a message that went out. */
export function isSaid(notice: Notice, { notice: before }: Held): boolean {
  if (before?.kind === 'reminder' && notice.kind === 'reminder') {
    const asked = new Set(before.asks.map(({ taskId }) => taskId));
    const reviewed = new Set(before.reviews?.map(({ code }) => code));
    return (
      notice.asks.every(({ taskId }) => asked.has(taskId)) &&
      (notice.reviews ?? []).every(({ code }) => reviewed.has(code))
    );
  }
  if (notice.kind !== 'reviews_waiting') return false;
  const shown =
    before?.kind === 'reminder' ? before.reviews : before?.kind === 'reviews_waiting' ? before.tasks : [];
  const codes = new Set(shown?.map(({ code }) => code));
  return notice.tasks.every(({ code }) => codes.has(code));
}
