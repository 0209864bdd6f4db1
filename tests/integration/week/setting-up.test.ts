import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setDigestTarget, setRoles } from '../../../src/app/office/set-up-office.ts';
import { aNewTask } from '../../support/a-new-task.ts';
import { openHouse, type House } from '../../support/house.ts';
import { aCause } from '../../support/a-cause.ts';

const MONDAY = '2026-06-08';

describe('安装之后', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:00' });
  });
  afterAll(() => house.close());

  test('给一个人整改办的角色，他就能查谁没报', async () => {
    const [before] = await house.say('caiyuzhen', '还有谁没报');
    expect(before).toMatch(/整改办|权限|不能/);
    const { directory } = house.service.app.wecom;
    await setRoles(house.deps, directory, 'CAIYUZHEN', { grant: ['manager'], revoke: [] });
    const [after] = await house.say('caiyuzhen', '还有谁没报');
    expect(after).toContain('应报未报');
  });

  test('不在通讯录里的账号说清楚', async () => {
    const { directory } = house.service.app.wecom;
    const nobody = setRoles(house.deps, directory, 'nobody', { grant: ['manager'], revoke: [] });
    await expect(nobody).rejects.toMatchObject({ code: 'not_found' });
  });

  test('周报改发群机器人', async () => {
    await setDigestTarget(house.deps, house.service.app.wecom.groups, 'A', { webhook: 'g-work' });
    for (const time of ['12:00', '14:00', '16:10'] as const) await house.at('2026-06-12', time);
    expect(await house.group('dubanLeadingGroup')).toEqual([]);
    const [digest, ...more] = await house.group('g-work');
    expect(more).toEqual([]);
    expect(digest).toContain('任务39项');
  });

  test('没有节假日安排的年份，提前告诉管理员，只说一次', async () => {
    await setRoles(house.deps, house.service.app.wecom.directory, 'xujianing', {
      grant: ['administrator'],
      revoke: [],
    });
    await house.heard('xujianing');
    for (const day of ['2026-12-07', '2026-12-08'] as const) await house.at(day, '09:40');
    const warnings = (await house.heard('xujianing')).filter((text) => text.includes('2027'));
    expect(warnings).toHaveLength(1);
  });
});

describe('一个人三十项任务', () => {
  test('只有一条消息，列出最急的，其余说明还有多少', async () => {
    const house = await openHouse({ date: MONDAY, time: '09:00' });
    try {
      const model = (await house.deps.store.tasks.list({})).find(({ owner }) => owner?.name === '唐启明');
      if (!model?.owner || !model.leadUnit) throw new Error('the example has changed');
      for (let no = 101; no <= 130; no++) {
        await house.deps.store.tasks.add(
          aNewTask({
            roundId: model.roundId,
            problemId: model.problem.id,
            no,
            title: `关于第${no}项具体事项的整改落实和长效机制建设`,
            leadUnitId: model.leadUnit.id,
            ownerId: model.owner.id,
          }),
          aCause(),
        );
      }
      await house.at(MONDAY, '09:10');
      const [card, ...more] = await house.heard('tangqiming');
      expect(more).toEqual([]);
      expect(card).toContain('31 项');
      expect(card).toMatch(/另有 ?25 ?项/);
      expect(card).toContain('4号');
    } finally {
      await house.close();
    }
  });
});
