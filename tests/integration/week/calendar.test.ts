import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadYear, setDay } from '../../../src/app/calendar/change-calendar.ts';
import { setRoles } from '../../../src/app/office/set-up-office.ts';
import { viewerOf } from '../../../src/app/acting.ts';
import type { DateOnly } from '../../../src/domain/calendar/date.ts';
import { isKnownYear, isWorkingDay } from '../../../src/domain/calendar/work-calendar.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';

describe('放假安排改了，正在运行的服务当即知道', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:00' });
    await house.at(MONDAY, '09:10');
  });
  afterAll(() => house.close());

  const steps = async () => {
    const { store, clock } = house.deps;
    const [round] = await store.rounds.active();
    const found = await store.weeks.steps(round?.id ?? '', MONDAY);
    return found.map(({ step, state, dueAt }) => {
      const { date, time } = clock.local(dueAt);
      return `${step} ${state} ${date.slice(5)} ${time}`;
    });
  };
  const set = (day: DateOnly, working: boolean | null) =>
    setDay(house.deps, 'operator', { day, working, note: '防汛' });

  test('周三改为放假：补催挪到周四，已发的提醒不动', async () => {
    const change = await set('2026-06-10', false);
    expect(change).toMatchObject({
      kind: 'changed',
      replanned: [{ round: 'A', week: MONDAY, step: 'nudge' }],
    });
    expect(await steps()).toEqual([
      'remind done 06-08 09:10',
      'nudge planned 06-11 15:10',
      'close planned 06-12 12:00',
      'freeze planned 06-12 14:00',
      'digest planned 06-12 16:10',
    ]);
    await house.heard('luhaiping');
    await house.at('2026-06-10', '15:10');
    expect(await house.heard('luhaiping')).toEqual([]);
    await house.at('2026-06-11', '15:10');
    expect(await house.heard('luhaiping')).toHaveLength(1);
  });

  test('周五也放假、周六上班：截止、冻结、周报挪到周六', async () => {
    await set('2026-06-12', false);
    await set('2026-06-13', true);
    expect((await steps()).slice(2)).toEqual([
      'close planned 06-13 12:00',
      'freeze planned 06-13 14:00',
      'digest planned 06-13 16:10',
    ]);
  });

  test('改回来就挪回来', async () => {
    await set('2026-06-12', null);
    await set('2026-06-13', null);
    expect((await steps()).slice(2)).toEqual([
      'close planned 06-12 12:00',
      'freeze planned 06-12 14:00',
      'digest planned 06-12 16:10',
    ]);
  });

  test('夜里说的话当场回，催办等到节后上班', async () => {
    await house.at('2026-06-18', '21:00');
    await house.say('shenjingyi', '催办13');
    const [sent] = await house.say('shenjingyi', '确认');
    expect(sent).toContain('6月22日');
    await house.heard('xujianing');
    await house.at('2026-06-19', '10:20'); // 端午
    expect(await house.heard('xujianing')).toEqual([]);
    const [receipt] = await house.say('xujianing', '13推进中，已取得产权证明');
    expect(receipt).toContain('13 正在推进');
    await house.at('2026-06-22', '08:10');
    expect((await house.heard('xujianing')).filter((text) => text.includes('催办'))).toHaveLength(1);
  });

  test('只有管理员能在聊天和接口里改，别人改要留痕', async () => {
    const { store } = house.deps;
    const official = await store.people.byUserid('luhaiping');
    if (!official) throw new Error('the example has changed');
    const by = { person: await viewerOf(store, official, MONDAY), source: 'api' } as const;
    expect(await setDay(house.deps, by, { day: '2026-06-24', working: false, note: '' })).toEqual({
      kind: 'refused',
    });
    expect(isWorkingDay(await store.workCalendar(), '2026-06-24')).toBe(true);
    await setRoles(house.deps, house.service.app.wecom.directory, 'luhaiping', {
      grant: ['administrator'],
      revoke: [],
    });
    const now = await store.people.byUserid('luhaiping');
    const administrator = { person: await viewerOf(store, now ?? official, MONDAY), source: 'api' } as const;
    const change = await setDay(house.deps, administrator, { day: '2026-06-24', working: false, note: '' });
    expect(change.kind).toBe('changed');
    expect(isWorkingDay(await store.workCalendar(), '2026-06-24')).toBe(false);
  });

  test('11 月 1 日起提醒管理员录入下一年；录入后不再提醒，单独定的日子还在', async () => {
    await house.heard('luhaiping');
    await house.at('2026-10-30', '09:40');
    const warnings = async () => (await house.heard('luhaiping')).filter((text) => text.includes('2027年'));
    expect(await warnings()).toEqual([]);
    for (const day of ['2026-11-02', '2026-11-03'] as const) await house.at(day, '09:40');
    expect(await warnings()).toHaveLength(1);
    await set('2027-10-08', false);
    const days = {
      year: 2027,
      source: '通知',
      off: ['2027-01-01', '2027-10-01'],
      worked: ['2027-10-09'],
    } as const;
    await loadYear(house.deps, 'operator', days);
    const calendar = await house.deps.store.workCalendar();
    expect(isKnownYear(calendar, 2027)).toBe(true);
    expect(
      (['2027-01-01', '2027-10-08', '2027-10-09'] as const).map((day) => isWorkingDay(calendar, day)),
    ).toEqual([false, false, true]);
    await house.at('2026-12-07', '09:40');
    expect(await warnings()).toEqual([]);
    expect(await house.deps.store.audit.verify()).toBeNull();
  });

  test('录入的年份替换随软件带的那一年', async () => {
    await loadYear(house.deps, 'operator', { year: 2026, source: '更正', off: ['2026-12-25'], worked: [] });
    const calendar = await house.deps.store.workCalendar();
    expect(isWorkingDay(calendar, '2026-10-01')).toBe(true);
    expect(isWorkingDay(calendar, '2026-12-25')).toBe(false);
  });
});
