import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { superviseNow } from '../../../src/app/supervision/supervise.ts';
import type { SupervisionCommand } from '../../../src/domain/reply/result.ts';
import type { Task } from '../../../src/domain/task/task.ts';
import { actAs } from '../../support/an-acting.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';
const LEADERS = 'dubanLeadingGroup';

describe('销号之后：到期回头看，反弹，重新整改，再销号', () => {
  let house: House;
  const order = async (userid: string, command: SupervisionCommand, text = ''): Promise<string> => {
    const { outcome } = await actAs(house.deps, userid, (acting) => superviseNow(acting, command, text));
    await house.settle();
    return outcome;
  };
  const refusal = (userid: string, command: SupervisionCommand, text: string) =>
    actAs(house.deps, userid, async (acting) => (await superviseNow(acting, command, text)).notice);
  const task13 = async (): Promise<Task> =>
    (await house.deps.store.tasks.list({})).find(({ code }) => code === '13')!;
  let pictures = 0;
  const close = async () => {
    await house.say('xujianing', '13已完成，产权证已办好');
    await house.sendPicture('xujianing', `产权证${(pictures += 1)}`);
    expect(await order('linpeiyi', { name: 'approve', item: '13', what: 'closure' })).toBe('decided');
  };
  const lookBackMessages = async (userid: string) =>
    (await house.heard(userid)).filter((text) => /待回头看|反弹预警/.test(text));
  let originalDueOn: Task['originalDueOn'];

  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:30' });
    const round = (await house.deps.store.rounds.active())[0]!;
    await house.deps.store.rounds.setSettings(round.id, {
      ...round.settings,
      lookBackMonths: 1,
      closureLevels: 1,
      closureEvidence: 1,
    });
    await house.at(MONDAY, '09:40');
    ({ originalDueOn } = await task13());
  });
  afterAll(() => house.close());

  test('销号满一个月前两周列入清单，一次', async () => {
    await close();
    expect(await task13()).toMatchObject({ closure: 'closed', closedOn: MONDAY });
    const dueOf13 = async () => {
      const { id } = await task13();
      const open = await house.deps.store.lookBacks.list({ checked: true });
      return open.flatMap(({ taskId, dueOn, cause }) => (taskId === id ? [[dueOn, cause]] : []));
    };
    await house.at('2026-06-23', '10:00');
    expect(await dueOf13()).toEqual([]);
    for (const time of ['10:00', '10:01', '15:00'] as const) await house.at('2026-06-24', time);
    expect(await dueOf13()).toEqual([['2026-07-08', 'scheduled']]);
  });

  test('周一整改办各收一份清单，责任人不收', async () => {
    for (const who of ['shenjingyi', 'heyunzhou', 'xujianing']) await house.heard(who);
    await house.at('2026-06-29', '09:10');
    // Notes of the ladder may have had the one message of a day before it.
    for (const day of ['2026-06-30', '2026-07-01', '2026-07-02'] as const) await house.at(day, '08:45');
    for (const manager of ['shenjingyi', 'heyunzhou']) {
      const [list, ...more] = await lookBackMessages(manager);
      expect(more).toEqual([]);
      expect(list).toMatch(/^13 .*到期复查，7月8日前/mu);
      expect(list).toContain('反向核查');
    }
    expect(await lookBackMessages('xujianing')).toEqual([]);
  });

  test('不合格要写明问题；责任人自己不能查；没销号的不能查', async () => {
    const failed = { name: 'look_back', item: '13', passed: false } as const;
    expect(await refusal('heyunzhou', failed, '回头看13不通过')).toMatchObject({ why: 'finding_missing' });
    expect(await refusal('xujianing', failed, '回头看13不通过：没问题')).toMatchObject({
      why: 'not_permitted',
    });
    expect(await refusal('heyunzhou', { ...failed, item: '14' }, '回头看14不通过：x')).toMatchObject({
      why: 'not_closed',
    });
  });

  test('审核过销号的人也可以查；认定反弹，责任人和单位负责人收到', async () => {
    await house.at('2026-07-03', '14:00');
    await house.at('2026-07-06', '10:10');
    for (const who of ['shenjingyi', 'xujianing']) await house.heard(who);
    const failed = { name: 'look_back', item: '13', passed: false } as const;
    expect(await order('linpeiyi', failed, '回头看13不通过：房产仍被占用，联系人13800138000')).toBe(
      'relapsed',
    );
    expect(await task13()).toMatchObject({
      closure: 'relapsed',
      completion: 'not_done',
      dueOn: '2026-08-05',
      originalDueOn,
      claimedOn: null,
      closedOn: null,
    });
    const owner = (await house.heard('xujianing')).find((text) => text.includes('反弹'));
    expect(owner).toContain('13号');
    expect(owner).toContain('房产仍被占用，联系人138****8000');
    expect(owner).toContain('新时限8月5日');
    const head = (await house.heard('shenjingyi')).find((text) => text.includes('反弹'));
    expect(head).toContain('请督促');
    expect(await order('linpeiyi', failed, '回头看13不通过：再记一次')).toBe('refused');
  });

  test('周五的台账里算未完成，周报写明反弹，没有问题内容', async () => {
    await house.at('2026-07-10', '14:00');
    await house.group(LEADERS);
    await house.at('2026-07-10', '16:10');
    const [digest] = await house.group(LEADERS);
    expect(digest).toContain('反弹1项：13号');
    expect(digest).not.toContain('占用');
    const round = (await house.deps.store.rounds.active())[0]!;
    const frozen = await house.deps.store.weeks.frozen(round.id, '2026-07-06');
    expect(frozen?.rows.find(({ code }) => code === '13')).toMatchObject({
      completion: 'not_done',
      closure: 'relapsed',
      light: 'green',
    });
  });

  test('下周照常提醒；重新销号，历史都在', async () => {
    for (const who of ['xujianing', 'heyunzhou']) await house.heard(who);
    await house.at('2026-07-13', '09:10');
    expect((await house.heard('xujianing'))[0]).toContain('13号');
    await house.at('2026-07-14', '08:45');
    const [list] = await lookBackMessages('heyunzhou');
    expect(list).toContain('13号：7月6日回头看不通过');
    await house.say('xujianing', '13已完成，许佳宁已清退占道摊位6处，通道畅通');
    expect((await task13()).closure).toBe('first_review');
    // What it was closed on before is evidence no more.
    const approve = { name: 'approve', item: '13', what: 'closure' } as const;
    expect(await refusal('linpeiyi', approve, '')).toMatchObject({ why: 'evidence_missing' });
    await house.say('xujianing', '撤回13');
    expect((await task13()).closure).toBe('relapsed');
    await close();
    expect(await task13()).toMatchObject({ closure: 'closed', closedOn: '2026-07-14', originalDueOn });
    const { id } = await task13();
    const past = (await house.deps.store.lookBacks.list({ checked: true })).filter(
      ({ taskId }) => taskId === id,
    );
    expect(past).toMatchObject([{ cause: 'scheduled', checkedOn: '2026-07-06', passed: false }]);
    await house.at('2026-07-31', '10:00');
    const next = (await house.deps.store.lookBacks.list({ checked: false })).find(
      ({ taskId }) => taskId === id,
    );
    expect(next?.dueOn).toBe('2026-08-14');
    expect(await house.deps.store.audit.verify()).toBeNull();
  });
});

