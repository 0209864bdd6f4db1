import { ACTIONS, type Action } from '../../domain/access/actions.ts';
import { mayInRound, roundsWhere, visibleTasks } from '../../domain/access/permissions.ts';
import type { TaskLine } from '../../domain/message/lines.ts';
import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import type { Task } from '../../domain/task/task.ts';
import { note, type Acting } from '../acting.ts';
import type { TaskPlace } from '../task-filter.ts';
import { linesNow, taskLine } from '../week/round-now.ts';

/* What pages and programs read: the scope of every other list (design §7). */

export interface Me {
  readonly userid: string;
  readonly name: string;
  readonly unit: string | null;
  /** What his roles allow in some round, or will in the first there is. */
  readonly may: readonly Action[];
  /** What his roles allow, by round; what he may do with a task he answers for is not among it. */
  readonly rounds: readonly {
    readonly letter: string;
    readonly name: string;
    readonly may: readonly Action[];
  }[];
}

export const whoAmI = ({ person, rounds }: Acting): Me => ({
  userid: person.userid,
  name: person.name,
  unit: person.unit?.name ?? null,
  may: ACTIONS.filter((action) => mayInRound(person, action, null)),
  rounds: rounds.map(({ id, letter, name }) => ({
    letter,
    name,
    may: ACTIONS.filter((action) => mayInRound(person, action, id)),
  })),
});

export interface TaskPage {
  readonly tasks: readonly TaskLine[];
  /** Behind the last one that was looked at; null at the end. A page may have fewer tasks than were asked for. */
  readonly next: TaskPlace | null;
}

export async function readTasks(
  acting: Acting,
  { after, limit }: { readonly after: TaskPlace | null; readonly limit: number },
): Promise<TaskPage> {
  const { person, rounds, stores } = acting;
  const seesAll = roundsWhere(person, 'see_task', rounds).length > 0;
  const page = { after, limit: limit + 1 };
  const read = await stores.tasks.list({ page, ...(!seesAll && { concerns: person }) });
  const shown = read.slice(0, limit);
  const last = read.length > limit ? shown.at(-1) : undefined;
  const letter = rounds.find(({ id }) => id === last?.roundId)?.letter ?? '';
  return {
    tasks: await linesOf(acting, visibleTasks(person, shown)),
    next: last ? { letter, no: last.no } : null,
  };
}

export interface TaskRead extends TaskLine {
  readonly measures: readonly string[];
  readonly history: readonly Pick<ProgressEntry, 'week' | 'status' | 'text' | 'nextPlan' | 'late'>[];
  readonly evidence: readonly EvidenceLine[];
}

/** One piece of 佐证材料, as lists show it. */
export interface EvidenceLine {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** ISO instant. */
  readonly at: string;
  readonly by: string;
}

/** Null when there is none of that code, or none he may see: which of the two he does not learn. */
export async function readTask(acting: Acting, code: string): Promise<TaskRead | null> {
  const [task] = visibleTasks(acting.person, await acting.stores.tasks.list({ code }));
  const [line] = task ? await linesOf(acting, [task]) : [];
  if (!task || !line) {
    await note(acting, 'show_refused', code, { refused: true });
    return null;
  }
  const entries = standingEntries(await acting.stores.entries.ofTasks([task.id]));
  return {
    ...line,
    measures: task.measures.map(({ text }) => text),
    history: entries.map(({ week, status, text, nextPlan, late }) => ({
      week,
      status,
      text,
      nextPlan,
      late,
    })),
    evidence: await evidenceLines(acting, task),
  };
}

export async function evidenceLines({ stores }: Acting, { id: taskId }: Task): Promise<EvidenceLine[]> {
  const pieces = await stores.evidence.ofTask(taskId);
  return pieces.map(({ id, fileName, mediaType, bytes, at, by }) => ({
    id,
    fileName,
    mediaType,
    bytes,
    at: at.toISOString(),
    by: by.name,
  }));
}

async function linesOf(acting: Acting, tasks: readonly Task[]): Promise<TaskLine[]> {
  const lines = [];
  for (const round of acting.rounds) lines.push(...(await linesNow(acting, round, tasks)));
  return lines.map(taskLine);
}
