import { describe, expect, test } from 'vitest';
import type { FrozenWeek } from '../../../src/app/week/week-stores.ts';
import { computeFigures } from '../../../src/domain/ledger/figures.ts';
import { rollUp } from '../../../src/domain/ledger/roll-up.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../src/domain/task/round.ts';
import type { Task } from '../../../src/domain/task/task.ts';
import { aTask } from '../../support/a-task.ts';
import { calendar2026 } from '../../support/calendar-2026.ts';
import { aPerson, aRound } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';

const lin = aPerson('linxiaolan', '林晓岚');
const tasks: Task[] = [
  aTask({ no: 1, owner: lin, completion: 'done', closure: 'closed', closedOn: '2026-05-01' }),
  aTask({ no: 2, owner: lin, dueOn: '2026-06-01' }),
  aTask({ no: 3, owner: lin, horizon: 'long', dueOn: null, leadUnit: null }),
];

function frozenWeek(week: FrozenWeek['week'], number: number, count: number): FrozenWeek {
  const asOf = week;
  const rows = rollUp({
    tasks: tasks.slice(0, count),
    entries: [],
    evidenceCounts: new Map(),
    week,
    asOf,
    calendar: calendar2026,
    settings: DEFAULT_ROUND_SETTINGS,
  });
  return {
    id: `week-${number}`,
    roundId: 'round-a',
    week,
    number,
    frozenAt: new Date('2026-06-05T06:00:00Z'),
    rows,
    figures: computeFigures({ rows, asOf }),
    sha256: 'ab'.repeat(32),
  };
}

const machine = () =>
  aMachine({
    rounds: [aRound()],
    tasks: [...tasks],
    frozen: [frozenWeek('2026-06-01', 2, 2), frozenWeek('2026-05-25', 1, 1)],
  });

/** A week whose parts no longer give its total. */
function tampered() {
  const broken = machine();
  const [week] = broken.memory.frozen;
  if (!week) throw new Error('no frozen week');
  const { figures } = week;
  broken.memory.frozen = [{ ...week, figures: { ...figures, tasks: { ...figures.tasks, total: 62 } } }];
  return broken;
}

describe('figures', () => {
  test('now, in words', async () => {
    const { code, out } = await run(machine(), 'figures');
    expect(code).toBe(0);
    expect(out).toEqual([
      'round A 八届区委第七轮巡察整改, week of 2026-06-08, as of 2026-06-10 (not frozen)',
      '  problems: 3 = 1 done + 0 basically done + 1 not done + 1 ongoing + 0 stopped',
      '  tasks: 3 = 1 done + 0 basically done + 1 not done + 1 ongoing + 0 stopped',
      '  within: 0 immediate among the done, 1 closed, 0 under review',
      '  lights: 3 = 1 green + 0 yellow + 1 red + 1 closed',
      '  types: 3 = 0 immediate + 2 term + 1 long',
      '  deadlines: 3 = 0 not_due + 0 near + 1 overdue + 1 done_on_time + 0 done_late + 1 none',
      '  answers: 2 = 0 answered + 2 not answered',
      '  rates: completion 33.3 % (1/3) of all tasks, on time 50.0 % (1/2) of those done or overdue, reply 0.0 % (0/2) of those asked',
      '  base: 2 in week 2 + 1 added - 0 removed = 3 tasks; problems 2 -> 3',
      '    added: 3',
      '  problems by category:',
      '    作风建设: 3 = 1 done + 0 basically done + 1 not done + 1 ongoing + 0 stopped',
      '  tasks by unit:',
      '    办公室: 2 = 1 done + 0 basically done + 1 not done + 0 ongoing + 0 stopped',
      '    (none): 1 = 0 done + 0 basically done + 0 not done + 1 ongoing + 0 stopped',
      '  tasks by leader:',
      '    周正平: 3 = 1 done + 0 basically done + 1 not done + 1 ongoing + 0 stopped',
    ]);
  });

  test('of a frozen week, by any of its days, as JSON', async () => {
    const { json } = await run(machine(), 'figures', '--week', '2026-06-07', '--json');
    expect(json).toMatchObject({
      rounds: [
        {
          round: 'A',
          week: '2026-06-01',
          number: 2,
          frozenAt: '2026-06-05 14:00',
          figures: { tasks: { total: 2, done: 1, notDone: 1 } },
        },
      ],
    });
  });

  test.each<[string, string[], ReturnType<typeof aMachine>, number, RegExp]>([
    [
      'a week that was never frozen',
      ['--week', '2026-01-07'],
      machine(),
      1,
      /no frozen ledger of the week of 2026-01-05/,
    ],
    ['a round that is not there', ['--round', 'Q'], machine(), 1, /no round Q/],
    ['no round', [], aMachine(), 1, /no round is active/],
    [
      'a sum that does not close',
      ['--week', '2026-06-01'],
      tampered(),
      1,
      /do not close.*"total":62.*"sum":2/,
    ],
  ])('%s', async (_, args, given, code, message) => {
    const outcome = await run(given, 'figures', ...args);
    expect([outcome.code, outcome.out]).toEqual([code, []]);
    expect(outcome.err[0]).toMatch(message);
  });
});

describe('ledger export', () => {
  const NOT_FROZEN = { week: '2026-06-08', weekNo: null, asOf: '2026-06-10', frozenAt: null, sha256: null };
  test.each<[string, string[], object, number]>([
    ['as it stands now', [], NOT_FROZEN, 3],
    ['by week', ['--week', '2026-06-03'], { weekNo: 2, week: '2026-06-01', frozenAt: '2026-06-05 14:00' }, 2],
    ['by number', ['--number', '1'], { weekNo: 1, week: '2026-05-25', sha256: 'ab'.repeat(32) }, 1],
    ['of a round', ['--round', 'a'], { ...NOT_FROZEN, roundName: '八届区委第七轮巡察整改' }, 3],
  ])('%s', async (_, args, meta, rows) => {
    const given = machine();
    const { code, out } = await run(given, 'ledger', 'export', ...args, '--out', '台账.xlsx');
    expect(code).toBe(0);
    expect(given.written[0]).toMatchObject({ meta, rows: { length: rows } });
    expect(String(given.files.get('台账.xlsx'))).toBe('ledger');
    expect(out[0]).toContain(`台账.xlsx: ${rows} tasks`);
  });

  test.each<[string, string[], ReturnType<typeof aMachine>, number]>([
    ['a number nobody has given', ['--number', '3'], machine(), 1],
    ['a tampered week', ['--number', '2'], tampered(), 1],
    ['two rounds, none named', [], aMachine({ rounds: [aRound(), aRound({ letter: 'B' })] }), 2],
  ])('writes nothing: %s', async (_, args, given, code) => {
    const outcome = await run(given, 'ledger', 'export', ...args, '--out', 'x.xlsx');
    expect([outcome.code, outcome.err.length, given.files.size]).toEqual([code, 1, 0]);
  });
});
