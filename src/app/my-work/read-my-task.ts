import type { Action } from '../../domain/access/actions.ts';
import { relationsOf } from '../../domain/access/relations.ts';
import type { DateOnly, LocalTime } from '../../domain/calendar/date.ts';
import { standingEntries } from '../../domain/reply/entry.ts';
import { mayExtend } from '../../domain/task/transitions.ts';
import { isClosed, type StageGoal, type Task } from '../../domain/task/task.ts';
import { mayDo, note, taskByCode, type Acting } from '../acting.ts';
import type { OpenRequest } from '../supervision/change-stores.ts';
import { weekWindow } from '../conversation/turn.ts';
import { evidenceLines, type EvidenceLine } from '../office/read-tasks.ts';
import { readOwn, said, type MyTask, type Said } from './read-my-tasks.ts';

export interface MyTaskDetail extends MyTask {
  readonly category: string;
  readonly problem: string;
  readonly measures: readonly string[];
  readonly stages: readonly StageGoal[];
  readonly originalDueOn: DateOnly | null;
  readonly leader: string;
  readonly contact: string;
  readonly supportUnits: readonly string[];
  readonly remark: string;
  /** Every answer that stands, newest first. */
  readonly history: readonly Said[];
  readonly evidence: readonly EvidenceLine[];
  /** What waits for the office. */
  readonly requests: readonly Pick<OpenRequest, 'what' | 'askedBy' | 'dueOn' | 'toName' | 'text'>[];
  /** What he may do now. */
  readonly may: readonly ('answer' | 'withdraw' | 'ask_extension' | 'ask_help' | 'ask_transfer')[];
  /** When the week's window closes; `closed` when it has. */
  readonly window: { readonly closed: boolean; readonly closesAt: LocalTime };
}

/** Null when there is none of that code, or none he may see: which of the two he does not learn. */
export async function readMyTask(acting: Acting, code: string): Promise<MyTaskDetail | null> {
  const seen = await seeMyTask(acting, code);
  if (seen === null) await note(acting, 'show_refused', code, { refused: true });
  return seen;
}

/** The same before anybody has asked: what he may not see is no attempt of his. */
export async function seeMyTask(acting: Acting, code: string): Promise<MyTaskDetail | null> {
  const task = await taskByCode(acting, code);
  const [read] = task && mayDo(acting, 'see_task', task) ? await readOwn(acting, [task]) : [];
  if (!task || !read) return null;
  const answers = relationsOf(acting.person, task).has('answers');
  const window = await weekWindow(acting, task.roundId);
  const entries = standingEntries(await acting.stores.entries.ofTasks([task.id]));
  const own = entries.some(({ week, by }) => week === acting.week && by.id === acting.person.id);
  return {
    ...read,
    ...(answers ? {} : { ask: null, planMissing: false }),
    category: task.category.name,
    problem: task.problem.name,
    measures: task.measures.map(({ text }) => text),
    stages: task.stages,
    originalDueOn: task.originalDueOn,
    leader: task.leader?.name ?? '',
    contact: task.contact?.name ?? '',
    supportUnits: task.supportUnits.map(({ name }) => name),
    remark: task.remark,
    history: entries.toReversed().map(said),
    evidence: await evidenceLines(acting, task),
    requests: (await acting.stores.handovers.open([task.id])).map(
      ({ what, askedBy, dueOn, toName, text }) => ({ what, askedBy, dueOn, toName, text }),
    ),
    may: answers ? mayNow(acting, task, own && !window.closed) : [],
    window: { closed: window.closed, closesAt: window.closesAt },
  };
}

const REQUESTS = ['ask_extension', 'ask_help', 'ask_transfer'] as const satisfies readonly Action[];

/** The extension is offered while it can be asked for; a day far ahead stands for the one he will name. */
function mayNow(acting: Acting, task: Task, canWithdraw: boolean): MyTaskDetail['may'][number][] {
  if (isClosed(task)) return [];
  const extendable = mayExtend(task, acting.today, '9999-12-31').ok;
  return [
    ...(mayDo(acting, 'answer', task) ? (['answer'] as const) : []),
    ...(canWithdraw ? (['withdraw'] as const) : []),
    ...REQUESTS.filter((what) => mayDo(acting, what, task) && (what !== 'ask_extension' || extendable)),
  ];
}

export interface Colleague {
  readonly name: string;
  readonly unit: string;
}

/** To whom a task may be asked to be handed over: everybody active but himself, by unit and name. */
export async function readColleagues({ stores, person }: Acting): Promise<Colleague[]> {
  return (await stores.people.all())
    .filter(({ active, id, unit }) => active && id !== person.id && unit !== null)
    .map(({ name, unit }) => ({ name, unit: unit?.name ?? '' }))
    .toSorted((a, b) => a.unit.localeCompare(b.unit, 'zh') || a.name.localeCompare(b.name, 'zh'));
}
