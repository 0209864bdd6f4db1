import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../../support/house.ts';
import { aBrowser, type Browser } from './a-browser.ts';

const MONDAY = '2026-06-08';

let house: House;
let lu: Browser;
beforeAll(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  await house.at(MONDAY, '10:20');
  lu = await signedIn('luhaiping');
});
afterAll(() => house.close());

async function signedIn(userid: string): Promise<Browser> {
  const browser = aBrowser(house);
  expect((await browser.signIn(userid)).status).toBe(200);
  return browser;
}

interface Answered {
  readonly status: number;
  readonly outcome?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly message?: string;
  readonly recorded?: readonly { readonly code: string; readonly text: string; readonly corrects: boolean }[];
}

const json = async (response: Response): Promise<Answered> => ({
  ...((await response.json()) as object),
  status: response.status,
});

let keys = 0;
const newKey = () => `test-key-${String(++keys).padStart(12, '0')}`;

const report = async (browser: Browser, code: string, more: object): Promise<Answered> =>
  json(await browser.post(`/my-tasks/${code}/answers`, { key: newKey(), status: 'in_progress', ...more }));

const upload = (browser: Browser, name: string, data: Buffer, key = newKey()): Promise<Response> =>
  browser.send('/uploads', data, { 'x-file-name': encodeURIComponent(name), 'x-upload-key': key });

const PNG = Buffer.from('\x89PNG\r\n\x1a\n现场', 'latin1');

const uploaded = async (name: string, extra = ''): Promise<string> => {
  const response = await upload(lu, name, Buffer.concat([PNG, Buffer.from(extra)]));
  return ((await response.json()) as { id: string }).id;
};

interface Detail {
  readonly history: readonly { readonly text: string; readonly nextPlan: string }[];
  readonly evidence: readonly { readonly fileName: string }[];
  readonly may: readonly string[];
  readonly requests: readonly { readonly what: string }[];
  readonly thisWeek: { readonly text: string } | null;
}
const detail = async (code: string, browser = lu): Promise<Detail> =>
  (await browser.get(`/my-tasks/${code}`)).json() as Promise<Detail>;

const entriesOf = async (code: string) => {
  const task = (await house.deps.store.tasks.list({})).find((each) => each.code === code);
  return task ? house.deps.store.entries.ofTasks([task.id], MONDAY) : [];
};

const lastAudit = async () => (await house.deps.store.audit.list({ limit: 1 }))[0];

describe('我的任务', () => {
  test('待报的在前，按急的程度排', async () => {
    const list = (await (await lu.get('/my-tasks')).json()) as {
      waiting: { overdueDays: number; ask: object | null; before: object | null }[];
      answered: unknown[];
    };
    expect(list.waiting.length).toBeGreaterThan(2);
    expect(list.answered).toEqual([]);
    expect(list.waiting.every(({ ask }) => ask !== null)).toBe(true);
    const overdue = list.waiting.map(({ overdueDays }) => overdueDays);
    expect(overdue).toEqual(overdue.toSorted((a, b) => b - a));
  });

  test.each([
    ['牵头领导', 'chenbaisong', 200, []],
    ['整改办', 'shenjingyi', 200, []],
    ['别的责任人', 'yeqinglan', 404, undefined],
  ])('%s打开别人的任务：能看的也不能报', async (_, userid, status, may) => {
    const response = await (await signedIn(userid)).get('/my-tasks/14');
    expect(response.status).toBe(status);
    expect(((await response.json()) as { may?: unknown }).may).toEqual(may);
  });
});

