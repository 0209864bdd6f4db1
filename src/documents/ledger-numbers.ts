import { groupBy } from '../domain/group-by.ts';
import { importText } from '../zh/ledger-import.ts';
import { textOf } from './cell-text.ts';
import type { LedgerBody } from './ledger-body.ts';
import { isTwoStep } from './ledger-task.ts';
import type { UnnumberedTask } from './ledger-task.ts';
import { ownNameOf, warning } from './raw-ledger.ts';
import type { ImportProblem, RawLedgerRow } from './raw-ledger.ts';

/*
 * The numbers of an imported ledger: of its tasks, or of something else, in which case the tasks are numbered anew.
 */

/** A number merged over several tasks is the number of their problem. */
const numbersProblems = (body: LedgerBody): boolean =>
  body.tasks.some(({ first }) => textOf(first.value('no')) !== '' && !first.fills('no'));

/** The tasks with their numbers, and what is to be said of these. */
export function numbered(
  body: LedgerBody,
  tasks: readonly UnnumberedTask[],
): { tasks: RawLedgerRow[]; problems: ImportProblem[] } {
  const said = howNumbered(body, tasks);
  if (said === null) {
    return {
      tasks: tasks.map((task, index) => ({ ...task, no: task.no ?? index + 1 })),
      problems: repeatedNumbers(tasks),
    };
  }
  return {
    tasks: tasks.map((task, index) => ({
      ...task,
      ...(said.ofProblems && problemNoOf(task)),
      no: index + 1,
    })),
    problems: [warning(said.line, said.message)],
  };
}

const problemNoOf = ({ problemNo, no }: UnnumberedTask) => ({ problemNo: problemNo ?? no });

/** Numbers that are not those of tasks: of problems, in two steps (1-1), or from 1 again under every category. */
function howNumbered(
  body: LedgerBody,
  tasks: readonly UnnumberedTask[],
): { line: number; message: string; ofProblems: boolean } | null {
  const line = Math.max(1, (body.tasks[0]?.first.line ?? 1) - 1);
  if (numbersProblems(body)) return { line, message: importText.renumbered, ofProblems: true };
  if (body.tasks.some(({ first }) => isTwoStep(first.value('no')))) {
    return { line, message: importText.hierarchical, ofProblems: true };
  }
  return restarts(tasks) ? { line, message: importText.restarts, ofProblems: false } : null;
}

/** Numbers that repeat, but not within a category, and from 1 in each. */
function restarts(tasks: readonly UnnumberedTask[]): boolean {
  const numbers = tasks.map(({ no }) => no);
  if (new Set(numbers).size === numbers.length) return false;
  const groups = [...groupBy(tasks, ({ category }) => category).values()].map((own) =>
    own.map(({ no }) => no),
  );
  return (
    groups.length > 1 &&
    groups.every((own) => new Set(own).size === own.length && own[0] === 1 && !own.includes(null))
  );
}

function repeatedNumbers(tasks: readonly UnnumberedTask[]): ImportProblem[] {
  const byNo = groupBy(
    tasks.filter(({ no }) => no !== null),
    ({ no }) => no ?? 0,
  );
  return [...byNo].flatMap(([no, [first, ...others]]) =>
    others.map(({ line }) => ({
      severity: 'error' as const,
      line,
      column: ownNameOf('no'),
      message: importText.sameNo(no, first?.line ?? 0),
    })),
  );
}
