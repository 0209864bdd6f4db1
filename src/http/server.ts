import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import helmet from 'helmet';
import type { ReceivedMessage } from '../app/channel.ts';
import type { Log } from '../app/ports.ts';
import type { ApiDeps } from './api/api-deps.ts';
import { createSealer } from './api/cookies.ts';
import { apiRouter } from './api/router.ts';
import { createSessions } from './api/session.ts';
import { messageOf } from '../errors.ts';
import { createMetrics, type Sources } from './metrics/registry.ts';
import { serveMetrics } from './metrics/serve.ts';
import { QUEUES, queueRouter } from './pages/queues.ts';
import { pageRouter } from './pages/router.ts';
import { pageHeaders } from './pages/headers.ts';

/** WeCom's callbacks are some kilobytes; whatever is larger is not one. */
const CALLBACK_LIMIT = '256kb';

export interface HttpDeps {
  /** Null without a self-built app: then there is no such path. */
  readonly callback: Callback | null;
  /** Returns when the message is durable. */
  receive(message: ReceivedMessage): Promise<unknown>;
  /** Throws while the service cannot work. */
  ready(): Promise<void>;
  /** Null: neither API nor pages. */
  readonly api: ApiDeps | null;
  /** The page of the queues; shown to administrators. */
  readonly queues: RequestHandler | null;
  readonly metrics: { readonly sources: Sources; readonly token: string | null };
  /** The folder of the built pages. */
  readonly pages: string;
  readonly log: Log;
}

interface Callback {
  /** The decrypted echo, or throws {@link Refusal}. */
  verify(query: Request['query']): string;
  /** The message, or throws {@link Refusal}. */
  read(query: Request['query'], body: string): ReceivedMessage;
}

/** An error that says itself which answer it deserves. */
interface Refusal {
  readonly status: number;
  readonly reason: string;
}

export function createServer(deps: HttpDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  // A proxy on this machine says for whom it asks; anybody else may say what he likes.
  app.set('trust proxy', 'loopback');
  const metrics = createMetrics(deps.metrics.sources);
  app.use(metrics.observe);
  // Before the headers for browsers: WeCom reads none, and a callback costs as little as it can.
  if (deps.callback) serveCallback(app, deps.callback, deps.receive);
  app.use(deps.api ? pageHeaders(deps.api) : helmet());
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', (_request, response) => readiness(deps, response));
  app.get('/metrics', serveMetrics(metrics, deps.metrics.token, deps.log));
  if (deps.api) {
    const sessions = createSessions(deps.api, createSealer(deps.api.sessionSecret));
    app.use('/api/v1', apiRouter(deps.api, sessions));
    if (deps.queues) app.use(QUEUES, queueRouter(deps.api, sessions, deps.queues));
    app.use(pageRouter(deps.api, sessions, deps.pages));
  }
  app.use((_request, response) => {
    response.status(404).json({ status: 404, title: 'Not Found' });
  });
  app.use(failure(deps.log));
  return app;
}

/** Up to `receive` nothing is written anywhere: what is refused costs a signature at most. */
function serveCallback(app: Express, { verify, read }: Callback, receive: HttpDeps['receive']): void {
  app.get('/wecom/callback', (request, response) => {
    response.type('text/plain').send(verify(request.query));
  });
  app.post(
    '/wecom/callback',
    // WeCom compresses nothing, and some bytes of zeros unpack to a flood.
    express.text({ type: () => true, limit: CALLBACK_LIMIT, inflate: false }),
    async (request, response) => {
      const body: unknown = request.body;
      await receive(read(request.query, typeof body === 'string' ? body : ''));
      response.status(200).end();
    },
  );
}

async function readiness({ ready, log }: HttpDeps, response: Response): Promise<void> {
  try {
    await ready();
    response.json({ status: 'ready' });
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'not_ready');
    response.status(503).json({ status: 'unavailable' });
  }
}

/** A refused callback is logged without its content; anything unexpected is a 500, which makes WeCom try again. */
const failure =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const status = isRefusal(error) ? error.status : 500;
    const fields = { path: request.path, status, ip: request.ip };
    if (status < 500)
      log.warn(
        { ...fields, reason: (error as Partial<Refusal>).reason ?? messageOf(error) },
        'request_refused',
      );
    else log.error({ ...fields, error: messageOf(error) }, 'request_failed');
    response.status(status).json({ status });
  };

const isRefusal = (error: unknown): error is Pick<Refusal, 'status'> =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';
