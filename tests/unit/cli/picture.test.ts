import { describe, expect, test } from 'vitest';
import type { FrozenWeek } from '../../../src/app/week/week-stores.ts';
import { computeFigures } from '../../../src/domain/ledger/figures.ts';
import { aRound } from '../app/import/import-store.ts';
import { manyRows } from '../documents/a-wall-chart.ts';
import { aMachine, run } from './a-cli.ts';

function frozenWeek(week: FrozenWeek['week'], number: number): FrozenWeek {
  const rows = manyRows({ tasks: 10 + number, units: 3 });
  return {
    id: `week-${number}`,
    roundId: 'round-a',
    week,
    number,
    frozenAt: new Date('2026-06-05T06:00:00Z'),
    rows,
    figures: computeFigures({ rows, asOf: week }),
    sha256: 'ab'.repeat(32),
  };
}

const machine = () =>
  aMachine({
    rounds: [aRound()],
    frozen: [frozenWeek('2026-06-01', 2), frozenWeek('2026-05-25', 1)],
  });

describe('duban picture', () => {
  test('冻结的一周，连同此前各期', async () => {
    const here = machine();
    const { code, out } = await run(here, 'picture', '--number', '2', '--out', 'chart.png');
    expect({ code, out }).toEqual({
      code: 0,
      out: ['chart.png: wall chart of 12 tasks, week of 2026-06-01, number 2, as of 2026-06-01'],
    });
    expect(here.files.get('chart.png')?.toString()).toBe('picture');
    const [{ chart, size } = { chart: null, size: null }] = here.drawn;
    expect(size).toBe('a3');
    expect(chart?.trend.map(({ weekNo, tasks }) => [weekNo, tasks.total])).toEqual([
      [1, 11],
      [2, 12],
    ]);
  });

  test('按当前情况，手机尺寸', async () => {
    const here = aMachine({ rounds: [aRound()] });
    const { code, out } = await run(here, 'picture', '--size', 'phone', '--out', 'p.png');
    expect(code).toBe(0);
    expect(out[0]).toContain('not frozen');
    expect(here.drawn[0]).toMatchObject({ size: 'phone', chart: { weekNo: null, sha256: null } });
  });

  test.each([
    ['没有这一期', ['--number', '9', '--out', 'x.png'], 1],
    ['没有这个尺寸', ['--size', 'a0', '--out', 'x.png'], 2],
    ['没说写到哪里', [], 2],
  ])('%s', async (_, args, code) => {
    const here = machine();
    expect((await run(here, 'picture', ...args)).code).toBe(code);
    expect(here.files.size).toBe(0);
  });

  test('对不上的数不画', async () => {
    const here = machine();
    const [week] = here.memory.frozen;
    if (!week) throw new Error('no frozen week');
    const lights = { ...week.figures.lights, red: 99 };
    here.memory.frozen = [{ ...week, figures: { ...week.figures, lights } }];
    const { code, err } = await run(here, 'picture', '--number', '2', '--out', 'x.png');
    expect(code).toBe(1);
    expect(err.join()).toContain('99');
    expect(here.drawn).toEqual([]);
  });
});
