import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewOutbound, Postponement, StoredOutbound } from '../../../src/app/delivery/message-stores.ts';
import {
  atOnce,
  aWeeklyReminder,
  MONDAY_MORNING,
  openStore,
  saveSmallRound,
  type OpenStore,
  type SmallRound,
} from './a-store.ts';

const NOBODY = { personId: null } as const;
const minutesLater = (minutes: number) => new Date(MONDAY_MORNING.getTime() + minutes * 60_000);

let opened: OpenStore;
let round: SmallRound;
beforeEach(async () => {
  opened = await openStore();
  round = await saveSmallRound(opened.store);
});
afterEach(() => opened.close());

describe('同一人、同一轮次、同一种、同一期，只有一条', () => {
  test.each<[string, (round: SmallRound) => Partial<NewOutbound>]>([
    ['每周提醒', () => ({})],
    ['给群的周报没有人', () => ({ ...NOBODY, kind: 'digest' })],
    ['答复没有轮次', () => ({ roundId: null, kind: 'reply', period: 'a:0' })],
    ['给陌生人的答复两样都没有', () => ({ ...NOBODY, roundId: null, kind: 'reply', period: 'b' })],
  ])('%s：二十次同时写', async (_, given) => {
    const message = aWeeklyReminder(round, given(round));
    const ids = await atOnce(20, () => opened.store.outbound.add([message]));
    expect(ids.flat()).toHaveLength(1);
    expect((await opened.pool.query('select id from "OutboundMessage"')).rows).toEqual([
      { id: ids.flat()[0] },
    ]);
  });

  test('差一样就是另一条', async () => {
    const ids = await opened.store.outbound.add([
      aWeeklyReminder(round),
      aWeeklyReminder(round, { kind: 'nudge' }),
      aWeeklyReminder(round, { period: '2026-06-15' }),
      aWeeklyReminder(round, { roundId: null }),
      aWeeklyReminder(round, NOBODY),
      aWeeklyReminder(round),
    ]);
    expect(ids).toHaveLength(5);
  });
});

test('写进去的与读出来的一样', async () => {
  const message = aWeeklyReminder(round, {
    notice: { kind: 'welcome', name: '陆海平' },
    urgent: true,
    notBefore: minutesLater(1),
  });
  const [id = ''] = await opened.store.outbound.add([message]);
  expect(await opened.store.outbound.claim(id, minutesLater(1), minutesLater(2))).toEqual({
    ...message,
    id,
    state: 'sending',
    via: null,
    replyTo: null,
    requests: [],
    partsSent: 0,
    attempts: 1,
    firstTriedAt: null,
  });
});

