import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../../support/house.ts';
import { aBrowser, type Browser } from './a-browser.ts';

const MONDAY = '2026-06-08';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  const [round] = await house.deps.store.rounds.active();
  // This is about the desk, not about what a closure takes.
  if (round) await house.deps.store.rounds.setSettings(round.id, { ...round.settings, closureEvidence: 0 });
  await house.at(MONDAY, '09:20');
});
afterAll(() => house.close());

const as = async (userid: string): Promise<Browser> => {
  const browser = aBrowser(house);
  expect((await browser.signIn(userid)).status).toBe(200);
  return browser;
};

const ask = (
  browser: Browser,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<Response> =>
  method === 'GET' ? browser.get(path) : browser[method === 'PUT' ? 'put' : 'post'](path, body);

interface Answer {
  readonly status: number;
  readonly [field: string]: unknown;
}

const json = async (response: Response): Promise<Answer> => ({
  status: response.status,
  ...((await response.json()) as object),
});

const get = async (userid: string, path: string) => json(await (await as(userid)).get(path));
const post = async (userid: string, path: string, body: object) =>
  json(await (await as(userid)).post(path, body));
const put = async (userid: string, path: string, body: object) =>
  json(await (await as(userid)).put(path, body));

const codesIn = (answer: Answer) => (answer['rows'] as { code: string }[]).map(({ code }) => code);
const taskOf = async (code: string) =>
  (await house.deps.store.tasks.list({})).find((task) => task.code === code);
const lastAudit = async () => (await house.deps.store.audit.list({ limit: 1 }))[0];

const NO_CLAIM = { decision: 'approve', requestId: '019b0000-0000-7000-8000-000000000000', level: 1 };

describe('谁能用', () => {
  const CALLS: readonly (readonly ['GET' | 'POST' | 'PUT', string, object | undefined])[] = [
    ['GET', '/ledger', undefined],
    ['GET', '/ledger/choices', undefined],
    ['GET', '/ledger/names?of=owner&like=陆', undefined],
    ['GET', '/ledger/people?like=陆', undefined],
    ['GET', '/dossiers/14', undefined],
    ['GET', '/dossiers/14/life', undefined],
    ['PUT', '/dossiers/14/remark', { remark: '我写的', version: 1 }],
    ['GET', '/reviews', undefined],
    ['GET', '/reviews/14', undefined],
    ['POST', '/reviews/14', NO_CLAIM],
    ['GET', '/requests', undefined],
    ['POST', '/chases/preview', { scope: 'overdue' }],
    ['POST', '/chases', { items: ['14'] }],
  ];

  test.each(CALLS)('责任人不能：%s %s，记一笔', async (method, path, body) => {
    const browser = await as('luhaiping');
    const answer = await json(await ask(browser, method, path, body));
    expect(answer).toMatchObject({
      status: 403,
      code: 'not_permitted',
      detail: expect.stringContaining('职责'),
    });
    expect(await lastAudit()).toMatchObject({ actor: 'luhaiping', refused: true });
  });

  test.each([
    ['领导小组只看', 'zhouchengyuan', [200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403]],
    ['审核人看和审', 'linpeiyi', [200, 200, 200, 200, 200, 200, 403, 200, 404, 409, 403, 403, 403]],
  ])('%s（%s）', async (_, userid, expected) => {
    const browser = await as(userid);
    const got = [];
    for (const [method, path, body] of CALLS) got.push((await ask(browser, method, path, body)).status);
    expect(got).toEqual(expected);
  });

  test('没登录的，一个也不答', async () => {
    for (const [method, path, body] of CALLS) {
      expect([path, (await ask(aBrowser(house), method, path, body)).status]).toEqual([path, 401]);
    }
  });

  test('领导小组看到的一项里没有可办的事，也没有未签发的函', async () => {
    const seen = await get('zhouchengyuan', '/dossiers/14');
    expect(seen['may']).toEqual(['see_task', 'see_week']);
    expect(await get('shenjingyi', '/dossiers/14')).toMatchObject({
      may: expect.arrayContaining(['chase', 'assign', 'edit_remark']),
    });
  });
});

describe('台账', () => {
  test.each([
    ['全部', ''],
    ['红灯', 'light=red'],
    ['红黄灯', 'light=red,yellow'],
    ['一个单位', `unit=${encodeURIComponent('城建办')}`],
    ['按标题找', `search=${encodeURIComponent('整治')}`],
    ['本周未报', 'reported=no'],
  ])('%s：行数和灯数对得上合计', async (_, query) => {
    const answer = await get('shenjingyi', `/ledger?${query}`);
    const { total, lights } = answer['figures'] as { total: number; lights: Record<string, number> };
    expect(codesIn(answer)).toHaveLength(total);
    expect(Object.values(lights).reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(39);
  });

  test.each([
    ['编号', '14', ['14']],
    ['全角编号', '１４', ['14']],
    ['没有的', '查无此事', []],
    ['下划线不是通配符', '_', []],
  ])('按%s找：%s', async (_, search, codes) => {
    const answer = await get('shenjingyi', `/ledger?search=${encodeURIComponent(search)}`);
    expect(codesIn(answer)).toEqual(codes);
  });

  test('按反馈问题的正文也找得到', async () => {
    const task = await taskOf('14');
    const { finding } = await house.deps.store.desk.problem(task?.problem.id ?? '');
    const words = finding.slice(4, 12);
    expect(codesIn(await get('shenjingyi', `/ledger?search=${encodeURIComponent(words)}`))).toContain('14');
  });

  test.each(['no', 'due', 'overdue', 'unit', 'owner'])(
    '按 %s 排，一页页翻完，一项不重一项不漏',
    async (sort) => {
      const browser = await as('shenjingyi');
      const seen: string[] = [];
      let cursor = '';
      for (let pages = 0; pages < 10; pages += 1) {
        const page = await json(await browser.get(`/ledger?sort=${sort}&order=desc&limit=7${cursor}`));
        seen.push(...codesIn(page));
        if (page['next'] === null) break;
        cursor = `&cursor=${page['next'] as string}`;
      }
      expect(seen).toHaveLength(39);
      expect(new Set(seen).size).toBe(39);
    },
  );

  test.each(['sort=speed', 'light=blue', 'limit=100000', 'cursor=x', 'cursor=W10'])(
    '写得不对（%s），说不对',
    async (query) => {
      expect(await get('shenjingyi', `/ledger?${query}`)).toMatchObject({ status: 400, code: 'bad_request' });
    },
  );
});

describe('备注：两个人同时改', () => {
  test('后改的人得到 409，改不掉前一个人的', async () => {
    const { version } = await get('shenjingyi', '/dossiers/5');
    const first = await put('shenjingyi', '/dossiers/5/remark', {
      remark: '待财政批复，电话13812345678',
      version,
    });
    expect(first).toMatchObject({ status: 200, outcome: 'changed' });
    const second = await put('heyunzhou', '/dossiers/5/remark', { remark: '已批复', version });
    expect(second).toMatchObject({ status: 409, code: 'changed_meanwhile' });
    const now = await get('heyunzhou', '/dossiers/5');
    expect(now['remark']).toBe('待财政批复，电话138****5678');
    expect(
      await put('heyunzhou', '/dossiers/5/remark', { remark: '已批复', version: now['version'] }),
    ).toMatchObject({ status: 200 });
    const task = await taskOf('5');
    const rows = await house.deps.store.audit.list({ subjects: [task?.id ?? ''] });
    expect(rows.filter(({ event }) => event === 'remark_changed')).toMatchObject([
      { actor: 'shenjingyi', from: { remark: '' }, source: 'api' },
      { actor: 'heyunzhou', to: { remark: '已批复' } },
    ]);
  });

  test('带密级标志的备注，不收不留', async () => {
    const { version } = await get('shenjingyi', '/dossiers/6');
    expect(await put('shenjingyi', '/dossiers/6/remark', { remark: '【机密】某某', version })).toMatchObject({
      status: 422,
      code: 'secret',
    });
    expect((await taskOf('6'))?.remark).toBe('');
  });
});

describe('审核', () => {
  test('看过的那一份才能批：撤回重报后是另一份', async () => {
    await house.say('luhaiping', '14 已完成，结算资料已全部归档');
    const seen = await get('linpeiyi', '/reviews/14');
    expect(seen).toMatchObject({
      status: 200,
      text: expect.stringContaining('结算资料'),
      level: 1,
      check: { evidence: 0 },
    });
    await house.say('luhaiping', '撤回');
    await house.say('luhaiping', '14 已完成，另一个说法');
    const { requestId, level } = seen;
    const decide = (userid: string, more: object) =>
      post(userid, '/reviews/14', { decision: 'approve', requestId, level, ...more });
    expect(await decide('linpeiyi', {})).toMatchObject({ status: 409, code: 'changed_meanwhile' });
    const now = await get('linpeiyi', '/reviews/14');
    const shown = { requestId: now['requestId'] };
    expect(await decide('linpeiyi', { ...shown, decision: 'return' })).toMatchObject({
      status: 422,
      code: 'reason_missing',
    });
    expect(await decide('linpeiyi', shown)).toMatchObject({ status: 200 });
    expect((await taskOf('14'))?.closure).toBe('second_review');
    // Reviewers of two levels differ: it has left his queue and stands in the other's.
    expect(JSON.stringify(await get('linpeiyi', '/reviews'))).not.toContain('"14"');
    expect(
      await decide('shenjingyi', { ...shown, level: 2, decision: 'return', reason: '缺验收单' }),
    ).toMatchObject({
      status: 200,
    });
    await house.settle();
    expect((await house.heard('luhaiping')).join()).toContain('缺验收单');
    expect(await get('shenjingyi', '/dossiers/14')).toMatchObject({
      reviews: expect.arrayContaining([expect.objectContaining({ approved: false, reason: '缺验收单' })]),
    });
  });
});

describe('申请', () => {
  test('延期、转办、协调都在，批另一个日期，原时限不变', async () => {
    const due = (await taskOf('7'))?.dueOn;
    await house.say('luhaiping', '7 申请延期到2026年12月20日，供货推迟');
    await house.say('luhaiping', '6 有困难，请协调财政所');
    const { requests } = (await get('shenjingyi', '/requests')) as unknown as {
      requests: { what: string; code: string; askedFor: string }[];
    };
    expect(requests).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          what: 'extension',
          code: '7',
          askedFor: '2026-12-20',
          by: '陆海平',
          dueOn: due,
        }),
        expect.objectContaining({ what: 'help', code: '6' }),
      ]),
    );
    const order = { command: { name: 'approve', item: '7', what: 'extension', due: '2026-11-30' }, text: '' };
    const preview = await post('shenjingyi', '/orders/preview', order);
    expect(preview['message']).toContain('是否同意7号');
    expect(preview['message']).not.toContain('回复');
    expect(await post('shenjingyi', '/orders', order)).toMatchObject({ status: 200 });
    expect(await taskOf('7')).toMatchObject({ dueOn: '2026-11-30' });
    expect(JSON.stringify(await get('shenjingyi', '/requests'))).not.toContain('"7"');
  });
});

