import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawSample, sampleSize } from '../../../../../src/domain/task/look-back/draw-sample.ts';
import { hashOf } from '../../../../../src/domain/task/look-back/hash.ts';
import type { Task } from '../../../../../src/domain/task/task.ts';
import { aTask } from '../../../../support/a-task.ts';
import { anyTasks } from '../any-task.ts';

const anyDraw = fc.record({ seed: fc.string(), count: fc.integer({ min: 1, max: 30 }) });
const unitOf = ({ leadUnit }: Task): string => leadUnit?.id ?? '';
const closedOf = (tasks: readonly Task[]) => tasks.filter(({ closure }) => closure === 'closed');
const nos = (tasks: readonly Task[]) => tasks.map(({ no }) => no);

test.each([
  [21, { percent: 10 }, 3],
  [20, { percent: 10 }, 2],
  [100, { percent: 7 }, 7],
  [3, { percent: 1 }, 1],
  [3, { percent: 100 }, 3],
  [3, { count: 5 }, 3],
  [0, { percent: 50 }, 0],
  [0, { count: 2 }, 0],
])('%i 项按 %j 抽 %i 项', (population, size, drawn) => expect(sampleSize(population, size)).toBe(drawn));

test('同一种子、同一批任务，不论次序，抽出的一样', () => {
  fc.assert(
    fc.property(
      anyTasks.chain((tasks) =>
        fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
      ),
      anyDraw,
      ([tasks, shuffled], draw) => {
        expect(nos(drawSample(shuffled, draw))).toEqual(nos(drawSample(tasks, draw)));
      },
    ),
  );
});

test('抽够数，不重复，只抽已销号的', () => {
  fc.assert(
    fc.property(anyTasks, anyDraw, (tasks, draw) => {
      const drawn = drawSample(tasks, draw);
      const closed = closedOf(tasks);
      expect(drawn).toHaveLength(Math.min(closed.length, draw.count));
      expect(new Set(nos(drawn)).size).toBe(drawn.length);
      expect(drawn.every((task) => closed.includes(task))).toBe(true);
    }),
  );
});

test('撤并的不抽', () => {
  const removed = aTask({ no: 1, closure: 'closed', removed: { how: 'merged', on: '2026-05-08' } });
  expect(drawSample([removed], { seed: 'a', percent: 100 })).toEqual([]);
});

test('各单位抽到的至多差一项，除非哪家已抽完', () => {
  fc.assert(
    fc.property(anyTasks, anyDraw, (tasks, draw) => {
      const drawn = drawSample(tasks, draw);
      const count = (unit: string, of: readonly Task[]) => of.filter((task) => unitOf(task) === unit).length;
      const closed = closedOf(tasks);
      const units = [...new Set(closed.map(unitOf))];
      const most = Math.max(0, ...units.map((unit) => count(unit, drawn)));
      const unfinished = units.filter((unit) => count(unit, drawn) < count(unit, closed));
      for (const unit of unfinished) expect(count(unit, drawn)).toBeGreaterThanOrEqual(most - 1);
    }),
  );
});

test('抽得多的以抽得少的开头', () => {
  fc.assert(
    fc.property(anyTasks, anyDraw, (tasks, draw) => {
      const more = drawSample(tasks, { ...draw, count: draw.count + 3 });
      expect(nos(more).slice(0, draw.count)).toEqual(nos(drawSample(tasks, draw)));
    }),
  );
});

const category = (id: string) => ({ category: { id, name: id } });

test('同一单位内，先抽没抽过的类别', () => {
  const tasks = [
    ...[1, 2, 3, 4, 5, 6].map((no) => aTask({ no, closure: 'closed', ...category('c1') })),
    aTask({ no: 7, closure: 'closed', ...category('c2') }),
  ];
  for (const seed of ['甲', '乙', '丙', '丁'])
    expect(new Set(drawSample(tasks, { seed, count: 2 }).map((task) => task.category.id)).size).toBe(2);
});

test('换了种子，每一项都有机会', () => {
  const tasks = [1, 2, 3, 4, 5].map((no) => aTask({ no, closure: 'closed' }));
  const times = new Map<number, number>();
  for (let seed = 0; seed < 1000; seed += 1) {
    const [no = 0] = nos(drawSample(tasks, { seed: `A-${seed}`, count: 1 }));
    times.set(no, (times.get(no) ?? 0) + 1);
  }
  for (const { no } of tasks) expect(times.get(no)).toBeGreaterThan(150);
});

test('散列值是写死的：换一台机器、换一个版本也抽出同样的', () => {
  expect(['', 'A-2026-06-08#1', '抽查'].map(hashOf)).toEqual([2872998923, 4279965020, 3105692657]);
});
