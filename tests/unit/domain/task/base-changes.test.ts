import { describe, expect, test } from 'vitest';
import {
  mayHandOver,
  mayMerge,
  mayRemove,
  mayReportUp,
  maySplit,
  mayStop,
} from '../../../../src/domain/task/base-changes.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { aTask } from '../../../support/a-task.ts';

const OK = { ok: true };
const not = (reason: string) => ({ ok: false, reason });
const TWO = ['查清底数', '限期清偿'];

const open: Partial<Task> = {};
const returned: Partial<Task> = { closure: 'returned' };
const underReview: Partial<Task> = { closure: 'first_review', claimedOn: '2026-03-01' };
const closed: Partial<Task> = { closure: 'closed', completion: 'done' };
const stopped: Partial<Task> = { completion: 'stopped' };
const removed: Partial<Task> = { removed: { how: 'merged', on: '2026-03-01' } };

describe('什么时候能动任务', () => {
  test.each<[string, Partial<Task>, object, object]>([
    ['在办的', open, OK, OK],
    ['退回的', returned, OK, OK],
    ['正在审核的，撤销、终止可以，拆并转报不行', underReview, not('under_review'), OK],
    ['已销号的', closed, not('closed'), not('closed')],
    ['已依规终止的', stopped, not('closed'), not('closed')],
    ['已并走的', removed, not('already_removed'), not('already_removed')],
  ])('%s', (_, given, reshape, end) => {
    const task = aTask(given);
    expect(maySplit(task, TWO)).toEqual(reshape);
    expect(mayHandOver(task)).toEqual(reshape);
    expect(mayReportUp(task)).toEqual(reshape);
    expect(mayRemove(task)).toEqual(end);
    expect(mayStop(task)).toEqual(end);
  });

  test.each<[string, string[], object]>([
    ['两项', TWO, OK],
    ['只有一项，不叫拆分', ['查清底数'], not('one_part')],
    ['两项写得一样', ['查清底数', '查清底数'], not('one_part')],
    ['没写', [], not('one_part')],
  ])('拆成%s', (_, parts, verdict) => expect(maySplit(aTask(), parts)).toEqual(verdict));

  test.each<[string, Partial<Task>[], object]>([
    ['同一轮的两项', [{ no: 1 }, { no: 2 }], { ok: true, at: 0 }],
    ['同一轮、不同问题的三项', [{ no: 1 }, { no: 2 }, { no: 3 }], { ok: true, at: 0 }],
    ['只有一项', [{ no: 1 }], { ...not('one_part'), at: 0 }],
    ['自己并自己', [{ no: 1 }, { no: 1 }], { ...not('one_part'), at: 0 }],
    ['不同轮次的', [{ no: 1 }, { no: 2, roundId: 'round-b' }], { ...not('several_rounds'), at: 1 }],
    ['第二项已销号', [{ no: 1 }, { no: 2, ...closed }], { ...not('closed'), at: 1 }],
    ['第一项正在审核', [{ no: 1, ...underReview }, { no: 2 }], { ...not('under_review'), at: 0 }],
    ['第三项已并走', [{ no: 1 }, { no: 2 }, { no: 3, ...removed }], { ...not('already_removed'), at: 2 }],
  ])('合并%s', (_, given, verdict) => expect(mayMerge(given.map(aTask))).toEqual(verdict));
});
