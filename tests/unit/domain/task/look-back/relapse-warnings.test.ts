import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DateOnly } from '../../../../../src/domain/calendar/date.ts';
import {
  relapseWarnings,
  type BookedTask,
  type RelapseFacts,
} from '../../../../../src/domain/task/look-back/relapse-warnings.ts';
import type { Task } from '../../../../../src/domain/task/task.ts';
import { aTask } from '../../../../support/a-task.ts';
import { anyDay, anyTasks } from '../any-task.ts';

const booked = (given: Partial<Task>, addedOn: DateOnly = '2026-03-02'): BookedTask => ({
  task: aTask(given),
  addedOn,
});
const closed = (given: Partial<Task> = {}, addedOn?: DateOnly) =>
  booked({ no: 1, closure: 'closed', completion: 'done', closedOn: '2026-05-08', ...given }, addedOn);
const warn = (facts: Partial<RelapseFacts>) =>
  relapseWarnings({ tasks: [], complaints: [], lookBacks: [], ...facts });
const told = (facts: Partial<RelapseFacts>) => warn(facts).map(({ reason, codes }) => [reason, ...codes]);

describe('同类问题又在同一单位出现', () => {
  const later = (given: Partial<Task> = {}, addedOn: DateOnly = '2026-06-01') =>
    booked({ no: 9, ...given }, addedOn);
  test.each<[string, BookedTask, BookedTask, boolean]>([
    ['销号之后新增', closed(), later(), true],
    ['新一轮巡察的同名类别也算', closed(), later({ category: { id: 'c-9', name: '作风建设' } }), true],
    ['别的类别', closed(), later({ category: { id: 'c-2', name: '财务管理' } }), false],
    ['别的单位', closed(), later({ leadUnit: { id: 'unit-9', name: '财务科' } }), false],
    ['没有责任单位，不比', closed({ leadUnit: null }), later({ leadUnit: null }), false],
    ['销号之前就在', closed(), later({}, '2026-05-08'), false],
    ['一起导入的历史台账不算新', closed({}, '2026-06-01'), later(), false],
    ['新的也办结了', closed(), later({ closure: 'closed', closedOn: '2026-06-20' }), false],
    ['原来的还没销号', booked({ no: 1 }), later(), false],
  ])('%s', (_, before, after, warned) =>
    expect(told({ tasks: [before, after] })).toEqual(warned ? [['same_again', '9', '1']] : []),
  );

  test('一项新任务一条预警，列出同类的各项', () => {
    expect(told({ tasks: [closed(), closed({ no: 2 }), later()] })).toEqual([['same_again', '9', '1', '2']]);
  });
});

const checked = (checkedOn: DateOnly) => [{ id: 'l', taskId: 'task-1', checkedOn, passed: true }];

describe('投诉', () => {
  const complaints = [{ id: 'k', taskId: 'task-1', on: '2026-06-08' }] as const;
  test.each<[string, Partial<RelapseFacts>, boolean]>([
    ['接到投诉', {}, true],
    ['之前看过不算', { lookBacks: checked('2026-06-05') }, true],
    ['当天看过，没有反弹', { lookBacks: checked('2026-06-08') }, false],
    ['任务已重新整改', { tasks: [booked({ no: 1, closure: 'relapsed' })] }, false],
    ['任务已撤并', { tasks: [] }, false],
  ])('%s', (_, facts, warned) =>
    expect(told({ tasks: [closed()], complaints, ...facts })).toEqual(warned ? [['complaint', '1']] : []),
  );
});

describe('回头看不通过', () => {
  const failed = { id: 'l', taskId: 'task-1', checkedOn: '2026-06-08', passed: false } as const;
  test.each<[string, Partial<RelapseFacts>, boolean]>([
    ['正在重新整改', {}, true],
    ['又销号了', { tasks: [closed()] }, false],
    ['通过的不预警', { lookBacks: [{ ...failed, passed: true }] }, false],
    ['还没查', { lookBacks: [{ ...failed, checkedOn: null, passed: null }] }, false],
  ])('%s', (_, facts, warned) =>
    expect(told({ tasks: [booked({ no: 1, closure: 'relapsed' })], lookBacks: [failed], ...facts })).toEqual(
      warned ? [['failed_check', '1']] : [],
    ),
  );
});

test('同样的事实只有一条，次序不同也是同一条；键不随时间变', () => {
  const anyFacts = anyTasks.chain((tasks) =>
    fc.record({
      tasks: fc.tuple(...tasks.map((task) => anyDay.map((addedOn) => ({ task, addedOn })))),
      complaints: fc.array(
        fc.record({ taskId: fc.constantFrom('', ...tasks.map(({ id }) => id)), on: anyDay }),
      ),
    }),
  );
  fc.assert(
    fc.property(anyFacts, ({ tasks, complaints }) => {
      const facts = {
        tasks,
        complaints: complaints.map((each, index) => ({ id: `k${index}`, ...each })),
        lookBacks: [],
      };
      const keys = relapseWarnings(facts).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const turned = { ...facts, tasks: facts.tasks.toReversed(), complaints: facts.complaints.toReversed() };
      expect(relapseWarnings(turned).map(({ key }) => key)).toEqual(keys);
    }),
  );
});
