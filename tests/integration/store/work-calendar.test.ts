import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDays, type DateOnly } from '../../../src/domain/calendar/date.ts';
import { isKnownYear, isWorkingDay } from '../../../src/domain/calendar/work-calendar.ts';
import { calendar2026 } from '../../support/calendar-2026.ts';
import { openStore, type OpenStore } from './a-store.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterEach(() => opened.pool.query('delete from "HolidayOverride"'));
afterAll(() => opened.close());

const override = (day: DateOnly, working: boolean) =>
  opened.pool.query('insert into "HolidayOverride" (day, working) values ($1, $2)', [day, working]);

const isWorking = async (day: DateOnly) => isWorkingDay(await opened.store.workCalendar(), day);

test('2026 年逐日与国务院办公厅通知一致', async () => {
  const calendar = await opened.store.workCalendar();
  const differing: DateOnly[] = [];
  for (let day: DateOnly = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day) !== isWorkingDay(calendar2026, day)) differing.push(day);
  }
  expect(differing).toEqual([]);
});

test('2027 年的安排还没有公布，就是不知道', async () => {
  const calendar = await opened.store.workCalendar();
  expect(isKnownYear(calendar, 2026)).toBe(true);
  expect(isKnownYear(calendar, 2027)).toBe(false);
});

describe('管理员自己定的日子优先', () => {
  test.each<[string, DateOnly, boolean]>([
    ['国庆值班，照常上班', '2026-10-02', true],
    ['平常的周一放假', '2026-06-08', false],
    ['平常的周六加班', '2026-06-13', true],
    ['调休的周六照常休息', '2026-02-14', false],
    ['本来就上班', '2026-06-09', true],
    ['本来就休息', '2026-06-14', false],
  ])('%s', async (_, day, working) => {
    await override(day, working);
    expect(await isWorking(day)).toBe(working);
  });

  test('只改这一天，别的照旧', async () => {
    await override('2026-10-02', true);
    expect(await isWorking('2026-10-01')).toBe(false);
    expect(await isWorking('2026-10-10')).toBe(true);
    expect(await isWorking('2026-10-12')).toBe(true);
  });

  test('2027 年只定了一天，全年的安排还是不知道', async () => {
    await override('2027-02-08', false);
    const calendar = await opened.store.workCalendar();
    expect(isKnownYear(calendar, 2027)).toBe(false);
    expect(isWorkingDay(calendar, '2027-02-08')).toBe(false);
    expect(isWorkingDay(calendar, '2027-02-09')).toBe(true);
  });

  test('撤掉就回到原来的安排', async () => {
    await override('2026-10-02', true);
    await opened.pool.query('delete from "HolidayOverride"');
    expect(await isWorking('2026-10-02')).toBe(false);
  });
});
