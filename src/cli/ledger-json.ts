import { findBadRows } from '../app/import/import-checks.ts';
import type { BadRow, ImportRow, LedgerSheet } from '../app/import/import-plan.ts';
import { countProblems } from '../app/import/import-report.ts';
import type { Report, ReportProblem } from '../app/import/import-report.ts';
import { groupBy } from '../domain/group-by.ts';
import type { Completion } from '../domain/task/task.ts';
import { maskNumbers } from '../zh/masking.ts';
import { hasSecrecyMark } from '../zh/secrecy.ts';
import type { RowFault } from '../app/documents.ts';
import { rowFaultTexts } from '../zh/import.ts';
import { reportJson } from './report-json.ts';

/** What is wrong with a ledger by itself, without the round it is to go into. */
export const faultsOf = ({ rows, problems }: LedgerSheet): BadRow[] =>
  findBadRows({ rows, problems, usedNos: new Set(), hasSecrecyMark });

/** The rows with what is to be said of them, the faults first. */
export const rowFaults = (badRows: readonly BadRow[], { problems }: LedgerSheet): RowFault[] =>
  rowFaultTexts(badRows, problems);

/** What was read from a ledger, in the shape of a report, with its tasks beside it. */
export function ledgerJson(source: string, sheet: LedgerSheet, badRows: readonly BadRow[]): object {
  const problems = problemsOf(sheet.rows);
  const warnings = rowFaults(badRows, sheet).toSorted((a, b) => a.line - b.line);
  const report: Report = { title: null, problems, counts: countProblems(problems), warnings };
  return { ...reportJson(source, report), tasks: sheet.rows.map(taskJson) };
}

/** Rows of one problem are its tasks. */
function problemsOf(rows: readonly ImportRow[]): ReportProblem[] {
  const groups = groupBy(rows, ({ category, problem, problemNo }) =>
    JSON.stringify([category, problem, problemNo]),
  );
  return [...groups.values()].flatMap((tasks) => {
    const [first] = tasks;
    return first === undefined ? [] : [problemOf(first, tasks)];
  });
}

function problemOf(first: ImportRow, tasks: readonly ImportRow[]): ReportProblem {
  const told = (tell: (task: ImportRow) => string | undefined): string =>
    [...new Set(tasks.flatMap((task) => tell(task) ?? []))].filter((text) => text !== '').join('\n');
  return {
    line: first.line,
    category: first.category,
    no: first.problemNo ?? first.no,
    title: first.problem,
    completion: completionOf(tasks),
    ongoing: tasks.some(({ horizon }) => horizon === 'long'),
    cause: told(({ cause }) => cause) || null,
    measures: tasks.flatMap(({ measures }) => measures.map(({ text }) => text)),
    nextPlan: told(({ nextPlan }) => nextPlan) || null,
    text: told(({ progress }) => progress),
  };
}

/** A problem is as far as the last of its tasks; null while one of them does not say. */
function completionOf(tasks: readonly ImportRow[]): Completion | null {
  if (tasks.some(({ unstated }) => unstated)) return null;
  const stated = new Set(tasks.map(({ completion }) => completion));
  const last = (['not_done', 'basically_done', 'done', 'stopped'] as const).find((each) => stated.has(each));
  return last ?? null;
}

const taskJson = (row: ImportRow): object => ({
  line: row.line,
  no: row.no,
  problem: maskNumbers(row.problem),
  task: maskNumbers(row.task),
  leader: row.leader,
  unit: row.unit,
  owner: row.owner,
  contact: row.contact,
  supports: row.supports,
  due: row.due,
  horizon: row.horizon,
  completion: row.unstated ? null : row.completion,
  closure: row.closure,
  remark: maskNumbers(row.remark),
});
