import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findReplayDifferences } from '../../../src/app/audit/find-replay-differences.ts';
import { taskLife } from '../../../src/app/audit/task-life.ts';
import { verifyAudit } from '../../../src/app/audit/verify-audit.ts';
import { lifeLine } from '../../../src/zh/audit.ts';
import { asSeenBy, pickLedger } from '../../../src/app/papers/pick-ledger.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  await house.at(MONDAY, '10:20');
});
afterAll(() => house.close());

describe('谁看到什么', () => {
  test('领导小组能看台账、周报、逾期，不能点名，不能办', async () => {
    expect((await house.say('zhouchengyuan', '台账')).join()).toContain('任务39项');
    expect((await house.say('zhouchengyuan', '逾期')).join()).toContain('逾期任务');
    expect((await house.say('zhouchengyuan', '周报')).join()).toContain('周报');
    expect((await house.say('zhouchengyuan', '还有谁没报')).join()).not.toContain('应报未报');
    expect((await house.say('zhouchengyuan', '催办 全部逾期')).join()).not.toMatch(/\d 人/);
    expect((await house.deps.store.audit.list({ actor: 'zhouchengyuan' })).map(({ event }) => event)).toEqual(
      expect.arrayContaining(['look_refused']),
    );
  });

  test('牵头领导的“我的任务”列出他牵头的，导出只有他看得到的，和清单一个数', async () => {
    const task = (await house.deps.store.tasks.list({})).find(
      ({ leader, owner }) => leader?.id !== owner?.id,
    );
    const leader = await house.deps.store.people.byId(task?.leader?.id ?? '');
    expect((await house.say(leader?.userid ?? '', '我的任务')).join()).toContain('您牵头的任务');
    const [round] = await house.deps.store.rounds.active();
    const all = await pickLedger(house.deps, round!, {});
    const own = await asSeenBy(house.deps, round!, 'luhaiping', all);
    const ofOffice = await asSeenBy(house.deps, round!, 'shenjingyi', all);
    expect(ofOffice.rows).toHaveLength(39);
    expect(own.rows.length).toBeLessThan(39);
    expect(own.figures.tasks.total).toBe(own.rows.length);
    await expect(asSeenBy(house.deps, round!, 'nobody', all)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('一项任务的一生', () => {
  test('从列入台账起，谁、何时、做了什么、从什么到什么', async () => {
    await house.say('luhaiping', '14 已完成，结算资料已归档');
    await house.say('luhaiping', '撤回');
    const life = await taskLife(house.deps, '14');
    const lines = life.lines.map(lifeLine);
    expect(lines.join('\n')).toMatch(/系统 列入台账；整改状态：未完成/);
    expect(lines.join('\n')).toMatch(/2026-06-08 10:2\d 陆海平 填报进展；已完成“结算资料已归档”（聊天）/);
    expect(lines.join('\n')).toMatch(/陆海平 申请销号；销号：未销号→待初审；申报日期：无→2026-06-08（聊天）/);
    expect(lines.join('\n')).toMatch(/收回销号申请；销号：待初审→未销号/);
    expect(lines.filter((line) => line.includes('陆海平 撤回填报'))).toHaveLength(1);
    await expect(taskLife(house.deps, '9999')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('这之后，重演一致，审计完整', async () => {
    expect(await findReplayDifferences(house.deps)).toEqual({ tasks: 39, differences: [] });
    expect((await verifyAudit(house.deps)).fault).toBeNull();
  });
});
