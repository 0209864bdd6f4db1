import type { DateOnly } from '../calendar/date.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { decideAsk } from '../reminder/ask-decision.ts';
import { standingEntries } from '../reply/entry.ts';
import type { ProgressEntry } from '../reply/entry.ts';
import { groupBy } from '../group-by.ts';
import { assessTask, deadlineOf } from '../task/light.ts';
import type { RoundSettings } from '../task/round.ts';
import type { Task } from '../task/task.ts';
import type { LedgerRow } from './ledger.ts';

/** What of an answer a line is made of. */
export type LedgerAnswer = Pick<
  ProgressEntry,
  'id' | 'taskId' | 'week' | 'version' | 'status' | 'text' | 'nextPlan' | 'late' | 'withdraws'
>;

export interface RollUpInput {
  readonly tasks: readonly Task[];
  /** Of any weeks; `nextPlan` may come from an earlier one. Of each task the last of both in time are enough. */
  readonly entries: readonly LedgerAnswer[];
  /** By task id. */
  readonly evidenceCounts: ReadonlyMap<string, number>;
  /** The Monday that names the week. */
  readonly week: DateOnly;
  readonly asOf: DateOnly;
  readonly calendar: WorkCalendar;
  readonly settings: RoundSettings;
}

/** The ledger of a week, one row per task in display order, from what was answered before the window closed. */
export function rollUp(input: RollUpInput): LedgerRow[] {
  const inTime = standingEntries(input.entries).filter(
    (entry) => entry.week < input.week || (entry.week === input.week && !entry.late),
  );
  const standing = groupBy(inTime, (entry) => entry.taskId);
  return input.tasks
    .toSorted((a, b) => a.no - b.no)
    .map((task) => rowOf(task, standing.get(task.id) ?? [], input));
}

function rowOf(task: Task, standing: readonly LedgerAnswer[], input: RollUpInput): LedgerRow {
  const { calendar, settings, week, asOf } = input;
  const progress = standing.findLast((entry) => entry.week === week);
  const plan = standing.findLast((entry) => entry.nextPlan !== '');
  const ask = decideAsk(task, standing, { calendar, settings, today: asOf, weekMonday: week });
  const { light, timeliness, overdueDays } = assessTask(task, asOf, calendar, settings);
  return {
    ...identityOf(task),
    progress: progress?.text ?? '',
    reported: progress?.status ?? null,
    asked: progress !== undefined || ask.kind === 'ask',
    entryIds: [...new Set([progress, plan].flatMap((entry) => (entry ? [entry.id] : [])))],
    completion: task.completion,
    closure: task.closure,
    light,
    overdueDays,
    timeliness,
    nextPlan: plan?.nextPlan ?? '',
    evidenceCount: input.evidenceCounts.get(task.id) ?? 0,
    remark: task.remark,
    ...(task.reportedUp && { reportedUpTo: task.reportedUp.to, reportedUpOn: task.reportedUp.on }),
  };
}

/** What the row says of the task whatever the week brought. */
function identityOf(task: Task) {
  return {
    taskId: task.id,
    no: task.no,
    code: task.code,
    category: task.category.name,
    problemNo: task.problem.no,
    problem: task.problem.name,
    task: task.title,
    measures: task.measures.map((measure) => measure.text),
    measureTypes: task.measures.map((measure) => measure.type),
    leader: task.leader?.name ?? '',
    leaderId: task.leader?.id ?? null,
    unit: task.leadUnit?.name ?? '',
    owner: task.owner?.name ?? '',
    supportUnits: task.supportUnits.map((unit) => unit.name),
    dueOn: deadlineOf(task),
    originalDueOn: task.originalDueOn,
    horizon: task.horizon,
  };
}
