import { expect, test } from 'vitest';
import { DEFAULT_ROUND_SETTINGS } from '../../../src/domain/task/round.ts';
import { aRound } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';

const schedule = {
  ...DEFAULT_ROUND_SETTINGS.schedule,
  remind: { weekday: 2, time: '10:20' },
} as const;

test.each<[string, string, Parameters<typeof aMachine>[0], string[]]>([
  [
    'an ordinary week, without a round',
    '2026-06-10',
    {},
    [
      'week of 2026-06-08, no round is active; by the default settings',
      '  remind 2026-06-08 09:10',
      '  nudge  2026-06-10 15:10',
      '  close  2026-06-12 12:00',
      '  freeze 2026-06-12 14:00',
      '  digest 2026-06-12 16:10',
    ],
  ],
  [
    '端午: Friday is off',
    '2026-06-17',
    { rounds: [aRound({ settings: { ...DEFAULT_ROUND_SETTINGS, schedule } })] },
    [
      'week of 2026-06-15, round A',
      '  remind 2026-06-16 10:20',
      '  nudge  2026-06-17 15:10',
      '  close  2026-06-18 12:00 (moved from 2026-06-19)',
      '  freeze 2026-06-18 14:00 (moved from 2026-06-19)',
      '  digest 2026-06-18 16:10 (moved from 2026-06-19)',
    ],
  ],
  [
    '春节',
    '2026-02-18',
    { rounds: [aRound()] },
    ['week of 2026-02-16, round A', '  skipped: only 0 working days'],
  ],
  [
    'a year nobody has announced yet',
    '2027-06-09',
    { rounds: [aRound()] },
    [
      'week of 2027-06-07, round A',
      '  remind 2027-06-07 09:10',
      '  nudge  2027-06-09 15:10',
      '  close  2027-06-11 12:00',
      '  freeze 2027-06-11 14:00',
      '  digest 2027-06-11 16:10',
      'the holidays of 2027 are not known: Monday to Friday are taken as working days',
    ],
  ],
])('%s', async (_, date, memory, lines) => {
  expect(await run(aMachine(memory), 'week', '--date', date)).toMatchObject({ code: 0, out: lines, err: [] });
});

test('as JSON', async () => {
  const machine = aMachine({ rounds: [aRound(), aRound({ letter: 'B' })] });
  const { json } = await run(machine, 'week', '--date', '2026-06-19', '--json');
  const { rounds } = json as { rounds: { steps: object[] }[] };
  expect(json).toMatchObject({
    week: '2026-06-15',
    rounds: [
      { round: 'A', skipped: false, unknownYears: [] },
      { round: 'B', skipped: false },
    ],
  });
  expect(rounds[0]?.steps.at(-1)).toEqual({
    step: 'digest',
    date: '2026-06-18',
    time: '16:10',
    shiftedFrom: '2026-06-19',
  });
  const skipped = await run(machine, 'week', '--date', '2026-02-18', '--json');
  expect(skipped.json).toMatchObject({ rounds: [{ skipped: true, workingDays: 0, steps: [] }, {}] });
});
