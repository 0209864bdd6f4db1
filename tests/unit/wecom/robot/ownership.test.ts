import { expect, test } from 'vitest';
import { seekOwnership } from '../../../../src/wecom/robot/ownership.ts';
import { aLease, type FakeLease } from './a-lease.ts';
import { recordedLog } from './a-log.ts';
import { fakeTime } from './fake-timers.ts';

function seek(lease: FakeLease) {
  const time = fakeTime();
  const story: string[] = [];
  const log = recordedLog();
  const stop = seekOwnership({
    lease,
    timers: time.timers,
    log,
    gained: () => void story.push('gained'),
    lost: () => void story.push('lost'),
  });
  return { time, story, stop, log };
}

test('a free lease is gained at once, and kept', async () => {
  const { time, story } = seek(aLease());
  await time.pass(0);
  await time.pass(60_000);
  expect(story).toEqual(['gained']);
});

test('a taken one is tried every ten seconds', async () => {
  const lease = aLease(false);
  const { time, story } = seek(lease);
  await time.pass(30_000);
  expect(lease.tries).toBe(4);
  lease.free = true;
  await time.pass(10_000);
  expect(story).toEqual(['gained']);
});

test('lost: told at once and once, then tried again', async () => {
  const lease = aLease();
  const { time, story } = seek(lease);
  await time.pass(0);
  lease.free = false;
  lease.lose();
  expect(story).toEqual(['gained', 'lost']);
  await time.pass(20_000);
  expect(story).toEqual(['gained', 'lost']);
  lease.free = true;
  await time.pass(10_000);
  expect(story).toEqual(['gained', 'lost', 'gained']);
});

test('lost without a word: found within ten seconds', async () => {
  const lease = aLease();
  const { time, story } = seek(lease);
  await time.pass(0);
  lease.free = false;
  lease.slipAway();
  await time.pass(10_000);
  expect(story).toEqual(['gained', 'lost']);
});

test('a database that is away is no lease, and no end', async () => {
  const lease = aLease(new Error('connection refused'));
  const { time, story, log } = seek(lease);
  await time.pass(10_000);
  expect(log.events).toContain('robot_lease_unavailable');
  lease.free = true;
  await time.pass(10_000);
  expect(story).toEqual(['gained']);
});

test('losing it after the stop is nothing to tell', async () => {
  const lease = aLease();
  const { time, story, stop } = seek(lease);
  await time.pass(0);
  await stop();
  lease.lose();
  expect(story).toEqual(['gained']);
});

test('once stopped nothing is gained, not even by an attempt under way', async () => {
  const lease = aLease();
  const { time, story, stop } = seek(lease);
  await stop();
  await time.pass(60_000);
  expect(story).toEqual([]);
  expect(time.next()).toBeNull();
});
