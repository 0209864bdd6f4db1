import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DateOnly } from '../../../../src/domain/calendar/date.ts';
import { assessTask } from '../../../../src/domain/task/light.ts';
import { DEFAULT_ROUND_SETTINGS, type RoundSettings } from '../../../../src/domain/task/round.ts';
import type { ClosureState, Task } from '../../../../src/domain/task/task.ts';
import {
  closureDemand,
  closureFields,
  mayExtend,
  mayReview,
  moveClosure,
} from '../../../../src/domain/task/transitions.ts';
import type { ClosureEvent, ClosureMove } from '../../../../src/domain/task/transitions.ts';
import { aTask } from '../../../support/a-task.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

function written(move: ClosureMove): string {
  if (move.kind === 'moved') return move.to;
  return move.kind === 'refused' ? `refused ${move.reason}` : 'unchanged';
}

describe('销号', () => {
  test.each<[string, ClosureState, ClosureEvent, string]>([
    ['未销号，报已完成 → 待初审', 'open', 'claim', 'first_review'],
    ['退回后再报', 'returned', 'claim', 'first_review'],
    ['反弹后再报', 'relapsed', 'claim', 'first_review'],
    ['审核中重复报，不变', 'first_review', 'claim', 'unchanged'],
    ['已销号再报', 'closed', 'claim', 'refused closed'],
    ['初审前撤回', 'first_review', 'withdraw_claim', 'open'],
    ['复审前撤回', 'second_review', 'withdraw_claim', 'open'],
    ['没报过，无可撤回', 'returned', 'withdraw_claim', 'unchanged'],
    ['销号后不能撤回', 'closed', 'withdraw_claim', 'refused closed'],
    ['初审通过 → 待复审', 'first_review', 'approve', 'second_review'],
    ['复审通过 → 销号', 'second_review', 'approve', 'closed'],
    ['通过按钮点了两次', 'closed', 'approve', 'unchanged'],
    ['没有申报，无可通过', 'open', 'approve', 'refused not_under_review'],
    ['初审退回', 'first_review', 'return', 'returned'],
    ['复审退回', 'second_review', 'return', 'returned'],
    ['退回按钮点了两次', 'returned', 'return', 'unchanged'],
    ['已销号不能退回', 'closed', 'return', 'refused closed'],
    ['回头看不过关 → 反弹', 'closed', 'relapse', 'relapsed'],
    ['没销号谈不上反弹', 'second_review', 'relapse', 'refused not_closed'],
  ])('%s', (_, closure, event, outcome) => {
    const move = moveClosure(aTask({ closure }), event, { levels: 2 });
    expect(written(move)).toBe(outcome);
  });

  test('只设一级审核，初审通过即销号', () => {
    const task = aTask({ closure: 'first_review' });
    expect(moveClosure(task, 'approve', { levels: 1 })).toEqual({ kind: 'moved', to: 'closed' });
  });

  test('改为一级时正在复审的，照样能销号', () => {
    const task = aTask({ closure: 'second_review' });
    expect(moveClosure(task, 'approve', { levels: 1 })).toEqual({ kind: 'moved', to: 'closed' });
  });

  test('依规终止的任务什么都不动', () => {
    const task = aTask({ completion: 'stopped', closure: 'first_review' });
    expect(moveClosure(task, 'approve', { levels: 2 })).toEqual({ kind: 'refused', reason: 'stopped' });
  });
});

function afterEvent(task: Task, event: ClosureEvent, today: DateOnly): Task {
  const move = moveClosure(task, event, { levels: 2 });
  return move.kind === 'moved' ? { ...task, ...closureFields(move.to, today) } : task;
}

const play = (events: readonly (readonly [ClosureEvent, DateOnly])[]): Task =>
  events.reduce((task, [event, today]) => afterEvent(task, event, today), aTask({ dueOn: '2026-03-20' }));

test.each<ClosureState>(['open', 'returned', 'relapsed'])('收回申报，回到申报之前：%s', (claimedFrom) => {
  for (const closure of ['first_review', 'second_review', 'final_review'] as const)
    expect(moveClosure(aTask({ closure }), 'withdraw_claim', { levels: 3, claimedFrom })).toEqual({
      kind: 'moved',
      to: claimedFrom,
    });
});

