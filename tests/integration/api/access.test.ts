import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { settableClock } from '../../../src/clock.ts';
import type { Endpoint } from '../../../src/contract/endpoint.ts';
import { endpoints } from '../../../src/contract/endpoints.ts';
import { problem } from '../../../src/contract/problem.ts';
import { createSealer } from '../../../src/http/api/cookies.ts';
import { giveRole } from '../../support/give-role.ts';
import { openHouse, type House } from '../../support/house.ts';
import { ACCESS } from './access-table.ts';
import { ACCESS_SAMPLES } from './access-samples.ts';
import { aBrowser } from './a-browser.ts';
import type { Sample } from './samples.ts';

/*
 * Every call by every role, by nobody, by sessions that are none, and from foreign pages. Whoever is let in may still
 * be told that what he sent does not fit: a sample is well formed and mostly about nothing.
 */

const PEOPLE = {
  manager: 'shenjingyi',
  reviewer: 'linpeiyi',
  leading_group: 'zhouchengyuan',
  administrator: 'fanqiushi',
  auditor: 'xujianing',
  owner: 'luhaiping',
} as const;
/** Tried elsewhere: signing out ends the session (sessions.test.ts), a stream stays open (board.test.ts). */
const APART = new Set(['POST /sign-out', 'GET /board/events']);
const CALLS = Object.entries<Endpoint>(endpoints).flatMap(([name, endpoint]) => {
  const [method = '', path = ''] = name.split(' ');
  return APART.has(name) ? [] : [{ name, method, path, endpoint }];
});
type Call = (typeof CALLS)[number];
const FOR_PEOPLE = CALLS.filter(({ endpoint }) => !endpoint.open);
const CHANGING = FOR_PEOPLE.filter(({ method }) => method !== 'GET');

const KEY = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

let house: House;
let settings: object;
const cookies = new Map<string, string>();

beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
  for (const role of ['administrator', 'auditor', 'reviewer', 'manager', 'leading_group'] as const)
    await giveRole(house, PEOPLE[role], role);
  for (const userid of Object.values(PEOPLE)) {
    const browser = aBrowser(house);
    await browser.signIn(userid);
    cookies.set(userid, browser.cookies.get('duban_session') ?? '');
    if (userid === PEOPLE.administrator)
      ({ settings } = (await (await browser.get('/rounds/A/settings')).json()) as { settings: object });
  }
});
afterAll(() => house.close());

function sampleOf({ name, endpoint }: Call): Sample {
  // Only addresses of our own pages are signed.
  if (name === 'GET /jssdk/signature') return { query: { kind: 'corp', url: `${house.service.url}/m` } };
  const sample = ACCESS_SAMPLES[name as keyof typeof ACCESS_SAMPLES] ?? {};
  if (name === 'PUT /rounds/:letter/settings')
    return { ...sample, params: { letter: 'A' }, body: { settings, seen: 'x' } };
  if (name === 'POST /rounds/:letter/settings/preview')
    return { ...sample, params: { letter: 'A' }, body: { settings } };
  if (endpoint.body && sample.body === undefined)
    throw new Error(`${name} has no sample in access-samples.ts`);
  return sample;
}

