import { once as onceEmitted } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import path from 'node:path';
import { openLookout } from '../../jobs/lookout.ts';
import { keepSchedules } from '../../jobs/schedules.ts';
import { startWorkers, type Workers } from '../../jobs/workers.ts';
import type { Log } from '../app/ports.ts';
import { noteSightings, type SightingNotes } from '../app/doctor/note-sightings.ts';
import { AppError, messageOf } from '../errors.ts';
import { CallbackRefused } from '../wecom/callback.ts';
import type { Callback } from './wecom.ts';
import { receiveMessage } from '../app/conversation/receive-message.ts';
import { remindNow } from '../app/week/remind-now.ts';
import { runDueSteps } from '../app/week/run-due-steps.ts';
import { sweep } from '../app/delivery/sweep.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { takeReadings } from '../app/office/readings.ts';
import { QUEUES } from '../http/pages/queues.ts';
import { createServer } from '../http/server.ts';
import { correctionFile } from '../store/corrections.ts';
import { bePresent } from '../store/presence.ts';
import { plainText } from '../wecom/render/plain-text.ts';
import { closerOf } from './close-server.ts';
import { once } from './doctor/once.ts';
import { examiner } from './doctor/examine.ts';
import { documents } from './documents.ts';
import { sessionSecretOf } from './session-secret.ts';
import type { Corp } from '../sandbox/corp.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { loadExampleRound, wecomSettings } from './example.ts';
import { openApp, openPostgres, type App } from './open-app.ts';
import { projectFile } from './project.ts';

/** Which part runs here: `robot` owns the robot's connection, unless another process does. */
export type Role = 'all' | 'web' | 'worker' | 'robot';

export interface ServeOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly role: Role;
  /** The corporation of the sandbox, used when no WeCom is configured. */
  readonly corp: Corp;
  /** Off in the demo, which moves the clock itself. */
  readonly schedules?: boolean;
  /** The example's people get this week's reminder with the first start, so that there is something to answer. */
  readonly remindAtOnce?: boolean;
  /** Whether an empty sandbox installation is given the example round; it is unless somebody says no. */
  readonly example?: boolean;
}

export interface Service {
  readonly app: App;
  readonly sandbox: Sandbox | null;
  /** Null without the web role. */
  readonly url: string | null;
  /** Ends what is under way, then everything else. */
  close(): Promise<void>;
}

