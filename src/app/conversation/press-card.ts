import { mayExtend } from '../../domain/task/transitions.ts';
import type { PressedLine, ReceiptNotice } from '../../domain/message/notice.ts';
import type { AskLine } from '../../domain/message/lines.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import type { InboundContent } from '../channel.ts';
import { mayInRound } from '../../domain/access/permissions.ts';
import { note } from '../acting.ts';
import { askLine, openAsks } from '../week/open-asks.ts';
import type { SentCard } from '../delivery/message-stores.ts';
import { claimLines, takeEarlier } from './evidence.ts';
import { pressReview } from './press-review.ts';
import { askForPlan } from './next-plan.ts';
import { pressEscalation } from './press-escalation.ts';
import { confirm } from './propose.ts';
import { remember } from './questions.ts';
import { receipt } from './record-answer.ts';
import { recordReport } from './record-report.ts';
import { settleAmbiguous, type Settlement } from '../delivery/settle-ambiguous.ts';
import { answer, type Turn } from './turn.ts';
import { updateCard } from './update-card.ts';

type Press = Extract<InboundContent, { type: 'card' }>;

/** The buttons of a reminder; a status records it, `extension` asks for the date. */
const STATUS_OF_KEY: Readonly<Record<string, ReplyStatus>> = {
  done: 'done',
  in_progress: 'in_progress',
  no_change: 'no_change',
};

/**
 * A pressed button. The card is only trusted for which tasks it was about: who presses comes from the callback,
 * and whether the task is his from the store.
 */
export async function pressCard(turn: Turn, press: Press): Promise<string> {
  const card = await turn.stores.cards.byId(press.cardId);
  if (!card || card.personId !== turn.person.id) {
    await note(turn, 'press_refused', press.cardId, { refused: true, detail: { key: press.key } });
    answer(turn, { kind: 'refused', code: null, why: 'no_such_item' });
    return 'refused';
  }
  await turn.stores.cards.setToken(card.cardId, press.updateToken, turn.now);
  if (card.kind === 'preview') return pressPreview(turn, card, press);
  if (card.kind === 'review') return pressReview(turn, card, press.key);
  if (card.kind === 'escalation') return pressEscalation(turn, card, press);
  if (card.kind === 'ambiguous') return pressAmbiguous(turn, card, press);
  return pressReminder(turn, card, press);
}

async function pressPreview(turn: Turn, card: SentCard, press: Press): Promise<string> {
  const pending = await turn.stores.pending.of(turn.person.id, turn.now);
  if (pending?.kind !== 'confirm' || pending.cardId !== card.cardId) {
    answer(turn, { kind: 'refused', code: null, why: 'nothing_to_decide' });
    return 'refused';
  }
  const confirmed = press.key === 'confirm';
  const outcome = await confirm(turn, pending, confirmed ? 'yes' : 'no');
  const label = confirmed ? 'confirmed' : 'cancelled';
  updateCard(turn, card, { of: 'preview', recorded: [{ code: '', label }], remaining: [], instead: null });
  return outcome;
}

const SETTLEMENT_OF_KEY: Readonly<Record<string, Settlement['how']>> = {
  resend: 'resend',
  count_as_sent: 'count_as_sent',
};

/** 重发 or 算已发, for a message that may or may not have arrived. Whoever comes second sees what was decided. */
async function pressAmbiguous(turn: Turn, card: SentCard, press: Press): Promise<string> {
  const how = SETTLEMENT_OF_KEY[press.key];
  const about = card.aboutId === null ? null : await turn.stores.outbound.byId(card.aboutId);
  if (!about || !how || !mayInRound(turn.person, 'settle_message', about.roundId)) {
    await note(turn, 'settlement_refused', card.aboutId ?? '', { refused: true });
    answer(turn, { kind: 'refused', code: null, why: 'nothing_to_decide' });
    return 'refused';
  }
  const jobs = await settleAmbiguous(turn.stores, {
    outboundId: about.id,
    how,
    by: turn.person.userid,
    source: 'card',
    at: turn.now,
  });
  turn.jobs.push(...(jobs ?? []));
  const message = await turn.stores.outbound.byId(about.id);
  const label = message?.reason === 'counted_as_sent' ? 'counted_as_sent' : 'resent';
  updateCard(turn, card, { of: 'ambiguous', recorded: [{ code: '', label }], remaining: [], instead: null });
  return jobs === null ? 'settled_before' : 'settled';
}

