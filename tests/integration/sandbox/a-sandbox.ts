import { onTestFinished } from 'vitest';
import type { Corp } from '../../../src/sandbox/corp.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server.ts';
import type { CallRecord, Message } from '../../../src/sandbox/world/state.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What the tests read of an API answer; a field its call does not have is absent. */
export interface ApiAnswer {
  readonly errcode: number;
  readonly errmsg: string;
  readonly access_token: string;
  readonly expires_in: number;
  readonly msgid: string;
  readonly response_code: string;
  readonly media_id: string;
  readonly chatid: string;
  readonly chat_info: { readonly name: string; readonly owner: string; readonly userlist: readonly string[] };
  readonly userlist: readonly { readonly name: string }[];
  readonly department: readonly { readonly id: number }[];
  readonly department_id: readonly { readonly id: number }[];
  readonly ip_list: readonly string[];
  readonly ticket: string;
  readonly url: string;
}

export const WEBHOOK_KEY = '7f3c1a90-5b2e-4d68-9a41-0c8e2b6d1f57';
export const AGENT_ID = 1000002;

export const aCorp = (changes: Partial<Corp> = {}): Corp => ({
  corpName: '青石县整改办',
  corpId: 'ww5a1e0c7d92b84f36',
  agent: {
    id: AGENT_ID,
    name: '督办助手',
    secret: 'sandbox-secret-0001',
    callbackToken: 'QingShiToken01',
    callbackAesKey: 'kP3xV8mQ2zR7tY1wB6nC9dF4gH5jL0sA8uE2iO7qXcM',
  },
  departments: [
    { id: 1, name: '青石县', parentid: 0 },
    { id: 2, name: '城建办', parentid: 1, leader: ['lisi'] },
    { id: 3, name: '城建办二组', parentid: 2 },
  ],
  people: [
    { userid: 'ZhangSan', name: '张三', department: [3], position: '科员' },
    { userid: 'lisi', name: '李四', department: [2], position: '主任' },
    { userid: 'wangwu', name: '王五', department: [1] },
  ],
  groups: [{ id: 'lingdao', name: '领导小组', webhookKey: WEBHOOK_KEY, members: ['lisi', 'wangwu'] }],
  ...changes,
});

/** Monday 2026-03-02 09:10 in Shanghai. */
const MONDAY = Date.UTC(2026, 2, 2, 1, 10);

function aClock(): { now: () => Date; pass: (ms: number) => void } {
  let at = MONDAY;
  return { now: () => new Date(at), pass: (ms) => void (at += ms) };
}

export interface TestSandbox extends Sandbox {
  readonly clock: ReturnType<typeof aClock>;
  readonly token: () => Promise<string>;
  /** An API call with a good token; POST when there is a body. */
  readonly api: (path: string, body?: unknown, query?: Record<string, string>) => Promise<ApiAnswer>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Json }>;
  /** The messages of a chat, e.g. `people/lisi`. */
  readonly chat: (key: string, after?: number) => Promise<readonly Message[]>;
  readonly calls: (query?: string) => Promise<readonly CallRecord[]>;
}

export async function aSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const clock = aClock();
  const sandbox = await startSandbox({
    port: 0,
    corp: aCorp(),
    callback: { url: 'http://127.0.0.1:9/nobody' },
    now: clock.now,
    retryDelaysMs: [],
    ...options,
  });
  onTestFinished(() => sandbox.close());
  const { url } = sandbox;
  const token = async (): Promise<string> => (await answerOf(url, 'gettoken', CREDENTIALS)).access_token;
  const control: TestSandbox['control'] = async (method, path, body) => {
    const answer = await fetch(`${url}/sandbox/api${path}`, { method, ...jsonBody(body) });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  return {
    ...sandbox,
    clock,
    token,
    control,
    async api(path, body, query = {}) {
      const init = { method: body === undefined ? 'GET' : 'POST', ...jsonBody(body) };
      return answerOf(url, path, { access_token: await token(), ...query }, init);
    },
    chat: async (key, after = 0) =>
      (await control('GET', `/${key}/messages?after=${after}`)).body.messages as Message[],
    calls: async (query = '') => (await control('GET', `/calls?${query}`)).body.calls as CallRecord[],
  };
}

export const CREDENTIALS = { corpid: aCorp().corpId, corpsecret: aCorp().agent.secret };

export const apiUrl = (url: string, path: string, query: Record<string, string>): string =>
  `${url}/cgi-bin/${path}?${new URLSearchParams(query).toString()}`;

export async function answerOf(
  url: string,
  path: string,
  query: Record<string, string>,
  init?: RequestInit,
): Promise<ApiAnswer> {
  return (await (await fetch(apiUrl(url, path, query), init)).json()) as ApiAnswer;
}

const jsonBody = (body: unknown): RequestInit =>
  body === undefined
    ? {}
    : {
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      };

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Uploads as clients of WeCom do: field `media`. */
export async function upload(
  { url, token }: TestSandbox,
  type: string,
  bytes: Buffer,
  filename = '台账.xlsx',
): Promise<ApiAnswer> {
  const body = new FormData();
  body.append('media', new Blob([bytes]), filename);
  return answerOf(url, 'media/upload', { access_token: await token(), type }, { method: 'POST', body });
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