describe('状态随销号而变', () => {
  test('报完成只是申报，两级通过才是已完成，完成日看申报日', () => {
    const claimed = [['claim', '2026-03-18']] as const;
    expect(play(claimed)).toMatchObject({ completion: 'not_done', claimedOn: '2026-03-18' });

    const closed = play([...claimed, ['approve', '2026-03-25'], ['approve', '2026-04-02']]);
    expect(closed).toMatchObject({
      completion: 'done',
      closure: 'closed',
      claimedOn: '2026-03-18',
      closedOn: '2026-04-02',
    });
    const { timeliness } = assessTask(closed, '2026-12-31', calendar2026, DEFAULT_ROUND_SETTINGS);
    expect(timeliness).toBe('done_on_time');
  });

  test('退回就不再有申报日', () => {
    const task = play([
      ['claim', '2026-03-18'],
      ['return', '2026-03-25'],
    ]);
    expect(task).toMatchObject({ closure: 'returned', completion: 'not_done', claimedOn: null });
  });

  test('反弹后重新算未完成', () => {
    const task = play([
      ['claim', '2026-03-18'],
      ['approve', '2026-03-19'],
      ['approve', '2026-03-20'],
      ['relapse', '2026-09-21'],
    ]);
    expect(task).toMatchObject({
      closure: 'relapsed',
      completion: 'not_done',
      claimedOn: null,
      closedOn: null,
    });
  });

  test('任意先后：已销号与已完成同进退，审核中必有申报日', () => {
    const event = fc.constantFrom<ClosureEvent>('claim', 'withdraw_claim', 'approve', 'return', 'relapse');
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const task = play(events.map((name) => [name, '2026-03-18']));
        const underReview = task.closure === 'first_review' || task.closure === 'second_review';
        expect(task.completion === 'done').toBe(task.closure === 'closed');
        expect(task.closedOn !== null).toBe(task.closure === 'closed');
        expect(task.claimedOn !== null).toBe(underReview || task.closure === 'closed');
      }),
    );
  });
});

test.each<[string, string, string, readonly string[], string]>([
  ['自己报的自己不能审', '林', '林', [], 'own_submission'],
  ['经办人报的，责任人也不能审', '责任人', '林', [], 'own_submission'],
  ['责任人报的，经办人也不能审', '经办人', '林', [], 'own_submission'],
  ['初审过的不能再复审', '何', '林', ['何'], 'same_reviewer'],
  ['初审过的不能再终审', '何', '林', ['何', '苏'], 'same_reviewer'],
  ['换一个人复审', '苏', '林', ['何'], 'ok'],
  ['初审', '何', '林', [], 'ok'],
])('%s', (_, reviewer, submitterId, earlier, expected) => {
  const task = aTask({ owner: { id: '责任人', name: '' }, contact: { id: '经办人', name: '' } });
  const reviews = earlier.map((reviewerId) => ({ reviewerId }));
  const verdict = mayReview(reviewer, task, { submitterId, reviews });
  expect(verdict.ok ? 'ok' : verdict.reason).toBe(expected);
});

test('三级审核：初审、复审、终审，最后一级通过才销号', () => {
  const walk = ['first_review', 'second_review', 'final_review'] as const;
  const moves = walk.map((closure) => moveClosure(aTask({ closure }), 'approve', { levels: 3 }));
  expect(moves.map(written)).toEqual(['second_review', 'final_review', 'closed']);
});

test.each<[string, number, number]>([
  ['作风建设', 1, 0],
  ['党的建设', 3, 1],
  ['其他方面', 2, 1],
])('类别 %s 销号要 %i 级审核、%i 份佐证', (name, levels, evidence) => {
  const settings: RoundSettings = {
    ...DEFAULT_ROUND_SETTINGS,
    closureByCategory: { 作风建设: { levels: 1, evidence: 0 }, 党的建设: { levels: 3 } },
  };
  expect(closureDemand(aTask({ category: { id: name, name } }), settings)).toEqual({ levels, evidence });
});

describe('3 月 20 日到期，申请延期', () => {
  test.each<[string, Partial<Task>, DateOnly, DateOnly, string]>([
    ['到期前申请', {}, '2026-03-10', '2026-04-20', 'ok'],
    ['到期当天还来得及', {}, '2026-03-20', '2026-03-21', 'ok'],
    ['过了当天就不行', {}, '2026-03-21', '2026-04-20', 'after_deadline'],
    ['新时限没有更晚', {}, '2026-03-10', '2026-03-20', 'not_later'],
    ['长期坚持没有时限可延', { horizon: 'long' }, '2026-03-10', '2026-04-20', 'no_deadline'],
    ['没有时限可延', { dueOn: null }, '2026-03-10', '2026-04-20', 'no_deadline'],
    ['已销号', { closure: 'closed' }, '2026-03-10', '2026-04-20', 'closed'],
  ])('%s', (_, given, today, newDue, expected) => {
    const verdict = mayExtend(aTask({ dueOn: '2026-03-20', ...given }), today, newDue);
    expect(verdict.ok ? 'ok' : verdict.reason).toBe(expected);
  });
});
