import { afterEach, describe, expect, test } from 'vitest';
import { pauseSending, planResume, resumeSending } from '../../../src/app/delivery/pause.ts';
import type { DateOnly, WallTime } from '../../../src/domain/calendar/date.ts';
import { openHouse, type House } from '../../support/house.ts';

const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-06-08', '2026-06-09', '2026-06-10'] as const;
const [FRIDAY, NEXT_MONDAY] = ['2026-06-12', '2026-06-15'] as const;
const SEND = '/cgi-bin/message/send';
const order = { by: 'operator', reason: '演练', source: 'command' } as const;

let house: House;
afterEach(() => house.close());

async function open(date: DateOnly, time: WallTime): Promise<void> {
  house = await openHouse({ date, time });
}

const pause = () => pauseSending(house.deps, order);
async function resume() {
  const plan = await resumeSending(house.deps, order);
  await house.settle();
  return plan;
}
const sends = async () => (await house.calls(SEND)).length;
const states = async (kind: string) =>
  (await house.deps.store.outbound.countByKindAndState(new Date(0)))
    .filter((each) => each.kind === kind)
    .map(({ state, count }) => `${state} ${count}`);
const events = async () =>
  (await house.deps.store.audit.list({}))
    .map(({ event }) => event)
    .filter((event) => event.startsWith('sending_'));

describe('暂停发送', () => {
  test('什么都不发，收到的照常登记；当天恢复，提醒补发一次，回执补上，审计留痕', async () => {
    await open(MONDAY, '08:50');
    await pause();
    await house.at(MONDAY, '09:10');
    expect(await house.say('caiyuzhen', '17推进中，已补办验收手续')).toEqual([]);
    expect(await sends()).toBe(0);
    const task = (await house.deps.store.tasks.list({})).find(({ code }) => code === '17');
    const entries = await house.deps.store.entries.ofTasks([task?.id ?? '']);
    expect(entries.at(-1)).toMatchObject({ source: 'chat', text: '已补办验收手续' });
    expect(await planResume(house.deps)).toMatchObject({
      messages: [{ kind: 'reply', fate: 'send', count: 1 }],
      steps: [{ step: 'remind', fate: 'run' }],
    });
    expect(await sends()).toBe(0);

    await house.at(MONDAY, '10:05');
    await resume();
    expect(await house.heard('caiyuzhen')).toMatchObject([expect.stringContaining('已记录')]);
    await house.at(MONDAY, '10:06');
    const [reminder, ...more] = await house.heard('luhaiping');
    expect(more).toEqual([]);
    expect(reminder).toContain('补发');
    // 蔡玉珍 answered meanwhile, and is not asked.
    expect(await states('weekly')).toEqual(['sent 9']);
    expect(await events()).toEqual(['sending_paused', 'sending_resumed']);
    expect(await house.deps.store.audit.verify()).toBeNull();
  });

  test('已计划、还没发出的留着；恢复后照常发出，各一条', async () => {
    await open(MONDAY, '09:00');
    await house.fault({ path: SEND, times: 100, errcode: 60020 });
    await house.at(MONDAY, '09:10');
    await pause();
    await fetch(`${house.sandbox}/faults`, { method: 'DELETE' });
    const before = await sends();
    for (const time of ['09:12', '09:40'] as const) await house.at(MONDAY, time);
    expect([await states('weekly'), await sends()]).toEqual([['planned 10'], before]);
    await resume();
    for (const time of ['09:42', '09:44'] as const) await house.at(MONDAY, time);
    expect(await states('weekly')).toEqual(['sent 10']);
    expect(await house.heard('luhaiping')).toHaveLength(1);
  });

  test('隔了一周才恢复：上周的提醒、催报不再发，台账按时定稿，周报补发，只有本周的提醒', async () => {
    await open(MONDAY, '08:50');
    await pause();
    await house.at(MONDAY, '09:10');
    await house.at(WEDNESDAY, '15:10');
    await house.at(FRIDAY, '12:00');
    await house.at(FRIDAY, '14:00');
    await house.at(FRIDAY, '16:10');
    const [round] = await house.deps.store.rounds.active();
    expect(await house.deps.store.weeks.frozen(round?.id ?? '', MONDAY)).not.toBeNull();
    expect(await sends()).toBe(0);
    await house.at(NEXT_MONDAY, '08:40');
    await resume();
    await house.at(NEXT_MONDAY, '08:41');
    expect(await house.heard('luhaiping')).toEqual([]);
    expect(await house.group('dubanLeadingGroup')).toEqual([expect.stringContaining('补发')]);
    await house.at(NEXT_MONDAY, '09:10');
    expect(await house.heard('luhaiping')).toHaveLength(1);
  });

  test('放久了的不再发：昨天的催办、两天前的查询答复；回执还发', async () => {
    await open(MONDAY, '09:00');
    await house.at(MONDAY, '09:10');
    await pause();
    await house.say('shenjingyi', '催办 12');
    await house.say('shenjingyi', '确认');
    await house.say('luhaiping', '我的任务');
    await house.say('caiyuzhen', '17推进中，已补办验收手续');
    await house.at(WEDNESDAY, '09:20');
    const plan = await resume();
    const fates = (kind: string) => plan?.messages.filter((each) => each.kind === kind);
    expect(fates('reply')).toEqual(
      expect.arrayContaining([
        { kind: 'reply', fate: 'stale', count: expect.any(Number) },
        { kind: 'reply', fate: 'send', count: 1 },
      ]),
    );
    expect((await house.heard('luhaiping')).join()).not.toContain('我的任务');
    expect((await house.heard('caiyuzhen')).join()).toContain('已记录');
    expect(await states('reply')).toEqual(expect.arrayContaining([expect.stringMatching(/^expired/)]));
  });

  test('暂停两次是一次；没有暂停就没有什么可恢复', async () => {
    await open(TUESDAY, '09:20');
    expect([(await pause()).begun, (await pause()).begun]).toEqual([true, false]);
    expect(await resume()).not.toBeNull();
    expect(await resume()).toBeNull();
    expect(await events()).toEqual(['sending_paused', 'sending_resumed']);
  });
});
