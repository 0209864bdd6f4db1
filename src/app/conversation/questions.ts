import type { Question } from '../../domain/message/lines.ts';
import type { PendingAsk } from '../../domain/reply/result.ts';
import { isClosed, isUnderReview, type Task } from '../../domain/task/task.ts';
import type { Pending } from '../delivery/message-stores.ts';
import type { Turn } from './turn.ts';

/** Questions of a conversation expire a day after they were asked. */
export const QUESTION_MS = 86_400_000;
const questionExpiry = (now: Date): Date => new Date(now.getTime() + QUESTION_MS);

/** The person's tasks an answer can be about without naming one. */
export const waitingTasks = (turn: Turn): Task[] =>
  turn.ownTasks.filter((task) => !isClosed(task) && !isUnderReview(task));

export const openChoices = (turn: Turn): Question['choices'] =>
  waitingTasks(turn).map(({ code, title }) => ({ code, title }));

/** Keeps the one question we wait on. */
export async function remember(turn: Turn, ask: PendingAsk): Promise<void> {
  await turn.stores.pending.set(turn.person.id, { kind: 'ask', ask }, questionExpiry(turn.now));
}

/** 下一步计划 is waited for. */
export async function awaitPlan(turn: Turn, about: { taskId: string; week: Turn['week'] }): Promise<void> {
  await turn.stores.pending.set(turn.person.id, { kind: 'next_plan', ...about }, questionExpiry(turn.now));
}

/** An order that was shown waits for its yes. */
export async function awaitConfirmation(turn: Turn, order: Omit<ProposedOrder, 'kind'>): Promise<void> {
  await turn.stores.pending.set(turn.person.id, { kind: 'confirm', ...order }, questionExpiry(turn.now));
}

type ProposedOrder = Extract<Pending, { kind: 'confirm' }>;

/** Whose pictures wait for their task is not asked twice because he looked something up in between. */
export async function forget(turn: Turn): Promise<void> {
  const pending = await turn.stores.pending.of(turn.person.id, turn.now);
  if (pending?.kind !== 'evidence') await turn.stores.pending.set(turn.person.id, null, turn.now);
}
