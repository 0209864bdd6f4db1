import { expect, test } from 'vitest';
import { aPerson } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';

const lin = aPerson('linxiaolan', '林晓岚');
const he = aPerson('hezhi', '何志');

/** The clock of the command line stands at 10:00 on 2026-06-23. */
test('a deputy for some days: set, listed, refused where there is one already, ended', async () => {
  const machine = aMachine({ people: [lin, he] });
  const set = ['deputy', 'set', 'linxiaolan', 'hezhi'] as const;
  expect((await run(machine, ...set, '--from', '2026-07-01', '--until', '2026-07-10')).out).toEqual([
    '林晓岚 -> 何志, from 2026-07-01 until 2026-07-10',
  ]);
  expect(machine.deputies).toMatchObject([{ from: '2026-07-01', until: '2026-07-11' }]);
  expect(await run(machine, ...set, '--from', '2026-07-10')).toMatchObject({
    code: 2,
    err: ['error: there is a deputy for these days already: end it first'],
  });
  expect((await run(machine, 'deputy', 'list', '--json')).json).toEqual([
    { person: '林晓岚', deputy: '何志', from: '2026-07-01', lastDay: '2026-07-10' },
  ]);
  expect((await run(machine, 'deputy', 'end', 'LinXiaolan')).code).toBe(0);
  expect((await run(machine, 'deputy', 'list')).out).toEqual(['nobody stands in for anybody']);
  expect((await run(machine, 'deputy', 'end', 'linxiaolan')).code).toBe(1);
});

test.each([
  [['linxiaolan', 'nobody'], 1, 'nobody: nobody active has that userid or name'],
  [['linxiaolan', 'linxiaolan'], 2, 'nobody can be his own deputy'],
  [
    ['linxiaolan', 'hezhi', '--until', '2026-06-01'],
    2,
    'the last day lies before the first, or before today',
  ],
])('%s is refused', async (args, code, why) => {
  const machine = aMachine({ people: [lin, he] });
  expect(await run(machine, 'deputy', 'set', ...args)).toMatchObject({ code, err: [`error: ${why}`] });
});

test('deputies who stand in for each other: kept, and warned of', async () => {
  const machine = aMachine({ people: [lin, he] });
  await run(machine, 'deputy', 'set', 'linxiaolan', 'hezhi');
  const { code, err } = await run(machine, 'deputy', 'set', 'hezhi', 'linxiaolan');
  expect(code).toBe(0);
  expect(err).toEqual(['warning: the deputies stand in for each other; everything stays with 何志']);
});