describe('催办', () => {
  test('先看清楚谁收到什么，再发；今天催过的说明', async () => {
    const plan = (await post('shenjingyi', '/chases/preview', { scope: 'overdue' })) as unknown as {
      people: { owner: string; to: string; tasks: { code: string; title: string }[] }[];
    };
    expect(plan.people.length).toBeGreaterThan(0);
    const items = plan.people.flatMap(({ tasks }) => tasks.map(({ code }) => code));
    const sent = await post('shenjingyi', '/chases', { items });
    expect(sent).toMatchObject({ status: 200, sent: { people: plan.people.length, tasks: items.length } });
    const again = await post('shenjingyi', '/chases', { items: [...items, '999'] });
    expect(again).toMatchObject({ status: 200, people: [], sent: { people: 0, tasks: 0 } });
    expect(again['dropped']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: items[0], reason: 'chased_today' }),
        { code: '999', title: '', reason: 'no_such_item' },
      ]),
    );
  });
});

test('回头看：待查的先到期的在前，过期的标出；责任人看不到', async () => {
  const { lookBacks, tasks } = house.deps.store;
  const closed = (await tasks.list({})).filter(({ closure }) => closure === 'closed').slice(0, 2);
  const dueOn = ['2026-06-30', '2026-06-05'];
  const added = closed.map(({ id }, at) => ({
    taskId: id,
    cause: 'by_hand' as const,
    seed: null,
    dueOn: dueOn[at] as `${number}-${number}-${number}`,
  }));
  await lookBacks.add(added, house.deps.clock.now());
  // Another minute: this file asks much in her name.
  await house.at(MONDAY, '09:24');
  const listed = await get('shenjingyi', '/look-backs');
  expect(listed).toMatchObject({ status: 200 });
  expect(listed['items']).toMatchObject([
    { code: closed[1]?.code, dueOn: '2026-06-05', late: true, cause: 'by_hand' },
    { code: closed[0]?.code, dueOn: '2026-06-30', late: false },
  ]);
  expect(await get('luhaiping', '/look-backs')).toMatchObject({ status: 403, code: 'not_permitted' });
});
