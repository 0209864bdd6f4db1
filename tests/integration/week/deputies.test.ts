import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { superviseNow } from '../../../src/app/supervision/supervise.ts';
import type { DateOnly } from '../../../src/domain/calendar/date.ts';
import { actAs } from '../../support/an-acting.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const deputise = (house: House, person: string, deputy: string, until: DateOnly | null) =>
  actAs(house.deps, 'heyunzhou', (acting) =>
    superviseNow(acting, { name: 'deputy', person, deputy, from: null, until }, ''),
  );

describe('责任人出差一周', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:00' });
  });
  afterAll(() => house.close());

  test('由整改办设置；重名、查无此人、重叠、本人都说明', async () => {
    expect((await deputise(house, '陆海平', '邹帆二', null)).notice).toMatchObject({ why: 'no_such_person' });
    expect((await deputise(house, '陆海平', '陆海平', null)).notice).toMatchObject({ why: 'same_person' });
    expect((await deputise(house, '陆海平', 'tangqiming', '2026-06-12')).outcome).toBe('deputy_set');
    expect((await deputise(house, '陆海平', '蔡玉珍', '2026-06-12')).notice).toMatchObject({
      why: 'overlaps',
    });
  });

  test('提醒发给代理人，写明代谁；本人不收', async () => {
    await house.at(MONDAY, '09:12');
    const [reminder, ...more] = await house.heard('tangqiming');
    expect(more).toEqual([]);
    expect(reminder).toContain('代 陆海平');
    expect(await house.heard('luhaiping')).toEqual([]);
  });

  test('代理人的答复算数，记为代填', async () => {
    const [receipt] = await house.say('tangqiming', '14 推进中，结算资料已送审计');
    expect(receipt).toContain('代陆海平填报');
    const task = (await house.deps.store.tasks.list({})).find(({ code }) => code === '14');
    const entries = await house.deps.store.entries.ofTasks([task?.id ?? ''], MONDAY);
    expect(entries.at(-1)).toMatchObject({ onBehalfOf: { name: '陆海平' }, by: { name: '唐启明' } });
  });

  test('催办也发给代理人', async () => {
    await house.heard('tangqiming');
    await actAs(house.deps, 'heyunzhou', (acting) =>
      superviseNow(acting, { name: 'remind', items: ['26'] }, ''),
    );
    await house.settle();
    expect((await house.heard('tangqiming')).join()).toContain('26号');
    expect(await house.heard('luhaiping')).toEqual([]);
  });

  test('代理列得出来', async () => {
    const deputies = await house.deps.store.deputies.notOver(MONDAY);
    expect(deputies.map(({ from, until }) => [from, until])).toEqual([[MONDAY, '2026-06-13']]);
  });

  test('期满以后又发给本人，代理人不再收', async () => {
    await house.heard('tangqiming');
    await house.at('2026-06-15', '09:12');
    expect((await house.heard('luhaiping')).join()).toContain('14号');
    expect((await house.heard('tangqiming')).join()).not.toContain('代 陆海平');
  });
});

/** Planned at half past, sent some minutes later: in between somebody leaves. */
describe('提醒排好以后才请假', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:00' });
    await house.at(MONDAY, '09:30');
  });
  afterAll(() => house.close());

  const reminderOf = async (userid: string) => {
    const [round] = await house.deps.store.rounds.active();
    const person = await house.deps.store.people.byUserid(userid);
    const step = { roundId: round?.id ?? '', kind: 'weekly', period: MONDAY };
    const rows = await house.deps.store.outbound.ofStep(step, ['planned', 'sent', 'skipped']);
    const row = rows.find(({ personId }) => personId === person?.id);
    if (!row) throw new Error(`nothing is planned for ${userid}`);
    return row;
  };

  test('代理人自己的还没发，一并问，不问两遍', async () => {
    await deputise(house, '许嘉宁', '蔡玉珍', null);
    const { id } = await reminderOf('luhaiping');
    const eleven = new Date(`${MONDAY}T11:00:00+08:00`);
    await house.deps.store.outbound.claim(id, eleven, eleven);
    await house.deps.store.outbound.postpone(
      { id, attempts: 1 },
      {
        until: eleven,
        reason: '',
        keep: 'nothing',
        countAttempt: true,
      },
    );
    await house.at(MONDAY, '09:44');
    await house.at(MONDAY, '09:47');
    const heard = await house.heard('caiyuzhen');
    // Whichever of the two was written first: nothing is asked twice.
    expect(heard.join().match(/"13号"/g)).toHaveLength(1);
    expect(heard.join()).toContain('代 许嘉宁');
    expect(await house.heard('xujianing')).toEqual([]);
    expect((await reminderOf('xujianing')).reason).toBe('deputised');
  });

  test('代理人自己的已经发出，补一条代收的', async () => {
    await house.heard('tangqiming');
    await deputise(house, '陆海平', '唐启明', null);
    await house.at(MONDAY, '11:12');
    // He has had his message of the day: the one more comes next morning.
    await house.at('2026-06-09', '08:40');
    const heard = await house.heard('tangqiming');
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('代 陆海平');
    expect(heard[0]).not.toContain('"4号"');
    expect(await house.heard('luhaiping')).toEqual([]);
  });

  test('互相代理：仍归本人，当天提醒整改办一次', async () => {
    const done = await deputise(house, '唐启明', '陆海平', null);
    expect(done.notice).toMatchObject({ kind: 'deputy_set', problem: 'loop' });
    await house.heard('shenjingyi');
    await house.at('2026-06-10', '10:20');
    expect((await house.heard('shenjingyi')).join()).toContain('代理互相指向');
    await house.at('2026-06-11', '10:20');
    expect((await house.heard('shenjingyi')).join()).not.toContain('代理互相指向');
  });
});
