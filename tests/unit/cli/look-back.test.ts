import { expect, test } from 'vitest';
import { aTask } from '../../support/a-task.ts';
import { aRound } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';

const closed = { closure: 'closed', completion: 'done', closedOn: '2026-05-08' } as const;
const machine = () =>
  aMachine({
    rounds: [aRound()],
    tasks: [...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((no) => aTask({ no, ...closed })), aTask({ no: 11 })],
  });

const SAMPLE = ['look-back', 'sample', 'A', '--seed', '2026-抽查'];

test('a sample without --yes changes nothing, and comes out the same again', async () => {
  const given = machine();
  const first = await run(given, ...SAMPLE, '--percent', '20', '--json');
  expect(first.code).toBe(0);
  expect(first.json).toMatchObject({
    round: 'A',
    seed: '2026-抽查',
    percent: 20,
    population: 10,
    kept: false,
    due: '2026-06-25',
  });
  expect((first.json as { drawn: unknown[] }).drawn).toHaveLength(2);
  expect(given.memory.lookBacks).toEqual([]);
  expect((await run(given, ...SAMPLE, '--percent', '20', '--json')).out).toEqual(first.out);
});

test('--yes schedules each look-back once, and writes down who drew', async () => {
  const given = machine();
  const { out } = await run(given, ...SAMPLE, '--count', '3', '--yes');
  expect(out.at(-1)).toBe('3 look-backs scheduled, due 2026-06-25');
  expect(given.memory.lookBacks).toMatchObject([1, 2, 3].map(() => ({ cause: 'sample', seed: '2026-抽查' })));
  expect(given.memory.audit).toMatchObject([
    {
      actor: 'operator',
      event: 'look_back_sampled',
      subject: 'round-a',
      detail: { count: 3, population: 10 },
    },
  ]);
  await run(given, ...SAMPLE, '--count', '3', '--yes');
  expect(given.memory.lookBacks).toHaveLength(3);
  const list = await run(given, 'look-back', 'list');
  expect(list.out).toHaveLength(3);
  expect(list.out[0]).toMatch(/^2026-06-25 \d+ 修订公务接待管理办法 \(办公室\), sample$/);
});

test.each([
  [['--percent', '0']],
  [['--percent', '101']],
  [['--count', '0']],
  [['--percent', '10', '--count', '2']],
])('%j is refused as misuse', async (options) => {
  const given = machine();
  expect((await run(given, ...SAMPLE, ...options)).code).toBe(2);
  expect(given.memory.lookBacks).toEqual([]);
});

test('nothing to look at, and nothing to draw from', async () => {
  const empty = aMachine({ rounds: [aRound()], tasks: [aTask({ no: 1 })] });
  expect((await run(empty, 'look-back', 'list')).out).toEqual(['nothing is to be looked at again']);
  expect((await run(empty, ...SAMPLE, '--yes')).out[0]).toContain('0 of 0 closed tasks');
  expect((await run(empty, 'look-back', 'sample', 'B')).code).toBe(1);
});
