import { expect, test } from 'vitest';
import { aMachine, run } from './a-cli.ts';

const NEWEST = new Date('2026-06-08T01:00:00Z');

test('backup：一行说清楚；丢了文件以 1 结束', async () => {
  const given = aMachine();
  expect(await run(given, 'backup')).toMatchObject({
    code: 0,
    out: ['b.tar.gz: 1.0 MB, not encrypted, 40 tables, 1200 rows, 2 files (3.0 MB)'],
  });
  given.backups.written = { ...given.backups.written, lost: ['ab'] };
  const { code, err } = await run(given, 'backup', '--out', 'x.tar.gz');
  expect([code, err]).toEqual([1, ['error: 1 files are missing or damaged in the data folder: ab']]);
  expect(given.calls).toEqual([
    ['backup', null],
    ['backup', 'x.tar.gz'],
  ]);
});

test('restore：先说备份是什么、库里有什么，再动手；最后说怎么恢复发送', async () => {
  const given = aMachine();
  given.backups.look = {
    ...given.backups.look,
    occupants: { rounds: 1, tasks: 38, entries: 90, newest: NEWEST },
  };
  given.backups.restored = { ...given.backups.restored, aside: 'before_restore_x' };
  const { code, out } = await run(given, 'restore', 'b.tar.gz', '--yes');
  expect(code).toBe(0);
  expect(out).toEqual([
    'backup of 2026-06-07T19:00:00.000Z, version 0.1.0, rounds A',
    'the database holds 1 rounds, 38 tasks, 90 audit entries, the newest of 2026-06-08T01:00:00.000Z',
    'restored: 1200 rows and 2 files, each line and file as it was saved',
    'audit log of 90 entries whole, 2 anchors agree; 3 frozen weeks by their hashes; 38 tasks by their history',
    'what was there is in the schema before_restore_x; when nobody misses it: drop schema before_restore_x cascade',
    'sending is paused: start the service, look with "duban resume", go on with "duban resume --yes"',
  ]);
  expect(given.calls.at(-1)).toEqual(['restore', 'b.tar.gz', { replace: true, despiteFaults: false }]);
});

test('drill：不完整就以 1 结束', async () => {
  const given = aMachine();
  expect(await run(given, 'drill')).toMatchObject({ code: 0 });
  const { drilled } = given.backups;
  given.backups.drilled = {
    ...drilled,
    proof: { ...drilled.proof, faults: ['audit log: entry 5 (altered)'] },
  };
  const { code, err } = await run(given, 'drill', 'old.tar.gz');
  expect([code, err]).toEqual([1, ['error: what was restored is not whole: audit log: entry 5 (altered)']]);
  expect(given.calls).toEqual([
    ['drill', null],
    ['drill', 'old.tar.gz'],
  ]);
});
