import { afterEach, describe, expect, test } from 'vitest';
import type { DateOnly, WallTime } from '../../../src/domain/calendar/date.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';
const SEND = '/cgi-bin/message/send';

describe('中断之后', () => {
  let house: House;
  afterEach(() => house.close());

  const open = async (date: DateOnly, time: WallTime): Promise<House> =>
    (house = await openHouse({ date, time }));
  const weekly = async () =>
    (await house.deps.store.outbound.countByKindAndState(new Date(0))).filter(
      ({ kind }) => kind === 'weekly',
    );

  test('周一停机，周二上班补发一次并注明', async () => {
    await open(MONDAY, '08:00');
    await house.at('2026-06-09', '08:30');
    expect(await house.heard('luhaiping')).toEqual([]); // WeCom is crowded at :30
    await house.at('2026-06-09', '08:40');
    const messages = await house.heard('luhaiping');
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('补发');
    await house.at('2026-06-09', '09:30');
    expect(await house.heard('luhaiping')).toEqual([]);
  });

  test('夜里恢复，等到上班时间才补发', async () => {
    await open(MONDAY, '08:00');
    await house.at(MONDAY, '22:00');
    expect(await house.heard('luhaiping')).toEqual([]);
    await house.at('2026-06-09', '08:11');
    expect(await house.heard('luhaiping')).toHaveLength(1);
  });

  test('截止之后才恢复，提醒不再补发，台账照常冻结，周报补发', async () => {
    await open(MONDAY, '08:00');
    await house.at('2026-06-13', '10:00');
    expect(await house.heard('luhaiping')).toEqual([]);
    expect(await house.group('dubanLeadingGroup')).toEqual([]);
    await house.at('2026-06-15', '08:40');
    const [digest, ...more] = await house.group('dubanLeadingGroup');
    expect(more).toEqual([]);
    expect(digest).toContain('补发');
  });

  test('企业微信收下后连接断开：用同样的字节重发，对方只看到一条', async () => {
    await open(MONDAY, '09:00');
    await house.fault({ path: SEND, times: 3, cut: 'after' });
    await house.at(MONDAY, '09:10');
    for (const time of ['09:11', '09:12', '09:15', '09:20'] as const) await house.at(MONDAY, time);
    const people = await house.deps.store.people.all();
    let cards = 0;
    for (const { userid } of people) cards += (await house.heard(userid)).length;
    expect(cards).toBe(12); // ten owners, two reviewers
    expect(await weekly()).toEqual([{ kind: 'weekly', state: 'sent', count: 10 }]);
  });

  test('收下之前断开、忙、限频：稍后再发，不丢', async () => {
    await open(MONDAY, '09:00');
    await house.fault({ path: SEND, times: 2, cut: 'before' });
    await house.fault({ path: SEND, times: 2, errcode: -1 });
    await house.fault({ path: SEND, times: 2, errcode: 45009 });
    await house.at(MONDAY, '09:10');
    for (const time of ['09:12', '09:15', '09:25', '09:40'] as const) await house.at(MONDAY, time);
    expect(await weekly()).toEqual([{ kind: 'weekly', state: 'sent', count: 10 }]);
    expect(await house.heard('luhaiping')).toHaveLength(1);
  });

  test('IP 不可信：行保留着，管理员改好后自动发出', async () => {
    await open(MONDAY, '09:00');
    await house.fault({ path: SEND, times: 100, errcode: 60020 });
    await house.at(MONDAY, '09:10');
    expect(await weekly()).toEqual([{ kind: 'weekly', state: 'planned', count: 10 }]);
    await fetch(`${house.sandbox}/faults`, { method: 'DELETE' });
    expect(await house.deps.store.halts.all()).toMatchObject([{ channel: 'app', code: 60020 }]);
    await house.at(MONDAY, '09:30');
    await house.at(MONDAY, '09:32');
    expect(await weekly()).toEqual([{ kind: 'weekly', state: 'sent', count: 10 }]);
    expect(await house.deps.store.halts.all()).toEqual([]);
  });

  test('发送之前已经答复的任务不再提醒', async () => {
    await open(MONDAY, '09:00');
    await house.fault({ path: SEND, times: 1, errcode: 60020 });
    await house.say('caiyuzhen', '17推进中，已补办验收手续 38无进展');
    await house.at(MONDAY, '09:10');
    expect((await weekly()).some(({ state: each }) => each === 'sent')).toBe(true);
  });
});

describe('节假日的周', () => {
  test.each([
    ['国庆后 2026-10-05', '2026-10-05', '2026-10-08', '09:10'],
    ['春节后 2026-02-23', '2026-02-23', '2026-02-24', '09:10'],
  ] as const)('%s：提醒顺延到第一个工作日', async (_name, monday, day, time) => {
    const house = await openHouse({ date: monday, time: '09:00' });
    try {
      await house.at(monday, '09:10');
      expect(await house.heard('luhaiping')).toEqual([]);
      await house.at(day, time);
      expect(await house.heard('luhaiping')).toHaveLength(1);
    } finally {
      await house.close();
    }
  });

  test('工作日不足两天的周整周跳过', async () => {
    const house = await openHouse({ date: '2026-02-16', time: '09:00' });
    try {
      for (const day of ['2026-02-16', '2026-02-18', '2026-02-20'] as const) await house.at(day, '16:30');
      expect(await house.heard('luhaiping')).toEqual([]);
      expect(await house.group('dubanLeadingGroup')).toEqual([]);
    } finally {
      await house.close();
    }
  });
});
