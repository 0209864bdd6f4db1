import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUploads } from '../../../src/app/import/uploads.ts';
import { settableClock } from '../../../src/clock.ts';
import { endpoints } from '../../../src/contract/endpoints.ts';
import { officeEndpoints } from '../../../src/contract/office.ts';
import { documents } from '../../../src/main/documents.ts';
import { openHouse, type House } from '../../support/house.ts';
import { aBrowser, type Browser } from './a-browser.ts';

/* 整改办页面的接口：谁能办、谁不能办，办了什么都有记录。 */

let house: House;
let manager: Browser;
let official: Browser;
let admin: Browser;

beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
  const { store } = house.deps;
  const person = await store.people.byUserid('xujianing');
  if (!person) throw new Error('nobody is xujianing');
  await store.people.save({ ...person, unitId: person.unit?.id ?? null, roles: ['administrator'] });
  const signedIn = async (userid: string) => {
    const browser = aBrowser(house);
    await browser.signIn(userid);
    return browser;
  };
  manager = await signedIn('shenjingyi');
  official = await signedIn('luhaiping');
  admin = await signedIn('xujianing');
});
afterAll(() => house.close());

const asked = async (browser: Browser, method: string, path: string, body?: unknown) => {
  const raw = Buffer.isBuffer(body);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return fetch(`${house.service.url}/api/v1${path}`, {
    method,
    headers: {
      cookie,
      'x-duban-request': '1',
      'content-type': raw ? 'application/octet-stream' : 'application/json',
    },
    ...(method !== 'GET' && { body: raw ? new Uint8Array(body) : JSON.stringify(body ?? {}) }),
  });
};
const json = async (response: Response): Promise<Record<string, unknown>> => ({
  status: response.status,
  ...((await response.json()) as Record<string, unknown>),
});
const lastAudit = async () => (await house.deps.store.audit.list({ limit: 1 }))[0];
const nameOf = (response: Response) =>
  decodeURIComponent(
    /filename\*=UTF-8''(.*)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '',
  );

const settingsNow = async () => (await json(await asked(admin, 'GET', '/rounds/A/settings')))['settings'];
const handIn = async (name: string, data: Buffer, browser = manager) =>
  json(await asked(browser, 'POST', `/imports?name=${encodeURIComponent(name)}`, data));
const textOf = async (path: string) => {
  const response = await asked(manager, 'GET', path);
  expect(response.status).toBe(200);
  const { all } = await readXlsx(Buffer.from(await response.arrayBuffer()));
  return all;
};

const REPORT = readFileSync('tests/fixtures/report-lianhua-2025.txt');

