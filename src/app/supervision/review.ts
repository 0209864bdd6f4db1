import type { RefusalReason } from '../../domain/message/notice.ts';
import type { ReplyCommand } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayReview, moveClosure } from '../../domain/task/transitions.ts';
import { answer, changeClosure, roundOf, tell, type Turn } from '../conversation/turn.ts';

type Decision = Extract<ReplyCommand, { name: 'approve' | 'return' }>;

/** 同意 / 退回: a manager or reviewer decides a closure or an extension. */
export async function decide(turn: Turn, decision: Decision, text: string): Promise<string> {
  const task = (await turn.stores.tasks.list({})).find(({ code }) => code === decision.item);
  const refusal = task
    ? await (decision.what === 'closure' ? decideClosure : decideExtension)(turn, task, decision.name, text)
    : 'no_such_item';
  if (refusal === null) return 'decided';
  answer(turn, { kind: 'refused', code: decision.item, why: refusal });
  return 'refused';
}

async function decideClosure(
  turn: Turn,
  task: Task,
  name: Decision['name'],
  text: string,
): Promise<RefusalReason | null> {
  const request = await turn.stores.requests.pendingClosure(task.id);
  if (!request) return 'nothing_to_decide';
  const verdict = mayReview({ reviewerId: turn.person.id, ...request });
  if (!verdict.ok) return verdict.reason;
  const reason = name === 'return' ? reasonIn(text) : '';
  if (reason === null) return 'reason_missing';
  const move = moveClosure(task, name, roundOf(turn, task).settings);
  if (move.kind !== 'moved') return 'nothing_to_decide';
  await changeClosure(turn, task, move.to);
  if (move.to === 'second_review') await turn.stores.requests.passFirstReview(request.id, turn.person.id);
  else {
    await turn.stores.requests.decideClosure(request.id, {
      decision: move.to === 'closed' ? 'approved' : 'refused',
      reviewerId: turn.person.id,
      at: turn.now,
      reason,
    });
  }
  const outcome =
    move.to === 'second_review' ? 'next_review' : move.to === 'closed' ? 'approved' : 'returned';
  await announce(turn, task, request.submitterId, { what: 'closure', outcome, due: null, reason });
  return null;
}

async function decideExtension(
  turn: Turn,
  task: Task,
  name: Decision['name'],
  text: string,
): Promise<RefusalReason | null> {
  const request = await turn.stores.requests.pendingExtension(task.id);
  if (!request) return 'nothing_to_decide';
  if (request.askedById === turn.person.id) return 'own_submission';
  const reason = name === 'return' ? reasonIn(text) : '';
  if (reason === null) return 'reason_missing';
  const approved = name === 'approve';
  await turn.stores.requests.decideExtension(request.id, {
    decision: approved ? 'approved' : 'refused',
    byId: turn.person.id,
    at: turn.now,
  });
  if (approved && !(await turn.stores.tasks.change(task, { dueOn: request.dueOn }))) {
    throw new Error(`task ${task.id} was changed by somebody else meanwhile`);
  }
  await announce(turn, task, request.askedById, {
    what: 'extension',
    outcome: approved ? 'approved' : 'returned',
    due: request.dueOn,
    reason,
  });
  return null;
}

/** The deciding person gets the receipt, the one who asked gets the news. */
async function announce(
  turn: Turn,
  task: Task,
  askedById: string,
  decided: {
    what: 'closure' | 'extension';
    outcome: 'approved' | 'next_review' | 'returned';
    due: Task['dueOn'];
    reason: string;
  },
): Promise<void> {
  const notice = { kind: 'decided', code: task.code, ...decided } as const;
  answer(turn, notice);
  const asker = await turn.stores.people.byId(askedById);
  if (asker && decided.outcome !== 'next_review') tell(turn, asker, notice);
  await turn.stores.audit.append({
    at: turn.now,
    actor: turn.person.userid,
    event: `${decided.what}_${decided.outcome}`,
    subject: task.id,
    detail: { due: decided.due, reason: decided.reason },
  });
}

/** What follows the first colon or comma; a return without it is refused (domain rule 8). */
function reasonIn(text: string): string | null {
  const reason = text.replace(/^[^:：,，]*[:：,，]?/, '').trim();
  return reason === '' ? null : reason;
}
