import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalRows } from '../../../../src/domain/ledger/canonical.ts';
import { checkFigures } from '../../../../src/domain/ledger/check-figures.ts';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import type { CompletionCount, Figures, LedgerRow } from '../../../../src/domain/ledger/ledger.ts';
import { rollUp } from '../../../../src/domain/ledger/roll-up.ts';
import type { ProgressEntry } from '../../../../src/domain/reply/entry.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { aTask, anEntry } from '../../../support/a-task.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';
import { anyTasks } from '../task/any-task.ts';

const asOf = '2026-03-13';

const figuresOf = (tasks: readonly Task[], entries: readonly ProgressEntry[] = []): Figures =>
  computeFigures({ rows: rowsOf(tasks, entries), asOf });

function rowsOf(tasks: readonly Task[], entries: readonly ProgressEntry[] = []): LedgerRow[] {
  return rollUp({
    tasks,
    entries,
    evidenceCounts: new Map(),
    week: '2026-03-09',
    asOf,
    calendar: calendar2026,
    settings: DEFAULT_ROUND_SETTINGS,
  });
}

/** `3 = 1 已完成 + 2 未完成`: the total and its parts that are not zero. */
function written({ total, ...parts }: CompletionCount): string {
  const words = {
    done: '已完成',
    basicallyDone: '基本完成',
    notDone: '未完成',
    ongoing: '长期坚持',
    stopped: '终止',
  };
  const named = Object.entries(words).map(
    ([part, word]) => [parts[part as keyof typeof parts], word] as const,
  );
  return `${total} = ${named.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(' + ')}`;
}

describe('整改任务按哪一项计', () => {
  test.each<[string, Partial<Task>, string]>([
    ['未完成', {}, '1 = 1 未完成'],
    ['报了已完成、待初审，仍计未完成', { closure: 'first_review', claimedOn: '2026-03-10' }, '1 = 1 未完成'],
    ['已完成', { completion: 'done', closure: 'closed' }, '1 = 1 已完成'],
    ['基本完成', { completion: 'basically_done' }, '1 = 1 基本完成'],
    ['长期坚持、没完成', { horizon: 'long', dueOn: null }, '1 = 1 长期坚持'],
    ['长期坚持、基本完成', { horizon: 'long', dueOn: null, completion: 'basically_done' }, '1 = 1 基本完成'],
    ['长期坚持、已完成', { horizon: 'long', dueOn: null, completion: 'done' }, '1 = 1 已完成'],
    ['依规终止', { completion: 'stopped' }, '1 = 1 终止'],
  ])('%s', (_, given, expected) => expect(written(figuresOf([aTask(given)]).tasks)).toBe(expected));
});

describe('反馈问题看它的任务', () => {
  const problem = { id: 'p1', no: 1, name: '公务接待把关不严' };
  const [done, basic, open, long, stopped] = [
    { completion: 'done' },
    { completion: 'basically_done' },
    { completion: 'not_done' },
    { horizon: 'long', dueOn: null },
    { completion: 'stopped' },
  ] as const satisfies Partial<Task>[];

  test.each<[string, Partial<Task>[], string]>([
    ['都完成', [done, done], '1 = 1 已完成'],
    ['终止的不拖后腿', [done, stopped], '1 = 1 已完成'],
    ['都终止', [stopped, stopped], '1 = 1 终止'],
    ['有一项基本完成', [done, basic], '1 = 1 基本完成'],
    ['没完成的只剩长期坚持', [done, long], '1 = 1 长期坚持'],
    ['基本完成加长期坚持', [basic, long], '1 = 1 长期坚持'],
    ['有一项没完成', [done, basic, long, open], '1 = 1 未完成'],
  ])('%s', (_, given, expected) => {
    const tasks = given.map((own, index) => aTask({ no: index + 1, problem, ...own }));
    expect(written(figuresOf(tasks).problems)).toBe(expected);
  });
});

