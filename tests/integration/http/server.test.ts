import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createServer, type HttpDeps } from '../../../src/http/server.ts';
import { CallbackRefused } from '../../../src/wecom/callback.ts';
import { silentLog } from '../../support/silent-log.ts';

/** The server alone, over a service that does as it is told. */
async function aServer(given: Partial<HttpDeps> = {}): Promise<string> {
  const deps: HttpDeps = {
    callback: {
      verify: () => 'echo',
      read: () => ({
        dedupeKey: '1',
        channel: 'app',
        senderId: 'luhaiping',
        sentAt: new Date(0),
        groupId: null,
        replyTo: null,
        content: { type: 'text', text: '14已完成' },
      }),
    },
    receive: async () => {},
    ready: async () => {},
    api: null,
    queues: null,
    metrics: { sources: { readings: unavailable, queues: async () => [] }, token: null },
    pages: '/nowhere',
    log: silentLog,
    ...given,
  };
  const server = createHttpServer(createServer(deps)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const unavailable = () => Promise.reject(new Error('no connection to 10.0.0.7:5432'));

describe('是否活着、能否工作', () => {
  test.each([
    ['/healthz', 200, { status: 'ok' }],
    ['/readyz', 200, { status: 'ready' }],
  ])('%s', async (path, status, body) => {
    const response = await fetch(`${await aServer()}${path}`);
    expect([response.status, await response.json()]).toEqual([status, body]);
  });

  test('数据库不在：活着，但不能工作，也不说出地址', async () => {
    const url = await aServer({ ready: unavailable });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).toEqual([503, { status: 'unavailable' }]);
  });
});

test('没能落库就不答 200，企业微信会再送', async () => {
  const url = await aServer({ receive: unavailable });
  const response = await fetch(`${url}/wecom/callback`, { method: 'POST', body: '<xml></xml>' });
  expect([response.status, await response.json()]).toEqual([500, { status: 500 }]);
});

describe('没有自建应用，就没有回调地址', () => {
  test.each(['GET', 'POST'])('%s', async (method) => {
    const url = await aServer({ callback: null });
    expect((await fetch(`${url}/wecom/callback`, { method })).status).toBe(404);
  });
});

test('压缩过的正文不解：几个字节也能解成洪水', async () => {
  const received = vi.fn<HttpDeps['receive']>();
  const url = await aServer({ receive: received });
  const response = await fetch(`${url}/wecom/callback`, {
    method: 'POST',
    body: gzipSync('<xml>'.repeat(1000)),
    headers: { 'content-encoding': 'gzip' },
  });
  expect([response.status, received.mock.calls]).toEqual([415, []]);
});

const refuse = (): never => {
  throw new CallbackRefused('signature');
};

test('不是企业微信发来的，到不了库', async () => {
  const received = vi.fn<HttpDeps['receive']>();
  const url = await aServer({ callback: { verify: () => '', read: refuse }, receive: received });
  const response = await fetch(`${url}/wecom/callback`, { method: 'POST', body: '<xml></xml>' });
  expect([response.status, received.mock.calls]).toEqual([401, []]);
});

describe('没有的路径', () => {
  test.each([
    ['GET', '/wecom'],
    ['GET', '/wecom/callback/more'],
    ['PUT', '/wecom/callback'],
    ['GET', '/.env'],
    ['GET', '/'],
    ['GET', '/%E0%A4%A'],
  ])('%s %s', async (method, path) => {
    const response = await fetch(`${await aServer()}${path}`, { method });
    expect([response.status, await response.json()]).toEqual([404, { status: 404, title: 'Not Found' }]);
  });
});

describe('给浏览器的应答都带安全头', () => {
  test.each(['/healthz', '/nothing'])('%s', async (path) => {
    const { headers } = await fetch(`${await aServer()}${path}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
