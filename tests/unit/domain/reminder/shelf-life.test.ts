import { expect, test } from 'vitest';
import { dateOnly } from '../../../../src/domain/calendar/date.ts';
import { isStale } from '../../../../src/domain/reminder/shelf-life.ts';

const TODAY = dateOnly('2026-06-10');

test.each([
  ['本周一的提醒（发送时再看）', 'weekly', null, '2026-06-08', 48, false],
  ['昨天的催办', 'chase', null, '2026-06-09', 20, true],
  ['今天的催办', 'chase', null, '2026-06-10', 2, false],
  ['上周五的周报', 'digest', 'digest', '2026-06-05', 112, false],
  ['上上周的周报', 'digest', 'digest', '2026-05-29', 280, true],
  ['随周报的挂图，同样', 'digest_picture', null, '2026-05-29', 280, true],
  ['两小时前问的“我的任务”', 'reply', 'my_tasks', '2026-06-10', 2, false],
  ['前天问的“我的任务”', 'reply', 'my_tasks', '2026-06-08', 48, true],
  ['前天填报的回执', 'reply', 'receipt', '2026-06-08', 48, false],
  ['上个月填报的回执', 'reply', 'receipt', '2026-05-10', 700, true],
  ['退回的消息，不论多久', 'notice', 'returned', '2026-05-10', 700, false],
  ['前天给管理员的告警', 'administrator', 'warning', '2026-06-08', 48, true],
  ['表里没有的，只留一天', 'something_new', null, '2026-06-08', 25, true],
] as const)('%s', (_, kind, says, plannedOn, ageHours, stale) => {
  expect(isStale({ kind, says, plannedOn: dateOnly(plannedOn), ageHours }, TODAY)).toBe(stale);
});
