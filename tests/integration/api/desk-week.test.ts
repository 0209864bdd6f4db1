import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveRole } from '../../support/give-role.ts';
import { openHouse, type House } from '../../support/house.ts';
import { aBrowser, type Browser } from './a-browser.ts';

const MONDAY = '2026-06-08';

let house: House;
const browsers = new Map<string, Browser>();
beforeAll(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  await house.at(MONDAY, '09:12');
  await house.say('luhaiping', '6已完成，资料都齐了；14 正在推进');
  await house.at(MONDAY, '09:14');
  await house.say('luhaiping', '那个事情差不多了吧');
  await giveRole(house, 'xujianing', 'auditor');
  await giveRole(house, 'fanqiushi', 'administrator');
  for (const userid of ['shenjingyi', 'heyunzhou', 'luhaiping', 'xujianing', 'fanqiushi', 'zhouchengyuan']) {
    const browser = aBrowser(house);
    await browser.signIn(userid);
    browsers.set(userid, browser);
  }
});
afterAll(() => house.close());

const as = (userid: string): Browser => {
  const browser = browsers.get(userid);
  if (!browser) throw new Error(`${userid} is not signed in`);
  return browser;
};

const json = async (response: Response): Promise<Record<string, unknown>> => ({
  status: response.status,
  ...((await response.json()) as object),
});

interface Reply {
  id: string;
  text: string;
  unclear: boolean;
  seen: number;
  entries: { code: string; status: string; text: string; counts: boolean; by: string; correction: boolean }[];
  said: { text: string; state: string }[];
}

const replies = async (query = ''): Promise<Reply[]> => {
  const answer = await json(await as('shenjingyi').get(`/replies${query}`));
  expect(answer['status']).toBe(200);
  return answer['replies'] as Reply[];
};

const lastAudit = async () => (await house.deps.store.audit.list({ limit: 1 }))[0];

const taskOf = async (code: string) =>
  (await house.deps.store.tasks.list({})).find((task) => task.code === code);

const correct = (reply: Reply, reports: object[], more: object = {}, userid = 'shenjingyi') =>
  as(userid).post(`/replies/${reply.id}/correction`, {
    reports,
    reason: '电话核实',
    seen: reply.seen,
    ...more,
  });

