import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_ROUND_SETTINGS } from '../../../src/domain/task/round.ts';
import { aRound } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';

const example = readFileSync(new URL('../../../examples/calendar-2026.json', import.meta.url));

const withFile = (name: string, content: Buffer) => {
  const machine = aMachine({ rounds: [aRound({ settings: DEFAULT_ROUND_SETTINGS })] });
  machine.files.set(name, content);
  return machine;
};

test('a year is shown, and nothing kept without --yes', async () => {
  const machine = withFile('calendar.json', example);
  const { code, out } = await run(machine, 'calendar', 'load', 'calendar.json');
  expect(code).toBe(0);
  expect(out).toEqual([
    '2026: 248 working days',
    '  off     2026-01-01 to 2026-01-03 (3 days)',
    '  off     2026-02-15 to 2026-02-23 (9 days)',
    '  off     2026-04-04 to 2026-04-06 (3 days)',
    '  off     2026-05-01 to 2026-05-05 (5 days)',
    '  off     2026-06-19 to 2026-06-21 (3 days)',
    '  off     2026-09-25 to 2026-09-27 (3 days)',
    '  off     2026-10-01 to 2026-10-07 (7 days)',
    '  worked  2026-01-04',
    '  worked  2026-02-14',
    '  worked  2026-02-28',
    '  worked  2026-05-09',
    '  worked  2026-09-20',
    '  worked  2026-10-10',
    '  week of 2026-02-09: 6 working days',
    '  week of 2026-09-14: 6 working days',
    '  week of 2026-02-16: 0 working days, skipped',
    '  source: 国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）',
    '  the same days as are known of 2026 now',
    'nothing was kept: say --yes when this is right',
  ]);
  expect(machine.memory.loadedYears).toEqual([]);
});

test('with --yes it is kept, with who and when, and audited', async () => {
  const machine = withFile('calendar.json', example);
  const { code, out } = await run(machine, 'calendar', 'load', 'calendar.json', '--yes');
  expect(code).toBe(0);
  expect(out.at(-1)).toBe('the year 2026 is loaded; running services know of it at once');
  expect(machine.memory.loadedYears).toMatchObject([
    { year: 2026, loadedBy: 'operator', loadedAt: machine.now },
  ]);
  expect(machine.memory.audit).toMatchObject([
    { actor: 'operator', event: 'calendar_loaded', subject: '2026' },
  ]);
});

test('every wrong line is named, and nothing opened', async () => {
  const machine = withFile(
    '2027.csv',
    Buffer.from('year,2027\nsource,x\noff,2027-02-30\nworked,2027-02-15\n'),
  );
  const { code, err } = await run(machine, 'calendar', 'load', '2027.csv', '--yes');
  expect(code).toBe(1);
  expect(err.join('\n')).toContain('line 3: "2027-02-30": a day as YYYY-MM-DD is expected');
  expect(err.join('\n')).toContain('line 4: "2027-02-15": Monday to Friday are worked anyway');
  expect(machine.opened).toBe(0);
});

test('what is doubtful is said', async () => {
  const machine = withFile('2027.csv', Buffer.from('year,2027\nsource,x\noff,2027-01-01\n'));
  const { out } = await run(machine, 'calendar', 'load', '2027.csv');
  expect(out).toContain('  2027 is not known so far: Monday to Friday count');
  expect(out.filter((line) => line.startsWith('  doubtful:'))).toHaveLength(2);
});

test('a single day, and back', async () => {
  const machine = aMachine();
  const set = await run(machine, 'calendar', 'day', '2026-10-08', 'off', '--note', '本地活动');
  expect(set.out).toEqual(['2026-10-08: off']);
  expect(machine.memory.setDays).toEqual([{ day: '2026-10-08', working: false, note: '本地活动' }]);
  const shown = await run(machine, 'calendar', 'show', '2026');
  expect(shown.out.at(-1)).toBe('  set by hand: 2026-10-08 off (本地活动)');
  const back = await run(machine, 'calendar', 'day', '2026-10-08', 'default');
  expect(back.out).toEqual(['2026-10-08: as its year says']);
  expect(machine.memory.setDays).toEqual([]);
});

test.each([
  ['a day that is none', ['calendar', 'day', '2026-02-30', 'off']],
  ['neither off nor working', ['calendar', 'day', '2026-02-27', 'maybe']],
  ['a year that is none', ['calendar', 'show', '26']],
])('%s is refused', async (_, args) => {
  const machine = aMachine();
  expect((await run(machine, ...args)).code).toBe(2);
  expect(machine.opened).toBe(0);
});

test('which years are known, and from where', async () => {
  const machine = withFile('calendar.json', example);
  await run(machine, 'calendar', 'load', 'calendar.json', '--yes');
  await run(machine, 'calendar', 'day', '2027-10-08', 'off');
  const { out } = await run(machine, 'calendar', 'check');
  expect(out).toEqual([
    '2025  this release',
    '2026  file, by operator: 国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）',
    '2027  not known: Monday to Friday count; 1 single day set',
  ]);
});

test('a round is ended only with --yes, and listed as ended', async () => {
  const machine = aMachine({ rounds: [aRound({ settings: DEFAULT_ROUND_SETTINGS })] });
  const asked = await run(machine, 'round', 'end', 'A');
  expect(asked.out[0]).toContain('nothing was done');
  expect((await run(machine, 'round', 'list', '--json')).json).toMatchObject([{ letter: 'A', active: true }]);
  const ended = await run(machine, 'round', 'end', 'a', '--yes');
  expect(ended.out[0]).toContain('round A is ended');
  expect((await run(machine, 'round', 'list', '--json')).json).toMatchObject([
    { letter: 'A', active: false },
  ]);
  expect((await run(machine, 'round', 'end', 'A', '--yes')).err.join()).toContain('no round A is active');
  expect(machine.memory.audit).toMatchObject([{ event: 'round_ended' }]);
});
