import { dateOnly, mondayOf } from '../../domain/calendar/date.ts';
import type { AskLine, Notice } from '../../domain/message/notice.ts';
import { askReason } from '../../domain/reminder/ask-decision.ts';
import { standingEntries } from '../../domain/reply/entry.ts';
import type { Round } from '../../domain/task/round.ts';
import { isClosed, isUnderReview } from '../../domain/task/task.ts';
import { mayReview } from '../../domain/task/transitions.ts';
import { askLine, openAsks } from '../week/open-asks.ts';
import type { Deps } from '../ports.ts';
import { lookBacksDue } from './compose-look-backs.ts';
import type { SentCard, StoredOutbound } from '../message-stores.ts';
import { linesNow, taskLine } from '../week/round-now.ts';
import { weekWindow } from '../conversation/turn.ts';

export type Composed =
  | {
      readonly kind: 'send';
      readonly notice: Notice;
      /** Set when the message carries a card that can be pressed. */
      readonly card: Pick<SentCard, 'cardId' | 'kind' | 'taskIds' | 'aboutId'> | null;
      /** Set when a card is changed in place instead of sending a message. */
      readonly update: { readonly cardId: string; readonly token: string; readonly issuedAt: Date } | null;
    }
  | { readonly kind: 'drop'; readonly state: 'skipped' | 'expired' | 'rejected'; readonly reason: string };

const drop = (state: 'skipped' | 'expired' | 'rejected', reason: string): Composed => ({
  kind: 'drop',
  state,
  reason,
});
const say = (notice: Notice, card: Extract<Composed, { kind: 'send' }>['card'] = null): Composed => ({
  kind: 'send',
  notice,
  card,
  update: null,
});

/** What a message says, decided now: tasks closed, transferred, extended or answered meanwhile drop out. */
export async function compose(deps: Deps, message: StoredOutbound): Promise<Composed> {
  switch (message.kind) {
    case 'weekly':
    case 'nudge':
      return composeReminder(deps, message, message.kind);
    case 'chase':
      return composeChase(deps, message);
    case 'review':
      return composeReview(deps, message);
    case 'look_back':
      return composeLookBacks(deps, message);
    case 'card_update':
      return composeUpdate(deps, message);
    case 'ambiguous':
      return composeAmbiguous(deps, message);
    default:
      if (message.notice === null) return drop('rejected', 'nothing_to_say');
      return say(message.notice, previewCard(message.notice));
  }
}

const previewCard = (notice: Notice): Extract<Composed, { kind: 'send' }>['card'] =>
  notice.kind === 'chase_preview' || notice.kind === 'preview'
    ? { cardId: notice.cardId, kind: 'preview', taskIds: [], aboutId: null }
    : null;

/** A card's id must never be used twice within the app, also not by a second attempt (app-api §4.6). */
const cardIdOf = (message: StoredOutbound): string => `${message.kind}_${message.id}_${message.attempts}`;

/** One message per person over all rounds: what other rounds planned for him is said here, and their rows end. */
async function composeReminder(
  deps: Deps,
  message: StoredOutbound,
  kind: 'weekly' | 'nudge',
): Promise<Composed> {
  const week = dateOnly(message.period);
  const now = deps.clock.now();
  const { date: today } = deps.clock.local(now);
  if (week !== mondayOf(today)) return drop('expired', 'week_over');
  const merged = await deps.store.outbound.mergeSiblings(message, now);
  const calendar = await deps.store.workCalendar();
  const asks: AskLine[] = [];
  let closesAt = null;
  let late = false;
  for (const round of await roundsOf(deps, [message, ...merged])) {
    const window = await weekWindow({ stores: deps.store, clock: deps.clock, now, week }, round.id);
    if (window.closed) continue;
    closesAt ??= window.closesAt;
    late ||= window.lateSteps.has(kind === 'weekly' ? 'remind' : 'nudge');
    const tasks = await deps.store.tasks.list({ roundId: round.id, personId: message.personId ?? '' });
    const own = tasks.filter(({ owner }) => owner?.id === message.personId);
    asks.push(...(await openAsks({ stores: deps.store, calendar, today, week }, round, own)).map(askLine));
  }
  if (closesAt === null) return drop('expired', 'window_closed');
  if (asks.length === 0) return drop('skipped', 'nothing_due');
  const cardId = cardIdOf(message);
  return say(
    { kind: 'reminder', step: kind, late, cardId, asks, closesAt },
    { cardId, kind: 'reminder', taskIds: asks.map(({ taskId }) => taskId), aboutId: null },
  );
}

