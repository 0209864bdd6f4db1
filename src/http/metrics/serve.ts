import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Log } from '../../app/ports.ts';
import { messageOf } from '../../errors.ts';
import type { Metrics } from './registry.ts';

/** Whoever asks in a loop costs the database no more than a monitor. */
const KEPT_MS = 5000;

/** GET /metrics: for whoever brings the token; without one set, for programs of this machine only. */
export function serveMetrics(metrics: Metrics, token: string | null, log: Log): RequestHandler {
  let kept: { readonly text: Promise<string>; readonly until: number } | null = null;
  return async (request, response) => {
    response.set('cache-control', 'no-store');
    if (!mayRead(request, token)) return void response.status(token === null ? 403 : 401).end();
    if (kept === null || kept.until < performance.now())
      kept = { text: metrics.text(), until: performance.now() + KEPT_MS };
    try {
      response.set('content-type', metrics.contentType).send(await kept.text);
    } catch (error) {
      kept = null;
      log.warn({ error: messageOf(error) }, 'metrics_not_taken');
      response.status(503).end();
    }
  };
}

const LOOPBACK = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;
/** What a proxy on this machine adds: whom it speaks for may be anywhere. */
const PROXIED = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];

function mayRead(request: Request, token: string | null): boolean {
  if (token === null)
    return LOOPBACK.test(request.socket.remoteAddress ?? '') && PROXIED.every((name) => !request.get(name));
  return isSame(request.get('authorization') ?? '', `Bearer ${token}`);
}

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (given: string, right: string): boolean => timingSafeEqual(hashed(given), hashed(right));
