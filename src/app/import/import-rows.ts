import type { DateOnly } from '../../domain/calendar/date.ts';
import { isUnderReview, type Task } from '../../domain/task/task.ts';
import type { Directory } from '../channel.ts';
import { findBadRows } from './import-checks.ts';
import { matchPeople, type MatchedPeople } from './import-people.ts';
import type {
  BadRow,
  ImportNote,
  ImportPlan,
  ImportRow,
  LedgerSheet,
  LineProblem,
  PlannedProblem,
  PlannedRound,
  PlannedTask,
} from './import-plan.ts';
import { numberProblems } from './import-problems.ts';
import type { ImportDeps } from './import-round.ts';

/** The plan for rows of any origin. `tasks`: those the round has already. */
export async function planRows(
  deps: ImportDeps,
  round: PlannedRound,
  tasks: readonly Task[],
  { rows: rowsAsRead, problems, directory }: LedgerSheet & { readonly directory: Directory | null },
): Promise<ImportPlan> {
  const rows = rowsAsRead.map((row) => masked(row, deps.words.maskNumbers));
  const people = await matchPeople(rows, await deps.store.people.all(), directory);
  const badRows = [
    ...directoryFaults(people),
    ...findBadRows({
      rows,
      problems,
      usedNos: new Set(tasks.map(({ no }) => no)),
      hasSecrecyMark: (text) => deps.words.hasSecrecyMark(text),
    }),
  ];
  logSecret(deps, badRows);
  const named = rows.filter(({ problem }) => problem.trim() !== '');
  const numbers = numberProblems(named, tasks.map(knownProblem));
  const bad = new Set(badRows.map(({ line }) => line));
  const good = rows.filter(({ line }) => !bad.has(line));
  const { date: today } = deps.clock.local(deps.clock.now());
  const planned = good.map((row) => plannedTask(row, numbers.noOf(row), people, today));
  const units = new Set((await deps.store.people.units()).map(({ name }) => name));
  return {
    round,
    categories: [...new Set(good.map(({ category }) => category))],
    problems: plannedProblems(good, numbers.noOf),
    tasks: planned,
    newUnits: namedUnits(planned).filter((name) => !units.has(name)),
    newPeople: newPeople(planned, people),
    badRows,
    notes: [...notesAsRead(problems), ...notesOn(good, people, numbers.renumbered)].toSorted(
      (a, b) => a.line - b.line,
    ),
    unmatched: people.unmatched,
  };
}

/** Tasks without their people would have to be mended one by one, so this stops an import like a bad row. */
const directoryFaults = ({ directoryFault: why }: MatchedPeople): BadRow[] =>
  why === null ? [] : [{ line: 0, code: 'directory_unread', detail: { why } }];

function logSecret({ log }: ImportDeps, badRows: readonly BadRow[]): void {
  const lines = badRows.flatMap(({ line, code }) => (code === 'secrecy_mark' ? [line] : []));
  if (lines.length > 0) log.warn({ lines }, 'secret_file_refused');
}

const knownProblem = ({ problem, category }: Task) => ({
  no: problem.no,
  category: category.name,
  title: problem.name,
});

/** ID-card, phone and bank numbers do not get in (domain rule 10). */
function masked(row: ImportRow, mask: (text: string) => string): ImportRow {
  return {
    ...row,
    problem: mask(row.problem),
    ...(row.cause !== undefined && { cause: mask(row.cause) }),
    task: mask(row.task),
    measures: row.measures.map(({ type, text }) => ({ type, text: mask(text) })),
    remark: mask(row.remark),
  };
}

function plannedTask(row: ImportRow, problemNo: number, people: MatchedPeople, today: DateOnly): PlannedTask {
  const { line, no, task, measures, horizon, completion, closedOn = null, remark } = row;
  const unit = row.unit?.trim() || null;
  const supports = new Set(row.supports.map((name) => name.trim()));
  const owner = people.useridOf(row.owner);
  const closure = closureOf(row, owner);
  return {
    line,
    no,
    problemNo,
    title: task,
    measures,
    leader: people.useridOf(row.leader),
    owner,
    contact: people.useridOf(row.contact),
    unit,
    supports: [...supports].filter((name) => name !== '' && name !== unit),
    dueOn: horizon === 'long' ? null : row.due,
    horizon,
    completion,
    closure,
    claimedOn: isUnderReview({ closure }) ? today : closedOn,
    closedOn,
    remark,
  };
}

/** A review needs somebody who asked for it, and the file does not say who passed the first one. */
function closureOf({ closure }: ImportRow, owner: string | null): PlannedTask['closure'] {
  if (!isUnderReview({ closure })) return closure;
  return owner === null ? 'open' : 'first_review';
}

function plannedProblems(rows: readonly ImportRow[], noOf: (row: ImportRow) => number): PlannedProblem[] {
  const problems = new Map<number, PlannedProblem>();
  for (const row of rows) {
    const no = noOf(row);
    if (problems.has(no)) continue;
    problems.set(no, { no, category: row.category, title: row.problem, cause: row.cause ?? '' });
  }
  return [...problems.values()];
}

/** Every unit of the tasks, once. */
export const namedUnits = (tasks: readonly Pick<PlannedTask, 'unit' | 'supports'>[]): string[] => [
  ...new Set(tasks.flatMap(({ unit, supports }) => (unit === null ? supports : [unit, ...supports]))),
];

function newPeople(tasks: readonly PlannedTask[], people: MatchedPeople): ImportPlan['newPeople'] {
  const userids = new Set(tasks.flatMap(({ leader, owner, contact }) => [leader, owner, contact]));
  return [...userids].flatMap((userid) => people.newPerson(userid) ?? []);
}

const notesAsRead = (problems: readonly LineProblem[]): ImportNote[] =>
  problems.flatMap(({ severity, line, column, message }) =>
    severity === 'warning' ? [{ line, code: 'as_read', detail: { column, message } }] : [],
  );

function notesOn(rows: readonly ImportRow[], people: MatchedPeople, renumbered: boolean): ImportNote[] {
  return [
    ...(renumbered ? [note(0, 'problems_renumbered')] : []),
    ...rows.filter(isUnderReview).flatMap(({ line, owner, closure }) => {
      if (people.useridOf(owner) === null) return [note(line, 'review_without_owner')];
      return closure === 'second_review' ? [note(line, 'review_restarts')] : [];
    }),
  ];
}

const note = (line: number, code: Exclude<ImportNote['code'], 'as_read'>): ImportNote => ({
  line,
  code,
  detail: {},
});