describe('责任人：整改办的每个接口都不许', () => {
  const TOKEN = '00000000-0000-4000-8000-000000000000';
  const choice = { letter: 'A', newName: null, dueOn: '2026-12-31', people: {} };
  const BODIES: Record<string, () => unknown> = {
    'POST /rounds/:letter/ledger/in-template': () => Buffer.from('x'),
    'POST /rounds/:letter/bulletins': () => ({ kind: 'weekly', day: '2026-06-08' }),
    'PUT /rounds/:letter/problems/:no/withheld': () => ({ from: 'party', reason: '涉密', before: null }),
    'PUT /rounds/:letter/groups': () => ({
      digest: null,
      mentionIn: null,
      before: { digest: null, mentionIn: null },
    }),
    'POST /imports': () => REPORT,
    'POST /imports/:token/preview': () => choice,
    'POST /imports/:token/confirm': () => ({ ...choice, seen: '', skipBad: false }),
    'POST /people': () => ({ name: '某人', unit: null, userid: null }),
    'PUT /people/:userid/roles': () => ({ round: null, roles: ['manager'], before: [] }),
    'PUT /units/:name/head': () => ({ userid: 'luhaiping', before: null }),
    'PUT /rounds/:letter/settings': async () => ({ settings: await settingsNow(), seen: '' }),
    'POST /rounds/:letter/settings/preview': async () => ({ settings: await settingsNow() }),
    'POST /rounds/:letter/end': () => ({ openTasks: 0 }),
    'POST /calendar/years': () => Buffer.from('x'),
    'PUT /calendar/days/:day': () => ({ working: false, note: '' }),
  };
  const QUERIES: Record<string, string> = {
    'GET /rounds/:letter/report': '?audience=superior',
    'GET /rounds/:letter/urge': '?codes=1',
    'POST /imports': '?name=a.txt',
    'GET /people/directory': '?q=a',
  };
  const PARAMS: Record<string, string> = {
    letter: 'A',
    number: '1',
    code: '1',
    paper: 'archive',
    no: '1',
    token: TOKEN,
    userid: 'luhaiping',
    name: '城建办',
    day: '2026-06-09',
  };

  test.each(Object.keys(officeEndpoints))('%s', async (name) => {
    const [method = '', path = ''] = name.split(' ');
    const filled = path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(PARAMS[key] ?? ''));
    const body = await BODIES[name]?.();
    const answer = await json(await asked(official, method, filled + (QUERIES[name] ?? ''), body));
    expect(answer).toMatchObject({ status: 403, code: 'not_permitted' });
    expect(await lastAudit()).toMatchObject({ actor: 'luhaiping', refused: true });
    expect(Object.keys(endpoints)).toContain(name);
  });
});

describe('导出', () => {
  test('台账：文件名是中文，工作表齐全，页脚有谁在何时导出，有记录', async () => {
    const response = await asked(manager, 'GET', '/rounds/A/ledger?paper=a4');
    expect(response.status).toBe(200);
    expect(nameOf(response)).toMatch(/^整改台账-实时-.*-2026-06-08\.xlsx$/);
    const { sheet } = await readXlsx(Buffer.from(await response.arrayBuffer()));
    expect(sheet).toContain('shenjingyi 2026-06-08 09:00');
    expect(await lastAudit()).toMatchObject({
      event: 'ledger_exported',
      actor: 'shenjingyi',
      detail: { as: 'shenjingyi' },
    });
  });

  test('报上级的报告不带水印；调度会材料带', async () => {
    expect(await textOf('/rounds/A/report?audience=superior')).not.toContain('shenjingyi');
    expect(await textOf('/rounds/A/meeting-pack')).toContain('shenjingyi 2026-06-08');
  });

  test.each([
    ['没有这一轮', '/rounds/Z/ledger', 404, 'no_such_item'],
    ['没有冻结的周', '/rounds/A/ledger?week=2020-01-06', 404, 'not_found'],
    ['没有这一期通报', '/rounds/A/bulletins/9', 404, 'not_found'],
    ['几个责任单位一起催办', '/rounds/A/urge?codes=1,2,3,4,5,6,7,8', 422, 'urge_mixed'],
  ])('%s：说得清楚', async (_, path, status, code) => {
    const answer = await json(await asked(manager, 'GET', path));
    expect(answer).toMatchObject({ status, code, detail: expect.stringMatching(/\p{Script=Han}/u) });
  });

  test('不公开某个问题：写明理由；别人改过就不覆盖', async () => {
    const path = '/rounds/A/problems/1/withheld';
    const first = { from: 'society', reason: '涉及个人隐私', before: null };
    expect(await json(await asked(manager, 'PUT', path, first))).toMatchObject({ society: '涉及个人隐私' });
    expect(await lastAudit()).toMatchObject({ event: 'problem_withheld', actor: 'shenjingyi' });
    expect((await asked(manager, 'PUT', path, { ...first, reason: '另一理由' })).status).toBe(409);
  });
});

