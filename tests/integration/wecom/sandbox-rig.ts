import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReceivedMessage } from '../../../src/app/channel.ts';
import type { Corp } from '../../../src/sandbox/corp.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { CallbackRefused, readCallback, verifyUrl } from '../../../src/wecom/callback.ts';
import { AGENT_ID, CORP_ID, rig, SECRET, type Rig } from './rig.ts';

/* The adapter against the sandbox: two implementations of the protocol that share no code. */

export const WEBHOOK_KEY = 'c0ffee00-1111-2222-3333-444455556666';
export const START = new Date('2026-03-20T01:00:00Z');

export const CORP: Corp = {
  corpName: '莲花镇',
  corpId: CORP_ID,
  agent: {
    id: AGENT_ID,
    name: '督办',
    secret: SECRET,
    callbackToken: 'QianTang2026',
    callbackAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
    workbench: true,
  },
  departments: [
    { id: 1, name: '莲花镇', parentid: 0 },
    { id: 2, name: '城建办', parentid: 1, leader: ['WangJianguo'] },
  ],
  people: [
    {
      userid: 'WangJianguo',
      name: '王建国',
      department: [2],
      position: '主任',
      directLeader: '001',
    },
    { userid: '001', name: '李秀兰', department: [1, 2], disabled: true },
  ],
  groups: [{ id: 'g1', name: '整改领导小组', webhookKey: WEBHOOK_KEY, members: ['001'] }],
};

const CALLBACK = { token: 'QianTang2026', aesKey: CORP.agent.callbackAesKey, corpId: CORP_ID };

/** A message as the sandbox shows it in a chat. */
export interface Shown {
  readonly msgtype: string;
  readonly payload: Record<string, unknown>;
  readonly card: null | {
    readonly current: Record<string, unknown>;
    readonly replaceText: string | null;
  };
}

export interface SandboxRig {
  readonly bot: Rig;
  readonly url: string;
  /** What came in by the callback. */
  readonly received: ReceivedMessage[];
  setNow(to: Date): void;
  control<T>(path: string, body?: object): Promise<T>;
  /** What the chat `people/ID` or `groups/ID` shows. */
  chat(chat: string): Promise<readonly Shown[]>;
  /** Injects a fault once. */
  fail(fault: object): Promise<unknown>;
  close(): Promise<void>;
}

export async function openSandbox(corp: Corp = CORP): Promise<SandboxRig> {
  let now = START;
  const received: ReceivedMessage[] = [];
  const app = await startApp((request) => answer(request, received, now));
  const { port } = app.address() as AddressInfo;
  const sandbox = await startSandbox({
    port: 0,
    corp,
    callback: { url: `http://127.0.0.1:${port}/wecom/callback` },
    now: () => now,
    retryDelaysMs: [],
  });
  async function control<T>(path: string, body?: object): Promise<T> {
    const init = body && {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    };
    const response = await fetch(`${sandbox.url}/sandbox/api${path}`, init);
    return (await response.json()) as T;
  }
  return {
    bot: rig(sandbox.url),
    url: sandbox.url,
    received,
    setNow: (to) => void (now = to),
    control,
    chat: async (chat) => (await control<{ messages: Shown[] }>(`/${chat}/messages`)).messages,
    fail: (fault) => control('/faults', { times: 1, ...fault }),
    async close() {
      await sandbox.close();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
    },
  };
}

interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** The callback as the bot's HTTP server answers it. */
async function startApp(reply: (request: IncomingMessage) => Promise<HttpAnswer>): Promise<Server> {
  const server = createServer((request, response) => {
    void reply(request).then(({ status, body }) => response.writeHead(status).end(body));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

async function answer(request: IncomingMessage, received: ReceivedMessage[], now: Date): Promise<HttpAnswer> {
  const query = Object.fromEntries(new URL(request.url ?? '', 'http://bot').searchParams);
  try {
    if (request.method === 'GET') return { status: 200, body: verifyUrl(query, CALLBACK) };
    received.push(readCallback({ query, body: await textOf(request), now }, CALLBACK));
    return { status: 200, body: '' };
  } catch (error) {
    return { status: error instanceof CallbackRefused ? error.status : 500, body: String(error) };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
