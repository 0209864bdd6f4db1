import { whyStopped } from '../../domain/reminder/escalation.ts';
import type { SupervisionCommand } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Letter } from '../week/ladder-stores.ts';
import { mayDo, note, taskByCode, type Acting } from '../acting.ts';
import { reasonIn } from './reason.ts';
import { readyTo, refuse, type Done, type Prepared } from './prepared.ts';

type Named<Name extends SupervisionCommand['name']> = Extract<SupervisionCommand, { name: Name }>;

/** 约谈, the last rung: what was said is the office's record, of overdue tasks only. */
export async function prepareInterview(
  acting: Acting,
  command: Extract<SupervisionCommand, { item: string }>,
  text: string,
): Promise<Prepared> {
  const task = await taskByCode(acting, command.item);
  if (!task) return refuse('no_such_item', command.item);
  if (!mayDo(acting, 'record_interview', task)) return refuse('not_permitted', task.code);
  if (whyStopped(task, acting.today) !== null) return refuse('not_overdue', task.code);
  const record = reasonIn(text);
  if (record === null) return refuse('interview_text_missing', task.code);
  const { code, title } = task;
  const order = { do: 'interview', code, title, owner: task.owner?.name ?? '', text: record } as const;
  return readyTo(order, command, async () => {
    const { id: byId } = acting.person;
    const held = { taskId: task.id, heldOn: acting.today, byId, text: record };
    const id = await acting.stores.interviews.add(held);
    await note(acting, 'interview_recorded', task.id, { detail: { interviewId: id } });
    return { outcome: 'interview_recorded', notice: { kind: 'interview_recorded', code } };
  });
}

/** The draft was signed on paper; the number it got is kept. */
export async function prepareSignLetter(acting: Acting, command: Named<'sign_letter'>): Promise<Prepared> {
  const found = await draftFor(acting, command.item);
  if (!('draft' in found)) return found;
  const { task, draft } = found;
  const number = command.number.trim();
  if (await acting.stores.letters.isNumberTaken(task.roundId, number))
    return refuse('number_taken', task.code);
  const stopped = whyStopped(task, acting.today);
  const order = { do: 'sign_letter', code: task.code, title: task.title, number, stopped } as const;
  return readyTo(order, command, async () => {
    const signed = { number, on: acting.today, byId: acting.person.id };
    if (!(await acting.stores.letters.sign(draft.id, signed))) return settledMeanwhile(task);
    await note(acting, 'letter_signed', task.id, { detail: { letterId: draft.id, number } });
    return { outcome: 'letter_signed', notice: { kind: 'letter_signed', code: task.code, number } };
  });
}

export async function prepareDropLetter(
  acting: Acting,
  command: Extract<SupervisionCommand, { item: string }>,
  text: string,
): Promise<Prepared> {
  const found = await draftFor(acting, command.item);
  if (!('draft' in found)) return found;
  const { task, draft } = found;
  const reason = reasonIn(text) ?? '';
  const order = { do: 'drop_letter', code: task.code, title: task.title, reason } as const;
  return readyTo(order, command, async () => {
    if (!(await acting.stores.letters.drop(draft.id, acting.person.id))) return settledMeanwhile(task);
    await note(acting, 'letter_dropped', task.id, { reason, detail: { letterId: draft.id } });
    return { outcome: 'letter_dropped', notice: { kind: 'letter_dropped', code: task.code } };
  });
}

async function draftFor(
  acting: Acting,
  item: string,
): Promise<{ readonly task: Task; readonly draft: Letter } | Prepared> {
  const task = await taskByCode(acting, item);
  if (!task) return refuse('no_such_item', item);
  if (!mayDo(acting, 'sign_letter', task)) return refuse('not_permitted', task.code);
  const draft = await acting.stores.letters.draftOf(task.id);
  return draft ? { task, draft } : refuse('no_letter', task.code);
}

const settledMeanwhile = ({ code }: Task): Done => ({
  outcome: 'refused',
  notice: { kind: 'refused', code, why: 'no_letter' },
});

/** All that follows the first colon. */
