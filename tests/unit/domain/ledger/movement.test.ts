import { expect, test } from 'vitest';
import { compareWeeks } from '../../../../src/domain/ledger/movement.ts';
import type { WeekMovement } from '../../../../src/domain/ledger/movement.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { aRow } from './a-row.ts';

const still: WeekMovement = {
  newlyDone: [],
  newlyClosed: [],
  newlyOverdue: [],
  relapsed: [],
  added: [],
  removed: [],
  lights: [],
};
const finished = { completion: 'done', closure: 'closed' } as const;

test.each<[string, Partial<Task>, Partial<Task>, Partial<WeekMovement>]>([
  ['一周没动', {}, {}, {}],
  [
    '销号：完成、销号、熄灯同时发生',
    {},
    finished,
    { newlyDone: ['1'], newlyClosed: ['1'], lights: [{ code: '1', from: 'green', to: 'closed' }] },
  ],
  [
    '上周认定完成，本周销号',
    { completion: 'done' },
    finished,
    { newlyClosed: ['1'], lights: [{ code: '1', from: 'green', to: 'closed' }] },
  ],
  ['报了已完成、待初审，不算新完成', {}, { closure: 'first_review', claimedOn: '2026-03-10' }, {}],
  [
    '本周逾期',
    { dueOn: '2026-03-16' },
    { dueOn: '2026-03-11' },
    { newlyOverdue: ['1'], lights: [{ code: '1', from: 'yellow', to: 'red' }] },
  ],
  ['上周就逾期，不再算新增', { dueOn: '2026-03-04' }, { dueOn: '2026-03-04' }, {}],
  [
    '回头看反弹',
    finished,
    { closure: 'relapsed' },
    { relapsed: ['1'], lights: [{ code: '1', from: 'closed', to: 'green' }] },
  ],
  [
    '反弹后当周又报已完成，反弹不因此消失',
    finished,
    { closure: 'first_review', claimedOn: '2026-03-12' },
    { relapsed: ['1'], lights: [{ code: '1', from: 'closed', to: 'green' }] },
  ],
  [
    '上周反弹、本周待初审，不再算一次',
    { closure: 'relapsed' },
    { closure: 'first_review', claimedOn: '2026-03-12' },
    {},
  ],
  ['改了编号，还是同一项', { code: '1' }, { code: 'A1' }, {}],
])('%s', (_, before, after, moved) =>
  expect(compareWeeks([aRow(before)], [aRow(after)])).toEqual({ ...still, ...moved }),
);

test('新增、撤并的任务单列，不混进新完成、新逾期', () => {
  const previous = [aRow({ no: 1 }), aRow({ no: 2, ...finished })];
  const current = [aRow({ no: 1 }), aRow({ no: 3, ...finished }), aRow({ no: 4, dueOn: '2026-03-02' })];
  expect(compareWeeks(previous, current)).toEqual({ ...still, added: ['3', '4'], removed: ['2'] });
});

test('第一周没有可比的上周', () => {
  expect(compareWeeks(null, [aRow(finished)])).toEqual(still);
});
