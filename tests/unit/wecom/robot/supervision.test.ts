import { beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionEnd, ConnectionEvents } from '../../../../src/wecom/robot/connection.ts';
import { outageAfter } from '../../../../src/wecom/robot/retry.ts';
import { superviseConnection, type LinkState } from '../../../../src/wecom/robot/supervision.ts';
import { fakeTime, type FakeTime } from './fake-timers.ts';

const MINUTE = 60_000;
const DROPPED: ConnectionEnd = { how: 'dropped', why: 'closed with 1006' };
const refused = (code: number): ConnectionEnd => ({ how: 'refused', code, why: 'no' });

const waits = (failures: number[], random: number) =>
  failures.map((count) => outageAfter(DROPPED, count, random).waitMs);

describe('how long to wait', () => {
  test('drops: twice as long each time, a minute at most, half of it by chance', () => {
    expect(waits([1, 2, 3, 6, 7, 8, 500], 0)).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000, 30_000]);
    expect(waits([1, 2, 3, 6, 7, 500], 0.999_999)).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
  });

  test('WeCom is busy: as after a drop', () => {
    expect(outageAfter(refused(-1), 1, 0)).toEqual({ state: 'down', detail: '-1 no', waitMs: 500 });
  });

  test.each<[string, ConnectionEnd, string, number]>([
    ['订阅太频繁', refused(45009), 'rate_limited', 5 * MINUTE],
    ['密钥不对', refused(853000), 'auth_failed', 5 * MINUTE],
    ['机器人不存在', refused(93019), 'auth_failed', 5 * MINUTE],
    ['没见过的错误码', refused(99999), 'down', 5 * MINUTE],
    ['被挤下线', { how: 'kicked' }, 'kicked', 5 * MINUTE],
  ])('%s: minutes, never fewer', (_name, end, state, waitMs) => {
    expect(outageAfter(end, 1, 0)).toMatchObject({ state, waitMs });
    expect(outageAfter(end, 9, 0.999).waitMs).toBeGreaterThan(waitMs);
  });
});

describe('a robot that is kept connected', () => {
  let time: FakeTime;
  let opened: Pick<ConnectionEvents, 'subscribed' | 'ended'>[];
  let states: LinkState[];
  let robot: ReturnType<typeof superviseConnection>;

  beforeEach(() => {
    time = fakeTime();
    opened = [];
    states = [];
    robot = superviseConnection({
      open(events) {
        opened.push(events);
        return { request: async () => ({ kind: 'ambiguous', why: 'fake' }), close: async () => {} };
      },
      changed: (state) => void states.push(state),
      timers: time.timers,
      clock: time.clock,
      random: () => 0.999_999,
    });
  });

  const names = () => states.map(({ state }) => state);
  const end = (how: ConnectionEnd) => opened.at(-1)?.ended(how);

  test('every attempt is a new connection', async () => {
    end(DROPPED);
    await time.pass(1000);
    end(DROPPED);
    await time.pass(1999);
    expect(opened).toHaveLength(2);
    await time.pass(1);
    expect(opened).toHaveLength(3);
  });

  test('an outage is told once, and lasts from its beginning', async () => {
    opened[0]?.subscribed();
    await time.pass(10 * MINUTE);
    const since = time.clock.now();
    end(DROPPED);
    for (let tries = 0; tries < 5; tries += 1) {
      await time.pass(2 * MINUTE);
      end(DROPPED);
    }
    expect(names()).toEqual(['connecting', 'up', 'down']);
    expect(robot.state()).toEqual({ state: 'down', since, detail: 'closed with 1006' });
    await time.pass(2 * MINUTE);
    opened.at(-1)?.subscribed();
    expect(names()).toEqual(['connecting', 'up', 'down', 'up']);
  });

  test('what goes wrong may change, the outage is the same', async () => {
    end(DROPPED);
    const { since } = robot.state();
    await time.pass(2 * MINUTE);
    end({ how: 'dropped', why: 'connect ECONNREFUSED' });
    expect(states.at(-1)).toEqual({ state: 'down', since, detail: 'connect ECONNREFUSED' });
  });

  test('a line that drops again at once is tried more and more slowly', async () => {
    for (const waitMs of [1000, 2000, 4000, 8000]) {
      opened.at(-1)?.subscribed();
      end(DROPPED);
      expect(time.next()).toBe(waitMs);
      await time.pass(waitMs);
    }
  });

  test('one that held a minute begins anew', async () => {
    end(DROPPED);
    await time.pass(1000);
    end(DROPPED);
    await time.pass(2000);
    opened.at(-1)?.subscribed();
    await time.pass(MINUTE);
    end(DROPPED);
    expect(time.next()).toBe(1000);
  });

  test('kicked: five minutes of silence, then one attempt', async () => {
    opened[0]?.subscribed();
    end({ how: 'kicked' });
    await time.pass(5 * MINUTE - 1);
    expect(opened).toHaveLength(1);
    expect(robot.state().state).toBe('kicked');
    await time.pass(MINUTE);
    expect(opened).toHaveLength(2);
    expect(robot.state().state).toBe('kicked');
    opened.at(-1)?.subscribed();
    expect(robot.state().state).toBe('up');
  });

  test('while there is no connection nothing is sent', async () => {
    end(DROPPED);
    expect(await robot.request({ cmd: 'ping', reqId: 'p' })).toMatchObject({ kind: 'not_reached' });
  });

  test('closed is closed', async () => {
    end(DROPPED);
    await robot.close();
    await time.pass(10 * MINUTE);
    expect(opened).toHaveLength(1);
    expect(time.next()).toBeNull();
  });
});
