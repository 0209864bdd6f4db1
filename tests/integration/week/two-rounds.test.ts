import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDueSteps } from '../../../src/app/week/run-due-steps.ts';
import { endRound } from '../../../src/app/office/end-round.ts';
import { aSecondRound } from '../../support/a-second-round.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';
const LEADERS = 'dubanLeadingGroup';

describe('两个轮次同时进行，作息差一小时', () => {
  let house: House;
  let roundB: string;
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '08:50' });
    roundB = await aSecondRound(
      house.deps,
      [
        { no: 14, owner: 'luhaiping' },
        { no: 60, owner: 'luhaiping' },
        { no: 61, owner: 'shenjingyi' },
        { no: 62, owner: 'linpeiyi' },
      ],
      { remind: { weekday: 1, time: '10:10' } },
    );
  });
  afterAll(() => house.close());

  const rows = (kind: string, roundId: string) =>
    house.deps.store.outbound.ofStep({ roundId, kind, period: MONDAY }, ['planned', 'sent', 'skipped']);

  test('9:10 一条消息说完两个轮次，最急的在最前', async () => {
    await house.at(MONDAY, '09:10');
    const [card, ...more] = await house.heard('luhaiping');
    expect(more).toEqual([]);
    expect(card).toContain('待报 8 项');
    expect(card).toContain('A14号');
    expect(card).toContain('B14');
  });

  test('10:10 另一轮次不再打扰他，只发给没收到的人', async () => {
    await house.at(MONDAY, '10:10');
    await house.at(MONDAY, '10:12');
    expect(await house.heard('luhaiping')).toEqual([]);
    expect(await house.heard('shenjingyi')).toHaveLength(1);
    const states = (await rows('weekly', roundB)).map(
      ({ state, reason }) => `${state} ${reason.slice(0, 6)}`,
    );
    expect(states.toSorted()).toEqual(['sent ', 'sent ', 'skipped merged']);
  });

  test('审核人自己也有任务：待审核清单附在提醒里，只有一条', async () => {
    const [card, ...more] = await house.heard('linpeiyi');
    expect(more).toEqual([]);
    expect(card).toContain('待报 1 项');
    expect(card).toContain('待您审核');
    const round = await house.deps.store.rounds.byLetter('A');
    const ended = (await rows('review', round?.id ?? '')).filter(({ reason }) => reason.startsWith('merged'));
    expect(ended).toHaveLength(1);
  });

  test('编号不带字母：只有一个轮次有就认得，两个都有就问一句', async () => {
    const [asked] = await house.say('luhaiping', '14 推进中，已进场');
    expect(asked).toContain('A14');
    expect(asked).toContain('B14');
    const [b14] = await house.say('luhaiping', 'B14 推进中，通道已清理');
    expect(b14).toContain('B14 正在推进');
    const [b60] = await house.say('luhaiping', '60 推进中，器材已更换');
    expect(b60).toContain('B60 正在推进');
  });

  test('清单按轮次分开', async () => {
    const [mine] = await house.say('luhaiping', '我的任务');
    expect(mine).toContain('【A】');
    expect(mine).toContain('【B】安全生产专项整治（2 项）');
    const [missing] = await house.say('heyunzhou', '还有谁没报');
    expect(missing).toContain('【A】');
    expect(missing).toContain('【B】');
  });

  test('催办可以例外，事先说明今日已收到提醒', async () => {
    const [preview] = await house.say('heyunzhou', '催办 A26');
    expect(preview).toContain('今日已收到提醒');
    await house.say('heyunzhou', '确认');
    expect(await house.heard('luhaiping')).toHaveLength(1);
  });

  test('周三同时补催，也只有一条', async () => {
    await house.at('2026-06-10', '15:10');
    await house.at('2026-06-10', '15:11');
    expect(await house.heard('luhaiping')).toHaveLength(1);
  });

  test('周五各有各的周报', async () => {
    for (const time of ['12:00', '14:00', '16:10'] as const) await house.at('2026-06-12', time);
    const digests = await house.group(LEADERS);
    expect(digests).toHaveLength(2);
    expect(digests.every((text) => text.includes('第1期') || text.includes('第4期'))).toBe(true);
    expect(digests.filter((text) => text.includes('安全生产专项整治'))).toHaveLength(1);
  });

  test('结束 B 轮：编号不再带字母，旧编号不会错记到别的轮次', async () => {
    await endRound(house.deps, 'B');
    const [mine] = await house.say('luhaiping', '我的任务');
    expect(mine).not.toMatch(/[AB]14/);
    const [refused] = await house.say('luhaiping', 'B14 推进中，已验收');
    expect(refused).toContain('B14');
    const [detail] = await house.say('luhaiping', '查询14');
    expect(detail).not.toContain('已验收');
  });

  test('结束之后只提醒留下的轮次', async () => {
    for (const userid of ['luhaiping', 'shenjingyi']) await house.heard(userid);
    await house.at('2026-06-15', '09:10');
    await house.at('2026-06-15', '10:10');
    const [card, ...more] = await house.heard('luhaiping');
    expect(more).toEqual([]);
    expect(card).toContain('14号');
    expect(card).not.toContain('B');
    expect(await house.heard('shenjingyi')).toEqual([]);
    expect(await house.deps.store.weeks.steps(roundB, '2026-06-15')).toEqual([]);
    for (const time of ['12:00', '14:00', '16:10'] as const) await house.at('2026-06-19', time);
  });

  test('审计链完整', async () => {
    expect(await house.deps.store.audit.verify()).toBeNull();
  });
});

describe('两个轮次的第一周', () => {
  test('A 轮次的提醒一排好就送出，也说了 B 轮次要问的', async () => {
    const house = await openHouse({ date: MONDAY, time: '09:11' });
    const asked = [{ no: 14, owner: 'luhaiping' }];
    await aSecondRound(house.deps, asked, { remind: { weekday: 1, time: '10:10' } });
    const { queue } = house.deps;
    const atOnce: typeof queue = {
      ...queue,
      async enqueue(jobs) {
        await queue.enqueue(jobs);
        await house.settle();
      },
    };
    await runDueSteps({ ...house.deps, queue: atOnce });
    const [card] = await house.heard('luhaiping');
    expect(card).toContain('B14');
    await house.close();
  });
});
