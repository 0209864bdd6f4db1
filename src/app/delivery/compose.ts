import { mondayOf } from '../../domain/calendar/date.ts';
import type { Notice } from '../../domain/message/notice.ts';
import { askReason } from '../../domain/reminder/ask-decision.ts';
import { standingEntries } from '../../domain/reply/entry.ts';
import type { Round } from '../../domain/task/round.ts';
import { isClosed, isUnderReview } from '../../domain/task/task.ts';
import { askLine } from '../week/open-asks.ts';
import { periodOf, standInsOn, tasksAskedBy } from '../week/stand-ins.ts';
import type { Deps } from '../ports.ts';
import { DIGEST_PICTURE } from './after-digest.ts';
import { composeWallChart } from './compose-wall-chart.ts';
import { lookBacksDue } from './compose-look-backs.ts';
import type { StoredOutbound } from './message-stores.ts';
import { composeEscalation, composeProposal } from './compose-escalation.ts';
import { composeReminder, composeReview } from './compose-reminder.ts';
import { cardIdOf, drop, say, type Composed, type OnDay } from './composed.ts';
import { handOn } from './hand-on.ts';

/** What a message says, decided now: tasks closed, transferred, extended or answered meanwhile drop out. */
export async function compose(deps: Deps, message: StoredOutbound): Promise<Composed> {
  const work = WORK[message.kind];
  if (work) return composeWork(deps, message, work);
  switch (message.kind) {
    case 'escalation_proposal':
      return composeProposal(deps, message);
    case DIGEST_PICTURE:
      return composeWallChart(deps, message);
    case 'look_back':
      return composeLookBacks(deps, message);
    case 'card_update':
      return composeUpdate(deps, message);
    case 'ambiguous':
      return composeAmbiguous(deps, message);
    default:
      if (message.notice === null) return drop('rejected', 'nothing_to_say');
      return say(message.notice, answerable(message.notice));
  }
}

/** What one person is told of his work, and his deputy while he is away. */
type Work = (deps: Deps, message: StoredOutbound, on: OnDay) => Promise<Composed>;

const WORK: Readonly<Record<string, Work>> = {
  weekly: (deps, message, on) => composeReminder(deps, message, 'weekly', on),
  nudge: (deps, message, on) => composeReminder(deps, message, 'nudge', on),
  chase: composeChase,
  review: composeReview,
  escalation: composeEscalation,
};

async function composeWork(deps: Deps, message: StoredOutbound, work: Work): Promise<Composed> {
  const { date: today } = deps.clock.local(deps.clock.now());
  const standIns = await standInsOn(deps.store, today);
  if (await handOn(deps, message, standIns, today)) return drop('skipped', 'deputised');
  return work(deps, message, { today, standIns });
}

/** The card of a notice that brings its own, as it has to be known when it is pressed. */
function answerable(notice: Notice): Extract<Composed, { kind: 'send' }>['card'] {
  if (notice.kind === 'chase_preview' || notice.kind === 'preview')
    return { cardId: notice.cardId, kind: 'preview', taskIds: [], aboutId: null };
  if (notice.kind === 'review_card') {
    const { cardId, taskId, requestId } = notice;
    return { cardId, kind: 'review', taskIds: [taskId], aboutId: requestId };
  }
  return null;
}

async function roundsOf(deps: Deps, messages: readonly StoredOutbound[]): Promise<Round[]> {
  const ids = new Set(messages.map(({ roundId }) => roundId));
  return (await deps.store.rounds.active()).filter(({ id }) => ids.has(id));
}

/** A chase asks about its tasks whether they were answered this week or not, unless they are off the owner's desk. */
async function composeChase(
  deps: Deps,
  message: StoredOutbound,
  { today, standIns }: OnDay,
): Promise<Composed> {
  const [round] = await roundsOf(deps, [message]);
  const chase = await deps.store.chases.byId(periodOf(message).base);
  if (!round || !chase) return drop('skipped', 'round_over');
  const tasks = (await tasksAskedBy(deps.store, message, round.id, standIns)).filter(
    (task) => chase.taskIds.includes(task.id) && !isClosed(task) && !isUnderReview(task),
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
  const asks = tasks.map((task) => {
    const own = entries.filter(({ taskId }) => taskId === task.id);
    return askLine({ task, reason: askReason(task, own, week) }, message.personId);
  });
  const cardId = cardIdOf(message);
  return say(
    { kind: 'chase', cardId, by: chase.byName, asks },
    { cardId, kind: 'reminder', taskIds: ids, aboutId: null },
  );
}

/** One list per manager over all rounds; what other rounds planned for him is said here. */
async function composeLookBacks(deps: Deps, message: StoredOutbound): Promise<Composed> {
  const now = deps.clock.now();
  if (message.period !== mondayOf(deps.clock.local(now).date)) return drop('expired', 'week_over');
  const merged = await deps.store.outbound.merge(message, message.kind, now);
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
