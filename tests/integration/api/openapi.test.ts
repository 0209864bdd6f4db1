import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint, EndpointName } from '../../../src/contract/endpoint.ts';
import { endpoints } from '../../../src/contract/endpoints.ts';
import { problem } from '../../../src/contract/problem.ts';
import type { ApiDeps } from '../../../src/http/api/api-deps.ts';
import { createSealer } from '../../../src/http/api/cookies.ts';
import { openApi } from '../../../src/http/api/openapi.ts';
import { apiRouter } from '../../../src/http/api/router.ts';
import { createSessions } from '../../../src/http/api/session.ts';
import { giveRole } from '../../support/give-role.ts';
import { openHouse, type House } from '../../support/house.ts';
import { aBrowser, type Browser } from './a-browser.ts';
import { SAMPLES, TRIED_ELSEWHERE, type Sample } from './samples.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
  await giveRole(house, 'xujianing', 'auditor');
  await giveRole(house, 'fanqiushi', 'administrator');
});
afterAll(() => house.close());

type Call = readonly [name: EndpointName, method: string, path: string, endpoint: Endpoint];

const CALLS = Object.entries<Endpoint>(endpoints).map(([name, endpoint]): Call => {
  const [method = '', path = ''] = name.split(' ');
  return [name as EndpointName, method, path, endpoint];
});

const filled = (path: string, { params = {}, query = {} }: Sample = {}): string => {
  const search = new URLSearchParams(query);
  const address = path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? '1'));
  return `/api/v1${address}${search.size > 0 ? `?${search.toString()}` : ''}`;
};

async function make(browser: Browser, method: string, path: string, body?: unknown): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return fetch(new URL(path, house.service.url ?? ''), {
    method,
    redirect: 'manual',
    headers: { cookie, 'x-duban-request': '1', 'content-type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

describe('接口文档和实际的接口是一回事', () => {
  test('路由里有的文档里都有，文档里有的路由里都有', () => {
    // Nobody calls it: what its handlers need stays away.
    const deps = {
      deps: house.deps,
      publicUrl: () => 'http://x',
      stopping: new AbortController().signal,
    } as unknown as ApiDeps;
    const router = apiRouter(deps, createSessions(deps, createSealer('x')));
    const routed = router.stack.flatMap(({ route }) =>
      (route?.stack ?? []).flatMap(({ method }) =>
        method ? [`${method.toUpperCase()} ${route?.path}`] : [],
      ),
    );
    const documented = Object.entries(openApi().paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(
        (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    expect(new Set(routed)).toEqual(new Set(documented));
    expect(documented.length).toBeGreaterThan(9);
  });

  test('引用的都在，操作名不重复，路径里的参数都写了', () => {
    const document = openApi();
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(refs.length).toBeGreaterThan(CALLS.length);
    expect(refs.filter((name) => !Object.hasOwn(document.components.schemas, name ?? ''))).toEqual([]);
    const operations = Object.entries(document.paths).flatMap(([path, of]) =>
      Object.values(of).map((operation) => ({ path, ...(operation as Operation) })),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, parameters } of operations) {
      const named = parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`);
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(named);
    }
  });

  test('没登录看不到文档，登录了就能看', async () => {
    expect((await aBrowser(house).get('/openapi.json')).status).toBe(401);
    const browser = aBrowser(house);
    await browser.signIn('luhaiping');
    expect(await (await browser.get('/openapi.json')).json()).toEqual(openApi());
  });
});

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly in: string; readonly name: string }[];
}

test.each(CALLS.filter(([, , , { body, open }]) => body !== undefined && !open))(
  '%s 正文不是 JSON：400',
  async (name, method, path) => {
    const browser = aBrowser(house);
    await browser.signIn('heyunzhou');
    const response = await make(browser, method, filled(path, SAMPLES[name as keyof typeof SAMPLES]), '{');
    expect(problem.parse(await response.json())).toMatchObject({ status: 400, code: 'bad_request' });
  },
);

const elsewhere = new Set<string>(Object.values(TRIED_ELSEWHERE).flat());
const inJson = CALLS.filter(([name, , , { answer }]) => answer instanceof z.ZodType && !elsewhere.has(name));

test.each(Object.entries(TRIED_ELSEWHERE))('%s 里真的试了它那几个', (file, names) => {
  const tried = readFileSync(join(import.meta.dirname, file), 'utf8');
  for (const name of names) expect(tried).toContain(lastWord(name));
});

/** Of a call's path, without its parameters. */
const lastWord = (name: string): string => name.split('/').findLast((word) => !word.startsWith(':')) ?? name;

describe('答的和合同一字不差：不多一项，不少一项', () => {
  test.each(inJson)('%s', async (name, method, path, { answer }) => {
    const isBare = method === 'GET' && !path.includes(':');
    const sample: Sample | undefined = SAMPLES[name as keyof typeof SAMPLES] ?? (isBare ? {} : undefined);
    if (!sample) throw new Error(`${name} has no sample: add one to tests/integration/api/samples.ts`);
    const browser = aBrowser(house);
    await browser.signIn(sample.as ?? 'shenjingyi');
    const response = await make(browser, method, filled(path, sample), sample.body);
    const said: unknown = await response.json();
    expect([response.status, said]).toEqual([200, expect.anything()]);
    expect(z.parse(answer as z.ZodType, said)).toEqual(said);
  });
});

/** An official's own: everything else is the office's, the leaders' or an administrator's. */
const HIS = /^\w+ \/(me|sign-|signed-in|openapi|jssdk|tasks|my-tasks|colleagues|uploads|evidence)/;

describe('责任人试整改办的每一个接口', () => {
  let browser: Browser | null = null;
  const signedIn = async (): Promise<Browser> => {
    if (browser) return browser;
    browser = aBrowser(house);
    await browser.signIn('luhaiping');
    return browser;
  };
  test.each(inJson.filter(([name]) => !HIS.test(name)))('%s：不给', async (name, method, path) => {
    const sample: Sample = SAMPLES[name as keyof typeof SAMPLES] ?? {};
    const response = await make(await signedIn(), method, filled(path, sample), sample.body);
    expect(problem.parse(await response.json()).code).toMatch(/^(not_permitted|no_such_item)$/);
  });
});
