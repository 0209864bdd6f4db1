import { describe, expect, test } from 'vitest';
import { rollUp } from '../../../../src/domain/ledger/roll-up.ts';
import type { ProgressEntry } from '../../../../src/domain/reply/entry.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { aTask, anEntry } from '../../../support/a-task.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

const ledgerOf = (tasks: readonly Task[], entries: readonly ProgressEntry[] = []) =>
  rollUp({
    tasks,
    entries,
    evidenceCounts: new Map([['task-1', 2]]),
    week: '2026-03-09',
    asOf: '2026-03-13',
    calendar: calendar2026,
    settings: DEFAULT_ROUND_SETTINGS,
  });

const rowOf = (given: Partial<Task>, entries: readonly ProgressEntry[] = []) =>
  ledgerOf([aTask(given)], entries)[0];

test('一项任务一行，照抄任务，灯按冻结日算', () => {
  expect(
    rowOf({ dueOn: '2026-03-10', remark: '与 7 号合并推进' }, [anEntry({ nextPlan: '下周上会' })]),
  ).toEqual({
    taskId: 'task-1',
    no: 1,
    code: '1',
    category: '作风建设',
    problemNo: 1,
    problem: '公务接待把关不严',
    task: '修订公务接待管理办法',
    measures: ['修订接待办法并印发执行'],
    measureTypes: ['institution'],
    leader: '周正平',
    leaderId: 'leader-1',
    unit: '办公室',
    owner: '林晓岚',
    supportUnits: ['财务科'],
    dueOn: '2026-03-10',
    originalDueOn: '2026-03-10',
    horizon: 'term',
    progress: '已完成初稿，正在征求意见',
    reported: 'in_progress',
    asked: true,
    entryIds: ['task-1/2026-03-09/1'],
    completion: 'not_done',
    closure: 'open',
    light: 'red',
    overdueDays: 3,
    timeliness: 'overdue',
    nextPlan: '下周上会',
    evidenceCount: 2,
    remark: '与 7 号合并推进',
  });
});

test('按序号排列；没有牵头、没有责任人的留空', () => {
  const rows = ledgerOf([aTask({ no: 2, leader: null, leadUnit: null, owner: null }), aTask({ no: 1 })]);
  expect(
    rows.map((row) => [row.no, row.leader, row.leaderId, row.unit, row.owner, row.evidenceCount]),
  ).toEqual([
    [1, '周正平', 'leader-1', '办公室', '林晓岚', 2],
    [2, '', null, '', '', 0],
  ]);
});

describe('本周进展', () => {
  const first = anEntry({ id: 'e1', text: '正在起草' });
  const corrected = anEntry({ id: 'e2', version: 2, text: '更正：已上会', status: 'basically_done' });
  const late = anEntry({ id: 'e3', version: 3, text: '补报：已印发', late: true });
  const withdrawal = anEntry({ id: 'e4', version: 3, withdraws: 'e2' });

  test.each<[string, ProgressEntry[], string, string | null, string[]]>([
    ['没报', [], '', null, []],
    ['报了一次', [first], '正在起草', 'in_progress', ['e1']],
    ['更正以后一次为准', [corrected, first], '更正：已上会', 'basically_done', ['e2']],
    ['更正又撤回，退到前一次', [first, corrected, withdrawal], '正在起草', 'in_progress', ['e1']],
    ['补报不进已冻结的这一周', [first, late], '正在起草', 'in_progress', ['e1']],
    ['只有补报，本周算没报', [late], '', null, []],
    ['上周的不算', [anEntry({ week: '2026-03-02' })], '', null, []],
    ['以后几周的也不算', [anEntry({ week: '2026-03-16' })], '', null, []],
  ])('%s', (_, entries, progress, reported, entryIds) =>
    expect(rowOf({}, entries)).toMatchObject({ progress, reported, entryIds }),
  );
});

test.each<[string, ProgressEntry[], string, string[]]>([
  [
    '本周没写，沿用上周的',
    [anEntry({ id: 'e1', week: '2026-03-02', nextPlan: '3 月底上会' }), anEntry({ id: 'e2' })],
    '3 月底上会',
    ['e2', 'e1'],
  ],
  [
    '上周补报里写的也算',
    [anEntry({ id: 'e1', week: '2026-03-02', late: true, nextPlan: '上会' })],
    '上会',
    ['e1'],
  ],
  ['以后几周写的不算', [anEntry({ week: '2026-03-16', nextPlan: '上会' })], '', []],
  ['本周补报里写的留到下周', [anEntry({ late: true, nextPlan: '上会' })], '', []],
])('下一步计划：%s', (_, entries, nextPlan, entryIds) =>
  expect(rowOf({}, entries)).toMatchObject({ nextPlan, entryIds }),
);

describe('本周该不该报', () => {
  const long = { horizon: 'long', dueOn: null } as const;
  const lastWeek = anEntry({ week: '2026-03-02' });
  test.each<[string, Partial<Task>, ProgressEntry[], boolean]>([
    ['没报，该报', {}, [], true],
    ['报了', {}, [anEntry()], true],
    ['只补报，该报而没按时报', {}, [anEntry({ late: true })], true],
    ['报了已完成，正在审核', { closure: 'first_review' }, [anEntry({ status: 'done' })], true],
    ['上周起就在审核', { closure: 'first_review' }, [], false],
    ['已销号', { closure: 'closed' }, [], false],
    ['没有责任人，无人可问', { owner: null }, [], false],
    ['没有责任人，联络员报了', { owner: null }, [anEntry()], true],
    ['长期坚持，没到回看', long, [lastWeek], false],
    ['长期坚持，没到回看也报了', long, [lastWeek, anEntry()], true],
    ['长期坚持，到了回看', { ...long, reviewEveryDays: 7 }, [lastWeek], true],
  ])('%s', (_, given, entries, asked) => expect(rowOf(given, entries)?.asked).toBe(asked));
});