describe('回复收件箱', () => {
  test('原话和机器人的理解并排，新的在前；答复是否送到', async () => {
    const [vague, clear] = await replies();
    expect(vague).toMatchObject({ text: '那个事情差不多了吧', unclear: true, entries: [] });
    expect(vague?.said[0]).toMatchObject({
      state: 'sent',
      text: expect.stringMatching(/哪一项|没看懂|编号/),
    });
    expect(clear).toMatchObject({
      text: '6已完成，资料都齐了；14 正在推进',
      unclear: false,
      entries: [
        { code: '6', status: 'done', by: '陆海平', counts: true, correction: false },
        { code: '14', status: 'in_progress' },
      ],
    });
  });

  test.each([
    ['?only=unclear', 1],
    ['?person=陆海平', 2],
    ['?person=沈静怡', 0],
    ['?task=14', 1],
    ['?task=1', 0],
    ['?week=2026-06-10', 2],
    ['?week=2026-06-01', 0],
    ['?only=late', 0],
  ])('按条件看 %s：%i 条', async (query, count) => {
    expect(await replies(encodeURI(query))).toHaveLength(count);
  });

  test('一页一页看，不重不漏', async () => {
    const first = await json(await as('shenjingyi').get('/replies?limit=1'));
    const second = await json(await as('shenjingyi').get(`/replies?limit=1&cursor=${String(first['next'])}`));
    const ids = [first, second].map((page) => (page['replies'] as Reply[])[0]?.id);
    expect(ids).toEqual((await replies()).map(({ id }) => id));
    expect(second['next']).toBeNull();
  });

  test('群发命令、查询不算回复', async () => {
    await house.say('shenjingyi', '台账');
    expect(await replies()).toHaveLength(2);
  });

  test('更正：追加一条，不改原来的；销号申请跟着走；责任人在聊天里知道；记入审计', async () => {
    const [, clear] = await replies();
    await house.heard('luhaiping');
    const done = await correct(clear!, [
      { item: '6', status: 'basically_done', text: '基本完成，资料还差一份' },
      { item: '14', status: 'in_progress', text: '14 正在推进' },
    ]);
    expect(await json(done)).toMatchObject({ status: 200, outcome: 'corrected' });
    await house.settle();
    expect((await house.heard('luhaiping')).join()).toMatch(
      /沈静怡.*更正.*6号 基本完成：基本完成，资料还差一份/s,
    );
    expect((await taskOf('6'))?.closure).toBe('open');
    const [, after] = await replies();
    expect(after?.entries.filter(({ code }) => code === '6')).toMatchObject([
      { status: 'done', counts: false, by: '陆海平' },
      { status: 'basically_done', counts: true, by: '沈静怡', correction: true },
    ]);
    const life = await house.deps.store.audit.list({ subjects: [(await taskOf('6'))!.id] });
    expect(life.find(({ event }) => event === 'reply_corrected')).toMatchObject({
      actor: 'shenjingyi',
      actingFor: 'luhaiping',
      reason: '电话核实',
      detail: { was: 'done', now: 'basically_done' },
    });
  });

  test('第二位经办人还拿着旧的一页：409，看到新的再办', async () => {
    const [, now] = await replies();
    const stale = { ...now!, seen: 2 };
    const answer = await correct(stale, [{ item: '6', status: 'done', text: '已完成' }], {}, 'heyunzhou');
    expect(await json(answer)).toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });

  test('看成别的任务了：那一项的记录撤回，记到该记的一项', async () => {
    const [, now] = await replies();
    const [own] = (await json(await as('shenjingyi').get(`/replies/${now!.id}/tasks`)))['tasks'] as object[];
    expect(own).toMatchObject({ code: '6' });
    const done = await correct(now!, [{ item: '7', status: 'in_progress', text: '正在推进' }]);
    expect(await json(done)).toMatchObject({ status: 200, codes: ['7', '6', '14'] });
    const standing = (await replies('?task=7'))[0]?.entries.filter(({ counts }) => counts);
    expect(standing).toMatchObject([{ code: '7' }]);
  });

  test.each([
    ['不是他的任务', [{ item: '1', status: 'done', text: '已完成' }], {}, 422, 'no_such_item'],
    ['带密级标志', [{ item: '6', status: 'done', text: '【机密】名单' }], {}, 422, 'secret'],
    ['没有原因', [{ item: '6', status: 'done', text: '完' }], { reason: ' ' }, 400, 'bad_request'],
    ['没有任务', [], {}, 400, 'bad_request'],
  ])('%s，不办', async (_, reports, more, status, code) => {
    const [vague] = await replies();
    expect(await json(await correct(vague!, reports, more))).toMatchObject({ status, code });
  });

  test('原话之后又有新的填报：不能按旧话改', async () => {
    await house.at(MONDAY, '09:30');
    await house.say('luhaiping', '7 正在推进，已完成招标');
    const vague = (await replies()).find(({ unclear }) => unclear);
    const answer = await correct(vague!, [{ item: '7', status: 'done', text: '已完成' }]);
    expect(await json(answer)).toMatchObject({
      status: 409,
      code: 'newer_answer',
      detail: expect.stringContaining('7号'),
    });
    const now = (await replies()).find(({ text }) => text.startsWith('7 正在'));
    const asRecorded = now!.entries.map(({ code: item, status, text }) => ({ item, status, text }));
    expect(await json(await correct(now!, asRecorded))).toMatchObject({
      status: 422,
      code: 'nothing_changed',
    });
  });

  test('更正成了测试句：一行一条，号码遮住，只有本人能读文件', async () => {
    await house.at(MONDAY, '09:40');
    await house.say('luhaiping', '那事办了，联系13812345678');
    const [vague] = await replies();
    await correct(vague!, [{ item: '14', status: 'done', text: '已完成' }]);
    const file = `${house.dataDir}/corrections.jsonl`;
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      today: MONDAY,
      role: 'official',
      pending: null,
      text: expect.not.stringContaining('13812345678'),
      expect: { reports: [{ item: '14', status: 'done' }], requests: [], command: null, unclear: null },
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const download = await as('shenjingyi').get('/replies/corrections');
    expect(await download.text()).toBe(readFileSync(file, 'utf8'));
    expect(download.headers.get('content-disposition')).toContain('corrections.jsonl');
    expect(await lastAudit()).toMatchObject({ event: 'corrections_exported', actor: 'shenjingyi' });
  });
});

