import { afterAll, beforeAll, expect, test } from 'vitest';
import { onBothBackends } from '../../support/backends.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';
const LEADERS = 'dubanLeadingGroup';

onBothBackends('一周', (redisUrl) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '08:30' }, { redisUrl });
  });
  afterAll(() => house.close());

  test('周一 9:10 之前什么也不发', async () => {
    await house.at(MONDAY, '09:09');
    expect(await house.heard('luhaiping')).toEqual([]);
  });

  test('周一 9:10 每名责任人收到一条卡片，最急的在最前', async () => {
    await house.at(MONDAY, '09:10');
    const [card, ...more] = await house.heard('luhaiping');
    expect(more).toEqual([]);
    expect(card).toContain('本周整改任务待报 6 项');
    expect(card?.indexOf('14号')).toBeLessThan(card?.indexOf('26号') ?? 0);
    expect(card).toContain('逾期16天');
  });

  test('再跑多少遍也不重发', async () => {
    for (const time of ['09:11', '09:12', '09:40'] as const) await house.at(MONDAY, time);
    expect(await house.heard('luhaiping')).toEqual([]);
    const counts = await house.deps.store.outbound.countByKindAndState(new Date(0));
    expect(counts.filter(({ kind }) => kind === 'weekly')).toEqual([
      { kind: 'weekly', state: 'sent', count: 10 },
    ]);
  });

  test('在聊天里一句话报几项，原样回读', async () => {
    const [receipt] = await house.say('luhaiping', '14已完成；26推进中，已疏通管网320米');
    expect(receipt).toContain('14 已完成（待审核）');
    expect(receipt).toContain('26 正在推进');
    expect(receipt).toContain('周五 16:10');
    expect(receipt).toContain('还有 4 项待报');
  });

  test('按按钮也是答复，卡片随之改变', async () => {
    await house.press('luhaiping', 'no_change', 6);
    const [update] = await house.calls('/cgi-bin/message/update_template_card');
    expect(JSON.stringify(update)).toContain('6号');
    const [detail] = await house.say('luhaiping', '查询6');
    expect(detail).toContain('无');
  });

  test('周三只提醒还没报完的人，报完的人不打扰', async () => {
    await house.say('xujianing', '13推进中，已取得产权证明；19推进中');
    await house.at('2026-06-10', '15:10');
    expect((await house.heard('xujianing')).length).toBe(0);
    const [nudge, ...more] = await house.heard('luhaiping');
    expect(more).toEqual([]);
    expect(nudge).toContain('3 项');
  });

  test('截止前可以撤回，截止后记为补报', async () => {
    const [withdrawn] = await house.say('luhaiping', '撤回');
    expect(withdrawn).toContain('6');
    await house.at('2026-06-12', '12:00');
    const [late] = await house.say('luhaiping', '7推进中，已完成8个点位核对');
    expect(late).toContain('补报');
    const [refused] = await house.say('luhaiping', '撤回');
    expect(refused).toContain('截止');
  });

  test('周五 14:00 冻结，编号接上周，补报不在其中', async () => {
    await house.at('2026-06-12', '14:00');
    const round = (await house.deps.store.rounds.active())[0]!;
    const frozen = await house.deps.store.weeks.frozen(round.id, MONDAY);
    expect(frozen?.number).toBe(4);
    expect(frozen?.figures.tasks.total).toBe(39);
    const row = (code: string) => frozen?.rows.find((each) => each.code === code);
    expect(row('26')?.progress).toContain('已疏通管网320米');
    expect(row('14')).toMatchObject({ closure: 'first_review', completion: 'not_done', reported: 'done' });
    expect(row('7')?.reported).toBeNull();
  });

  test('周五 16:10 周报进领导小组群，只有编号、单位、天数', async () => {
    await house.at('2026-06-12', '16:10');
    const [digest, ...more] = await house.group(LEADERS);
    expect(more).toEqual([]);
    expect(digest).toContain('任务39项');
    expect(digest).toContain('第4期');
    const tasks = await house.deps.store.tasks.list({});
    for (const { title, problem, owner } of tasks) {
      expect(digest).not.toContain(title);
      expect(digest).not.toContain(problem.name);
      expect(digest).not.toContain(owner?.name);
    }
    expect(Buffer.byteLength(digest ?? '')).toBeLessThanOrEqual(2048);
  });

  test('审计链完整', async () => {
    expect(await house.deps.store.audit.verify()).toBeNull();
  });
});
