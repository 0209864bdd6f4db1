import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  type DateOnly,
  type LocalTime,
  type WallTime,
} from '../../../../src/domain/calendar/date.ts';
import { decideStep, type DueStep } from '../../../../src/domain/calendar/due-steps.ts';
import { isWorkingDay } from '../../../../src/domain/calendar/work-calendar.ts';
import { DEFAULT_ROUND_SETTINGS, WEEK_STEPS, type WeekStepName } from '../../../../src/domain/task/round.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

const { schedule, quietHours } = DEFAULT_ROUND_SETTINGS;

const WEEK = '2026-06-08';

const dueStep = (step: WeekStepName, week: DateOnly = WEEK): DueStep => ({
  week,
  step,
  at: { date: addDays(week, schedule[step].weekday - 1), time: schedule[step].time },
});

/** What becomes of each step of that week that is due by now and not done yet: `run`, `run late`, `wait`, a reason. */
function decisions(now: LocalTime, done: readonly WeekStepName[] = []): string[] {
  const due = WEEK_STEPS.filter((step) => !done.includes(step))
    .map((step) => dueStep(step))
    .filter(({ at }) => `${at.date} ${at.time}` <= `${now.date} ${now.time}`);
  return due.map((step) => `${step.step} ${written(step, due, now)}`);
}

function written(step: DueStep, due: readonly DueStep[], now: LocalTime): string {
  const decision = decideStep(step, due, now, calendar2026, quietHours);
  if (decision.kind === 'skip') return decision.reason;
  return decision.kind === 'run' && decision.late ? 'run late' : decision.kind;
}

const at = (date: DateOnly, time: WallTime): LocalTime => ({ date, time });

describe('停机之后，错过的每一步怎么办', () => {
  test.each<[string, LocalTime, WeekStepName[], string[]]>([
    ['准时', at('2026-06-08', '09:10'), [], ['remind run']],
    ['晚二十分钟还算准时', at('2026-06-08', '09:30'), [], ['remind run']],
    ['晚二十一分钟就是补发', at('2026-06-08', '09:31'), [], ['remind run late']],
    ['周一停到傍晚', at('2026-06-08', '19:59'), [], ['remind run late']],
    ['周一夜里恢复，等到上班', at('2026-06-08', '20:00'), [], ['remind wait']],
    ['周二一早还太早', at('2026-06-09', '07:59'), [], ['remind wait']],
    ['周二上班补发', at('2026-06-09', '08:00'), [], ['remind run late']],
    [
      '周三下午才恢复，只补一条',
      at('2026-06-10', '15:10'),
      [],
      ['remind run late', 'nudge merged_with_reminder'],
    ],
    ['周三准时催，周一的已发', at('2026-06-10', '15:10'), ['remind'], ['nudge run']],
    ['周四补催', at('2026-06-11', '10:00'), ['remind'], ['nudge run late']],
    [
      '截止之后才恢复，不再提醒',
      at('2026-06-12', '12:00'),
      [],
      ['remind window_closed', 'nudge window_closed', 'close run'],
    ],
    [
      '截止之后恢复，催的也不发',
      at('2026-06-12', '13:00'),
      ['remind'],
      ['nudge window_closed', 'close run late'],
    ],
    [
      '冻结不发消息，夜里也做',
      at('2026-06-12', '23:00'),
      ['remind', 'nudge', 'close'],
      ['freeze run late', 'digest wait'],
    ],
    [
      '周六恢复：冻结照做，周报等上班',
      at('2026-06-13', '10:00'),
      ['remind', 'nudge'],
      ['close run late', 'freeze run late', 'digest wait'],
    ],
    [
      '下周一上班：台账与周报补上，提醒已过时',
      at('2026-06-15', '08:40'),
      [],
      ['remind week_over', 'nudge week_over', 'close run late', 'freeze run late', 'digest run late'],
    ],
    [
      '下周末：还补得上',
      at('2026-06-21', '23:00'),
      ['remind', 'nudge', 'close'],
      ['freeze run late', 'digest wait'],
    ],
    [
      '隔了一周：太晚了',
      at('2026-06-22', '09:00'),
      [],
      ['remind week_over', 'nudge week_over', 'close run late', 'freeze too_late', 'digest too_late'],
    ],
  ])('%s', (_, now, done, expected) => {
    expect(decisions(now, done)).toEqual(expected);
  });

  test('节假日里恢复，等到节后第一个工作日', () => {
    const digest = { ...dueStep('digest', '2026-09-28'), at: at('2026-09-30', '16:10') };
    const become = (now: LocalTime) => written(digest, [digest], now);
    expect(become(at('2026-10-01', '10:00'))).toBe('wait');
    expect(become(at('2026-10-07', '10:00'))).toBe('wait');
    expect(become(at('2026-10-08', '08:10'))).toBe('run late');
  });

  test('两周都没做完，各按各的算', () => {
    const due = [dueStep('remind', '2026-06-01'), dueStep('close', '2026-06-01'), dueStep('remind')];
    const now = at('2026-06-08', '09:10');
    expect(due.map((step) => written(step, due, now))).toEqual(['week_over', 'run late', 'run']);
  });
});

const anyStep = fc
  .record({ step: fc.constantFrom(...WEEK_STEPS), weeks: fc.integer({ min: 0, max: 40 }) })
  .map(({ step, weeks }) => dueStep(step, addDays('2026-01-05', weeks * 7)));

const anyTime = fc
  .record({ day: fc.integer({ min: 0, max: 330 }), minute: fc.integer({ min: 0, max: 1439 }) })
  .map(({ day, minute }): LocalTime => {
    const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) =>
      String(part).padStart(2, '0'),
    );
    return { date: addDays('2026-01-05', day), time: `${hours}:${minutes}` as WallTime };
  });

test('发消息的步骤从不在夜里和休息日执行', () => {
  fc.assert(
    fc.property(anyStep, anyTime, fc.array(anyStep, { maxLength: 4 }), (step, now, others) => {
      const become = written(step, [step, ...others], now);
      const sends = step.step === 'remind' || step.step === 'nudge' || step.step === 'digest';
      const quiet = now.time < '08:00' || now.time >= '20:00' || !isWorkingDay(calendar2026, now.date);
      expect(sends && quiet && become.startsWith('run')).toBe(false);
    }),
  );
});

test('等待总会等到头：再过十二天，不是做了就是作罢', () => {
  fc.assert(
    fc.property(anyStep, anyTime, (step, now) => {
      const days = Array.from({ length: 13 }, (_, day) => at(addDays(now.date, day), '10:00'));
      expect(days.map((later) => written(step, [step], later))).not.toEqual(days.map(() => 'wait'));
    }),
  );
});