describe('每周视图', () => {
  test('各步骤、各人的消息，分项加起来等于总数', async () => {
    const week = await json(await as('shenjingyi').get('/week'));
    expect(week).toMatchObject({ status: 200, week: MONDAY, round: { letter: 'A' } });
    expect(
      (week['steps'] as { step: string; state: string }[]).map(({ step, state }) => [step, state]),
    ).toEqual([
      ['remind', 'done'],
      ['nudge', 'planned'],
      ['close', 'planned'],
      ['freeze', 'planned'],
      ['digest', 'planned'],
    ]);
    const counts = week['counts'] as { total: number; states: { count: number }[] }[];
    expect(counts.length).toBeGreaterThan(0);
    for (const { total, states } of counts)
      expect(states.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    const mine = (week['messages'] as { to: string; state: string; answered: number }[]).find(
      ({ to }) => to === '陆海平',
    );
    expect(mine).toMatchObject({ state: 'sent', answered: 2 });
  });

  test('没有开始的一周也有步骤，没有的轮次答没有', async () => {
    const next = await json(await as('shenjingyi').get('/week?week=2026-06-15'));
    expect((next['steps'] as object[]).length).toBe(5);
    expect(next['messages']).toEqual([]);
    expect((await as('shenjingyi').get('/week?round=Z')).status).toBe(404);
  });

  test('预览：和命令行一个算法；管理员看不到任务内容', async () => {
    const preview = await json(await as('shenjingyi').get('/week/preview?date=2026-06-15'));
    const people = preview['people'] as { name: string; tasks: { title: string | null }[] }[];
    expect(people.find(({ name }) => name === '陆海平')?.tasks.length).toBeGreaterThan(0);
    const seen = await json(await as('fanqiushi').get('/week/preview?date=2026-06-15'));
    expect(seen).toMatchObject({ status: 200 });
    const other = (seen['people'] as typeof people).find(({ name }) => name === '陆海平');
    expect(new Set(other?.tasks.map(({ title }) => title))).toEqual(new Set([null]));
  });
});

describe('审计', () => {
  test('审计员逐页看；按人、对象、事件、被拒来看', async () => {
    const auditor = as('xujianing');
    const page = await json(await auditor.get('/audit?limit=5'));
    expect(page).toMatchObject({ status: 200, next: expect.any(String) });
    const more = await json(await auditor.get(`/audit?limit=5&cursor=${String(page['next'])}`));
    const seqs = [page, more].flatMap((each) =>
      (each['rows'] as { seq: string }[]).map(({ seq }) => Number(seq)),
    );
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    const ofTask = await json(await auditor.get('/audit?object=6&event=reply_corrected'));
    expect(ofTask['rows']).toMatchObject([
      { object: expect.stringMatching(/^A6 /), text: expect.stringContaining('更正') },
      { object: expect.stringMatching(/^A6 /) },
    ]);
    const refused = await json(await auditor.get(encodeURI('/audit?actor=沈静怡&refused=true')));
    expect((refused['rows'] as { refused: boolean }[]).every((row) => row.refused)).toBe(true);
    const life = await json(await auditor.get('/audit/tasks/6'));
    expect((life['lines'] as { text: string }[]).map(({ text }) => text).join('\n')).toContain('填报进展');
  });

  test('核验、导出', async () => {
    const auditor = as('xujianing');
    expect(await json(await auditor.post('/audit/verify'))).toMatchObject({ status: 200, fault: null });
    const lines = (await (await auditor.get('/audit/export?event=signed_in')).text()).trim().split('\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'signed_in' });
    expect((await auditor.get('/audit/export?since=x')).status).toBe(400);
  });
});

describe('健康', () => {
  test('医生的话、停用的通道、消息数', async () => {
    const health = await json(await as('shenjingyi').get('/health'));
    const checks = health['checks'] as { id: string; state: string; finding: string }[];
    expect(checks.find(({ id }) => id === 'database')).toMatchObject({ state: 'ok' });
    expect(checks.every(({ finding }) => /[一-龥]/.test(finding))).toBe(true);
    expect(health).toMatchObject({ status: 200, halts: [], due: 0, unhandled: 0 });
  });
});

describe('不该看的人', () => {
  const NOBODY = '00000000-0000-4000-8000-000000000000';
  const CALLS = [
    ['GET', '/replies'],
    ['GET', `/replies/${NOBODY}/tasks`],
    ['GET', '/replies/corrections'],
    ['POST', `/replies/${NOBODY}/correction`],
    ['GET', '/week'],
    ['GET', '/week/preview?date=2026-06-08'],
    ['POST', `/messages/${NOBODY}/settle`],
    ['GET', '/audit'],
    ['GET', '/audit/tasks/6'],
    ['POST', '/audit/verify'],
    ['GET', '/audit/export'],
    ['GET', '/health'],
  ] as const;
  const BODY: Readonly<Record<string, object>> = {
    correction: { reports: [{ item: '6', status: 'done', text: '已完成' }], reason: '核实', seen: 0 },
    settle: { how: 'resend' },
  };
  const send = (browser: Browser, [method, path]: readonly [string, string]) =>
    method === 'GET' ? browser.get(path) : browser.post(path, BODY[path.split('/').at(-1) ?? '']);

  test.each(CALLS)('责任人 %s %s：403，记为被拒', async (...call) => {
    expect(await json(await send(as('luhaiping'), call))).toMatchObject({
      status: 403,
      code: 'not_permitted',
    });
    expect(await lastAudit()).toMatchObject({ actor: 'luhaiping', refused: true });
  });

  test.each([
    ['审计员', 'xujianing', CALLS.filter(([, path]) => !path.startsWith('/audit'))],
    ['整改办', 'shenjingyi', CALLS.filter(([, path]) => path.startsWith('/audit'))],
    ['领导小组', 'zhouchengyuan', CALLS],
  ] as const)('%s不归他看的：403', async (_, userid, calls) => {
    for (const call of calls) expect([call, (await send(as(userid), call)).status]).toEqual([call, 403]);
  });
});

describe('不是打字的回复', () => {
  test('按卡片、在网页上填报的：原话看得到，也能更正，谁更正的看得出', async () => {
    const lu = as('luhaiping');
    const key = 'page-key-000000000001';
    await lu.post('/my-tasks/25/answers', { key, status: 'done', text: '备案全部核完' });
    await house.settle();
    const [reply] = await replies('?task=25');
    expect(reply).toMatchObject({ form: 'page', text: '备案全部核完', correctable: true });
    const done = await correct(reply!, [{ item: '25', status: 'in_progress', text: '还差两宗' }]);
    expect(await json(done)).toMatchObject({ status: 200, outcome: 'corrected', codes: ['25'] });
    const [after] = await replies('?task=25');
    expect(after?.entries).toMatchObject([
      { status: 'done', by: '陆海平', counts: false, correction: false },
      { status: 'in_progress', by: '沈静怡', counts: true, correction: true },
    ]);
    expect((await taskOf('25'))?.closure).toBe('open');
    await house.settle();
  });
});
