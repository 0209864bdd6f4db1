import { addDays, dateOnly, type DateOnly } from '../../../src/domain/calendar/date.ts';
import { computeFigures } from '../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../src/domain/ledger/ledger.ts';
import { wallChart, type WallChart } from '../../../src/domain/ledger/wall-chart.ts';
import { aLedgerRow } from './a-ledger-row.ts';

export const AS_OF = dateOnly('2026-06-12');

export interface ChartOptions {
  readonly roundName?: string;
  readonly weekNo?: number | null;
  /** Frozen weeks before this one. */
  readonly weeksBefore?: number;
}

/** The chart of some rows; the weeks before had a task less done each. */
export function aWallChart(
  rows: readonly LedgerRow[],
  { roundName = '区委第五轮巡察整改', weekNo = 4, weeksBefore = 3 }: ChartOptions = {},
): WallChart {
  const made = wallChart({
    roundName,
    weekNo,
    sha256: weekNo === null ? null : '9f2c41d7e0ab55c3d1e2f3a4b5c6d7e8',
    rows,
    figures: computeFigures({ rows, asOf: AS_OF }),
    before: Array.from({ length: weeksBefore }, (_, index) => {
      const undone = (weeksBefore - index) * Math.ceil(rows.length / 20);
      const asOf: DateOnly = addDays(AS_OF, (index - weeksBefore) * 7);
      return { number: index + 1, figures: computeFigures({ rows: withoutDone(rows, undone), asOf }) };
    }),
  });
  if (made.kind === 'refused') throw new Error(JSON.stringify(made.errors));
  return made.chart;
}

function withoutDone(rows: readonly LedgerRow[], count: number): LedgerRow[] {
  let left = count;
  return rows.map((row) => {
    if (row.completion !== 'done' || left === 0) return row;
    left -= 1;
    return { ...row, completion: 'not_done', closure: 'open', light: 'green' };
  });
}

/** So many tasks of so many units, every light and every completion among them, `red` of them red. */
export function manyRows({
  tasks,
  units,
  red = 4,
  unitName = (unit) => `${UNITS[unit % UNITS.length]}${unit < UNITS.length ? '' : unit}`,
}: {
  tasks: number;
  units: number;
  red?: number;
  unitName?: (unit: number) => string;
}): LedgerRow[] {
  return Array.from({ length: tasks }, (_, index) => {
    const no = index + 1;
    const row = { taskId: `t${no}`, no, code: String(no), problemNo: no, unit: unitName(index % units) };
    if (index < red)
      return aLedgerRow({
        ...row,
        light: 'red',
        overdueDays: 3 + ((index * 37) % 110),
        timeliness: 'overdue',
      });
    return aLedgerRow({ ...row, ...KINDS[index % KINDS.length] });
  });
}

// prettier-ignore
const UNITS = [
  '党建工作办', '综合保障办', '城建办', '应急管理办', '综合执法队', '财政所', '平安办', '民生服务中心', '社区建设办', '经济发展办',
  '纪工委办', '宣传文体中心',
];

const KINDS: readonly Partial<LedgerRow>[] = [
  { completion: 'done', closure: 'closed', light: 'closed', timeliness: 'done_on_time' },
  { light: 'yellow', timeliness: 'near', dueOn: '2026-06-18' },
  {},
  { completion: 'basically_done', closure: 'first_review' },
  { horizon: 'long', dueOn: null, timeliness: 'none' },
  { completion: 'done', closure: 'closed', light: 'closed', horizon: 'immediate', timeliness: 'done_late' },
  { dueOn: '2026-06-25' },
];