/** Starts the service: with nothing configured on its own PostgreSQL, against the sandbox, with the example round. */
export async function serve(options: ServeOptions): Promise<Service> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closers.toReversed()) await end();
  };
  try {
    return { ...(await open(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  options: ServeOptions,
  closers: (() => Promise<void>)[],
): Promise<Omit<Service, 'close'>> {
  const { config, clock, log, role, corp } = options;
  const postgres = await openPostgres(config, 'service', log);
  closers.push(() => postgres.stop());
  const presence = await bePresent(postgres.url);
  closers.push(() => presence.close());
  const isWeb = role === 'all' || role === 'web';
  const sandbox = config.usesSandbox && isWeb ? await openSandbox(options) : null;
  if (sandbox) closers.push(() => sandbox.close());
  const app = await openApp({
    databaseUrl: postgres.url,
    redisUrl: config.redisUrl,
    clock,
    log,
    wecom: wecomSettings(config, corp, sandbox?.url ?? `http://127.0.0.1:${config.sandboxPort}`),
    dataDir: config.dataDir,
    fontFile: config.fontFile,
    retentionDays: config.retentionDays,
  });
  closers.push(() => app.close());
  const isNew = sandbox !== null && options.example !== false && (await loadExampleRound(app, corp));
  // Before anything is sent: whoever gets a message may answer it at once, and WeCom takes no card without a callback.
  const http = isWeb ? await openHttp(app, options, sandbox, closers) : null;
  if (role === 'all' || role === 'worker') await work(app, options, closers);
  if (app.ownRobot && (role === 'all' || role === 'robot'))
    closers.push(app.ownRobot.keep(app.deps, app.backend));
  // Nothing more comes in while workers end what is under way.
  if (http) closers.push(http.stop);
  if (isNew && options.remindAtOnce) await remindNow(app.deps, true);
  return { app, sandbox, url: http?.url ?? null };
}

async function openSandbox({ config, corp, clock }: ServeOptions): Promise<Sandbox> {
  mkdirSync(config.dataDir, { recursive: true });
  try {
    return await startSandbox({
      port: config.sandboxPort,
      corp,
      callback: null,
      journalFile: path.join(config.dataDir, 'sandbox.jsonl'),
      now: () => clock.now(),
    });
  } catch (error) {
    throw portError(error, config.sandboxPort, 'SANDBOX_PORT');
  }
}

function portError(error: unknown, port: number, setting: string): unknown {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return taken
    ? new AppError('config_invalid', `port ${port} is in use by another program: set ${setting}`)
    : error;
}

/** Workers, and whatever was left undone while nobody ran. */
async function work(
  { deps, backend }: App,
  { config, schedules = true }: ServeOptions,
  closers: (() => Promise<void>)[],
): Promise<void> {
  const workers: Workers = await startWorkers(deps, backend);
  closers.push(() => workers.close());
  if (!schedules) return;
  const kept = await keepSchedules({ backend, zone: config.zone, log: deps.log });
  closers.push(() => kept.close());
  await runDueSteps(deps);
  await sweep(deps);
}

/** Longer than a proxy in front keeps a connection, as nginx does for 60 s: or it would send what nobody reads any more. */
const KEPT_OPEN_MS = 75_000;

async function openHttp(
  app: App,
  { config, clock, log }: ServeOptions,
  sandbox: Sandbox | null,
  closers: (() => Promise<void>)[],
): Promise<{ url: string; stop(): Promise<void> }> {
  const { deps, wecom, database } = app;
  const own = { url: config.publicUrl };
  const stopping = new AbortController();
  const lookout = openLookout(app.backend, log);
  closers.push(() => lookout.close());
  const server = createHttpServer(
    { keepAliveTimeout: KEPT_OPEN_MS },
    createServer({
      callback:
        wecom.callback &&
        withSightings(wecom.callback, noteSightings(deps.store.callbackSightings, clock, log)),
      receive: (message) => receiveMessage(deps, message),
      ready: async () => {
        await database.pool.query('select 1');
      },
      api: {
        deps,
        identity: wecom.identity,
        pageSdk: wecom.pageSdk,
        groupWays: { groups: wecom.groups, webhooks: wecom.webhooks },
        documents,
        publicUrl: () => own.url,
        sessionSecret: sessionSecretOf(config),
        stopping: stopping.signal,
        plainText,
        corrections: correctionFile(path.resolve(config.dataDir, 'corrections.jsonl')),
        examine: examiner(() => ({ config: asItRuns(config, own.url, sandbox), clock })),
      },
      queues: lookout.page(QUEUES),
      metrics: {
        sources: { readings: () => takeReadings(deps), queues: () => lookout.counts() },
        token: config.metricsToken,
      },
      pages: projectFile('dist', 'web'),
      log,
    }),
  );
  const closeServer = closerOf(server);
  server.listen(config.port);
  try {
    await onceEmitted(server, 'listening');
  } catch (error) {
    throw portError(error, config.port, 'PORT');
  }
  const stop = once(() => {
    stopping.abort();
    return closeServer();
  });
  closers.push(stop);
  const url = `http://127.0.0.1:${portOf(server)}`;
  sandbox?.setCallback(`${url}/wecom/callback`);
  // A port of the system's choosing is known only now.
  if (config.port === 0) own.url = url;
  return { url, stop };
}

/** With the ports the system has chosen, where the settings leave that to it. */
const asItRuns = (config: Config, publicUrl: string, sandbox: Sandbox | null): Config => ({
  ...config,
  publicUrl,
  ...(sandbox && { sandboxPort: Number(new URL(sandbox.url).port) }),
});

/** The doctor, another process, learns from the database whether WeCom reaches us. */
const withSightings = ({ verify, read }: Callback, sightings: SightingNotes): Callback => ({
  read,
  verify(query) {
    try {
      const echo = verify(query);
      sightings.verified();
      return echo;
    } catch (error) {
      sightings.refused(error instanceof CallbackRefused ? error.reason : messageOf(error));
      throw error;
    }
  },
});

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
