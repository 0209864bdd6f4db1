import { describe, expect, test } from 'vitest';
import type { WeekStepRow } from '../../../src/app/week/week-stores.ts';
import { aTask } from '../../support/a-task.ts';
import { aPerson, aRound } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';

const lin = aPerson('linxiaolan', '林晓岚');
const he = aPerson('hezhi', '何志');

const machine = () =>
  aMachine({
    rounds: [aRound()],
    people: [lin, he],
    tasks: [aTask({ no: 1, owner: lin }), aTask({ no: 2, owner: lin }), aTask({ no: 3, owner: he })],
  });

test('one reminder per official, enqueued, and the week needs no other', async () => {
  const given = machine();
  const { code, json } = await run(given, 'remind', '--json');
  expect([code, json]).toEqual([
    0,
    { week: '2026-06-08', rounds: [{ round: 'A', planned: 2 }], paused: false },
  ]);
  expect(given.enqueued.map(({ name }) => name)).toEqual(['deliver', 'deliver']);
  expect(given.memory.outbound).toMatchObject([
    { personId: lin.id, kind: 'weekly', period: '2026-06-08', urgent: false },
    { personId: he.id, kind: 'weekly', period: '2026-06-08', urgent: false },
  ]);
  expect(given.memory.steps.find(({ step }) => step === 'remind')).toMatchObject({
    state: 'done',
    reason: 'by_hand',
  });
  expect(given.memory.steps.filter(({ state }) => state === 'planned')).toHaveLength(4);
});

test('--now also in quiet hours', async () => {
  const given = machine();
  const { out } = await run(given, 'remind', '--now');
  expect(given.memory.outbound.map(({ urgent }) => urgent)).toEqual([true, true]);
  expect(out).toEqual(['round A, week of 2026-06-08: 2 reminders planned']);
});

const remindStep = (given: Partial<WeekStepRow>): WeekStepRow => ({
  id: '2026-06-08/remind',
  roundId: 'round-a',
  week: '2026-06-08',
  step: 'remind',
  dueAt: new Date('2026-06-08T01:10:00Z'),
  shiftedFrom: null,
  state: 'done',
  reason: '',
  late: false,
  ...given,
});

describe('nobody is reminded twice', () => {
  test.each([
    ['after the step was done in time', false],
    ['after the step was made up for', true],
  ])('%s', async (_, late) => {
    const given = machine();
    given.memory.steps.push(remindStep({ late }));
    await run(given, 'remind');
    expect(given.memory.outbound.map((message) => message.period)).toEqual(['2026-06-08', '2026-06-08']);
    const again = await run(given, 'remind');
    expect(again.out).toEqual(['round A, week of 2026-06-08: nobody left to remind']);
    expect(given.memory.outbound).toHaveLength(2);
  });

  test('whose task came later is reminded alone', async () => {
    const given = machine();
    await run(given, 'remind');
    given.memory.people.push(aPerson('shenjingyi', '沈静怡'));
    given.memory.tasks.push(aTask({ no: 4, owner: { id: 'person-shenjingyi', name: '沈静怡' } }));
    const { json } = await run(given, 'remind', '--json');
    expect(json).toMatchObject({ rounds: [{ planned: 1 }] });
  });
});

test('without a round there is nothing to do', async () => {
  expect(await run(aMachine(), 'remind')).toMatchObject({ code: 0, out: ['no round is active'] });
});
