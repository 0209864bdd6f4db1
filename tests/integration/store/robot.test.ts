import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLease } from '../../../src/store/lease.ts';
import {
  atOnce,
  MONDAY_MORNING,
  openStore,
  saveSmallRound,
  type OpenStore,
  type SmallRound,
} from './a-store.ts';

const ROBOT = 'aibA1b2';
const later = (minutes: number) => new Date(MONDAY_MORNING.getTime() + minutes * 60_000);

let opened: OpenStore;
let round: SmallRound;
beforeEach(async () => {
  opened = await openStore();
  round = await saveSmallRound(opened.store);
});
afterEach(() => opened.close());

describe('机器人的连接只归一个进程', () => {
  test('两个进程抢，一个得到；它放手，另一个接过去', async () => {
    const [first, second] = [createLease(opened.url, ROBOT), createLease(opened.url, ROBOT)];
    expect(await first.acquire()).toBe(true);
    expect(await second.acquire()).toBe(false);
    expect([first.held(), second.held()]).toEqual([true, false]);
    await first.release();
    expect(await second.acquire()).toBe(true);
    await second.release();
  });

  test('数据库断开了它，它马上知道，别人可以接手', async () => {
    const [first, second] = [createLease(opened.url, ROBOT), createLease(opened.url, ROBOT)];
    await first.acquire();
    const lost = new Promise<void>((resolve) => first.onLost(resolve));
    await opened.pool.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 25717`,
    );
    await lost;
    expect(first.held()).toBe(false);
    expect(await second.acquire()).toBe(true);
    await second.release();
  });

  test('没有进程占着，就算是断开的，不管最后记的是什么', async () => {
    const { robotStates } = opened.store;
    const up = { state: 'up', since: MONDAY_MORNING, owner: 'host/1', detail: '' } as const;
    await robotStates.set(ROBOT, up);
    expect(await robotStates.get(ROBOT)).toMatchObject({ state: 'down', detail: 'no_owner' });
    const lease = createLease(opened.url, ROBOT);
    await lease.acquire();
    expect(await robotStates.get(ROBOT)).toEqual(up);
    await lease.release();
    expect(await robotStates.get('another')).toBeNull();
  });
});

const hear = (chatId: string, minutes = 0) =>
  opened.store.robotChats.heard({ robotId: ROBOT, kind: 'person', chatId, at: later(minutes) });

describe('与机器人的会话', () => {
  test('大小写不同就是两个会话', async () => {
    await hear('woAbc');
    await hear('woabc');
    await opened.store.robotChats.bind(ROBOT, 'woAbc', round.personId, 'code');
    expect((await opened.store.robotChats.ofPerson(ROBOT, round.personId))?.chatId).toBe('woAbc');
  });

  test('发不过去就不再用，对方一开口又能用', async () => {
    const { robotChats } = opened.store;
    await hear('luhaiping');
    await robotChats.bind(ROBOT, 'luhaiping', round.personId, 'plain');
    await robotChats.lose(ROBOT, 'luhaiping', later(1));
    expect(await robotChats.ofPerson(ROBOT, round.personId)).toBeNull();
    expect(await robotChats.boundPersonIds(ROBOT)).toEqual(new Set());
    await hear('luhaiping', 2);
    expect(await robotChats.boundPersonIds(ROBOT)).toEqual(new Set([round.personId]));
  });

  test('绑定码只用一次，过期作废，新码顶替旧码', async () => {
    const { bindingCodes } = opened.store;
    const issue = (hash: string) =>
      bindingCodes.issue({ hash: hash.repeat(64), personId: round.personId, expiresAt: later(10) });
    await issue('a');
    await issue('b');
    expect(await bindingCodes.use('a'.repeat(64), later(1))).toBeNull();
    expect(await bindingCodes.use('b'.repeat(64), later(10))).toBeNull();
    const used = await atOnce(20, () => bindingCodes.use('b'.repeat(64), later(1)));
    expect(used.filter(Boolean)).toEqual([round.personId]);
  });
});

test('收到的图片按内容存一份，读得回来', async () => {
  const inboundId = await opened.store.inbound.add(
    {
      dedupeKey: 'm1',
      channel: 'robot',
      senderId: 'woAbc',
      groupId: null,
      replyTo: { to: 'message', reqId: 'r1', at: MONDAY_MORNING },
      sentAt: MONDAY_MORNING,
      content: { type: 'other', name: 'x' },
    },
    MONDAY_MORNING,
  );
  const message = await opened.store.transaction((stores) => stores.inbound.lockNext('woAbc'));
  expect(message?.replyTo).toEqual({ to: 'message', reqId: 'r1', at: MONDAY_MORNING });
  const media = {
    inboundId: inboundId!,
    no: 0,
    media: 'image',
    fileName: '现场.jpg',
    mediaType: 'image/jpeg',
    fetchedAt: MONDAY_MORNING,
  } as const;
  const kept = await opened.store.media.keep(media, Buffer.from('picture'));
  await opened.store.media.keep(media, Buffer.from('picture'));
  expect(await opened.store.media.ofMessage(inboundId!)).toEqual([kept]);
  const file = path.join(opened.mediaDir, kept.sha256.slice(0, 2), kept.sha256);
  expect(readFileSync(file, 'utf8')).toBe('picture');
});

describe('回调网址的验证', () => {
  test('不通过的，没有人在等就不记：谁都能来试', async () => {
    const { callbackSightings } = opened.store;
    await callbackSightings.note('refused', MONDAY_MORNING, 'signature');
    await callbackSightings.watch(later(2));
    expect(await callbackSightings.seen()).toMatchObject({ refusedAt: null });
    await callbackSightings.note('refused', later(1), 'signature');
    expect(await callbackSightings.seen()).toMatchObject({ refusedAt: later(1), refusedWhy: 'signature' });
    await callbackSightings.note('refused', later(3), 'stale');
    expect(await callbackSightings.seen()).toMatchObject({ refusedAt: later(1) });
  });

  test('通过的总是记下', async () => {
    const { callbackSightings } = opened.store;
    await callbackSightings.note('verified', MONDAY_MORNING, '');
    expect(await callbackSightings.seen()).toMatchObject({ verifiedAt: MONDAY_MORNING });
  });
});
