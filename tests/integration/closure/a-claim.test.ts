import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WallTime } from '../../../src/domain/calendar/date.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';

let house: House;
/** A person gets twenty messages a minute: each step of a story is some minutes after the last. */
let minute = 0;
const later = async (): Promise<void> => {
  minute += 2;
  const time = `${10 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}` as WallTime;
  await house.at(MONDAY, time);
};
const closureOf = async (code: string) =>
  (await house.deps.store.tasks.list({})).find((task) => task.code === code)?.closure;

const opened = async (): Promise<void> => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  await house.at(MONDAY, '09:20');
  minute = 0;
};

describe('从申报到销号', () => {
  beforeAll(opened);
  beforeEach(later);
  afterAll(() => house.close());

  test('没有佐证：回执说明缺什么、谁来看', async () => {
    const [receipt, ...more] = await house.say('luhaiping', '14已完成');
    expect(more).toEqual([]);
    expect(receipt).toContain('14号待初审');
    expect(receipt).toContain('还缺佐证 1 件，直接发图片或文件即可');
    expect(receipt).toContain('周五 16:10');
    expect(await closureOf('14')).toBe('first_review');
  });

  test('没有佐证不能通过，可以退回', async () => {
    const [preview] = await house.say('linpeiyi', '同意14销号');
    expect(preview).toContain('缺少佐证材料');
    const [returning] = await house.say('linpeiyi', '退回14：缺少验收单');
    expect(returning).toContain('确认退回');
    await house.say('linpeiyi', '取消');
    expect(await closureOf('14')).toBe('first_review');
  });

  test('随后发图片：记作 14 号的佐证，报出名称和大小', async () => {
    const [receipt, ...more] = await house.sendPicture('luhaiping');
    expect(more).toEqual([]);
    expect(receipt).toMatch(/已收存：\S+\.png（\d+ B），作为 14 号任务的佐证/);
    expect(receipt).toContain('14号待初审');
    expect(receipt).not.toContain('还缺佐证');
  });

  test('同一张再发一次不重复计', async () => {
    expect((await house.sendPicture('luhaiping'))[0]).toContain('不重复计');
    const task = (await house.deps.store.tasks.list({})).find(({ code }) => code === '14');
    const counts = await house.deps.store.entries.evidenceCounts([task?.id ?? '']);
    expect([...counts.values()]).toEqual([1]);
  });

  test('审核人看卡片，按“通过”即办，卡片随之改变', async () => {
    const shown = await house.say('linpeiyi', '待审');
    const card = shown.find((message) => message.includes('14号'));
    expect(shown[0]).toContain('待您审核的销号申请');
    expect(shown).toHaveLength(4);
    expect(card).toBeDefined();
  });

  test('初审一人，复审另一人，才销号', async () => {
    const [shown] = await house.say('linpeiyi', '同意14销号');
    expect(shown).toContain('佐证1件');
    expect(shown).toContain('核对');
    const [passed] = await house.say('linpeiyi', '确认');
    expect(passed).toContain('14号初审已通过，转复审');
    expect(await closureOf('14')).toBe('second_review');
    expect((await house.say('linpeiyi', '同意14销号'))[0]).toContain('须换一位审核人');
    expect(await house.heard('luhaiping')).toEqual([]);
    await house.say('yuanzhengyi', '同意14销号');
    await house.say('yuanzhengyi', '确认');
    expect(await closureOf('14')).toBe('closed');
    const [news, ...more] = await house.heard('luhaiping');
    expect(more).toEqual([]);
    expect(news).toContain('14号销号审核已通过');
  });
});

describe('审核卡片', () => {
  beforeAll(async () => {
    await opened();
    await house.say('xujianing', '13已完成，区供水公司验收合格，追回租金3.5万元');
    await house.sendPicture('xujianing');
  });
  beforeEach(later);
  afterAll(() => house.close());

  /** The example has three older ones, which come first: they are returned until only the new one is left. */
  const clear = async (userid: string): Promise<void> => {
    const { store } = house.deps;
    for (const task of await store.tasks.list({})) {
      if (!['first_review', 'second_review'].includes(task.closure) || task.code === '13') continue;
      await later();
      await house.say(userid, `退回${task.code}：缺少佐证`);
      await house.say(userid, '确认');
    }
  };

  test('只有一项时直接给卡片：任务、申报人、原话、佐证、核对', async () => {
    await clear('linpeiyi');
    await later();
    const [card, ...more] = await house.say('linpeiyi', '待审');
    expect(more).toEqual([]);
    for (const words of [
      '13号',
      '许嘉宁',
      '追回租金3.5万元',
      '佐证1件：photo',
      '人、事、效均有',
      '通过',
      '退回',
    ])
      expect(card).toContain(words);
  });

  test('退回要原因；另一个命令不算原因', async () => {
    expect((await house.press('linpeiyi', 'return'))[0]).toContain('13号退回原因');
    expect((await house.say('linpeiyi', '帮助'))[0]).not.toContain('退回。');
    expect(await closureOf('13')).toBe('first_review');
  });

  test('原话转给责任人，卡片改变', async () => {
    await clear('yuanzhengyi');
    await later();
    expect(await house.say('yuanzhengyi', '待审')).toHaveLength(1);
    await house.press('linpeiyi', 'return');
    await house.heard('xujianing');
    const [decided] = await house.say('linpeiyi', '缺少3处现场照片');
    expect(decided).toContain('13号销号申请已退回');
    expect(await closureOf('13')).toBe('returned');
    const [news] = await house.heard('xujianing');
    expect(news).toContain('原因：缺少3处现场照片');
    expect(news).toContain('重新回复“13 已完成”');
    const updates = await house.calls('/cgi-bin/message/update_template_card');
    expect(JSON.stringify(updates.at(-1))).toContain('13号销号申请已退回');
  });

  test('旧卡片决定不了新的申报', async () => {
    await house.say('xujianing', '13已完成，3处照片已补齐');
    const [refused] = await house.press('yuanzhengyi', 'approve');
    expect(refused).toContain('没有等待办理的申请');
    expect(await closureOf('13')).toBe('first_review');
  });

  test('按“通过”立即办理，不用再确认', async () => {
    await house.say('linpeiyi', '待审');
    const [decided, ...more] = await house.press('linpeiyi', 'approve');
    expect(more).toEqual([]);
    expect(decided).toContain('初审已通过');
    await house.say('yuanzhengyi', '待审');
    await house.press('yuanzhengyi', 'approve');
    expect(await closureOf('13')).toBe('closed');
    expect(await house.deps.store.audit.verify()).toBeNull();
  });
});

