import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { maySplit } from '../../domain/task/base-changes.ts';
import type { Task } from '../../domain/task/task.ts';
import { causeOf, changeTask, mayAnywhere, mayDo, type Acting } from '../acting.ts';
import type { NewTask } from '../stores.ts';
import { findTask } from './find-task.ts';
import { refuse, type Done, type Prepared } from './prepared.ts';
import { tellChange } from './tell-change.ts';

/** A task to come. */
interface Part {
  readonly no: number;
  readonly code: string;
  readonly title: string;
}

/** 拆分: the task leaves the base, and its parts come in under the same problem with the next free numbers. */
export async function prepareSplit(
  acting: Acting,
  command: Extract<SupervisionCommand, { name: 'split' }>,
): Promise<Prepared> {
  if (!mayAnywhere(acting, 'split')) return refuse('not_permitted', null);
  const found = await findTask(acting, command.item);
  if ('refused' in found) return found.refused;
  const { task } = found;
  if (!mayDo(acting, 'split', task)) return refuse('not_permitted', task.code);
  const titles = command.parts.map((part) => part.trim()).filter(Boolean);
  const verdict = maySplit(task, titles);
  if (!verdict.ok) return refuse(verdict.reason, task.code);
  const parts = await numbered(acting, task, titles);
  const into = parts.map(({ code, title }) => ({ code, title }));
  return {
    kind: 'ready',
    preview: (cardId) => ({ kind: 'preview', cardId, order: { do: 'split', code: task.code, into } }),
    command: { name: 'split', item: task.code, parts: titles },
    perform: () => split(acting, task, parts),
  };
}

/** Numbers of tasks that left the base stay taken: codes of old papers must not mean something new. */
async function numbered(acting: Acting, task: Task, titles: readonly string[]): Promise<Part[]> {
  const all = await acting.stores.tasks.list({ roundId: task.roundId, removed: true });
  const next = Math.max(...all.map(({ no }) => no)) + 1;
  const prefix = task.code.slice(0, task.code.length - String(task.no).length);
  return titles.map((title, index) => ({ no: next + index, code: `${prefix}${next + index}`, title }));
}

async function split(acting: Acting, task: Task, parts: readonly Part[]): Promise<Done> {
  const removed = { how: 'split', on: acting.today } as const;
  const into = parts.map(({ code, title }) => ({ code, title }));
  await changeTask(acting, task, { removed }, 'split', { detail: { into: parts.map(({ no }) => no) } });
  for (const part of parts) await addPart(acting, task, part);
  return tellChange(acting, task, { change: { how: 'split', into }, reason: '', ends: true });
}

async function addPart({ stores, today, ...acting }: Acting, task: Task, part: Part): Promise<void> {
  const cause = causeOf(acting, 'split_off', { detail: { from: task.id } });
  const id = await stores.tasks.add(partOf(task, part), cause);
  for (const { id: personId } of task.supporters) await stores.tasks.addSupporter(id, personId, today);
  if (task.stages.length > 0) await stores.tasks.setStages(id, task.stages);
}

/** Everything but the number and the title is as it was with the whole. */
const partOf = (task: Task, { no, title }: Part): NewTask => ({
  roundId: task.roundId,
  problemId: task.problem.id,
  no,
  title,
  leaderId: task.leader?.id ?? null,
  leadUnitId: task.leadUnit?.id ?? null,
  ownerId: task.owner?.id ?? null,
  contactId: task.contact?.id ?? null,
  supportUnitIds: task.supportUnits.map(({ id }) => id),
  measures: task.measures,
  horizon: task.horizon,
  completion: task.completion,
  closure: task.closure,
  dueOn: task.dueOn,
  originalDueOn: task.originalDueOn,
  reviewEveryDays: task.reviewEveryDays,
  claimedOn: null,
  closedOn: null,
  remark: task.remark,
  splitFromId: task.id,
});
