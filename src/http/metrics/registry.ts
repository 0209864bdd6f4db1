import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Readings } from '../../app/office/readings.ts';

/** Jobs by queue and by what they wait for. */
export type QueueCounts = readonly {
  readonly queue: string;
  readonly state: string;
  readonly count: number;
}[];

export interface Sources {
  readings(): Promise<Readings>;
  queues(): Promise<QueueCounts>;
}

export interface Metrics {
  /** Counts every answer; before everything else. */
  readonly observe: RequestHandler;
  /** In Prometheus' text format. @throws what the sources throw */
  text(): Promise<string>;
  readonly contentType: string;
}

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10];
const CALLBACK = '/wecom/callback';

/** What this process has answered, and how the work of all processes stands. */
export function createMetrics(sources: Sources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'duban_http_request_duration_seconds',
    help: 'Answers of this process by method, route and status; streams of events are counted when they end.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const callbacks = new Counter({
    name: 'duban_callbacks_total',
    help: 'Messages WeCom brought to this process: received, refused (signature, age, receiver), or failed.',
    labelNames: ['result'],
    registers,
  });
  const work = workGauges(registers);
  return {
    observe(request, response, next) {
      const begun = performance.now();
      response.on('finish', () => {
        const { method } = request;
        const route = routeOf(request);
        const status = String(response.statusCode);
        requests.observe({ method, route, status }, (performance.now() - begun) / 1000);
        if (route === CALLBACK && method === 'POST') callbacks.inc({ result: resultOf(response.statusCode) });
      });
      next();
    },
    async text() {
      work(await sources.readings(), await sources.queues());
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

const resultOf = (status: number): string =>
  status < 300 ? 'received' : status < 500 ? 'refused' : 'failed';

/** The route's pattern, never the address: that holds codes, and a scanner would make a series of every guess. */
function routeOf({ baseUrl, route }: { baseUrl: string; route?: { path?: unknown } }): string {
  const path = Array.isArray(route?.path) ? route.path[0] : route?.path;
  return typeof path === 'string' ? baseUrl + path : 'other';
}

function workGauges(registers: Registry[]): (readings: Readings, queues: QueueCounts) => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `duban_${name}`, help, labelNames, registers });
  const sent = gauge('messages_24h', 'Messages to people of the last day.', ['kind', 'state']);
  const received = gauge('received_24h', 'Messages of people of the last day.', ['outcome']);
  const unclear = gauge('replies_not_understood_24h', 'Of those, answered by a question.');
  const due = gauge('messages_due', 'Messages whose time has come, at most 1000.');
  const unhandled = gauge('received_unhandled', 'Received messages without an answer yet, at most 1000.');
  const lag = gauge('week_step_lag_seconds', 'How long the oldest step of a week is due and not done.');
  const paused = gauge('sending_paused', '1 while sending is paused.');
  const jobs = gauge('queue_jobs', 'Jobs in the queue.', ['queue', 'state']);
  return (readings, queues) => {
    // What is no longer there must not stay as it was.
    for (const each of [sent, received, jobs]) each.reset();
    for (const { kind, state, count } of readings.sent) sent.set({ kind, state }, count);
    for (const { outcome, count } of readings.received)
      received.set({ outcome: outcome || 'waiting' }, count);
    for (const { queue, state, count } of queues) jobs.set({ queue, state }, count);
    unclear.set(readings.notUnderstood);
    due.set(readings.dueToSend);
    unhandled.set(readings.unhandled);
    lag.set(readings.stepLagSeconds);
    paused.set(readings.sendingPaused ? 1 : 0);
  };
}