describe('已知的合计', () => {
  test('32 个问题、39 项任务：完成 25 项，含立行立改 4 项', () => {
    const tasks = Array.from({ length: 39 }, (_, index) => {
      const problemNo = (index % 32) + 1;
      return aTask({
        no: index + 1,
        problem: { id: `p${problemNo}`, no: problemNo, name: `第 ${problemNo} 个问题` },
        horizon: index < 4 ? 'immediate' : 'term',
        completion: index < 25 ? 'done' : 'not_done',
      });
    });
    const figures = figuresOf(tasks);
    expect(written(figures.tasks)).toBe('39 = 25 已完成 + 14 未完成');
    expect(figures.within.immediateDone).toBe(4);
    expect(figures.byHorizon).toEqual({ immediate: 4, term: 35, long: 0 });
    // Tasks 33 to 39 are the second ones of problems 1 to 7, and none of them is done.
    expect(written(figures.problems)).toBe('32 = 18 已完成 + 14 未完成');
    expect(checkFigures(figures)).toEqual([]);
  });

  test('62 项：53 已完成、6 基本完成、1 未完成、2 长期坚持；分类 18/19/14/7/2/2', () => {
    const states: [number, Partial<Task>][] = [
      [53, { completion: 'done' }],
      [6, { completion: 'basically_done' }],
      [1, {}],
      [2, { horizon: 'long', dueOn: null }],
    ];
    const sections: [number, string][] = [
      [18, '聚焦一'],
      [19, '聚焦二'],
      [14, '聚焦三'],
      [7, '聚焦四'],
      [2, '聚焦五'],
      [2, '长期坚持'],
    ];
    const names = sections.flatMap(([count, name]) => Array.from({ length: count }, () => name));
    const tasks = states
      .flatMap(([count, given]) => Array.from({ length: count }, () => given))
      .map((given, index) => {
        const name = names[index] ?? '';
        return aTask({ no: index + 1, category: { id: name, name }, ...given });
      });
    const figures = figuresOf(tasks);
    expect(written(figures.tasks)).toBe('62 = 53 已完成 + 6 基本完成 + 1 未完成 + 2 长期坚持');
    expect(written(figures.problems)).toBe(written(figures.tasks));
    expect(figures.byCategory.tasks.map(({ name, count }) => [count.total, name])).toEqual(sections);
    expect(checkFigures(figures)).toEqual([]);
  });
});

test('同名的两位牵头领导分开计，没有牵头单位的另成一组', () => {
  const { byLeader, byUnit } = figuresOf([
    aTask({ no: 1, leader: { id: 'l1', name: '周正平' } }),
    aTask({ no: 2, leader: { id: 'l2', name: '周正平' } }),
    aTask({ no: 3, leader: { id: 'l1', name: '周正平' }, leadUnit: null }),
  ]);
  expect(byLeader.map(({ key, name, count }) => [key, name, count.total])).toEqual([
    ['l1', '周正平', 2],
    ['l2', '周正平', 1],
  ]);
  expect(byUnit.map(({ name, count }) => [name, count.total])).toEqual([
    ['办公室', 2],
    ['', 1],
  ]);
});

test('亮灯、审核中、已销号', () => {
  const { lights, within } = figuresOf([
    aTask({ no: 1 }),
    aTask({ no: 2, dueOn: '2026-03-16' }),
    aTask({ no: 3, dueOn: '2026-03-12' }),
    aTask({ no: 4, closure: 'closed', completion: 'done' }),
    aTask({ no: 5, completion: 'stopped', closure: 'first_review' }),
    aTask({ no: 6, closure: 'second_review', claimedOn: '2026-03-02', dueOn: '2026-03-12' }),
  ]);
  expect(lights).toEqual({ green: 2, yellow: 1, red: 1, closed: 2 });
  expect(within).toEqual({ immediateDone: 0, underReview: 1, closed: 1 });
});

test('答复：该报几项、报了几项、没报几项', () => {
  const tasks = [
    aTask({ no: 1 }),
    aTask({ no: 2 }),
    aTask({ no: 3, closure: 'first_review' }),
    aTask({ no: 4, closure: 'first_review' }),
    aTask({ no: 5, horizon: 'long', dueOn: null }),
    aTask({ no: 6, closure: 'closed' }),
    aTask({ no: 7 }),
  ];
  const { answers } = figuresOf(tasks, [
    anEntry({ taskId: 'task-1' }),
    anEntry({ taskId: 'task-3', status: 'done' }),
    anEntry({ taskId: 'task-5', week: '2026-03-02' }),
    anEntry({ taskId: 'task-7', late: true }),
  ]);
  // Asked: 1, 2, 3, 7. In review before the week, review not due, closed: not asked. 补报 is not in time.
  expect(answers).toEqual({ asked: 4, answered: 2, notAnswered: 2 });
});

test('没有任务时都是零', () => {
  const figures = figuresOf([]);
  expect(figures.tasks.total).toBe(0);
  expect(checkFigures(figures)).toEqual([]);
});

test('任意任务，数字都合得上', () => {
  fc.assert(
    fc.property(anyTasks, (tasks) => {
      const answered = tasks.filter(({ no }) => no % 3 !== 0);
      const entries = answered.map(({ id, no }) => anEntry({ taskId: id, late: no % 3 === 1 }));
      const figures = figuresOf(tasks, entries);
      expect(checkFigures(figures)).toEqual([]);
      expect(figures.tasks.total).toBe(tasks.length);
      expect(figures.problems.total).toBe(new Set(tasks.map(({ problem }) => problem.no)).size);
    }),
  );
});

test('冻结的台账读回来再算，数字一个不变', () => {
  fc.assert(
    fc.property(anyTasks, (tasks) => {
      const rows = rowsOf(tasks);
      const readBack = JSON.parse(canonicalRows(rows)) as LedgerRow[];
      expect(computeFigures({ rows: readBack, asOf })).toEqual(computeFigures({ rows, asOf }));
    }),
  );
});
