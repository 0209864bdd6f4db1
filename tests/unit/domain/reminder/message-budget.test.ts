import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  mondayOf,
  type DateOnly,
  type LocalTime,
  type WallTime,
  type Weekday,
} from '../../../../src/domain/calendar/date.ts';
import { planWeek } from '../../../../src/domain/calendar/plan-week.ts';
import { firstSendableAfter } from '../../../../src/domain/calendar/quiet-hours.ts';
import {
  decideBudget,
  kindsBefore,
  plannedKind,
  takesIn,
  type DayHolder,
} from '../../../../src/domain/reminder/message-budget.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

const free = { higherDue: false, reminderToCome: false, holder: { kind: 'own' } } as const;
const heldBy = (messageKind: string, tried: boolean, period = '2026-06-08'): DayHolder => ({
  kind: 'other',
  messageKind,
  period,
  tried,
});
const message = (kind: string, urgent = false) => ({ kind, period: '2026-06-08', urgent });

describe('每人每天至多一条', () => {
  test.each<
    [string, Parameters<typeof decideBudget>[0], Partial<Parameters<typeof decideBudget>[1]>, string]
  >([
    ['今天还没有消息', message('nudge'), {}, 'send'],
    ['今天已有周提醒，补催改天', message('nudge'), { holder: heldBy('weekly', true) }, 'tomorrow'],
    [
      '另一轮次的周提醒已发，看是否已说过',
      message('weekly'),
      { holder: heldBy('weekly', true) },
      'perhaps_said',
    ],
    ['上周的周提醒不算说过', message('weekly'), { holder: heldBy('weekly', true, '2026-06-01') }, 'tomorrow'],
    ['审核清单可能已附在周提醒里', message('review'), { holder: heldBy('weekly', true) }, 'perhaps_said'],
    ['周提醒正在发，等它并入', message('review'), { holder: heldBy('weekly', false) }, 'wait'],
    ['更要紧的也在今天，先等', message('review'), { higherDue: true }, 'wait'],
    ['今天还有周提醒要排，先等', message('review'), { reminderToCome: true }, 'wait'],
    ['周提醒自己不等别的周提醒', message('weekly'), { reminderToCome: true }, 'send'],
    ['有人决定现在就发', message('nudge', true), { higherDue: true, holder: heldBy('weekly', true) }, 'send'],
    ['现在就发的也不和同一期重复', message('weekly', true), { holder: heldBy('weekly', false) }, 'wait'],
  ])('%s', (_, what, day, expected) => expect(decideBudget(what, { ...free, ...day })).toBe(expected));

  test('先后：周提醒、升级、审核、补催、回头看；答复、催办不计', () => {
    expect(kindsBefore('look_back')).toEqual(['weekly', 'escalation', 'review', 'nudge']);
    for (const kind of ['reply', 'chase', 'notice', 'digest', 'card_update'])
      expect(plannedKind(kind)).toBeNull();
  });
});

/* A small post office: what the steps of three rounds plan for one person, delivered every ten minutes. */

interface Row {
  readonly kind: string;
  readonly round: number;
  readonly period: DateOnly;
  readonly closes: string;
  due: string;
  state: 'planned' | 'sent' | 'merged' | 'expired';
  sentOn: DateOnly | null;
}

const stamp = ({ date, time }: LocalTime): string => `${date} ${time}`;

const slot = fc.record({
  weekday: fc.integer({ min: 1, max: 5 }) as fc.Arbitrary<Weekday>,
  hour: fc.integer({ min: 8, max: 18 }),
  minute: fc.constantFrom(10, 20, 40, 50),
});
const aSchedule = fc.tuple(slot, slot).map(([remind, nudge]) => {
  const at = ({ weekday, hour, minute }: typeof remind) => ({
    weekday,
    time: `${String(hour).padStart(2, '0')}:${minute}` as WallTime,
  });
  return { ...DEFAULT_ROUND_SETTINGS.schedule, remind: at(remind), nudge: at(nudge) };
});
type Schedule = (typeof DEFAULT_ROUND_SETTINGS)['schedule'];