describe('几级审核、谁能审', () => {
  beforeAll(async () => {
    await opened();
    const [round] = await house.deps.store.rounds.active();
    if (!round) throw new Error('no round');
    const task = (await house.deps.store.tasks.list({})).find(({ code }) => code === '14');
    await house.deps.store.rounds.setSettings(round.id, {
      ...round.settings,
      closureByCategory: { [task?.category.name ?? '']: { levels: 3, evidence: 2 } },
    });
  });
  afterAll(() => house.close());

  test('类别要两件佐证，一件不够', async () => {
    expect((await house.say('luhaiping', '14已完成'))[0]).toContain('还缺佐证 2 件');
    expect((await house.sendPicture('luhaiping', 'a'))[0]).toContain('还缺佐证 1 件');
    expect((await house.say('linpeiyi', '同意14销号'))[0]).toContain('缺少佐证');
    expect((await house.sendPicture('luhaiping', 'b'))[0]).not.toContain('还缺');
  });

  test('三级审核要三个人，整改办也可以审', async () => {
    for (const [userid, closure, words] of [
      ['linpeiyi', 'second_review', '初审已通过，转复审'],
      ['yuanzhengyi', 'final_review', '复审已通过，转终审'],
      ['shenjingyi', 'closed', '已销号'],
    ] as const) {
      await house.say(userid, '同意14销号');
      expect((await house.say(userid, '确认'))[0]).toContain(words);
      expect(await closureOf('14')).toBe(closure);
    }
  });

  test('本人提交的不能自己审', async () => {
    const { store } = house.deps;
    const owner = await store.people.byUserid('xujianing');
    const [round] = await store.rounds.active();
    if (!owner || !round) throw new Error('nobody');
    await store.people.setRoundRole({ personId: owner.id, roundId: round.id, role: 'reviewer' }, true);
    await house.say('xujianing', '13已完成');
    await house.sendPicture('xujianing');
    expect((await house.say('xujianing', '同意13销号'))[0]).toContain('您本人提交的');
  });
});

describe('批量同意', () => {
  beforeAll(async () => {
    await opened();
    await house.say('luhaiping', '14已完成');
    await house.sendPicture('luhaiping');
    await house.say('xujianing', '19已完成');
  });
  afterAll(() => house.close());

  test('逐项核对：能办的列出来待确认，不能办的说明原因', async () => {
    const [preview] = await house.say('linpeiyi', '同意14、19、20销号');
    expect(preview).toContain('是否同意 1 项销号');
    expect(preview).toContain('19号缺佐证');
    expect(preview).toContain('20号无待办申请');
    const [done] = await house.say('linpeiyi', '确认');
    expect(done).toContain('已同意销号：14号');
    expect(await closureOf('14')).toBe('second_review');
    expect(await closureOf('19')).toBe('first_review');
  });

  test('一项也不能办：不问，只说原因', async () => {
    const [refused] = await house.say('linpeiyi', '同意14、19、20销号');
    expect(refused).toContain('未办理 3 项');
    expect(refused).toContain('须换一位审核人');
  });
});

describe('每周给审核人的提醒', () => {
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '08:40' });
  });
  afterAll(() => house.close());

  test('最早的在前，写明等了几天；审核人能办的，不打扰整改办', async () => {
    await house.at(MONDAY, '09:10');
    const [list, ...more] = await house.heard('linpeiyi');
    expect(more).toEqual([]);
    expect(list).toContain('待您审核的销号申请 2 项');
    const days = [...(list ?? '').matchAll(/已等(\d+)天/g)].map(([, count]) => Number(count));
    expect(days).toHaveLength(2);
    expect(days).toEqual(days.toSorted((a, b) => b - a));
    expect(await house.heard('shenjingyi')).toEqual([]);
    await house.at(MONDAY, '09:40');
    expect(await house.heard('linpeiyi')).toEqual([]);
  });

  test('审核人都不能审的，整改办收到', async () => {
    const { store } = house.deps;
    const [round] = await store.rounds.active();
    if (!round) throw new Error('no round');
    for (const reviewer of await store.people.withRole('reviewer'))
      await store.people.save({
        userid: reviewer.userid,
        name: reviewer.name,
        unitId: reviewer.unit?.id ?? null,
        roles: [],
      });
    // That day a rung of the ladder is told of as well: one planned message a day, and the other comes the next morning.
    await house.at('2026-06-15', '09:10');
    await house.at('2026-06-16', '08:30');
    expect((await house.heard('shenjingyi')).join('\n')).toContain('待您审核的销号申请');
  });
});
