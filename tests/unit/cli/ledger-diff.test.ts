import { describe, expect, test } from 'vitest';
import type { FrozenWeek } from '../../../src/app/week/week-stores.ts';
import { computeFigures } from '../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../src/domain/ledger/ledger.ts';
import { aRound } from '../app/import/import-store.ts';
import { aLedgerRow } from '../documents/a-ledger-row.ts';
import { aMachine, run } from './a-cli.ts';

const task = (no: number, differences: Partial<LedgerRow> = {}): LedgerRow =>
  aLedgerRow({ taskId: `t${no}`, no, code: `${no}`, problemNo: no, ...differences });

const aWeek = (week: FrozenWeek['week'], number: number, rows: readonly LedgerRow[]): FrozenWeek => ({
  id: `week-${number}`,
  roundId: 'round-a',
  week,
  number,
  frozenAt: new Date(`${week}T06:00:00Z`),
  rows,
  figures: computeFigures({ rows, asOf: week }),
  sha256: 'ab'.repeat(32),
});

const WEEKS = [
  aWeek('2026-05-25', 10, [task(1), task(2)]),
  aWeek('2026-06-01', 11, [
    task(1, { progress: '已征求意见' }),
    task(2, { light: 'red', timeliness: 'overdue', overdueDays: 3 }),
    task(3, { task: '开展夜查' }),
  ]),
];

const machine = (frozen = WEEKS) => aMachine({ rounds: [aRound()], frozen: [...frozen] });

describe('ledger diff', () => {
  test.each([
    ['by number', ['W10', 'W11']],
    ['by number without the letter', ['10', 'w11']],
    ['by any day of the weeks', ['2026-05-29', '2026-06-07']],
  ])('%s', async (_, weeks) => {
    const { code, out } = await run(machine(), 'ledger', 'diff', ...weeks);
    expect(code).toBe(0);
    expect(out).toEqual([
      '第10周（2026-05-25起） → 第11周（2026-06-01起）',
      '上期任务2项＝未变0项＋仅填报更新1项＋有变化1项＋减少0项',
      '本期任务3项＝未变0项＋仅填报更新1项＋有变化1项＋新增1项',
      '有变化1项：',
      '  2号 公共服务办公室 完善首问负责和限时办结制度：绿灯→红灯；未到期→逾期',
      '新增1项：',
      '  3号 公共服务办公室 开展夜查：未完成',
      '仅填报更新1项：',
      '  1号 公共服务办公室 完善首问负责和限时办结制度：进展有更新',
    ]);
  });

  test('as JSON, with both values of each field', async () => {
    const { json } = await run(machine(), 'ledger', 'diff', 'W10', 'W11', '--json');
    expect(json).toMatchObject({
      round: 'A',
      from: { number: 10, week: '2026-05-25', tasks: 2 },
      to: { number: 11, week: '2026-06-01', tasks: 3 },
      counts: { before: 2, after: 3, same: 0, answered: 1, changed: 1, come: 1, left: 0 },
      changed: [
        {
          code: '2',
          fields: [
            { field: 'light', from: 'green', to: 'red' },
            { field: 'timeliness', from: 'not_due', to: 'overdue' },
          ],
          words: ['绿灯→红灯', '未到期→逾期'],
        },
      ],
      come: [{ code: '3' }],
      left: [],
    });
  });

  test.each<[string, string[], FrozenWeek[], number, RegExp]>([
    ['the later week first', ['W11', 'W10'], WEEKS, 2, /the earlier one first/],
    ['the same week twice', ['W10', '2026-05-27'], WEEKS, 2, /two different weeks/],
    ['a week that is not frozen', ['W10', 'W12'], WEEKS, 1, /no frozen ledger of number 12/],
    ['no week', ['W10', 'last'], WEEKS, 2, /the number of a week/],
    [
      'a task that left without a reason',
      ['W10', 'W11'],
      [WEEKS[0]!, aWeek('2026-06-01', 11, [task(1)])],
      1,
      /figures do not close.*base\.tasks/,
    ],
  ])('refused: %s', async (_, weeks, frozen, code, message) => {
    const outcome = await run(machine(frozen), 'ledger', 'diff', ...weeks);
    expect([outcome.code, outcome.out]).toEqual([code, []]);
    expect(outcome.err.join('\n')).toMatch(message);
  });
});

test('an export tells how far it is', async () => {
  const given = machine();
  await run(given, 'ledger', 'export', '--number', '11', '--paper', 'a4', '--out', 'x.xlsx');
  expect(given.progress).toEqual([['writing the ledger', 3, 3]]);
  expect(given.written[0]?.since).toMatchObject({
    number: 10,
    movement: { added: ['3'], base: { added: ['3'] } },
  });
});