describe('一条消息只由一个进程发', () => {
  let id: string;
  beforeEach(async () => {
    [id = ''] = await opened.store.outbound.add([aWeeklyReminder(round)]);
  });
  const claim = (now: Date) =>
    opened.store.outbound
      .claim(id, now, new Date(now.getTime() + 60_000))
      .then((message) => message !== null);
  const winners = async (now: Date) => (await atOnce(20, () => claim(now))).filter(Boolean).length;

  test('二十个同时认领，一个得到', async () => {
    expect(await winners(MONDAY_MORNING)).toBe(1);
  });

  test('时候未到，谁也得不到', async () => {
    expect(await winners(new Date(MONDAY_MORNING.getTime() - 1))).toBe(0);
  });

  test('租期之内别人拿不走，过了租期由一个接手', async () => {
    await claim(MONDAY_MORNING);
    expect(await winners(minutesLater(1))).toBe(0);
    expect(await opened.store.outbound.due(minutesLater(1), 10)).toEqual([]);
    expect(await opened.store.outbound.due(minutesLater(2), 10)).toEqual([id]);
    expect(await winners(minutesLater(2))).toBe(1);
  });

  test('有了结果就不再发', async () => {
    await claim(MONDAY_MORNING);
    await opened.store.outbound.finish(id, { state: 'sent', reason: '', msgid: 'm', at: MONDAY_MORNING });
    expect(await winners(minutesLater(60))).toBe(0);
    expect(await opened.store.outbound.due(minutesLater(60), 10)).toEqual([]);
  });

  const REQUESTS = ['{"touser":"luhaiping"}', '{"touser":"luhaiping","part":2}'];
  test.each<[string, Postponement['keep'], Partial<StoredOutbound>]>([
    ['可能已送达：原样保留', 'tried', { requests: REQUESTS, partsSent: 1, firstTriedAt: MONDAY_MORNING }],
    ['前一段已到，后一段没发：接着发', 'untried', { requests: REQUESTS, partsSent: 1, firstTriedAt: null }],
    ['没送出：重新拟稿', 'nothing', { requests: [], partsSent: 0, firstTriedAt: null }],
  ])('推迟以后，%s', async (_, keep, kept) => {
    const { outbound } = opened.store;
    await claim(MONDAY_MORNING);
    const tried = { via: 'app', requests: REQUESTS, triedAt: MONDAY_MORNING } as const;
    await outbound.keepRequests({ id, attempts: 1 }, { ...tried, notice: { kind: 'failed' } });
    await outbound.notePart(id, 1, MONDAY_MORNING);
    const later = { until: minutesLater(5), reason: 'ECONNRESET', countAttempt: true };
    await outbound.postpone({ id, attempts: 1 }, { ...later, keep });
    expect(await outbound.claim(id, minutesLater(4), minutesLater(5))).toBeNull();
    const again = await outbound.claim(id, minutesLater(5), minutesLater(6));
    expect(again).toMatchObject({ ...kept, attempts: 2 });
  });

  test('做得太慢，别人已接手：原来那个什么也改不了', async () => {
    const { outbound } = opened.store;
    const slow = await outbound.claim(id, MONDAY_MORNING, minutesLater(1));
    const next = await outbound.claim(id, minutesLater(2), minutesLater(3));
    const kept = { via: 'app', notice: { kind: 'failed' }, triedAt: minutesLater(2) } as const;
    expect(await outbound.keepRequests(slow!, { ...kept, requests: ['慢的'] })).toBe(false);
    expect(await outbound.keepRequests(next!, { ...kept, requests: ['接手的'] })).toBe(true);
    const wait = { until: minutesLater(2), reason: 'busy', keep: 'nothing', countAttempt: true } as const;
    await outbound.postpone(slow!, wait);
    expect(await outbound.hold(slow!, minutesLater(9))).toBe(false);
    expect(await outbound.due(minutesLater(2), 10)).toEqual([]);
    expect(await outbound.claim(id, minutesLater(4), minutesLater(5))).toMatchObject({
      requests: ['接手的'],
    });
  });

  test('卡片随消息一起记下、一起了结；别人已接手的，卡片也不记', async () => {
    const { outbound, cards } = opened.store;
    const slow = await outbound.claim(id, MONDAY_MORNING, minutesLater(1));
    const next = await outbound.claim(id, minutesLater(2), minutesLater(3));
    const kept = {
      via: 'app',
      requests: ['r'],
      notice: { kind: 'failed' },
      triedAt: minutesLater(2),
    } as const;
    expect(await outbound.keepRequests(slow!, { ...kept, card: card('慢的') })).toBe(false);
    expect(await outbound.keepRequests(next!, { ...kept, card: card('接手的') })).toBe(true);
    // An attempt that WeCom certainly did not take comes again with the same card.
    const again = { ...kept, card: { ...card('接手的'), taskIds: ['t-3'] } };
    expect(await outbound.keepRequests(next!, again)).toBe(true);
    const token = { cardId: '接手的', updateToken: '更新码' };
    await outbound.finish(id, { state: 'sent', reason: '', msgid: 'm', card: token, at: minutesLater(3) });
    expect(await cards.byId('慢的')).toBeNull();
    expect(await cards.byId('接手的')).toMatchObject({
      ...card('接手的'),
      taskIds: ['t-3'],
      ...token,
      outboundId: id,
      via: 'app',
      tokenIssuedAt: minutesLater(3),
    });
    expect(await outbound.byId(id)).toMatchObject({ state: 'sent', msgid: 'm' });
  });

  test('只是等位置，不算一次尝试；改走哪条通道也记得', async () => {
    const { outbound } = opened.store;
    await claim(MONDAY_MORNING);
    const wait = {
      until: minutesLater(1),
      reason: 'for_robot',
      keep: 'nothing',
      countAttempt: false,
    } as const;
    await outbound.postpone({ id, attempts: 1 }, { ...wait, via: 'robot' });
    expect(await outbound.claim(id, minutesLater(1), minutesLater(2))).toMatchObject({
      attempts: 1,
      via: 'robot',
    });
  });

  test('等某条通道的，通道一恢复就提前', async () => {
    const { outbound } = opened.store;
    await claim(MONDAY_MORNING);
    const wait = { until: minutesLater(60), keep: 'nothing', countAttempt: false } as const;
    await outbound.postpone({ id, attempts: 1 }, { ...wait, reason: 'halted:app' });
    await outbound.hasten('halted:robot', minutesLater(1));
    expect(await outbound.due(minutesLater(1), 10)).toEqual([]);
    await outbound.hasten('halted:app', minutesLater(1));
    expect(await outbound.due(minutesLater(1), 10)).toHaveLength(1);
  });

  test('不知送达与否的，二十人同时决定，只算一个人的', async () => {
    const { outbound } = opened.store;
    await claim(MONDAY_MORNING);
    await outbound.finish(id, { state: 'ambiguous', reason: 'cut_off', at: MONDAY_MORNING });
    const decided = await atOnce(20, () => outbound.settleAmbiguous(id, 'resend', MONDAY_MORNING));
    expect(decided.filter(Boolean)).toHaveLength(1);
    expect(await outbound.byId(id)).toMatchObject({ state: 'planned', reason: 'resent' });
  });
});

test('别的轮次给同一个人的同一期，并入一条', async () => {
  const other = await opened.store.rounds.create({
    letter: 'B',
    name: '专项整治',
    source: '',
    startedOn: '2026-05-04',
    settings: (await opened.store.rounds.byId(round.roundId))!.settings,
    digestTarget: null,
  });
  const messages = [aWeeklyReminder(round), aWeeklyReminder({ ...round, roundId: other })];
  const [first = '', second = ''] = await opened.store.outbound.add(messages);
  const { outbound } = opened.store;
  const claimed = await outbound.claim(first, MONDAY_MORNING, minutesLater(1));
  for (const _attempt of ['the first', 'one after a crash']) {
    expect(await outbound.merge(claimed!, 'weekly', MONDAY_MORNING)).toMatchObject([
      { id: second, state: 'skipped' },
    ]);
  }
  expect(await outbound.claim(second, minutesLater(60), minutesLater(61))).toBeNull();
});

function card(cardId: string) {
  return { cardId, kind: 'weekly', taskIds: ['t-1', 't-2'], aboutId: null };
}
