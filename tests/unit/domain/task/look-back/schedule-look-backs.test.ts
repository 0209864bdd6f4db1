import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DateOnly } from '../../../../../src/domain/calendar/date.ts';
import { addDays } from '../../../../../src/domain/calendar/date.ts';
import { addMonths } from '../../../../../src/domain/calendar/reach.ts';
import {
  closedBy,
  scheduleLookBacks,
  type ClosedTask,
} from '../../../../../src/domain/task/look-back/schedule-look-backs.ts';
import { calendar2026 } from '../../../../support/calendar-2026.ts';
import { anyDay } from '../any-task.ts';

const dueOf = (
  closedOn: DateOnly,
  today: DateOnly,
  lookBacks: ClosedTask['lookBacks'] = [],
  months: number | null = 6,
) =>
  scheduleLookBacks([{ id: 't', closedOn, lookBacks }], { months, today, calendar: calendar2026 }).map(
    ({ dueOn }) => dueOn,
  );

test.each<[string, DateOnly, DateOnly, DateOnly[]]>([
  ['满六个月', '2026-06-09', '2026-12-09', ['2026-12-09']],
  ['提前两周列出', '2026-06-09', '2026-11-25', ['2026-12-09']],
  ['还早', '2026-06-09', '2026-11-24', []],
  ['停机期间错过的补上，日子不变', '2026-06-09', '2027-03-01', ['2026-12-09']],
  ['月底销号', '2025-08-31', '2026-02-28', ['2026-02-28']],
  ['碰上国庆，顺延到节后', '2026-04-03', '2026-10-01', ['2026-10-08']],
  ['碰上周末', '2026-01-06', '2026-07-01', ['2026-07-06']],
])('%s', (_, closedOn, today, due) => expect(dueOf(closedOn, today)).toEqual(due));

test.each<[string, ClosedTask['lookBacks'], boolean]>([
  ['从没看过', [], true],
  ['正安排着，不论什么原因', [{ cause: 'complaint', checkedOn: null }], false],
  ['到期之后看过', [{ cause: 'sample', checkedOn: '2026-12-09' }], false],
  ['销号一个月时抽查过，到期还要看', [{ cause: 'sample', checkedOn: '2026-07-10' }], true],
  ['到期复查提前几天看过', [{ cause: 'scheduled', checkedOn: '2026-12-01' }], false],
  ['上一次销号后看过、反弹，重新销号后再看', [{ cause: 'scheduled', checkedOn: '2026-05-08' }], true],
])('每次销号看一次：%s', (_, lookBacks, again) =>
  expect(dueOf('2026-06-09', '2026-12-20', lookBacks)).toHaveLength(again ? 1 : 0),
);

test('设为不安排，就不安排', () => expect(dueOf('2020-06-09', '2026-12-20', [], null)).toEqual([]));

test('数据库里只找早于该日销号的，不会漏', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 24 }), fc.nat(40), (today, months, back) => {
      const closedOn = addDays(addMonths(today, -months), 20 - back);
      if (dueOf(closedOn, today, [], months).length > 0)
        expect(closedOn <= closedBy(today, months)).toBe(true);
    }),
  );
});
