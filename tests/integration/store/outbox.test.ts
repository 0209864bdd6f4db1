import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewOutbound } from '../../../src/app/message-stores.ts';
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
    request: null,
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

  test('可能已送达的，推迟后原样保留；没送出的，重新拟稿', async () => {
    const { outbound } = opened.store;
    const later = { until: minutesLater(5), reason: 'ECONNRESET' };
    await claim(MONDAY_MORNING);
    await outbound.keepRequest(id, '{"touser":"luhaiping"}', { kind: 'failed' }, MONDAY_MORNING);
    await outbound.postpone(id, { ...later, keepRequest: true });
    expect(await outbound.claim(id, minutesLater(4), minutesLater(5))).toBeNull();
    const again = await outbound.claim(id, minutesLater(5), minutesLater(6));
    expect(again).toMatchObject({
      request: '{"touser":"luhaiping"}',
      attempts: 2,
      firstTriedAt: MONDAY_MORNING,
    });
    await outbound.postpone(id, { ...later, keepRequest: false });
    expect(await outbound.claim(id, minutesLater(5), minutesLater(6))).toMatchObject({ request: null });
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
    expect(await outbound.mergeSiblings(claimed!, MONDAY_MORNING)).toMatchObject([
      { id: second, state: 'skipped' },
    ]);
  }
  expect(await outbound.claim(second, minutesLater(60), minutesLater(61))).toBeNull();
});
