import { describe, expect, test } from 'vitest';
import { aTask, anEntry } from '../../support/a-task.ts';
import { aPerson, aRound } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';

const lin = aPerson('linxiaolan', '林晓岚');
const he = aPerson('hezhi', '何志');
const gone = aPerson('daiming', '戴明', { active: false });

const tasks = [
  aTask({ no: 1, owner: lin, dueOn: '2026-06-01' }),
  aTask({ no: 2, owner: lin, dueOn: '2026-06-12' }),
  aTask({ no: 3, owner: he, dueOn: '2026-12-31' }),
  aTask({ no: 4, owner: he, dueOn: '2026-12-31' }),
  aTask({ no: 5, owner: he, closure: 'closed', completion: 'done' }),
  aTask({ no: 6, owner: he, closure: 'first_review', claimedOn: '2026-06-05' }),
  aTask({ no: 7, owner: null }),
  aTask({ no: 8, owner: gone, dueOn: '2026-12-31' }),
  aTask({ no: 9, owner: lin, horizon: 'long', dueOn: null }),
  aTask({ no: 10, owner: he, horizon: 'long', dueOn: null }),
].map((task) => ({ ...task, title: `任务${task.no}` }));

const machine = () =>
  aMachine({
    rounds: [aRound()],
    people: [lin, he, gone, aPerson('shenjingyi', '沈静怡', { roles: ['reviewer'] })],
    tasks,
    entries: [
      anEntry({ taskId: 'task-4', week: '2026-06-08' }),
      anEntry({ taskId: 'task-9', week: '2026-05-25', status: 'ongoing' }),
      anEntry({ taskId: 'task-10', week: '2026-04-06', status: 'ongoing' }),
      anEntry({ taskId: 'task-10', week: '2026-06-15', status: 'ongoing' }),
    ],
  });

test('who is asked what and why, and who is not', async () => {
  const { code, json } = await run(machine(), 'plan', '--date', '2026-06-10', '--json');
  expect(code).toBe(0);
  expect(json).toEqual({
    date: '2026-06-10',
    week: '2026-06-08',
    rounds: [
      { letter: 'A', name: '八届区委第七轮巡察整改', remindAt: { date: '2026-06-08', time: '09:10' } },
    ],
    people: [
      {
        userid: 'linxiaolan',
        name: '林晓岚',
        tasks: [
          { code: '1', title: '任务1', reason: { kind: 'overdue', days: 9 } },
          { code: '2', title: '任务2', reason: { kind: 'near', workingDays: 2 } },
        ],
      },
      {
        userid: 'hezhi',
        name: '何志',
        tasks: [
          { code: '3', title: '任务3', reason: { kind: 'no_entry' } },
          { code: '10', title: '任务10', reason: { kind: 'review_due', since: '2026-04-06' } },
        ],
      },
    ],
    notAsked: [
      { code: '4', title: '任务4', owner: '何志', reason: 'answered' },
      { code: '5', title: '任务5', owner: '何志', reason: 'closed' },
      { code: '6', title: '任务6', owner: '何志', reason: 'under_review' },
      { code: '7', title: '任务7', owner: null, reason: 'no_owner' },
      { code: '9', title: '任务9', owner: '林晓岚', reason: 'review_not_due' },
      { code: '8', title: '任务8', owner: '戴明', reason: 'owner_inactive' },
    ],
    reviewers: [{ userid: 'shenjingyi', name: '沈静怡' }],
    waitingForReview: ['6'],
  });
});

test('the same in words', async () => {
  const { out } = await run(machine(), 'plan', '--date', '2026-06-10');
  expect(out).toEqual([
    'week of 2026-06-08, seen from 2026-06-10',
    'round A 八届区委第七轮巡察整改: reminder on 2026-06-08 at 09:10',
    'asked: 2 people',
    '  林晓岚 (linxiaolan)',
    '    1 任务1: overdue by 9 days',
    '    2 任务2: 2 working days left',
    '  何志 (hezhi)',
    '    3 任务3: no answer this week',
    '    10 任务10: review due, last answered in the week of 2026-04-06',
    'not asked: 6 tasks',
    '    4 任务4 (何志): answered this week',
    '    5 任务5 (何志): closed',
    '    6 任务6 (何志): waits for its review',
    '    7 任务7: has no owner',
    '    9 任务9 (林晓岚): review not due yet',
    '    8 任务8 (戴明): its owner is no longer active',
    'reviewers told of 6: 沈静怡',
  ]);
});

test('one person, two rounds: asked once about all', async () => {
  const both = machine();
  both.memory.rounds.push(aRound({ letter: 'B' }));
  both.memory.tasks.push(aTask({ no: 40, code: 'B1', roundId: 'round-b', owner: lin, dueOn: '2026-12-31' }));
  const { json } = await run(both, 'plan', '--date', '2026-06-10', '--json');
  const { people } = json as { people: { userid: string; tasks: { code: string }[] }[] };
  expect(people.map(({ userid, tasks: own }) => [userid, own.map(({ code }) => code)])).toEqual([
    ['linxiaolan', ['1', '2', 'B1']],
    ['hezhi', ['3', '10']],
  ]);
});

describe('weeks without a reminder say so', () => {
  test.each([
    [
      '春节',
      '2026-02-18',
      aRound(),
      'round A 八届区委第七轮巡察整改: no reminder, the week has too few working days',
    ],
    ['no round', '2026-06-10', aRound({ active: false }), 'no round is active'],
  ])('%s', async (_, date, round, line) => {
    const { code, out } = await run(aMachine({ rounds: [round] }), 'plan', '--date', date);
    expect([code, out[1]]).toEqual([0, line]);
  });
});
