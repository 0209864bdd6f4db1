import { expect, test } from 'vitest';
import { chaseVerdict } from '../../../../src/domain/reminder/budget.ts';
import type { ProgressEntry } from '../../../../src/domain/reply/entry.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { aTask, anEntry } from '../../../support/a-task.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

const chase = (
  tasks: readonly Task[],
  chasedToday: readonly string[] = [],
  entries: readonly ProgressEntry[] = [],
  byRule = false,
) =>
  chaseVerdict({
    tasks,
    entries,
    chasedToday: new Set(chasedToday),
    byRule,
    today: '2026-03-11',
    weekMonday: '2026-03-09',
    calendar: calendar2026,
    settings: DEFAULT_ROUND_SETTINGS,
  });

test('按责任人归并，急的在前；催不得的说明理由', () => {
  const he = { id: 'person-2', name: '何国栋' };
  const { sent, dropped } = chase(
    [
      aTask({ no: 8 }),
      aTask({ no: 1 }),
      aTask({ no: 2, dueOn: '2026-03-06' }),
      aTask({ no: 3, owner: he, dueOn: '2026-03-08' }),
      aTask({ no: 4, closure: 'closed' }),
      aTask({ no: 5, closure: 'first_review' }),
      aTask({ no: 6, owner: null }),
      aTask({ no: 7 }),
    ],
    ['task-7'],
  );
  expect(sent.map(({ personId, asks }) => [personId, asks.map(({ task }) => task.code)])).toEqual([
    ['person-1', ['2', '1', '8']],
    ['person-2', ['3']],
  ]);
  expect(dropped.map(({ task, reason }) => [task.code, reason])).toEqual([
    ['4', 'closed'],
    ['5', 'under_review'],
    ['6', 'no_owner'],
    ['7', 'chased_today'],
  ]);
});

test('今日催过又销号的，说已销号：明天也不必再催', () => {
  const { dropped } = chase([aTask({ closure: 'closed' })], ['task-1']);
  expect(dropped.map(({ reason }) => reason)).toEqual(['closed']);
});

test.each<[string, Partial<Task>, ProgressEntry[], object]>([
  ['本周没报', {}, [], { kind: 'no_entry' }],
  ['本周报过还要催，不说“未报”', {}, [anEntry()], { kind: 'review_due', since: '2026-03-09' }],
  ['逾期的，报过也照说逾期', { dueOn: '2026-03-06' }, [anEntry()], { kind: 'overdue', days: 5 }],
  [
    '长期坚持，未到回看也能催',
    { horizon: 'long', dueOn: null },
    [anEntry({ week: '2026-03-02' })],
    { kind: 'review_due', since: '2026-03-02' },
  ],
])('%s', (_, given, entries, reason) =>
  expect(chase([aTask(given)], [], entries).sent[0]?.asks[0]?.reason).toEqual(reason),
);

test.each([
  ['按“全部逾期”或科室催办，本周已填报的不再打扰', true, ['answered']],
  ['点名催办某一项，已填报也照催', false, []],
] as const)('%s', (_name, byRule, reasons) => {
  const task = aTask({ no: 3, dueOn: '2026-03-02' });
  const { dropped } = chase([task], [], [anEntry({ taskId: task.id, week: '2026-03-09' })], byRule);
  expect(dropped.map(({ reason }) => reason)).toEqual(reasons);
});