describe('在页面上填报，和聊天走一条路', () => {
  test('记下、回执、材料、溯源', async () => {
    const uploads = [await uploaded('现场.png'), await uploaded('现场二.png', '2')];
    const done = await report(lu, '14', { text: '结算资料已收齐3宗', nextPlan: '下周送审', uploads });
    expect(done).toMatchObject({ status: 200, outcome: 'recorded' });
    expect(done.message).toMatch(/^已记录：14.*结算资料已收齐3宗/u);
    const [entry] = await entriesOf('14');
    expect(entry).toMatchObject({ source: 'page', text: '结算资料已收齐3宗', nextPlan: '下周送审' });
    const read = await detail('14');
    expect(read.thisWeek?.text).toBe('结算资料已收齐3宗');
    expect(read.evidence.map(({ fileName }) => fileName)).toEqual(['现场.png', '现场二.png']);
    const sources = await house.deps.store.audit.list({ actor: 'luhaiping' });
    expect(sources.find(({ event }) => event === 'progress_recorded')?.source).toBe('page');
    // The receipt is on the page: the chat is not told the same.
    expect(await house.heard('luhaiping')).not.toContainEqual(expect.stringContaining('已记录'));
  });

  test('同一把钥匙再来：回执一样，只记一次', async () => {
    const body = { key: newKey(), status: 'in_progress', text: '排口溯源完成一半' };
    const first = await json(await lu.post('/my-tasks/6/answers', body));
    const [again, alongside] = await Promise.all([
      lu.post('/my-tasks/6/answers', body),
      lu.post('/my-tasks/6/answers', body),
    ]);
    expect([await json(again), await json(alongside)]).toEqual([first, first]);
    expect(await entriesOf('6')).toHaveLength(1);
  });

  test('同时发两遍，也只记一次', async () => {
    const body = { key: newKey(), status: 'in_progress', text: '点位已重新编号' };
    const both = await Promise.all([
      lu.post('/my-tasks/7/answers', body),
      lu.post('/my-tasks/7/answers', body),
    ]);
    const told = await Promise.all(both.map(json));
    expect(told[0]).toEqual(told[1]);
    expect(await entriesOf('7')).toHaveLength(1);
  });

  test('更正是新的一版，撤回都撤', async () => {
    const done = await report(lu, '6', { text: '排口溯源完成八成' });
    expect(done.recorded).toMatchObject([{ code: '6', corrects: true }]);
    const back = await lu.post('/my-tasks/6/withdrawals', { key: newKey(), what: 'answer' });
    expect(await json(back)).toMatchObject({ status: 200, outcome: 'withdrawn' });
    expect((await detail('6')).thisWeek).toBeNull();
    expect(
      await json(await lu.post('/my-tasks/6/withdrawals', { key: newKey(), what: 'answer' })),
    ).toMatchObject({ status: 409, code: 'nothing_to_withdraw' });
  });

  test('号码打码，密级标志拒收也不留', async () => {
    const masked = await report(lu, '25', { text: '联系人电话13812345678' });
    expect(masked.recorded?.[0]?.text).not.toContain('13812345678');
    const secret = await report(lu, '25', { text: '机密★ 附件所列' });
    expect(secret).toMatchObject({ status: 422, code: 'secret' });
    expect(await entriesOf('25')).toHaveLength(1);
  });

  test.each([
    ['别人的任务', '31', { text: '办完了' }, { status: 422, code: 'no_such_item' }],
    ['没有的任务', '9999', { text: '办完了' }, { status: 422, code: 'no_such_item' }],
    ['状态乱写', '14', { status: 'whatever' }, { status: 400, code: 'bad_request' }],
    ['钥匙太短', '14', { key: 'x' }, { status: 400, code: 'bad_request' }],
    [
      '附件不是自己传的',
      '14',
      { uploads: ['0197f000-0000-7000-8000-000000000000'] },
      { status: 422, code: 'upload_missing' },
    ],
  ])('%s：不记', async (_, code, body, problem) => {
    const before = (await entriesOf(code)).length;
    expect(await report(lu, code, body)).toMatchObject(problem);
    expect((await entriesOf(code)).length).toBe(before);
  });

  test('别人传的附件，也不能当自己的', async () => {
    const ye = await signedIn('yeqinglan');
    const uploads = [await uploaded('我的.png', '我')];
    expect(await report(ye, '31', { text: '维修完成', uploads })).toMatchObject({ code: 'upload_missing' });
  });

  test('页面上还没提交的附件，聊天里的填报不会拿走', async () => {
    await uploaded('草稿.png', '草稿');
    await house.say('luhaiping', '26 清疏了两段管网');
    expect((await detail('26')).evidence).toEqual([]);
  });
});

