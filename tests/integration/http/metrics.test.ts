import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Readings } from '../../../src/app/office/readings.ts';
import { createMetrics } from '../../../src/http/metrics/registry.ts';
import { serveMetrics } from '../../../src/http/metrics/serve.ts';
import { silentLog } from '../../support/silent-log.ts';

const READINGS: Readings = {
  sent: [{ kind: 'weekly', state: 'sent', count: 7 }],
  received: [
    { outcome: 'asked_not_understood', count: 2 },
    { outcome: '', count: 1 },
  ],
  notUnderstood: 2,
  dueToSend: 3,
  unhandled: 1,
  stepLagSeconds: 61.5,
  sendingPaused: true,
};

const queues = async () => [{ queue: 'deliver', state: 'waiting', count: 4 }];

async function aServer(token: string | null, readings = async () => READINGS): Promise<string> {
  const metrics = createMetrics({ readings, queues });
  const app = express();
  app.use(metrics.observe);
  app.get('/metrics', serveMetrics(metrics, token, silentLog));
  app.post(
    '/wecom/callback',
    (request, response) => void response.status(request.query['ok'] ? 200 : 403).end(),
  );
  app.get('/tasks/:code', (_request, response) => void response.json({}));
  const server = createHttpServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const TOKEN = 'monitor-token-0123456789';

describe('谁能取指标', () => {
  test.each<[string, string | null, Record<string, string>, number]>([
    ['没设口令，本机程序', null, {}, 200],
    ['没设口令，代理转来的', null, { 'x-forwarded-for': '10.0.0.9' }, 403],
    ['没设口令，代理转来的（Via）', null, { via: '1.1 proxy' }, 403],
    ['设了口令，没带', TOKEN, {}, 401],
    ['设了口令，带错', TOKEN, { authorization: `Bearer ${TOKEN}x` }, 401],
    ['设了口令，带对', TOKEN, { authorization: `Bearer ${TOKEN}` }, 200],
  ])('%s', async (_name, token, headers, status) => {
    const response = await fetch(`${await aServer(token)}/metrics`, { headers });
    expect([response.status, response.headers.get('cache-control')]).toEqual([status, 'no-store']);
  });
});

test('请求按路由和状态计，不按地址；回调按收下和拒绝计；工作的情况都在', async () => {
  const url = await aServer(null);
  await Promise.all(['12', '13'].map((code) => fetch(`${url}/tasks/${code}`)));
  await fetch(`${url}/wp-admin.php`);
  await fetch(`${url}/wecom/callback?ok=1`, { method: 'POST' });
  await fetch(`${url}/wecom/callback`, { method: 'POST' });
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'duban_http_request_duration_seconds_count{method="GET",route="/tasks/:code",status="200"} 2',
      'duban_http_request_duration_seconds_count{method="GET",route="other",status="404"} 1',
      'duban_callbacks_total{result="received"} 1',
      'duban_callbacks_total{result="refused"} 1',
      'duban_messages_24h{kind="weekly",state="sent"} 7',
      'duban_received_24h{outcome="asked_not_understood"} 2',
      'duban_received_24h{outcome="waiting"} 1',
      'duban_replies_not_understood_24h 2',
      'duban_messages_due 3',
      'duban_received_unhandled 1',
      'duban_week_step_lag_seconds 61.5',
      'duban_queue_jobs{queue="deliver",state="waiting"} 4',
    ]),
  );
  expect(text).toContain('process_cpu_seconds_total');
});

test('数据库不在：503，不说为什么', async () => {
  const url = await aServer(null, () => Promise.reject(new Error('10.0.0.7:5432')));
  const response = await fetch(`${url}/metrics`);
  expect([response.status, await response.text()]).toEqual([503, '']);
});
