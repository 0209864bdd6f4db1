import { describe, expect, test } from 'vitest';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import type { Figures, LedgerRow } from '../../../../src/domain/ledger/ledger.ts';
import { wallChart } from '../../../../src/domain/ledger/wall-chart.ts';
import { aLedgerRow } from '../../documents/a-ledger-row.ts';
import { AS_OF, aWallChart, manyRows } from '../../documents/a-wall-chart.ts';

const row = (no: number, differences: Partial<LedgerRow> = {}): LedgerRow =>
  aLedgerRow({ taskId: `t${no}`, no, code: String(no), problemNo: no, ...differences });

const red = (no: number, overdueDays: number): LedgerRow =>
  row(no, { light: 'red', overdueDays, timeliness: 'overdue', dueOn: '2026-05-01' });

describe('挂图上有什么', () => {
  test('各单位按台账顺序，没有单位的也算一行', () => {
    const rows = [
      row(1, { unit: '财政所' }),
      red(2, 3),
      row(3, { unit: '', light: 'yellow' }),
      row(4, { unit: '财政所' }),
    ];
    expect(aWallChart(rows).units).toEqual([
      { name: '财政所', lights: { red: 0, yellow: 0, green: 2, closed: 0 }, total: 2 },
      { name: '公共服务办公室', lights: { red: 1, yellow: 0, green: 0, closed: 0 }, total: 1 },
      { name: '', lights: { red: 0, yellow: 1, green: 0, closed: 0 }, total: 1 },
    ]);
  });

  test('红灯从逾期最久的排起，同样久的按编号', () => {
    expect(aWallChart([red(3, 9), red(1, 9), red(2, 40)]).red).toEqual([
      { code: '2', days: 40 },
      { code: '1', days: 9 },
      { code: '3', days: 9 },
    ]);
  });

  test.each<[string, Partial<LedgerRow>, boolean]>([
    ['截至当天到期，已不算“即将”', { dueOn: AS_OF }, false],
    ['次日', { dueOn: '2026-06-13' }, true],
    ['第十四天', { dueOn: '2026-06-26' }, true],
    ['第十五天', { dueOn: '2026-06-27' }, false],
    ['已销号', { dueOn: '2026-06-20', light: 'closed', closure: 'closed', completion: 'done' }, false],
    ['已完成未销号', { dueOn: '2026-06-20', completion: 'done' }, false],
    ['长期坚持没有时限', { dueOn: null, horizon: 'long' }, false],
  ])('即将到期：%s', (_, differences, shown) => {
    expect(aWallChart([row(7, differences)]).nextDue).toEqual(
      shown ? [{ code: '7', dueOn: differences.dueOn }] : [],
    );
  });

  test.each([
    [0, ['4']],
    [3, ['1', '2', '3', '4']],
    [12, ['6', '7', '8', '9', '10', '11', '12', '13']],
  ])('此前冻结 %i 期时的趋势', (weeksBefore, shown) => {
    const { trend } = aWallChart([row(1)], { weeksBefore, weekNo: Math.max(4, weeksBefore + 1) });
    expect(trend.map(({ weekNo }) => String(weekNo))).toEqual(shown);
  });
});

describe('对不上的数不出图', () => {
  const rows = manyRows({ tasks: 20, units: 3 });
  const figures = computeFigures({ rows, asOf: AS_OF });
  const refused = (given: Partial<Figures>, before: { number: number; figures: Figures }[] = []) => {
    const made = wallChart({
      roundName: '',
      weekNo: 5,
      sha256: null,
      rows,
      figures: { ...figures, ...given },
      before,
    });
    return made.kind === 'refused' ? made.errors.map(({ figure }) => figure) : [];
  };

  test('对得上就出', () => {
    expect(refused({})).toEqual([]);
  });
  test('总数', () => {
    expect(refused({ tasks: { ...figures.tasks, total: 21 } })).toContain('units');
  });
  test('各单位的灯与合计', () => {
    const lights = { ...figures.lights, red: figures.lights.red + 1, green: figures.lights.green - 1 };
    expect(refused({ lights })).toEqual(['units.red', 'units.green', 'red']);
  });
  test('往期', () => {
    const old = { ...figures, tasks: { ...figures.tasks, done: figures.tasks.done + 1 } };
    expect(refused({}, [{ number: 4, figures: old }])).toEqual(['trend[4]']);
  });
});

describe('上墙进群的只有单位、编号、灯和天数（规则十）', () => {
  const SECRET = '不得上墙';
  const words: Partial<LedgerRow> = {
    category: `${SECRET}类别`,
    problem: `${SECRET}问题`,
    task: `${SECRET}任务`,
    measures: [`${SECRET}措施`],
    leader: `${SECRET}领导`,
    leaderId: `${SECRET}领导号`,
    owner: `${SECRET}责任人`,
    supportUnits: [`${SECRET}配合`],
    progress: `${SECRET}进展`,
    nextPlan: `${SECRET}计划`,
    remark: `${SECRET}备注`,
    entryIds: [`${SECRET}填报`],
    reportedUpTo: `${SECRET}上报`,
  };

  test('行里别的字段一个字也不带', () => {
    const rows = manyRows({ tasks: 30, units: 4 }).map((each) => ({ ...each, ...words }));
    expect(JSON.stringify(aWallChart(rows))).not.toContain(SECRET);
  });

  test('往期的也不带', () => {
    const rows = [row(1, words)];
    const before = [{ number: 1, figures: computeFigures({ rows, asOf: '2026-06-05' }) }];
    const made = wallChart({
      roundName: '',
      weekNo: 2,
      sha256: null,
      rows,
      figures: computeFigures({ rows, asOf: AS_OF }),
      before,
    });
    expect(JSON.stringify(made)).not.toContain(SECRET);
  });
});
