import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { planResume, resumeSending } from '../../../src/app/delivery/pause.ts';
import { settableClock } from '../../../src/clock.ts';
import type { DateOnly, WallTime } from '../../../src/domain/calendar/date.ts';
import { backUp } from '../../../src/main/backup/back-up.ts';
import { restore } from '../../../src/main/backup/restore.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';
import { openHouse, type House } from '../../support/house.ts';
import { silentLog } from '../../support/silent-log.ts';

const [MONDAY, WEDNESDAY] = ['2026-06-08', '2026-06-10'] as const;
const SEND = '/cgi-bin/message/send';
const order = { by: 'operator', reason: '', source: 'command' } as const;

let base: string;
let target: TestDatabase;
let house: House | null = null;
afterEach(async () => {
  await house?.close();
  house = null;
  await target.drop();
  rmSync(base, { recursive: true, force: true });
});

/** Backs a running house up, lets it go on, loses it, and restores the backup later. */
async function lose(
  before: (house: House) => Promise<void>,
  after: (house: House) => Promise<void>,
  [date, time]: [DateOnly, WallTime],
): Promise<House> {
  base = mkdtempSync(path.join(tmpdir(), 'duban-resume-'));
  target = await createEmptyDatabase();
  const lost = await openHouse({ date: MONDAY, time: '08:50' });
  house = lost;
  await before(lost);
  const common = { file: path.join(base, 'b.tar.gz'), secret: null, log: silentLog, report: () => {} };
  await backUp({ ...common, url: lost.url, dataDir: lost.dataDir, now: lost.deps.clock.now() });
  await after(lost);
  await lost.close();
  house = null;
  const clock = settableClock(new Date(`${date}T${time}:00+08:00`), 'Asia/Shanghai');
  await restore({ ...common, url: target.url, dataDir: base, clock, replace: false, despiteFaults: false });
  return (house = await openHouse({ date, time }, { database: target, dataDir: base }));
}

const resume = async ({ deps, settle }: House) => {
  const plan = await resumeSending(deps, order);
  await settle();
  return plan;
};
const states = async ({ deps }: House, kind: string) =>
  (await deps.store.outbound.countByKindAndState(new Date(0)))
    .filter((each) => each.kind === kind)
    .map(({ state, count }) => `${state} ${count}`);

test('备份在提醒之前，丢失在提醒之后：恢复后没有第二次提醒，新写来的照常有回执', async () => {
  const restored = await lose(
    async () => {},
    async (lost) => {
      await lost.at(MONDAY, '09:10');
      expect(await lost.heard('luhaiping')).toHaveLength(1);
    },
    [MONDAY, '10:05'],
  );
  await restored.at(MONDAY, '10:10');
  expect(await restored.say('caiyuzhen', '17推进中，已补办验收手续')).toEqual([]);
  expect(await restored.calls(SEND)).toEqual([]);
  expect(await planResume(restored.deps)).toMatchObject({
    steps: [{ step: 'remind', fate: 'perhaps_done' }],
    messages: [{ kind: 'reply', fate: 'send', count: 1 }],
  });
  await resume(restored);
  for (const time of ['10:15', '10:40', '11:05'] as const) await restored.at(MONDAY, time);
  expect(await restored.heard('luhaiping')).toEqual([]);
  expect(await restored.heard('caiyuzhen')).toEqual([expect.stringContaining('已记录')]);
  // The week goes on as ever; only the step that was due before the restoring is not repeated.
  await restored.at(WEDNESDAY, '15:10');
  expect(await restored.heard('luhaiping')).toHaveLength(1);
  expect(await restored.deps.store.audit.verify()).toBeNull();
});

test('备份时已计划、还没发出的：恢复后不自己发，留给人决定；收到而没处理的，不再回第二遍', async () => {
  const restored = await lose(
    async (lost) => {
      await lost.fault({ path: SEND, times: 100, errcode: 60020 });
      await lost.at(MONDAY, '09:10');
      await lost.say('caiyuzhen', '17推进中，已补办验收手续');
    },
    async (lost) => {
      await fetch(`${lost.sandbox}/faults`, { method: 'DELETE' });
      await lost.at(MONDAY, '09:30');
      await lost.at(MONDAY, '09:32');
      expect((await lost.heard('caiyuzhen')).join()).toContain('已记录');
    },
    [MONDAY, '10:05'],
  );
  const plan = await resume(restored);
  expect(plan?.messages).toEqual(
    expect.arrayContaining([
      { kind: 'weekly', fate: 'perhaps_sent', count: 10 },
      { kind: 'reply', fate: 'perhaps_sent', count: 1 },
    ]),
  );
  for (const time of ['10:15', '10:40'] as const) await restored.at(MONDAY, time);
  expect(await restored.calls(SEND)).toEqual([]);
  expect(await states(restored, 'weekly')).toEqual(['expired 10']);
});

test('督办阶梯：备份之后可能说过的，恢复后不再说', async () => {
  const restored = await lose(
    async () => {},
    async (lost) => {
      await lost.at(MONDAY, '09:10');
      await lost.at(WEDNESDAY, '09:20');
    },
    [WEDNESDAY, '10:05'],
  );
  await resume(restored);
  for (const time of ['10:15', '10:40', '14:20'] as const) await restored.at(WEDNESDAY, time);
  expect((await states(restored, 'escalation')).filter((each) => !each.startsWith('expired'))).toEqual([]);
  expect(await restored.calls(SEND)).toEqual([]);
});
