import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WallTime } from '../../../src/domain/calendar/date.ts';
import { standingEntries } from '../../../src/domain/reply/entry.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';

let house: House;
const taskOf = async (code: string) => {
  const task = (await house.deps.store.tasks.list({})).find((each) => each.code === code);
  if (!task) throw new Error(`no task ${code}`);
  return task;
};
const closureOf = async (code: string) => (await taskOf(code)).closure;
const evidenceOf = async (code: string) => {
  const { id } = await taskOf(code);
  return (await house.deps.store.entries.evidenceCounts([id])).get(id) ?? 0;
};
const standing = async (code: string) => {
  const { id } = await taskOf(code);
  const entries = standingEntries(await house.deps.store.entries.ofTasks([id], MONDAY));
  return entries.map(({ status, text }) => `${status} ${text}`);
};

const opening = (): void => {
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:00' });
    await house.at(MONDAY, '09:20');
  });
  afterAll(() => house.close());
};
const at = (time: WallTime) => house.at(MONDAY, time);

describe('图片是哪一项的佐证', () => {
  opening();

  test('答了两项再发图：问一句，回复编号', async () => {
    await house.say('luhaiping', '6正在推进，已封堵2处；7正在推进，已核对8个点位');
    const [question, ...more] = await house.sendPicture('luhaiping', 'a');
    expect(more).toEqual([]);
    expect(question).toContain('收到 1 件材料，是哪一项的佐证');
    expect(question).toContain('6 苇塘河排口溯源整治');
    expect((await house.sendPicture('luhaiping', 'b'))[0]).toContain('收到 2 件材料');
  });

  test('中间查一下别的，问题还在', async () => {
    expect((await house.say('luhaiping', '查询6'))[0]).toContain('苇塘河');
    const [receipt] = await house.say('luhaiping', '7号的照片');
    expect(receipt).toContain('作为 7 号任务的佐证');
    expect([await evidenceOf('6'), await evidenceOf('7')]).toEqual([0, 2]);
  });

  test('“都是”：每项各记一份', async () => {
    await house.sendPicture('luhaiping', 'c');
    expect((await house.say('luhaiping', '都是'))[0]).toContain('作为 6、7 号任务的佐证');
    expect([await evidenceOf('6'), await evidenceOf('7')]).toEqual([1, 3]);
  });

  test('说的是另一项的进展：不当作回答，图也不归那一项', async () => {
    await at('09:40');
    await house.sendPicture('luhaiping', 'd');
    const [receipt] = await house.say('luhaiping', '28正在推进，3盏路灯在等配件');
    expect(receipt).toContain('28 正在推进');
    expect(receipt).not.toContain('佐证');
    expect(await evidenceOf('28')).toBe(0);
    expect((await house.say('luhaiping', '6'))[0]).toContain('作为 6 号任务的佐证');
  });

  test('先发图后说话：两小时内的归到那一项', async () => {
    await at('13:00');
    expect((await house.sendPicture('luhaiping', 'e'))[0]).toContain('已收下 1 张图片');
    await at('14:50');
    const [receipt] = await house.say('luhaiping', '25正在推进，两个工地已备案');
    expect(receipt).toContain('作为 25 号任务的佐证');
  });

  test('过了两小时：不再往前找', async () => {
    await at('17:00');
    expect((await house.sendPicture('luhaiping', 'f'))[0]).toContain('已收下');
    await at('19:10');
    expect((await house.say('luhaiping', '26正在推进，已疏通管网'))[0]).not.toContain('佐证');
    expect(await evidenceOf('26')).toBe(0);
  });

  test('在卡片上按“已完成”：先前发的图算上，并说明还缺什么', async () => {
    await house.at('2026-06-09', '09:10');
    expect((await house.sendPicture('xujianing', 'g'))[0]).toContain('已收下');
    const [receipt] = await house.press('xujianing', 'done', 13);
    expect(receipt).toContain('作为 13 号任务的佐证');
    expect(receipt).toContain('13号待初审');
  });
});

