import type { PressedLine } from '../../domain/message/notice.ts';
import type { Understanding } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo } from '../acting.ts';
import type { Pending, SentCard } from '../delivery/message-stores.ts';
import { asReason } from '../supervision/reason.ts';
import type { Done } from '../supervision/prepared.ts';
import { superviseNow } from '../supervision/supervise.ts';
import { codesIn } from './codes-in.ts';
import { QUESTION_MS } from './questions.ts';
import { updateCard } from './update-card.ts';
import { answer, type Turn } from './turn.ts';

type Asked = Extract<Pending, { kind: 'return_reason' }>;

/**
 * 通过 or 退回 on a review card. The card showed the claim, so it is decided at once; a return waits for its reason.
 * A card of a claim that was decided or withdrawn meanwhile decides nothing about the next one.
 */
export async function pressReview(turn: Turn, card: SentCard, key: string): Promise<string> {
  const task = await taskOf(turn, card);
  if (!task || (key !== 'approve' && key !== 'return') || !mayDo(turn, 'review_closure', task)) {
    answer(turn, { kind: 'refused', code: task?.code ?? null, why: 'nothing_to_decide' });
    return 'refused';
  }
  const request = await turn.stores.requests.pendingClosure(task.id);
  if (request === null || request.id !== card.aboutId) return isOver(turn, card, task);
  if (key === 'approve') return decide(turn, card, task, { name: 'approve', text: '' });
  const { code: item } = task;
  const asked: Asked = { kind: 'return_reason', item, requestId: request.id, cardId: card.cardId };
  await turn.stores.pending.set(turn.person.id, asked, new Date(turn.now.getTime() + QUESTION_MS));
  answer(turn, { kind: 'return_reason', code: item });
  return 'asked_return_reason';
}

/** Whether a text answers "why do you return it?": not when it is an order, or an answer about a task it names. */
export function isReason(text: string, { command, reports, requests }: Understanding): boolean {
  if (command !== null && command.name !== 'acknowledge') return false;
  const codes = new Set(codesIn(text));
  return ![...reports, ...requests].some(({ item }) => codes.has(item));
}

export async function returnWithReason(turn: Turn, asked: Asked, text: string): Promise<string> {
  await turn.stores.pending.set(turn.person.id, null, turn.now);
  if (turn.words.isConfirmation(text) === 'no') {
    answer(turn, { kind: 'cancelled' });
    return 'cancelled';
  }
  const card = await turn.stores.cards.byId(asked.cardId);
  const task = card && (await taskOf(turn, card));
  if (!card || !task) throw new Error(`the card ${asked.cardId} and its task are gone`);
  const request = await turn.stores.requests.pendingClosure(task.id);
  if (request?.id !== asked.requestId) return isOver(turn, card, task);
  return decide(turn, card, task, { name: 'return', text: asReason(text) });
}

async function taskOf({ stores }: Turn, { taskIds: [id] }: SentCard): Promise<Task | null> {
  return id === undefined ? null : stores.tasks.byId(id);
}

async function decide(
  turn: Turn,
  card: SentCard,
  task: Task,
  { name, text }: { name: 'approve' | 'return'; text: string },
): Promise<string> {
  const done = await superviseNow(turn, { name, item: task.code, what: 'closure' }, text);
  answer(turn, done.notice);
  const label = labelOf(done);
  if (label) update(turn, card, task, label);
  return done.outcome;
}

/** What the card says then; null when it can still be pressed. */
function labelOf({ notice }: Done): PressedLine['label'] | null {
  if (notice.kind !== 'decided') return null;
  return ({ approved: 'review_closed', next_review: 'review_passed', returned: 'review_returned' } as const)[
    notice.outcome
  ];
}

function isOver(turn: Turn, card: SentCard, task: Task): string {
  answer(turn, { kind: 'refused', code: task.code, why: 'nothing_to_decide' });
  update(turn, card, task, 'review_over');
  return 'refused';
}

const update = (turn: Turn, card: SentCard, { code }: Task, label: PressedLine['label']): void =>
  updateCard(turn, card, { of: 'review', recorded: [{ code, label }], remaining: [], instead: null });
