import type { DateOnly } from '../calendar/date.ts';
import { groupBy } from '../group-by.ts';
import type { Light } from '../task/light.ts';
import { isClosed, isUnderReview } from '../task/task.ts';
import type { Completion, Horizon } from '../task/task.ts';
import type { CompletionCount, CountedRow, Figures, GroupCount } from './ledger.ts';

/** The part of a total that one task or problem is counted in. */
export type CompletionPart = Exclude<keyof CompletionCount, 'total'>;

interface Counted {
  readonly part: CompletionPart;
}

/**
 * The figures of a week, from its rows only, so that a frozen week gives the same ones for ever (domain rule 4).
 * A claim under review counts by the completion the office has confirmed, as a rule not done. Groups are keyed by
 * category name, unit name and leader id; the key is empty for tasks that have none.
 *
 * `answers` counts tasks. Asked are those that were answered in time, and those that still needed an answer at the
 * freeze: not closed, not under review, with an owner, and if `long` with their review due.
 */
export function computeFigures(input: {
  readonly rows: readonly CountedRow[];
  readonly asOf: DateOnly;
}): Figures {
  const { rows, asOf } = input;
  const tasks = rows.map((row) => ({ row, part: partOfTask(row) }));
  const problems = [...groupBy(rows, (row) => row.problemNo).values()].map((own) => ({
    category: own[0]?.category ?? '',
    part: partOfProblem(own),
  }));
  return {
    asOf,
    problems: countParts(problems),
    tasks: countParts(tasks),
    byCategory: {
      problems: countGroups(problems, ({ category }) => ({ key: category, name: category })),
      tasks: countGroups(tasks, ({ row }) => ({ key: row.category, name: row.category })),
    },
    byUnit: countGroups(tasks, ({ row }) => ({ key: row.unit, name: row.unit })),
    byLeader: countGroups(tasks, ({ row }) => ({ key: row.leaderId ?? '', name: row.leader })),
    byHorizon: countHorizons(rows),
    lights: countLights(rows),
    within: {
      immediateDone: rows.filter((row) => row.horizon === 'immediate' && row.completion === 'done').length,
      underReview: rows.filter((row) => isUnderReview(row) && !isClosed(row)).length,
      closed: rows.filter((row) => row.closure === 'closed').length,
    },
    answers: countAnswers(rows),
  };
}

const PART_OF_COMPLETION: Readonly<Record<Completion, CompletionPart>> = {
  not_done: 'notDone',
  basically_done: 'basicallyDone',
  done: 'done',
  stopped: 'stopped',
};

const partOfTask = (row: CountedRow): CompletionPart =>
  row.horizon === 'long' && row.completion === 'not_done' ? 'ongoing' : PART_OF_COMPLETION[row.completion];

const WEAKEST_FIRST = ['notDone', 'ongoing', 'basicallyDone', 'done'] as const;

/** A problem is as far as its least advanced task; stopped tasks count for nothing unless all are stopped. */
export function partOfProblem(tasks: readonly CountedRow[]): CompletionPart {
  const parts = new Set(tasks.map(partOfTask));
  return WEAKEST_FIRST.find((part) => parts.has(part)) ?? 'stopped';
}

function countParts(items: readonly Counted[]): CompletionCount {
  const countOf = (part: CompletionPart) => items.filter((item) => item.part === part).length;
  return {
    total: items.length,
    done: countOf('done'),
    basicallyDone: countOf('basicallyDone'),
    notDone: countOf('notDone'),
    ongoing: countOf('ongoing'),
    stopped: countOf('stopped'),
  };
}

function countGroups<Item extends Counted>(
  items: readonly Item[],
  groupOf: (item: Item) => { readonly key: string; readonly name: string },
): GroupCount[] {
  const names = new Map(items.map(groupOf).map(({ key, name }) => [key, name]));
  const groups = groupBy(items, (item) => groupOf(item).key);
  return [...groups].map(([key, own]) => ({ key, name: names.get(key) ?? '', count: countParts(own) }));
}

function countHorizons(rows: readonly CountedRow[]): Record<Horizon, number> {
  const countOf = (horizon: Horizon) => rows.filter((row) => row.horizon === horizon).length;
  return { immediate: countOf('immediate'), term: countOf('term'), long: countOf('long') };
}

function countLights(rows: readonly CountedRow[]): Record<Light, number> {
  const countOf = (light: Light) => rows.filter((row) => row.light === light).length;
  return {
    green: countOf('green'),
    yellow: countOf('yellow'),
    red: countOf('red'),
    closed: countOf('closed'),
  };
}

function countAnswers(rows: readonly CountedRow[]): Figures['answers'] {
  const asked = rows.filter((row) => row.asked);
  const answered = asked.filter((row) => row.reported !== null);
  return {
    asked: asked.length,
    answered: answered.length,
    notAnswered: asked.filter((row) => row.reported === null).length,
  };
}
