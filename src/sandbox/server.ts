import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { Express } from 'express';
import { apiRouter } from './api/api-server.ts';
import { createCallbacks } from './callback/callback.ts';
import type { Stage } from './control/acts.ts';
import { controlRouter } from './control/control-api.ts';
import type { Corp } from './corp.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { openEndpoint } from './robot/endpoint.ts';
import { createRobot } from './robot/robot.ts';
import type { Robot } from './robot/robot.ts';
import { sealedMediaRouter } from './robot/sealed-media.ts';
import { authorizeRouter } from './oauth/authorize.ts';
import { NO_JOURNAL, openJournal } from './world/journal.ts';
import { createWorld } from './world/world.ts';

export interface SandboxOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly corp: Corp;
  /** Where the app hears of messages and clicks; may be set later. */
  readonly callback: { readonly url: string } | null;
  /** Everything that happens is kept here and survives a kill; without it the sandbox forgets. */
  readonly journalFile?: string;
  readonly now?: () => Date;
  /** Default 5000. */
  readonly callbackTimeoutMs?: number;
  /** Default three retries. */
  readonly retryDelaysMs?: readonly number[];
}

export interface Sandbox {
  /** `http://127.0.0.1:7070`: the base of the API, and the address of the chat page. */
  readonly url: string;
  readonly port: number;
  readonly setCallback: (url: string | null) => void;
  /** Drops every connection, streams and callbacks under way included. */
  readonly close: () => Promise<void>;
}

const RETRY_DELAYS_MS = [1000, 2000, 4000];
const PAGE = fileURLToPath(new URL('./page/', import.meta.url));

/** A WeCom of one corporation on this machine. It shares no code with the bot, so each checks the other. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', corp, now = () => new Date(), callbackTimeoutMs = 5000 } = options;
  let callbackUrl = options.callback?.url ?? null;
  let url = '';
  const journal = options.journalFile === undefined ? NO_JOURNAL : openJournal(options.journalFile);
  const world = createWorld({ corp, journal, now, callbackUrl: () => callbackUrl });
  const setCallback = (value: string | null): void => void (callbackUrl = value);
  const closing = new AbortController();
  const callbacks = createCallbacks(world, {
    timeoutMs: callbackTimeoutMs,
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    closing: closing.signal,
  });
  const faults = createFaults();
  const robot = createRobot(world, faults, () => url);
  const app = appFor({ world, callbacks, url: () => url, setCallback }, faults, robot);
  const server = await listen(app, options.port, host);
  if (robot) openEndpoint(server, robot);
  const { port } = server.address() as AddressInfo;
  url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    url,
    port,
    setCallback,
    async close() {
      closing.abort();
      robot?.link.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function appFor(stage: Stage, faults: Faults, robot: Robot | null): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set('content-security-policy', CONTENT_SECURITY_POLICY);
    next();
  });
  app.use('/cgi-bin', apiRouter(stage.world, faults));
  app.use(authorizeRouter(stage.world, faults));
  app.use('/sandbox/api', controlRouter(stage, faults, robot));
  app.use('/robot/media', sealedMediaRouter(stage.world));
  app.use(express.static(PAGE));
  app.use((_request, response) => void response.status(404).json({ errcode: -1, errmsg: 'no such path' }));
  return app;
}

/** Pictures of cards and articles may come from anywhere; scripts and styles only from here. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: http: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function listen(app: Express, port: number, host: string): Promise<Server> {
  const server = createServer(app);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