async function pressReminder(turn: Turn, card: SentCard, press: Press): Promise<string> {
  const picked =
    Object.values(press.picks).flat()[0] ?? (card.taskIds.length === 1 ? card.taskIds[0] : undefined);
  const task = turn.ownTasks.find(({ id }) => id === picked && card.taskIds.includes(id));
  if (!task) {
    answer(turn, {
      kind: 'question',
      question: { why: 'which_item', code: null, choices: await offered(turn, card) },
    });
    return 'asked_which_item';
  }
  const status = STATUS_OF_KEY[press.key];
  const done = status ? await pressStatus(turn, task, status) : await pressExtension(turn, task);
  if (done === null) return 'refused';
  updateCard(turn, card, {
    of: 'reminder',
    recorded: [{ code: task.code, label: done.label }],
    remaining: await unanswered(turn, card),
    instead: done.instead,
  });
  return 'pressed';
}

interface Pressed {
  readonly label: PressedLine['label'];
  readonly instead: ReceiptNotice | null;
}

async function pressStatus(turn: Turn, task: Task, status: ReplyStatus): Promise<Pressed | null> {
  const text = turn.words.statusText(status);
  const outcome = await recordReport(turn, task, { item: task.code, status, text }, 'card');
  if ('refused' in outcome) {
    answer(turn, { kind: 'refused', code: task.code, why: outcome.refused });
    return null;
  }
  await sayWhatItLacks(turn, task, outcome.entryId);
  if (status === 'in_progress') {
    await remember(turn, { item: task.code, asks: 'progress', status });
    answer(turn, { kind: 'question', question: { why: 'progress', code: task.code, choices: [] } });
  }
  const question = status === 'no_change' ? await askForPlan(turn, [task]) : null;
  if (question) answer(turn, { kind: 'question', question });
  return {
    label: status,
    instead: await receipt(turn, { recorded: [outcome.recorded], requests: [], question: null }),
  };
}

/** The card says what was recorded; only what came before it, or what a claim lacks, takes words of its own. */
async function sayWhatItLacks(turn: Turn, task: Task, entryId: string | null): Promise<void> {
  if (entryId === null) return;
  const evidence = await takeEarlier(turn, [{ task, entryId }]);
  const claims = await claimLines(turn, [task]);
  if (evidence.length + claims.length > 0)
    answer(turn, { kind: 'closure_receipt', evidence, repeated: 0, claims });
}

/** A day is needed, so the button only begins the request; where none is possible it says why at once. */
async function pressExtension(turn: Turn, task: Task): Promise<Pressed | null> {
  const verdict = mayExtend(task, turn.today, '9999-12-31');
  if (!verdict.ok) {
    await note(turn, 'extension_refused', task.id, { refused: true, detail: { why: verdict.reason } });
    answer(turn, { kind: 'refused', code: task.code, why: verdict.reason });
    return null;
  }
  await remember(turn, { item: task.code, asks: 'extension_due' });
  answer(turn, { kind: 'question', question: { why: 'extension_due', code: task.code, choices: [] } });
  return { label: 'extension', instead: null };
}

/** The card's tasks that still wait for an answer this week. */
async function unanswered(turn: Turn, card: SentCard): Promise<AskLine[]> {
  const tasks = turn.ownTasks.filter(({ id }) => card.taskIds.includes(id));
  const asks = [];
  for (const round of turn.rounds) asks.push(...(await openAsks(turn, round, tasks)));
  return asks.map((ask) => askLine(ask, turn.person.id));
}

const offered = async (turn: Turn, card: SentCard): Promise<{ code: string; title: string }[]> =>
  (await unanswered(turn, card)).map(({ code, title }) => ({ code, title }));