describe('导入：先看后办', () => {
  test('一份通报：预览不写任何数据，确认后成为新一轮；只能确认看过的', async () => {
    const { store } = house.deps;
    const before = (await store.tasks.list({})).length;
    const upload = await handIn('莲花镇通报.txt', REPORT);
    expect(upload).toMatchObject({ status: 200, kind: 'report', freeLetter: 'B' });
    const choice = { letter: 'B', newName: '莲花镇整改', dueOn: '2026-12-31', people: {} };
    const path = `/imports/${String(upload['token'])}`;
    const preview = await json(await asked(manager, 'POST', `${path}/preview`, choice));
    expect(preview).toMatchObject({ status: 200, tasks: 62, problems: 62, long: 2, round: { isNew: true } });
    expect((await store.tasks.list({})).length).toBe(before);
    const confirm = { ...choice, seen: preview['seen'], skipBad: false };
    const other = { ...confirm, seen: '0'.repeat(64) };
    expect((await asked(manager, 'POST', `${path}/confirm`, other)).status).toBe(409);
    expect((await asked(admin, 'POST', `${path}/confirm`, confirm)).status).toBe(403);
    expect(await json(await asked(manager, 'POST', `${path}/confirm`, confirm))).toMatchObject({ tasks: 62 });
    expect(await lastAudit()).toMatchObject({
      event: 'tasks_imported',
      actor: 'shenjingyi',
      source: 'import',
    });
    expect((await store.tasks.list({})).length).toBe(before + 62);
    expect((await asked(manager, 'POST', `${path}/confirm`, confirm)).status).toBe(404);
  });

  test('另一个进程也拿得到交来的文件，别人拿不到，过了时间就没有', async () => {
    const upload = await handIn('莲花镇通报.txt', REPORT);
    const token = String(upload['token']);
    const { deps } = house;
    const elsewhere = createUploads(deps, documents);
    expect((await elsewhere.of('shenjingyi', token))?.read.kind).toBe('report');
    expect(await elsewhere.of('heyunzhou', token)).toBeNull();
    const later = settableClock(new Date(deps.clock.now().getTime() + 30 * 60_000), 'Asia/Shanghai');
    expect(await createUploads({ ...deps, clock: later }, documents).of('shenjingyi', token)).toBeNull();
    await deps.store.importUploads.dropOld(later.now());
    expect(await deps.store.importUploads.read(token)).toBeNull();
  });

  test('标出问题的表：每页下面有谁、什么时候下载的', async () => {
    const template = Buffer.from(await (await manager.get('/imports/template')).arrayBuffer());
    const upload = await handIn('台账.xlsx', template);
    expect(upload).toMatchObject({ hasMarkedCopy: true });
    const marked = await manager.get(`/imports/${String(upload['token'])}/marked`);
    const sheets = unzipSync(new Uint8Array(await marked.arrayBuffer()));
    expect(strFromU8(sheets['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(
      'shenjingyi 2026-06-08',
    );
  });

  test('还有错误的表没有选跳过就确认：写明为什么没有写入', async () => {
    const template = Buffer.from(await (await manager.get('/imports/template')).arrayBuffer());
    const path = `/imports/${String((await handIn('台账.xlsx', template))['token'])}`;
    const choice = { letter: 'A', newName: null, dueOn: '2026-12-31', people: {} };
    const { seen } = await json(await asked(manager, 'POST', `${path}/preview`, choice));
    const confirm = (skipBad: boolean) =>
      asked(manager, 'POST', `${path}/confirm`, { ...choice, seen, skipBad });
    expect(await json(await confirm(false))).toMatchObject({
      status: 422,
      code: 'faults_left',
      detail: '还有不能导入的行，没有写入任何数据。请改正后重新上传，或选择跳过这些行。',
    });
    // The rows of the template are examples, all of them.
    expect(await json(await confirm(true))).toMatchObject({ status: 422, code: 'nothing_read' });
  });

  test.each([
    ['带密级的文件名', '（机密）台账.txt', REPORT, 422, 'secret'],
    ['带密级的正文', '台账.txt', Buffer.from('机密★1年\n一、关于……的问题'), 422, 'secret'],
    ['不是通报', '杂文.txt', Buffer.from('今天天气不错。'), 422, 'nothing_read'],
    ['空文件', '空.txt', Buffer.alloc(0), 422, 'file_missing'],
    ['太大', '大.txt', Buffer.alloc(21 * 1024 * 1024, 'a'), 413, 'too_large'],
  ])('%s：不收，说明原因', async (_, name, data, status, code) => {
    const answer = await handIn(name, data);
    expect(answer).toMatchObject({ status, detail: expect.stringMatching(/\p{Script=Han}/u) });
    if (code !== null) expect(answer['code']).toBe(code);
  });
});

test('假的表格：预览说文件读不了，什么也导不进来', async () => {
  const upload = await json(
    await asked(manager, 'POST', '/imports?name=x.xlsx', Buffer.from('504b030414000000', 'hex')),
  );
  const choice = { letter: 'A', newName: null, dueOn: '2026-12-31', people: {} };
  const path = `/imports/${String(upload['token'])}/preview`;
  const preview = await json(await asked(manager, 'POST', path, choice));
  expect(preview).toMatchObject({
    tasks: 0,
    badRows: [{ line: 0, messages: [expect.stringMatching(/文件/)] }],
  });
});

describe('周报发到哪个群', () => {
  const path = '/rounds/A/groups';
  const made = { digest: { kind: 'made' }, mentionIn: null };

  test('换成群机器人，再点名；记下是谁换的；别人刚换过就不覆盖；没有的群不收', async () => {
    expect(await json(await asked(admin, 'GET', path))).toMatchObject({ ...made, canMake: true });
    const [webhook] = (await json(await asked(admin, 'GET', path)))['webhooks'] as string[];
    const wanted = { digest: { kind: 'webhook', name: webhook }, mentionIn: webhook };
    const change = { ...wanted, before: made };
    expect(await json(await asked(admin, 'PUT', path, change))).toMatchObject(wanted);
    expect(await lastAudit()).toMatchObject({ event: 'mention_set', actor: 'xujianing', source: 'api' });
    expect((await house.deps.store.rounds.byLetter('A'))?.digestTarget).toEqual(wanted.digest);
    expect((await asked(admin, 'PUT', path, change)).status).toBe(409);
    const strange = { ...wanted, mentionIn: '没有这个群', before: wanted };
    expect((await asked(admin, 'PUT', path, strange)).status).toBe(404);
    expect((await asked(manager, 'PUT', path, change)).status).toBe(403);
    expect(await json(await asked(admin, 'PUT', path, { ...made, before: wanted }))).toMatchObject(made);
    expect((await house.deps.store.rounds.byLetter('A'))?.digestTarget).toMatchObject({ kind: 'appchat' });
  });
});

describe('人员', () => {
  test('管理员给角色；整改办不能；别人刚改过就不覆盖', async () => {
    const path = '/people/caiyuzhen/roles';
    const grant = { round: 'A', roles: ['reviewer'], before: [] };
    expect((await asked(manager, 'PUT', path, grant)).status).toBe(403);
    expect(await json(await asked(admin, 'PUT', path, grant))).toMatchObject({ roles: ['reviewer'] });
    expect(await lastAudit()).toMatchObject({ event: 'round_roles_set', actor: 'xujianing', source: 'api' });
    expect((await asked(admin, 'PUT', path, grant)).status).toBe(409);
  });

  test.each([
    [
      '最后一名管理员不能撤',
      'xujianing',
      { round: null, roles: [], before: ['administrator'] },
      'last_administrator',
    ],
    [
      '审计员不分轮次',
      'caiyuzhen',
      { round: 'A', roles: ['reviewer', 'auditor'], before: ['reviewer'] },
      'role_of_no_round',
    ],
  ])('%s', async (_, userid, body, code) => {
    const everybody = await house.deps.store.people.withRole('administrator');
    if (code === 'last_administrator')
      for (const other of everybody.filter((each) => each.userid !== userid))
        await house.deps.store.people.save({ ...other, unitId: other.unit?.id ?? null, roles: [] });
    expect(await json(await asked(admin, 'PUT', `/people/${userid}/roles`, body))).toMatchObject({
      status: 422,
      code,
    });
  });

  test('通讯录里没有的账号加不进来；名单按姓名、账号、单位找得到', async () => {
    const stranger = { name: '无此人', unit: null, userid: 'nobody-here' };
    expect(await json(await asked(admin, 'POST', '/people', stranger))).toMatchObject({
      code: 'not_in_directory',
    });
    const found = await json(await asked(manager, 'GET', `/people?q=${encodeURIComponent('陆海平')}`));
    expect(found).toMatchObject({
      total: 1,
      people: [{ userid: 'luhaiping', hasAccount: true, ways: ['app'] }],
    });
  });
});

describe('轮次设置', () => {
  test('改一项：记下前后；别人改过就不覆盖；未保存的也能看两周怎么走', async () => {
    const read = await json(await asked(admin, 'GET', '/rounds/A/settings'));
    const settings = { ...(read['settings'] as object), nearWorkingDays: 8 };
    const preview = await json(await asked(admin, 'POST', '/rounds/A/settings/preview', { settings }));
    expect(preview['weeks']).toMatchObject([
      { monday: '2026-06-08' },
      { monday: '2026-06-15', workingDays: 4 },
    ]);
    const change = { settings, seen: read['seen'] };
    expect((await asked(manager, 'PUT', '/rounds/A/settings', change)).status).toBe(403);
    expect((await asked(admin, 'PUT', '/rounds/A/settings', change)).status).toBe(200);
    expect((await house.deps.store.rounds.byLetter('A'))?.settings.nearWorkingDays).toBe(8);
    const audit = await house.deps.store.audit.list({ limit: 5 });
    expect(audit.find(({ event }) => event === 'round_configured')).toMatchObject({
      actor: 'xujianing',
      from: { nearWorkingDays: 5 },
      to: { nearWorkingDays: 8 },
    });
    expect((await asked(admin, 'PUT', '/rounds/A/settings', change)).status).toBe(409);
  });

  test.each([
    ['整点发送', { schedule: { remind: { weekday: 1, time: '09:00' } } }],
    ['次序颠倒', { schedule: { remind: { weekday: 5, time: '09:10' } } }],
    ['四级审核', { closureLevels: 4 }],
    ['不认识的项', { colour: 'red' }],
  ])('%s：不收', async (_, wrong) => {
    const read = await json(await asked(admin, 'GET', '/rounds/A/settings'));
    const now = read['settings'] as { schedule: object };
    const schedule = { ...now.schedule, ...('schedule' in wrong ? wrong.schedule : {}) };
    const body = { settings: { ...now, ...wrong, schedule }, seen: read['seen'] };
    expect(await json(await asked(admin, 'PUT', '/rounds/A/settings', body))).toMatchObject({ status: 400 });
  });

  test('一天调休：下周的步骤跟着改；一年的文件先看后存', async () => {
    const day = { working: false, note: '当地放假' };
    expect((await asked(admin, 'PUT', '/calendar/days/2026-06-15', day)).status).toBe(200);
    const file = Buffer.from('year 2027\nsource 国办通知\noff 2027-01-01\n');
    expect(await json(await asked(admin, 'POST', '/calendar/years', file))).toMatchObject({
      year: 2027,
      kept: false,
    });
    expect(
      await json(await asked(admin, 'POST', '/calendar/years', Buffer.from('off 2027-13-01'))),
    ).toMatchObject({
      status: 422,
      code: 'year_invalid',
    });
  });
});

async function readXlsx(data: Buffer) {
  const parts = unzipSync(new Uint8Array(data));
  const all = Object.entries(parts)
    .filter(([name]) => name.endsWith('.xml'))
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n');
  return { all, sheet: strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array()) };
}
