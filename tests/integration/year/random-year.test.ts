import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chanceOf } from '../../support/chance.ts';
import { openHouse, type House } from '../../support/house.ts';
import { daysFrom, liveADay } from './a-year.ts';
import { findReplayDifferences } from '../../../src/app/audit/find-replay-differences.ts';
import { saidInGroups, wrongClosures, wrongFigures, wrongMessages, wrongRungs } from './check-year.ts';

/**
 * A year takes minutes: it is lived where a seed is given (DUBAN_YEAR_SEED=20260105), otherwise the weeks around the
 * Spring Festival only.
 */
const SEED = Number(process.env['DUBAN_YEAR_SEED'] ?? 0);
const [FIRST, LAST] =
  SEED > 0 ? (['2026-01-05', '2026-12-31'] as const) : (['2026-02-02', '2026-03-08'] as const);

describe(`${FIRST} 到 ${LAST} 逐日运行，随机答复（种子 ${SEED}）`, () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ date: FIRST, time: '08:20' });
    const chance = chanceOf(SEED);
    for (const day of daysFrom(FIRST, LAST)) await liveADay(house, chance, day);
  }, 600_000);
  afterAll(() => house.close());

  const pool = () => house.service.app.database.pool;

  test('每项任务的销号状态，按填报和审核重放一遍，结果一致', async () => {
    expect(await wrongClosures(pool())).toEqual([]);
  });

  test('每周冻结的数字，与冻结的行重新合计一致', async () => {
    expect(await wrongFigures(pool())).toEqual([]);
  });

  test('计划内的消息每人每天至多一条，只在工作时间发', async () => {
    expect(await wrongMessages(pool(), await house.deps.store.workCalendar())).toEqual([]);
  });

  test('催办升级不跳级、不重复、不扎堆', async () => {
    expect(await wrongRungs(pool())).toEqual([]);
  });

  test('审计日志完整，按它重放，每项任务与现状一致', async () => {
    expect(await house.deps.store.audit.verify()).toBeNull();
    expect((await findReplayDifferences(house.deps)).differences).toEqual([]);
  });

  test('群里没有任务名称、问题、答复原文和责任人姓名', async () => {
    expect(await saidInGroups(pool())).toEqual([]);
  });
});