async function make(
  call: Call,
  cookie: string | undefined,
  headers: Readonly<Record<string, string>> = { 'x-duban-request': '1' },
): Promise<Response> {
  const { params = {}, query = {}, body } = sampleOf(call);
  const path = call.path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? '1'));
  // A second for each call of all: nobody runs into the limit on calls.
  const clock = house.deps.clock as ReturnType<typeof settableClock>;
  const now = clock.now();
  clock.set(new Date(now.getTime() + 1000));
  return fetch(new URL(`/api/v1${path}?${new URLSearchParams(query).toString()}`, house.service.url ?? ''), {
    method: call.method,
    redirect: 'manual',
    headers: {
      'content-type': call.endpoint.takes === 'bytes' ? 'application/octet-stream' : 'application/json',
      ...(cookie !== undefined && { cookie: `duban_session=${cookie}` }),
      ...(call.name === 'POST /uploads' && { 'x-file-name': 'x.txt', 'x-upload-key': KEY }),
      ...headers,
    },
    ...(call.endpoint.takes === 'bytes' && { body: '无' }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const MARKS: Readonly<Record<number, string>> = { 404: '?', 409: '', 422: '', 503: '' };

test('每个接口，每种角色：该让进的让进，不该的一律 403 或 404', async () => {
  const found: Record<string, string> = {};
  for (const call of FOR_PEOPLE) {
    const told = await Promise.all(
      Object.entries(PEOPLE).map(async ([who, userid]) => {
        const response = await make(call, cookies.get(userid));
        await response.arrayBuffer();
        if (response.status === 403) return [];
        return [`${who}${MARKS[response.status] ?? (response.status < 300 ? '' : response.status)}`];
      }),
    );
    found[call.name] = told.flat().join(' ');
  }
  expect(found).toEqual(ACCESS);
  // What everybody may send goes the way of chat: said on it is only what the owner said.
  await house.settle();
  const { rows } = await house.service.app.database.pool.query<{ userid: string }>(
    `select distinct userid from "ProgressEntry" join "Person" on "Person".id = "byId"
     where text = '结算资料已收齐'`,
  );
  expect(rows).toEqual([{ userid: PEOPLE.owner }]);
}, 240_000);

const HOUR = 3_600_000;
const until = (ms: number) => new Date(house.deps.clock.now().getTime() + ms);
const own = () => createSealer(readFileSync(join(house.dataDir, 'session-secret'), 'utf8'));

describe('没有登录、登录作废，哪个接口都进不去', () => {
  const asManager = { userid: PEOPLE.manager, generation: 1 };
  test.each<[string, () => string | undefined]>([
    ['没有 Cookie', () => undefined],
    ['过期的', () => own().seal('session', asManager, until(-1))],
    [
      '签名是别的密钥的',
      () => createSealer('another secret of the same length').seal('session', asManager, until(HOUR)),
    ],
    ['登录途中的 Cookie', () => own().seal('sign-in', asManager, until(HOUR))],
    ['升级以前的，没有代号', () => own().seal('session', { userid: PEOPLE.manager }, until(HOUR))],
    ['退出以前的', () => own().seal('session', { ...asManager, generation: 0 }, until(HOUR))],
    ['没有这个人', () => own().seal('session', { userid: 'nobody', generation: 1 }, until(HOUR))],
    [
      '内容改过，签名没改',
      () => `${btoa('{"until":9e15,"data":{}}')}.${(cookies.get(PEOPLE.manager) ?? '').split('.')[1]}`,
    ],
    ['空的', () => '.'],
  ])('%s：401', async (_, cookie) => {
    for (const call of FOR_PEOPLE) {
      const response = await make(call, cookie());
      const said = problem.parse(await response.json());
      expect([call.name, said.status, said.code]).toEqual([call.name, 401, 'signed_out']);
    }
  });
});

describe('会改动东西的接口，只从本系统的页面来', () => {
  test.each<[string, Record<string, string>]>([
    ['没有自己的请求头', {}],
    ['请求头是别的值', { 'x-duban-request': '0' }],
    ['别的站点', { 'x-duban-request': '1', origin: 'https://evil.example' }],
    ['没有来源的框', { 'x-duban-request': '1', origin: 'null' }],
  ])('%s：403', async (_, headers) => {
    expect(CHANGING.length).toBeGreaterThan(25);
    for (const call of CHANGING) {
      const response = await make(call, cookies.get(PEOPLE.manager), headers);
      const said = problem.parse(await response.json());
      expect([call.name, said.status, said.code]).toEqual([call.name, 403, 'cross_site']);
    }
  });
});
