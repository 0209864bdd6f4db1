import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type DateOnly } from '../../../../src/domain/calendar/date.ts';
import { isWorkingDay, workingDaysBetween } from '../../../../src/domain/calendar/work-calendar.ts';
import {
  episodeOf,
  nextRung,
  type LadderInput,
  type TakenRung,
} from '../../../../src/domain/reminder/escalation.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import { aTask } from '../../../support/a-task.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

/** A Friday; the next one is five working days later. */
const DUE = '2026-03-06';
const task = aTask({ dueOn: DUE });

const decide = (given: Partial<LadderInput> & Pick<LadderInput, 'today'>): string => {
  const decision = nextRung({
    task,
    episode: DUE,
    taken: [],
    answeredOn: null,
    unansweredReminders: 2,
    calendar: calendar2026,
    settings: DEFAULT_ROUND_SETTINGS,
    ...given,
  });
  return decision.kind === 'take' ? `take ${decision.rung.rung}` : decision.why;
};

const taken = (rung: number, firedOn: DateOnly, given: Partial<TakenRung> = {}): TakenRung => ({
  episode: DUE,
  rung,
  firedOn,
  state: 'done',
  ...given,
});

test.each<[string, string, Partial<LadderInput> & Pick<LadderInput, 'today'>]>([
  ['到期当天不算逾期', 'not_overdue', { today: DUE }],
  ['逾期四个工作日，还早', 'too_early', { today: '2026-03-12' }],
  ['逾期五个工作日、两次提醒未答，告知科室负责人', 'take 1', { today: '2026-03-13' }],
  ['只提醒过一次', 'reminders', { today: '2026-03-13', unansweredReminders: 1 }],
  ['周末不办', 'day_off', { today: '2026-03-14' }],
  ['刚答复过', 'grace', { today: '2026-03-16', answeredOn: '2026-03-10' }],
  ['答复满五个工作日', 'take 1', { today: '2026-03-17', answeredOn: '2026-03-10' }],
  [
    '十个工作日，告知牵头领导，不再看提醒次数',
    'take 2',
    { today: '2026-03-20', taken: [taken(1, '2026-03-13')], unansweredReminders: 0 },
  ],
  ['第一级没做过，到了十天也不跳级', 'take 1', { today: '2026-03-20' }],
  ['停机三周后先做第一级', 'take 1', { today: '2026-04-10' }],
  ['停机后第二天不接着做第二级', 'grace', { today: '2026-04-13', taken: [taken(1, '2026-04-10')] }],
  [
    '二十个工作日，拟督办函',
    'take 3',
    { today: '2026-04-07', taken: [taken(1, '2026-03-13'), taken(2, '2026-03-20')] },
  ],
  [
    '督办函之后没有下一级',
    'top',
    { today: '2026-05-20', taken: [taken(1, '2026-03-13'), taken(2, '2026-03-20'), taken(3, '2026-04-07')] },
  ],
  [
    '整改办还没定',
    'undecided',
    { today: '2026-03-20', taken: [taken(1, '2026-03-13', { state: 'proposed' })] },
  ],
  [
    '整改办定了不发，往下走',
    'take 2',
    { today: '2026-03-20', taken: [taken(1, '2026-03-13', { state: 'declined' })] },
  ],
  [
    '没有负责人的，也算做过',
    'take 2',
    { today: '2026-03-20', taken: [taken(1, '2026-03-13', { state: 'no_addressee' })] },
  ],
  [
    '延期后旧的一轮不算',
    'take 1',
    { today: '2026-03-20', taken: [taken(1, '2026-03-13', { episode: '2026-02-27' })] },
  ],
  [
    '同一天只做一级，换了一轮也一样',
    'grace',
    { today: '2026-03-20', taken: [taken(1, '2026-03-20', { episode: '2026-02-27' })] },
  ],
  ['已销号', 'closed', { today: '2026-03-13', task: { ...task, closure: 'closed' } }],
  ['审核中', 'under_review', { today: '2026-03-13', task: { ...task, closure: 'final_review' } }],
  ['依规终止', 'closed', { today: '2026-03-13', task: { ...task, completion: 'stopped' } }],
  ['已上报', 'reported_up', { today: '2026-03-13', task: { ...task, reportedUp: { to: '区委', on: DUE } } }],
  [
    '已并入别的任务',
    'removed',
    { today: '2026-03-13', task: { ...task, removed: { how: 'merged', on: DUE } } },
  ],
  ['长期坚持', 'no_deadline', { today: '2026-03-13', task: { ...task, horizon: 'long' } }],
  ['延期获批', 'not_overdue', { today: '2026-03-13', task: { ...task, dueOn: '2026-03-31' } }],
])('%s', (_, expected, given) => {
  expect(decide(given)).toBe(expected);
});

