import type { Action } from '../../domain/access/actions.ts';
import type { ReplyCommand, ReviewSubject } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo, note, tellManagers } from '../acting.ts';
import { answer, type Turn } from './turn.ts';

type What = Exclude<ReviewSubject, 'closure'>;
type Withdrawal = Extract<ReplyCommand, { name: 'withdraw' }>;

/** Who may ask for it may take it back. */
const MAY = {
  extension: 'ask_extension',
  transfer: 'ask_transfer',
  help: 'ask_help',
} as const satisfies Record<What, Action>;

/** 撤回9的延期申请: what waits for the office is taken back by the one who answers for the task, and the office is told. */
export async function withdrawRequest(turn: Turn, { item }: Withdrawal, what: What): Promise<string> {
  const own = turn.ownTasks.filter((task) => mayDo(turn, MAY[what], task));
  if (item !== undefined && !own.some(({ code }) => code === item))
    return refuse(turn, item, 'not_permitted');
  const waiting = await waitingFor(
    turn,
    own.filter(({ code }) => item === undefined || code === item),
    what,
  );
  const [task, ...others] = waiting;
  if (!task) return refuse(turn, item ?? null, 'nothing_to_decide');
  if (others.length > 0) {
    const choices = waiting.map(({ code, title }) => ({ code, title }));
    answer(turn, { kind: 'question', question: { why: 'which_item', code: null, choices } });
    return 'asked_which_item';
  }
  await end(turn, task, what);
  await note(turn, `${what}_withdrawn`, task.id);
  const { code } = task;
  await tellManagers(turn, task.roundId, { kind: 'request_withdrawn', code, what, by: turn.person.name });
  answer(turn, { kind: 'request_withdrawn', code, what, by: null });
  return 'request_withdrawn';
}

async function waitingFor({ stores }: Turn, tasks: readonly Task[], what: What): Promise<Task[]> {
  if (what !== 'extension') {
    const ids = tasks.map(({ id }) => id);
    const pending = await stores.handoverWithdrawals.pending(ids, what);
    return tasks.filter(({ id }) => pending.has(id));
  }
  const waiting = [];
  for (const task of tasks) if (await stores.requests.pendingExtension(task.id)) waiting.push(task);
  return waiting;
}

async function end({ stores, person, now: at }: Turn, { id: taskId }: Task, what: What): Promise<void> {
  if (what !== 'extension') {
    await stores.handoverWithdrawals.withdraw({ taskId, kind: what, byId: person.id, at });
    return;
  }
  const request = await stores.requests.pendingExtension(taskId);
  if (request)
    await stores.requests.decideExtension(request.id, { decision: 'withdrawn', byId: person.id, at });
}

function refuse(turn: Turn, code: string | null, why: 'not_permitted' | 'nothing_to_decide'): string {
  answer(turn, { kind: 'refused', code, why });
  return 'refused';
}
