import { groupBy } from '../../domain/group-by.ts';
import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Completion } from '../../domain/task/task.ts';
import type { Directory } from '../channel.ts';
import type { ImportPlan, ImportRow } from './import-plan.ts';
import { newRound, type ImportDeps, type WantedRound } from './import-round.ts';
import { planRows } from './import-rows.ts';

/** A published report on rectification (整改进展情况的通报) as it was read. */
export interface Report {
  readonly title: string | null;
  readonly problems: readonly ReportProblem[];
  readonly counts: ReportCounts;
  readonly warnings: readonly { readonly line: number; readonly message: string }[];
}

export interface ReportProblem {
  /** Of the heading, from 1. */
  readonly line: number;
  readonly category: string;
  /** Within its category. */
  readonly no: number;
  /** Without 关于“…”的问题 around it. */
  readonly title: string;
  /** Null when the report does not say. */
  readonly completion: Completion | null;
  /** 长期坚持, also beside a completion. */
  readonly ongoing: boolean;
  readonly cause: string | null;
  readonly measures: readonly string[];
  readonly nextPlan: string | null;
  /** 整改情况, with the line breaks inside sentences taken out. */
  readonly text: string;
}

/** The parts from `done` to `not_stated` add up to `total`, and so do the categories. */
export interface ReportCounts {
  readonly total: number;
  readonly done: number;
  readonly basically_done: number;
  readonly not_done: number;
  readonly stopped: number;
  readonly ongoing: number;
  readonly not_stated: number;
  readonly byCategory: readonly { readonly category: string; readonly count: number }[];
}

/** What goes on for long counts beside the completions unless one of them is stated (as in the figures of a ledger). */
export function countProblems(problems: readonly ReportProblem[]): ReportCounts {
  const stated = problems.map(({ completion, ongoing }) =>
    ongoing && (completion ?? 'not_done') === 'not_done' ? 'ongoing' : (completion ?? 'not_stated'),
  );
  const countOf = (part: (typeof stated)[number]) => stated.filter((each) => each === part).length;
  const categories = groupBy(problems, ({ category }) => category);
  return {
    total: problems.length,
    done: countOf('done'),
    basically_done: countOf('basically_done'),
    not_done: countOf('not_done'),
    stopped: countOf('stopped'),
    ongoing: countOf('ongoing'),
    not_stated: countOf('not_stated'),
    byCategory: [...categories].map(([category, own]) => ({ category, count: own.length })),
  };
}

interface TaskOwner {
  readonly userid: string;
  readonly unit: string | null;
}

/**
 * A new round made from a published report: one problem and one task for each it lists, as far as the report says they
 * are. What is done counts as struck off on the day the round starts.
 */
export async function planReportImport(
  deps: ImportDeps,
  input: {
    readonly report: Pick<Report, 'problems' | 'warnings'>;
    readonly round: WantedRound;
    /** The deadline of all but the long-term ones; a report names none. */
    readonly dueOn: DateOnly;
    /** The tasks are dealt to them in turn, and to their units. */
    readonly dealOwnersTo?: readonly TaskOwner[];
    readonly directory: Directory | null;
  },
): Promise<ImportPlan> {
  const { report, dueOn, dealOwnersTo = [], directory } = input;
  const round = await newRound(deps, input.round);
  const rows = report.problems.map((problem, index) =>
    rowOf(problem, {
      no: index + 1,
      dueOn,
      owner: dealOwnersTo[index % dealOwnersTo.length] ?? null,
      startedOn: round.startedOn,
    }),
  );
  const problems = report.warnings.map((each) => ({ severity: 'warning', column: '', ...each }) as const);
  return planRows(deps, round, [], { rows, problems, directory });
}

function rowOf(
  problem: ReportProblem,
  {
    no,
    dueOn,
    owner,
    startedOn,
  }: { no: number; dueOn: DateOnly; owner: TaskOwner | null; startedOn: DateOnly },
): ImportRow {
  const { line, category, title, ongoing, text } = problem;
  const measures = problem.measures.length > 0 || text === '' ? problem.measures : [text];
  const completion = problem.completion ?? 'not_done';
  const done = completion === 'done';
  return {
    line,
    no,
    category,
    problem: title,
    problemNo: no,
    cause: problem.cause ?? '',
    task: title,
    measures: measures.map((measure) => ({ type: 'other', text: measure })),
    leader: null,
    owner: owner?.userid ?? null,
    contact: null,
    unit: owner?.unit ?? null,
    supports: [],
    due: ongoing ? null : dueOn,
    horizon: ongoing ? 'long' : 'term',
    completion,
    closure: done ? 'closed' : 'open',
    ...(done && { closedOn: startedOn }),
    remark: problem.nextPlan ?? '',
  };
}