test('一次期限一轮，反弹另起一轮', () => {
  expect(episodeOf({ dueOn: DUE }, 0)).toBe('2026-03-06');
  expect(episodeOf({ dueOn: DUE }, 2)).toBe('2026-03-06#2');
});

const changed = (before: Task, given: Partial<Task>): Task => ({ ...before, ...given });

/** What happens on a day: nothing, an answer, a reminder, a claim, its return, the closure, a relapse, an extension. */
const anyDay = fc.record({
  up: fc.boolean(),
  event: fc.oneof(
    { weight: 12, arbitrary: fc.constant('nothing' as const) },
    { weight: 6, arbitrary: fc.constant('reminder' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('answer', 'claim', 'return', 'close', 'relapse', 'extend', 'decide'),
    },
  ),
});

test('不跳级、不重复、一天至多一级，办结后不再提级，每级都隔够', () => {
  fc.assert(
    fc.property(fc.array(anyDay, { minLength: 60, maxLength: 200 }), fc.boolean(), (days, officeDecides) => {
      const settings = {
        escalation: { ...DEFAULT_ROUND_SETTINGS.escalation, officeDecides },
      };
      let now: Task = task;
      let [relapses, reminders] = [0, 0];
      let answeredOn: DateOnly | null = null;
      let steps: TakenRung[] = [];
      for (const [index, { up, event }] of days.entries()) {
        const today = addDays(DUE, index);
        if (event === 'reminder') reminders += 1;
        if (event === 'answer' || event === 'claim' || event === 'return') {
          [answeredOn, reminders] = [today, 0];
        }
        if (event === 'claim' && now.closure !== 'closed') now = changed(now, { closure: 'first_review' });
        if (event === 'return' && now.closure === 'first_review') now = changed(now, { closure: 'returned' });
        if (event === 'close') now = changed(now, { closure: 'closed' });
        if (event === 'relapse' && now.closure === 'closed') {
          now = changed(now, { closure: 'relapsed' });
          relapses += 1;
        }
        if (event === 'extend') now = changed(now, { dueOn: addDays(today, 3) });
        if (event === 'decide')
          steps = steps.map((step) =>
            step.state === 'proposed' ? { ...step, state: 'done', firedOn: today } : step,
          );
        if (!up) continue;
        const episode = episodeOf(now, relapses);
        const decision = nextRung({
          task: now,
          episode,
          taken: steps,
          answeredOn,
          unansweredReminders: reminders,
          today,
          calendar: calendar2026,
          settings,
        });
        if (decision.kind !== 'take') continue;
        const { rung } = decision;
        const own = steps.filter((step) => step.episode === episode);
        expect(rung.rung).toBe(own.length + 1);
        expect(['closed', 'first_review']).not.toContain(now.closure);
        expect(isWorkingDay(calendar2026, today)).toBe(true);
        expect(steps.some(({ firedOn }) => firedOn === today)).toBe(false);
        expect(own.every(({ state }) => state !== 'proposed')).toBe(true);
        for (const day of [own.at(-1)?.firedOn, answeredOn])
          if (day)
            expect(workingDaysBetween(calendar2026, day, today)).toBeGreaterThanOrEqual(
              rung.graceWorkingDays,
            );
        const proposes = officeDecides && rung.act !== 'draft_letter';
        steps = [
          ...steps,
          { episode, rung: rung.rung, firedOn: today, state: proposes ? 'proposed' : 'done' },
        ];
      }
      const keys = steps.map(({ episode, rung }) => `${episode}/${rung}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});