describe('投诉与抽查', () => {
  let house: House;
  const notice = async (userid: string, command: SupervisionCommand, text = '') => {
    const done = await actAs(house.deps, userid, (acting) => superviseNow(acting, command, text));
    await house.settle();
    return done.notice;
  };
  const weekly = async () =>
    (await house.heard('heyunzhou')).filter((text) => /待回头看|反弹预警/.test(text)).join('\n');
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:30' });
    await house.at(MONDAY, '09:40');
  });
  afterAll(() => house.close());

  test('没有到期的就不打扰', async () => expect(await weekly()).toBe(''));

  test('投诉要写内容，只登记已销号的', async () => {
    expect(await notice('heyunzhou', { name: 'complaint', item: '1' }, '投诉1')).toMatchObject({
      why: 'complaint_missing',
    });
    expect(await notice('heyunzhou', { name: 'complaint', item: '14' }, '投诉14：没改')).toMatchObject({
      why: 'not_closed',
    });
    expect(await notice('linpeiyi', { name: 'complaint', item: '1' }, '投诉1：没改')).toMatchObject({
      why: 'not_permitted',
    });
  });

  test('投诉一条，五个工作日内回头看；再投诉不重复安排', async () => {
    const logged = { kind: 'complaint_logged', code: '1', due: '2026-06-15' };
    const complaint = { name: 'complaint', item: '1' } as const;
    expect(await notice('heyunzhou', complaint, '投诉1：又超标准接待')).toEqual(logged);
    expect(await notice('shenjingyi', complaint, '投诉1：电话13800138000反映')).toEqual(logged);
    expect(await house.deps.store.complaints.list()).toHaveLength(2);
    expect(await house.deps.store.lookBacks.list({ checked: false })).toMatchObject([
      { cause: 'complaint', dueOn: '2026-06-15' },
    ]);
  });

  test('抽查：同一天抽两遍，抽到的一样，不重复安排；已安排的投诉件不推迟', async () => {
    const sample = { name: 'sample', percent: 100 } as const;
    const first = await notice('heyunzhou', sample);
    expect(first).toMatchObject({ kind: 'sample_drawn', due: '2026-06-23' });
    expect(first).toMatchObject({ draws: [{ seed: 'A-2026-06-08', population: 14, already: ['1'] }] });
    const open = await house.deps.store.lookBacks.list({ checked: false });
    expect(open).toHaveLength(14);
    expect(open[0]).toMatchObject({ cause: 'complaint', dueOn: '2026-06-15' });
    expect(await notice('shenjingyi', sample)).toMatchObject({ kind: 'sample_empty' });
    expect(await notice('linpeiyi', sample)).toMatchObject({ kind: 'refused', why: 'not_permitted' });
    const later = { name: 'complaint', item: '2' } as const;
    expect(await notice('heyunzhou', later, '投诉2：没改')).toMatchObject({ due: '2026-06-15' });
  });

  test('预警每人只说一次，清单每周都有', async () => {
    await house.heard('heyunzhou');
    await house.at('2026-06-15', '09:10');
    await house.at('2026-06-16', '08:45');
    const first = await weekly();
    expect(first).toContain('新的反弹预警 3 条');
    expect(first).toContain('待回头看 14 项');
    await house.at('2026-06-22', '09:10');
    await house.at('2026-06-23', '08:45');
    const second = await weekly();
    expect(second).toContain('6月15日前，已过');
    expect(second).not.toContain('预警');
  });

  test('没有安排也可以现场查；通过的保持销号', async () => {
    const passed = { name: 'look_back', item: '1', passed: true } as const;
    expect(await notice('yuanzhengyi', passed, '回头看1通过')).toMatchObject({ passed: true });
    expect(await notice('yuanzhengyi', passed, '回头看1通过：又看一遍')).toMatchObject({ passed: true });
    const task = (await house.deps.store.tasks.list({})).find(({ code }) => code === '1');
    expect(task?.closure).toBe('closed');
    const checks = (await house.deps.store.lookBacks.list({ checked: true })).filter(
      ({ taskId }) => taskId === task?.id,
    );
    expect(checks.map(({ cause, passed: ok }) => [cause, ok])).toEqual([
      ['complaint', true],
      ['by_hand', true],
    ]);
  });

  test('在聊天里：先看后办，列得出、查得了', async () => {
    const [list] = await house.say('yuanzhengyi', '回头看');
    expect(list).toContain('待回头看 13 项');
    const [preview] = await house.say('yuanzhengyi', '回头看3不通过：诉求又积压了12件');
    expect(preview).toContain('是否认定3号反弹？');
    expect(preview).toContain('诉求又积压了12件');
    const [done] = await house.say('yuanzhengyi', '确认');
    expect(done).toContain('3号回头看不通过，认定反弹');
    const [warnings] = await house.say('heyunzhou', '反弹预警');
    expect(warnings).toContain('3号：6月23日回头看不通过');
    const [logged] = await house.say('heyunzhou', '投诉8：统计数据仍不实');
    expect(logged).toContain('是否登记对8号的投诉？');
    expect(await house.say('heyunzhou', '取消')).toHaveLength(1);
    const [sample] = await house.say('heyunzhou', '抽查10%');
    expect(sample).toMatch(/是否抽查已销号任务 2 项|都已安排回头看/);
    const [refused] = await house.say('xujianing', '回头看1通过');
    expect(refused).toMatch(/整改办|权限|不能|职责/);
  });
});