describe('撤回和更正', () => {
  opening();

  test('只撤回一项，别的不动；佐证一并撤回', async () => {
    await house.say('luhaiping', '6已完成，封堵2处');
    await house.sendPicture('luhaiping', 'a');
    await house.say('luhaiping', '7正在推进，已核对8个点位');
    expect(await closureOf('6')).toBe('first_review');
    const [withdrawn] = await house.say('luhaiping', '撤回6');
    expect(withdrawn).toContain('已撤回6号的填报，所附佐证 1 件一并撤回');
    expect([await standing('6'), (await standing('7')).length]).toEqual([[], 1]);
    expect(await closureOf('6')).toBe('open');
    expect(await evidenceOf('6')).toBe(0);
    expect(await house.deps.store.requests.pendingClosure((await taskOf('6')).id)).toBeNull();
  });

  test('更正已完成：申报随之撤回；撤回更正：申报恢复', async () => {
    await at('09:30');
    await house.say('luhaiping', '6已完成，封堵2处');
    await house.say('luhaiping', '更正：6是基本完成');
    expect(await closureOf('6')).toBe('open');
    expect(await house.deps.store.requests.pendingClosure((await taskOf('6')).id)).toBeNull();
    await house.say('luhaiping', '撤回');
    expect(await closureOf('6')).toBe('first_review');
    expect(await house.deps.store.requests.pendingClosure((await taskOf('6')).id)).not.toBeNull();
  });

  test('撤回延期申请：整改办知悉；没有的说没有', async () => {
    await at('09:40');
    await house.say('luhaiping', '26申请延期到下月底，等燃气公司迁管');
    await house.heard('shenjingyi');
    expect((await house.say('luhaiping', '撤回26的延期申请'))[0]).toContain('已撤回26号的延期申请');
    expect((await house.heard('shenjingyi'))[0]).toContain('陆海平撤回了26号的延期申请');
    expect((await house.say('luhaiping', '撤回延期申请'))[0]).toContain('没有等待办理的申请');
    expect((await house.say('luhaiping', '撤回13的协调请求'))[0]).toContain('13号不是您名下的任务');
  });

  test('撤回协调请求', async () => {
    await at('09:50');
    await house.say('luhaiping', '6有困难，请协调区水务局');
    expect((await house.say('luhaiping', '撤回6的协调请求'))[0]).toContain('已撤回6号的协调请求');
    expect((await house.say('luhaiping', '撤回6的协调请求'))[0]).toContain('没有等待办理的申请');
  });

  test('截止后的更正记为补报', async () => {
    await house.at('2026-06-12', '12:10');
    expect((await house.say('luhaiping', '更正：7是基本完成'))[0]).toContain('补报');
    expect((await house.say('luhaiping', '撤回7'))[0]).toContain('已截止');
  });
});

describe('一次只问一句', () => {
  opening();
  beforeEach(async () => {
    await house.deps.store.pending.set((await taskOf('6')).owner?.id ?? '', null, new Date());
  });

  test('“请补一句”之后的话归那一项，状态不变', async () => {
    await house.press('luhaiping', 'in_progress', 6);
    expect((await house.say('luhaiping', '已封堵两处排口，正在溯源'))[0]).toContain('6 正在推进');
    expect((await standing('6')).at(-1)).toBe('in_progress 已封堵两处排口，正在溯源');
  });

  test('说的是另一项，或是命令：不当作补充', async () => {
    await at('09:40');
    await house.press('luhaiping', 'in_progress', 7);
    expect((await house.say('luhaiping', '28基本完成，还差3盏'))[0]).toContain('28 基本完成');
    expect(await standing('7')).toHaveLength(1);
    await house.press('luhaiping', 'in_progress', 25);
    expect((await house.say('luhaiping', '我的任务'))[0]).toContain('名下');
    expect(await standing('25')).toHaveLength(1);
  });

  test('问过一天就作废', async () => {
    await at('09:50');
    await house.press('luhaiping', 'in_progress', 26);
    await house.at('2026-06-09', '10:00');
    await house.say('luhaiping', '两处已疏通');
    expect(await standing('26')).toHaveLength(1);
  });

  test('卡片上的任务都用文字答完了，不再另发什么', async () => {
    await house.at('2026-06-09', '11:00');
    const said = await house.say('luhaiping', '14正在推进，资料已送审');
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('全部填报');
  });
});
