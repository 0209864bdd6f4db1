import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Limit } from '../../../src/app/channel.ts';
import { atOnce, MONDAY_MORNING, openStore, type OpenStore } from './a-store.ts';

let opened: OpenStore;
beforeEach(async () => {
  opened = await openStore();
});
afterEach(() => opened.close());

const at = (seconds: number) => new Date(MONDAY_MORNING.getTime() + seconds * 1000);
const minute: Limit = { key: 'member:luhaiping', burst: 10, perMinute: 20 };
const day = (date: string): Limit => ({ key: `app:day:${date}`, burst: 2, perMinute: 0 });
const take = (limits: readonly Limit[], seconds = 0) => opened.store.limits.take(limits, at(seconds));
const takeMany = async (count: number, limits: readonly Limit[], seconds = 0) =>
  (await atOnce(count, () => take(limits, seconds))).filter((short) => short === null).length;

describe('几个进程一起取，也不会多取', () => {
  test('桶里十个，四十次同时取', async () => {
    expect(await takeMany(40, [minute])).toBe(10);
  });

  test('任何一分钟不超过三十：连取三分钟', async () => {
    const taken: number[] = [];
    for (let second = 0; second < 180; second += 1)
      for (let turn = 0; turn < 3; turn += 1) if (!(await take([minute], second))) taken.push(second);
    for (const start of taken)
      expect(taken.filter((second) => second >= start && second < start + 60).length).toBeLessThanOrEqual(30);
    expect(taken.length).toBeGreaterThanOrEqual(10 + 58); // and it is used up, not avoided
  });

  test('交叉的两组同时取，不会互相等死', async () => {
    const [a, b] = ['a', 'b'].map((key) => ({ key, burst: 1000, perMinute: 1 }));
    const both = await Promise.all([atOnce(20, () => take([a!, b!])), atOnce(20, () => take([b!, a!]))]);
    expect(both.flat().every((short) => short === null)).toBe(true);
  });
});

describe('没有位置', () => {
  test('说还要等多久，那时就有', async () => {
    await takeMany(10, [minute]);
    const short = await take([minute]);
    expect(short).toEqual({ key: minute.key, waitMs: 3000 });
    expect(await take([minute], 3)).toBeNull();
    expect(await take([minute], 3)).toMatchObject({ waitMs: 3000 });
  });

  test('五十条一起等，不会一起回来：一个位置一条，最多等两分钟', async () => {
    await takeMany(10, [minute]);
    const waits = [];
    for (let turn = 0; turn < 50; turn += 1) waits.push((await take([minute]))?.waitMs);
    expect(waits.slice(0, 4)).toEqual([3000, 6000, 9000, 12_000]);
    expect(waits.at(-1)).toBe(120_000);
    const inTurn = waits.filter((waitMs = 0) => waitMs < 120_000);
    expect(inTurn).toHaveLength(39);
    for (const waitMs of inTurn) expect(await take([minute], (waitMs ?? 0) / 1000)).toBeNull();
  });

  test('一个桶空，别的也不取', async () => {
    const both = [minute, day('2026-06-08')];
    expect(await takeMany(5, both)).toBe(2);
    expect(await takeMany(20, [minute])).toBe(8);
  });

  test('每天的上限不会自己补，只有第二天的桶是满的', async () => {
    expect(await takeMany(5, [day('2026-06-08')])).toBe(2);
    expect(await take([day('2026-06-08')], 86_000)).toMatchObject({ key: 'app:day:2026-06-08' });
    expect(await take([day('2026-06-09')], 86_400)).toBeNull();
  });
});

test('时钟慢了的进程，取不到凭空多出来的', async () => {
  await takeMany(10, [minute], 60);
  expect(await take([minute], 0)).not.toBeNull();
  expect(await take([minute], 61)).not.toBeNull();
  expect(await take([minute], 63)).toBeNull();
});

describe('停用的通道', () => {
  const halt = {
    channel: 'app',
    code: 60020,
    why: 'not allow to access from your ip',
    advice: '请把服务器的公网地址加入企业可信IP。',
    since: at(0),
    probeAt: at(60),
  };

  test('二十条消息同时撞上，只有一条算第一次', async () => {
    const first = await atOnce(20, () => opened.store.halts.trip(halt));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await opened.store.halts.all()).toEqual([halt]);
  });

  test('到时放一条去试，其余再等', async () => {
    await opened.store.halts.trip(halt);
    expect(await opened.store.halts.claimProbe('app', at(59), at(120))).toBe(false);
    const probes = await atOnce(20, () => opened.store.halts.claimProbe('app', at(60), at(120)));
    expect(probes.filter(Boolean)).toHaveLength(1);
  });

  test('恢复只说一次', async () => {
    await opened.store.halts.trip(halt);
    const lifted = await atOnce(20, () => opened.store.halts.lift('app'));
    expect(lifted.filter(Boolean)).toEqual([halt]);
    expect(await opened.store.halts.all()).toEqual([]);
  });
});