describe('附件', () => {
  test.each([
    ['照片', '现场.jpg', '\xff\xd8\xff\xe0照片', 200],
    ['后缀和内容不一样的照片', '现场.jpg', '\x89PNG\r\n\x1a\n', 200],
    ['PDF', '报告.pdf', '%PDF-1.7', 200],
    ['脚本叫作图片', '现场.png', '<script>', 'upload_type'],
    ['网页', '说明.html', '<html>', 'upload_type'],
    ['压缩包', '一批.zip', 'PK\x03\x04', 'upload_type'],
    ['空文件', '空.png', '', 'upload_type'],
    ['名称带密级', '机密★方案.pdf', '%PDF-1.7', 'upload_secret'],
  ])('%s（%s）：%s → %s', async (_, name, content, expected) => {
    const response = await upload(lu, name, Buffer.from(content, 'latin1'));
    const answer = await json(response);
    expect(answer.status === 200 ? 200 : answer.code).toBe(expected);
    if (expected === 'upload_secret') expect((await lastAudit())?.event).toBe('secret_refused');
    if (expected === 'upload_type') expect((await lastAudit())?.event).toBe('upload_refused');
  });

  test('超过 20 MB，说清楚', async () => {
    const big = Buffer.concat([PNG, Buffer.alloc(20 * 1024 * 1024)]);
    expect(await json(await upload(lu, '大.png', big))).toMatchObject({ status: 413, code: 'too_large' });
  });

  test('断了再传：同一把钥匙是同一件', async () => {
    const key = newKey();
    const first = await json(await upload(lu, '再传.png', PNG, key));
    expect(await json(await upload(lu, '再传.png', PNG, key))).toEqual(first);
  });
});

const asked = async (code: string, body: object): Promise<Answered> =>
  json(await lu.post(`/my-tasks/${code}/requests`, { key: newKey(), ...body }));

describe('延期、协调、转办', () => {
  test('到期前申请延期：报给整改办，详情里看得到，可以撤', async () => {
    expect((await detail('7')).may).toContain('ask_extension');
    const done = await asked('7', { what: 'extension', due: '2026-12-31', reason: '审计排期靠后' });
    expect(done).toMatchObject({ status: 200, outcome: 'requested' });
    expect((await detail('7')).requests).toMatchObject([{ what: 'extension', dueOn: '2026-12-31' }]);
    await house.settle();
    expect((await house.heard('shenjingyi')).join()).toContain('审计排期靠后');
    await lu.post('/my-tasks/7/withdrawals', { key: newKey(), what: 'extension' });
    expect((await detail('7')).requests).toEqual([]);
  });

  test.each([
    ['日期不晚于现时限', '7', { what: 'extension', due: MONDAY, reason: '赶不及' }, 'not_later'],
    ['没写理由', '14', { what: 'help', reason: ' ' }, 'reason_missing'],
    ['别人的任务', '31', { what: 'help', reason: '请协调' }, 'no_such_item'],
    ['日期乱写', '14', { what: 'extension', due: '2026-02-30', reason: '赶不及' }, 'bad_request'],
  ])('%s：不收', async (_, code, body, problem) => {
    expect(await asked(code, body)).toMatchObject({ code: problem });
  });

  test('逾期以后不能再申请延期，用规定的话说明', async () => {
    const overdue = (await house.deps.store.tasks.list({ personIds: [await idOf('luhaiping')] })).find(
      ({ dueOn, closure }) => dueOn !== null && dueOn < MONDAY && closure === 'open',
    );
    const code = overdue?.code ?? '';
    const refused = await asked(code, { what: 'extension', due: '2026-12-31', reason: '没赶上' });
    expect(refused).toMatchObject({ status: 409, code: 'after_deadline' });
    expect(refused.detail).toContain('时限');
    expect((await detail(code)).may).not.toContain('ask_extension');
  });

  test('需协调、转办给名单里的人', async () => {
    expect(await asked('14', { what: 'help', reason: '请财政所配合' })).toMatchObject({ status: 200 });
    const { people } = (await (await lu.get('/colleagues')).json()) as { people: { name: string }[] };
    expect(people.map(({ name }) => name)).toContain('邹帆');
    expect(people.map(({ name }) => name)).not.toContain('陆海平');
    expect(await asked('25', { what: 'transfer', to: '邹帆', reason: '职责调整' })).toMatchObject({
      status: 200,
    });
    expect((await detail('25')).requests).toMatchObject([{ what: 'transfer' }]);
  });
});

const idOf = async (userid: string): Promise<string> =>
  (await house.deps.store.people.byUserid(userid))?.id ?? '';

test('没登录、没带自己的标记，都不收', async () => {
  expect((await aBrowser(house).post('/my-tasks/14/answers', {})).status).toBe(401);
  expect((await lu.post('/my-tasks/14/answers', {}, {})).status).toBe(403);
});
