import { expect, test } from 'vitest';
import { noteSightings } from '../../../../src/app/doctor/note-sightings.ts';
import { settableClock } from '../../../../src/clock.ts';
import { silentLog } from '../../../support/silent-log.ts';

function rig() {
  const noted: string[] = [];
  const clock = settableClock(new Date('2026-11-20T01:00:00Z'), 'Asia/Shanghai');
  const pass = (ms: number) => clock.set(new Date(clock.now().getTime() + ms));
  const note = async (kind: string, at: Date, why: string) =>
    void noted.push(`${kind} ${at.toISOString().slice(17, 19)} ${why}`.trim());
  return { noted, pass, notes: noteSightings({ note }, clock, silentLog) };
}

test('验证通过和不通过各记一笔', () => {
  const { noted, notes } = rig();
  notes.refused('signature');
  notes.verified();
  expect(noted).toEqual(['refused 00 signature', 'verified 00']);
});

test('有人不停地试，五秒才写一次', () => {
  const { noted, notes, pass } = rig();
  for (let second = 0; second < 11; second++) {
    notes.refused('signature');
    pass(1000);
  }
  expect(noted).toEqual(['refused 00 signature', 'refused 05 signature', 'refused 10 signature']);
});

test('记不下来不影响回答', async () => {
  const clock = settableClock(new Date(), 'Asia/Shanghai');
  const logged: object[] = [];
  const log = { ...silentLog, warn: (fields: object) => void logged.push(fields) };
  noteSightings({ note: () => Promise.reject(new Error('no database')) }, clock, log).verified();
  await Promise.resolve();
  await Promise.resolve();
  expect(logged).toEqual([{ error: 'no database' }]);
});
