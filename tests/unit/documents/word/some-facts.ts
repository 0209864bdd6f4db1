import type { ReportFacts } from '../../../../src/app/papers/report-facts.ts';
import { reportFacts } from '../../../../src/app/papers/report-facts.ts';
import type { Withheld } from '../../../../src/domain/ledger/publication.ts';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../../src/domain/ledger/ledger.ts';
import type { ProgressEntry } from '../../../../src/domain/reply/entry.ts';
import type { Stores } from '../../../../src/app/stores.ts';
import { aLedgerRow } from '../a-ledger-row.ts';

export const WEEK = '2026-03-16';
export const AS_OF = '2026-03-20';
export const TAKEN_AT = '2026-03-20T06:00:00.000Z';

/** Problems 1–5 in two categories: done, on its way, long-term, done in two tasks, basically done. */
export const SOME_ROWS: readonly LedgerRow[] = [
  aLedgerRow({
    taskId: 't1',
    no: 1,
    code: '1',
    problemNo: 1,
    problem: '首问负责制落实不到位',
    completion: 'done',
    closure: 'closed',
    light: 'closed',
    timeliness: 'done_on_time',
    horizon: 'immediate',
    nextPlan: '',
  }),
  aLedgerRow({
    taskId: 't2',
    no: 2,
    code: '2',
    problemNo: 2,
    problem: '“三公”经费审批把关不严',
    light: 'red',
    timeliness: 'overdue',
    overdueDays: 12,
    dueOn: '2026-03-08',
    unit: '财政办公室',
    owner: '孙有禾',
    reported: null,
    progress: '',
    nextPlan: '一是修订审批流程；二是开展专项检查',
  }),
  aLedgerRow({
    taskId: 't3',
    no: 3,
    code: '3',
    problemNo: 3,
    category: '基层治理方面',
    problem: '关于老旧小区消防通道堵塞的问题',
    horizon: 'long',
    dueOn: null,
    originalDueOn: null,
    timeliness: 'none',
    unit: '综合治理办公室',
    nextPlan: '每月巡查一次',
  }),
  aLedgerRow({
    taskId: 't4',
    no: 4,
    code: '4',
    problemNo: 4,
    category: '基层治理方面',
    problem: '网格员培训流于形式',
    completion: 'basically_done',
    light: 'yellow',
    timeliness: 'near',
    dueOn: '2026-03-25',
    unit: '综合治理办公室',
    nextPlan: '',
  }),
];

let version = 0;
export const anEntry = (taskId: string, differences: Partial<ProgressEntry> = {}): ProgressEntry => {
  version += 1;
  return {
    id: `e${version}`,
    taskId,
    week: WEEK,
    version,
    status: 'in_progress',
    text: '规范初稿已征求意见',
    nextPlan: '',
    by: { id: 'p1', name: '李向晚' },
    onBehalfOf: null,
    source: 'chat',
    recordedAt: '2026-03-17T02:00:00.000Z',
    late: false,
    withdraws: null,
    ...differences,
  };
};

export const SOME_ENTRIES: readonly ProgressEntry[] = [
  anEntry('t1', { week: '2026-03-09', text: '修订窗口服务规范并印发', recordedAt: '2026-03-10T02:00:00Z' }),
  anEntry('t1', { status: 'done', text: '已完成首问负责培训6场，抽查办件320件' }),
  anEntry('t3', { text: '一是清理堵塞点位17处；二是与物业签订责任书' }),
  anEntry('t4', { status: 'done', text: '全部网格员已轮训完毕' }),
];

/** What the stores would give, with these problems withheld. */
export const storesOf = (
  entries: readonly ProgressEntry[],
  withheld: Readonly<Record<number, Partial<Withheld>>> = {},
  rows: readonly LedgerRow[] = SOME_ROWS,
) =>
  ({
    entries: {
      ofTasks: async (ids: readonly string[]) => entries.filter(({ taskId }) => ids.includes(taskId)),
    },
    problems: {
      ofRound: async () =>
        [...new Set(rows.map(({ problemNo }) => problemNo))].map((no) => ({
          id: `problem-${no}`,
          no,
          title: rows.find(({ problemNo }) => problemNo === no)?.problem ?? '',
          category: rows.find(({ problemNo }) => problemNo === no)?.category ?? '',
          withheld: { party: null, society: null, ...withheld[no] },
        })),
    },
  }) as unknown as Pick<Stores, 'entries' | 'problems'>;

export const someReport = (
  differences: {
    audience?: ReportFacts['audience'];
    withheld?: Readonly<Record<number, Partial<Withheld>>>;
    entries?: readonly ProgressEntry[];
    answers?: 'all' | 'week';
    rows?: readonly LedgerRow[];
  } = {},
): Promise<ReportFacts> =>
  reportFacts(
    storesOf(differences.entries ?? SOME_ENTRIES, differences.withheld),
    { id: 'round-a', name: '第七轮巡察整改', startedOn: '2026-01-05' },
    {
      rows: differences.rows ?? SOME_ROWS,
      figures: computeFigures({ rows: differences.rows ?? SOME_ROWS, asOf: AS_OF }),
      week: WEEK,
      weekNo: 11,
      takenAt: TAKEN_AT,
    },
    { audience: differences.audience ?? 'superior', answers: differences.answers ?? 'all' },
  );