function rowsOf(schedules: readonly Schedule[], monday: DateOnly, extra: readonly Row[]): Row[] {
  return schedules
    .flatMap((schedule, round) => {
      const plan = planWeek(calendar2026, schedule, monday);
      if (plan.kind === 'skipped') return [];
      const at = (name: string) =>
        stamp(plan.steps.find(({ step }) => step === name)?.at ?? { date: monday, time: '00:00' });
      const row = (kind: string, step: string): Row => ({
        kind,
        round,
        period: monday,
        closes: at('close'),
        due: at(step),
        state: 'planned',
        sentOn: null,
      });
      return [row('weekly', 'remind'), row('review', 'remind'), row('nudge', 'nudge')];
    })
    .concat(extra);
}

/** One row's try, with the rules under test. */
function attempt(rows: readonly Row[], row: Row, now: LocalTime): void {
  if (row.kind !== 'escalation' && (stamp(now) >= row.closes || row.period !== mondayOf(now.date))) {
    row.state = 'expired';
    return;
  }
  const kind = plannedKind(row.kind);
  if (kind === null) return;
  const today = rows.filter(
    (each) => each !== row && each.state === 'planned' && each.due.startsWith(now.date),
  );
  const holder = rows.find(({ sentOn }) => sentOn === now.date);
  const decision = decideBudget(
    { kind, period: row.period, urgent: false },
    {
      higherDue: today.some(
        (each) => kindsBefore(kind).some((before) => before === each.kind) && each.due <= stamp(now),
      ),
      reminderToCome: today.some((each) => each.kind === 'weekly' && each.due > stamp(now)),
      holder: holder
        ? { kind: 'other', messageKind: holder.kind, period: holder.period, tried: true }
        : { kind: 'own' },
    },
  );
  if (decision === 'wait') row.due = stamp({ date: now.date, time: nextTick(now.time) });
  else if (decision === 'send') send(rows, row, now);
  // Whatever another one of today has not taken in is said tomorrow.
  else row.due = stamp(firstSendableAfter(calendar2026, DEFAULT_ROUND_SETTINGS.quietHours, now.date));
}

function send(rows: readonly Row[], row: Row, { date }: LocalTime): void {
  row.state = 'sent';
  row.sentOn = date;
  for (const other of rows)
    if (
      other.state === 'planned' &&
      other.period === row.period &&
      takesIn(row.kind, other.kind) &&
      other.due.slice(0, 10) <= date
    )
      other.state = 'merged';
}

function nextTick(time: WallTime): WallTime {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + 10;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}` as WallTime;
}

test('三个轮次任意作息：每人每天至多一条，该说的一条不丢', () => {
  const escalations = fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 2 });
  fc.assert(
    fc.property(fc.tuple(aSchedule, aSchedule, aSchedule), escalations, (schedules, days) => {
      const mondays = ['2026-04-27', '2026-05-04', '2026-05-11'] as const;
      const notes = days.map((day): Row => ({
        kind: 'escalation',
        round: 0,
        period: '2026-04-27',
        closes: '',
        due: stamp({ date: addDays('2026-04-27', day), time: '10:20' }),
        state: 'planned',
        sentOn: null,
      }));
      const rows = mondays.flatMap((monday, index) => rowsOf(schedules, monday, index === 0 ? notes : []));
      for (let date: DateOnly = '2026-04-27'; date <= '2026-05-31'; date = addDays(date, 1)) {
        if (
          firstSendableAfter(calendar2026, DEFAULT_ROUND_SETTINGS.quietHours, addDays(date, -1)).date !== date
        )
          continue;
        for (let time: WallTime = '08:10'; time < '20:00'; time = nextTick(time)) {
          for (const row of rows)
            if (row.state === 'planned' && row.due <= `${date} ${time}`) attempt(rows, row, { date, time });
        }
      }
      const sentDays = rows.flatMap(({ sentOn }) => sentOn ?? []);
      expect(new Set(sentDays).size).toBe(sentDays.length);
      expect(rows.filter(({ state }) => state === 'planned')).toEqual([]);
      // Only a window that has closed takes something away, and never a reminder or an escalation.
      const lost = rows.filter(
        ({ kind, state }) => kind !== 'nudge' && kind !== 'review' && state === 'expired',
      );
      expect(lost).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