async function roundsOf(deps: Deps, messages: readonly StoredOutbound[]): Promise<Round[]> {
  const ids = new Set(messages.map(({ roundId }) => roundId));
  return (await deps.store.rounds.active()).filter(({ id }) => ids.has(id));
}

/** A chase asks about its tasks whether they were answered this week or not, unless they are off the owner's desk. */
async function composeChase(deps: Deps, message: StoredOutbound): Promise<Composed> {
  const [round] = await roundsOf(deps, [message]);
  const chase = await deps.store.chases.byId(message.period);
  if (!round || !chase) return drop('skipped', 'round_over');
  const { date: today } = deps.clock.local(deps.clock.now());
  const tasks = (await deps.store.tasks.list({ roundId: round.id, personId: message.personId ?? '' })).filter(
    (task) =>
      chase.taskIds.includes(task.id) &&
      task.owner?.id === message.personId &&
      !isClosed(task) &&
      !isUnderReview(task),
  );
  if (tasks.length === 0) return drop('skipped', 'nothing_due');
  const ids = tasks.map(({ id }) => id);
  const week = {
    calendar: await deps.store.workCalendar(),
    settings: round.settings,
    today,
    weekMonday: mondayOf(today),
  };
  const entries = standingEntries(await deps.store.entries.ofTasks(ids));
  const asks = tasks.map((task) =>
    askLine({
      task,
      reason: askReason(
        task,
        entries.filter(({ taskId }) => taskId === task.id),
        week,
      ),
    }),
  );
  const cardId = cardIdOf(message);
  return say(
    { kind: 'chase', cardId, by: chase.byName, asks },
    { cardId, kind: 'reminder', taskIds: ids, aboutId: null },
  );
}

/** What this reviewer may decide: not his own submission, not a second review after his own first one. */
async function composeReview(deps: Deps, message: StoredOutbound): Promise<Composed> {
  const [round] = await roundsOf(deps, [message]);
  if (!round) return drop('skipped', 'round_over');
  const { date: today } = deps.clock.local(deps.clock.now());
  const waiting = [];
  for (const task of (await deps.store.tasks.list({ roundId: round.id })).filter(isUnderReview)) {
    const request = await deps.store.requests.pendingClosure(task.id);
    if (request && mayReview(message.personId ?? '', task, request).ok) waiting.push(task);
  }
  if (waiting.length === 0) return drop('skipped', 'nothing_due');
  const calendar = await deps.store.workCalendar();
  const lines = await linesNow(
    { stores: deps.store, calendar, today, week: mondayOf(today) },
    round,
    waiting,
  );
  return say({ kind: 'reviews_waiting', tasks: lines.map(taskLine) });
}

/** One list per manager over all rounds; what other rounds planned for him is said here. */
async function composeLookBacks(deps: Deps, message: StoredOutbound): Promise<Composed> {
  const now = deps.clock.now();
  if (message.period !== mondayOf(deps.clock.local(now).date)) return drop('expired', 'week_over');
  const merged = await deps.store.outbound.mergeSiblings(message, now);
  const rounds = await roundsOf(deps, [message, ...merged]);
  const notice = await lookBacksDue(deps, rounds, message.personId ?? '');
  return notice === null ? drop('skipped', 'nothing_due') : say(notice);
}

/** The token of the press that caused it, as long as it is unused. */
async function composeUpdate(deps: Deps, message: StoredOutbound): Promise<Composed> {
  if (message.notice?.kind !== 'card_update') return drop('rejected', 'no_card');
  const card = await deps.store.cards.byId(message.notice.cardId);
  if (!card?.updateToken || !card.tokenIssuedAt) return drop('skipped', 'token_used');
  return {
    kind: 'send',
    notice: message.notice,
    card: null,
    update: { cardId: card.cardId, token: card.updateToken, issuedAt: card.tokenIssuedAt },
  };
}

/** Asked as long as nobody has decided. Its period names the message in question, and which attempt of it. */
async function composeAmbiguous(deps: Deps, message: StoredOutbound): Promise<Composed> {
  const [aboutId = ''] = message.period.split(':');
  const about = await deps.store.outbound.byId(aboutId);
  if (about?.state !== 'ambiguous' || message.notice?.kind !== 'ambiguous')
    return drop('skipped', 'settled_meanwhile');
  const cardId = cardIdOf(message);
  return say({ ...message.notice, cardId }, { cardId, kind: 'ambiguous', taskIds: [], aboutId });
}
