import type { DateOnly } from '../calendar/date.ts';
import { isClosed, isUnderReview } from '../task/task.ts';
import type { Completion } from '../task/task.ts';
import type { CompletionCount, CountedRow, Figures, GroupCount } from './ledger.ts';

/** The part of a total that one task or problem is counted in. */
export type CompletionPart = Exclude<keyof CompletionCount, 'total'>;

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
  const count = new FigureCount();
  for (const row of input.rows) count.add(row);
  return count.figures(input.asOf);
}

/** Figures row by row, in display order: of a round too large to be held, all that is kept are its counts. */
export class FigureCount {
  readonly #tasks = emptyCount();
  readonly #problems = new Map<number, Problem>();
  readonly #kinds = new Map<string, Problem>();
  readonly #categories = new Groups();
  readonly #units = new Groups();
  readonly #leaders = new Groups();
  readonly #horizons = { immediate: 0, term: 0, long: 0 };
  readonly #lights = { green: 0, yellow: 0, red: 0, closed: 0 };
  readonly #within = { immediateDone: 0, underReview: 0, closed: 0 };
  readonly #answers = { asked: 0, answered: 0, notAnswered: 0 };

  add(row: CountedRow): void {
    const part = partOfTask(row);
    countIn(this.#tasks, part);
    this.#categories.add({ key: row.category, name: row.category }, part);
    this.#units.add({ key: row.unit, name: row.unit }, part);
    this.#leaders.add({ key: row.leaderId ?? '', name: row.leader }, part);
    this.#addToProblem(row, part);
    this.#horizons[row.horizon] += 1;
    this.#lights[row.light] += 1;
    if (row.horizon === 'immediate' && row.completion === 'done') this.#within.immediateDone += 1;
    if (isUnderReview(row) && !isClosed(row)) this.#within.underReview += 1;
    if (row.closure === 'closed') this.#within.closed += 1;
    if (!row.asked) return;
    this.#answers.asked += 1;
    this.#answers[row.reported === null ? 'notAnswered' : 'answered'] += 1;
  }

  figures(asOf: DateOnly): Figures {
    const problems = emptyCount();
    const byCategory = new Groups();
    for (const { category, part } of this.#problems.values()) {
      countIn(problems, part);
      byCategory.add({ key: category, name: category }, part);
    }
    return {
      asOf,
      problems,
      tasks: { ...this.#tasks },
      byCategory: { problems: byCategory.counts(), tasks: this.#categories.counts() },
      byUnit: this.#units.counts(),
      byLeader: this.#leaders.counts(),
      byHorizon: { ...this.#horizons },
      lights: { ...this.#lights },
      within: { ...this.#within },
      answers: { ...this.#answers },
    };
  }

  /** Its category is that of its first task. */
  #addToProblem({ problemNo, category }: CountedRow, part: CompletionPart): void {
    const known = this.#problems.get(problemNo);
    if (!known) this.#problems.set(problemNo, this.#kindOf(category, part));
    else if (known.part !== part)
      this.#problems.set(problemNo, this.#kindOf(known.category, weakestOf([known.part, part])));
  }

  /** The same for all that are alike: there are nearly as many problems as tasks, and few ways for them to be. */
  #kindOf(category: string, part: CompletionPart): Problem {
    const key = `${part} ${category}`;
    const known = this.#kinds.get(key) ?? { category, part };
    this.#kinds.set(key, known);
    return known;
  }
}

interface Problem {
  readonly category: string;
  readonly part: CompletionPart;
}

type MutableCount = { -readonly [Part in keyof CompletionCount]: number };

const emptyCount = (): MutableCount => ({
  total: 0,
  done: 0,
  basicallyDone: 0,
  notDone: 0,
  ongoing: 0,
  stopped: 0,
});

function countIn(count: MutableCount, part: CompletionPart): void {
  count.total += 1;
  count[part] += 1;
}

/** In the order in which they first come. */
class Groups {
  readonly #groups = new Map<string, { name: string; readonly count: MutableCount }>();

  add({ key, name }: { readonly key: string; readonly name: string }, part: CompletionPart): void {
    const group = this.#groups.get(key) ?? { name, count: emptyCount() };
    group.name = name;
    countIn(group.count, part);
    this.#groups.set(key, group);
  }

  counts(): GroupCount[] {
    return [...this.#groups].map(([key, { name, count }]) => ({ key, name, count: { ...count } }));
  }
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
export const partOfProblem = (tasks: readonly CountedRow[]): CompletionPart =>
  weakestOf(tasks.map(partOfTask));

const weakestOf = (parts: readonly CompletionPart[]): CompletionPart =>
  WEAKEST_FIRST.find((part) => parts.includes(part)) ?? 'stopped';
