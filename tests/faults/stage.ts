import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import type { SandboxEvent } from '../../src/sandbox/world/events.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { freePorts } from '../integration/process/duban.ts';
import { copyOf, drop, MONDAY, ownRedis, type Server } from './ground.ts';
import { readJournal } from './journal.ts';
import { launch, type Running } from './processes.ts';
import type { Town } from './town.ts';

/** Where runs take place: a PostgreSQL with the town's template, and the compiled service. */
export interface Ground {
  readonly postgres: Server;
  readonly template: string;
  readonly town: Town;
  readonly main: string;
}

/** One Monday: a database, a Redis, a WeCom, and the processes of the service, of which each can be killed. */
export interface Stage {
  readonly town: Town;
  readonly databaseUrl: string;
  readonly redis: Server;
  readonly sandbox: Sandbox;
  readonly folder: string;
  /** Connections of the test's own. */
  readonly pool: Pool;
  /** Every event of the sandbox so far. */
  events(): readonly SandboxEvent[];
  /** Web processes that were started last under their names. */
  callbackUrls(): string[];
  now(): Date;
  /** Sets the clocks of all processes and of WeCom, or of one process only. */
  advance(ms: number, name?: string): void;
  /** @param name `web`, `worker2`, `robot`: its role, and a number where there are several; starts it (again) */
  start(name: string, main?: string): Running;
  kill(name: string): Promise<void>;
  /** As an operator stops it. @returns how it ended */
  stop(name: string): Promise<number | NodeJS.Signals>;
  /** How often a process ended that nobody had killed; it was started again, as any supervisor does. */
  crashes(): number;
  /** The processes that are there, by name. */
  pids(): ReadonlyMap<string, number>;
  logFiles(): string[];
  /** For commands that run beside the service. */
  environment(name: string): Record<string, string>;
  clockFile(name: string): string;
  close(): Promise<void>;
}

export interface StageOptions {
  /** `HH:MM` of that Monday. */
  readonly at?: string;
  /** Whether the robot is set up: then some officials are reached by it. */
  readonly robot?: boolean;
  /** Base of WeCom's API as the processes see it; default: the sandbox itself. */
  readonly apiBase?: (sandboxUrl: string) => Promise<string>;
  /** Besides what an operator sets. */
  readonly environment?: (folder: string, name: string) => Record<string, string>;
}

const MOST_WEBS = 2;
const RESTART_MS = 700;

export async function openStage(
  { postgres, template, town, main }: Ground,
  options: StageOptions = {},
): Promise<Stage> {
  const { at = '09:10:05', robot = false } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-faults-'));
  const data = path.join(folder, 'data');
  mkdirSync(data);
  const redis = await ownRedis(path.join(folder, 'redis'));
  await redis.start();
  const databaseUrl = await copyOf(postgres.url, template);
  const pool = new Pool({ connectionString: databaseUrl, max: 6 });
  pool.on('error', () => {});
  const clocks = new Map<string, number>();
  let ahead = Date.parse(`${MONDAY}T${at}+08:00`) - Date.now();
  const now = () => new Date(Date.now() + ahead);
  const journalFile = path.join(folder, 'sandbox.jsonl');
  const sandbox = await startSandbox({ port: 0, corp: town.corp, callback: null, journalFile, now });
  const apiBase = (await options.apiBase?.(sandbox.url)) ?? sandbox.url;
  const ports = await freePorts(MOST_WEBS);
  const journal = readJournal(journalFile);
  const events: SandboxEvent[] = [];
  const running = new Map<string, Running>();
  const urlOf = (name: string) => `http://127.0.0.1:${ports[Number(/\d+$/.exec(name)?.[0] ?? 1) - 1]}`;
  sandbox.setCallback(`${urlOf('web1')}/wecom/callback`);
  const clockFile = (name: string) => path.join(folder, `clock-${name}`);
  const setClock = (name: string) => {
    const draft = `${clockFile(name)}.new`;
    writeFileSync(draft, String(ahead + (clocks.get(name) ?? 0)));
    renameSync(draft, clockFile(name));
  };
  const environment = (name: string) => ({
    ...settingsOf(town, apiBase, robot),
    ...options.environment?.(folder, name),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    DUBAN_DATA_DIR: data,
    PORT: name.startsWith('web') ? new URL(urlOf(name)).port : '0',
    PUBLIC_URL: urlOf('web1'),
  });
  const started = new Set<string>();
  let crashes = 0;
  function start(name: string, version = main): Running {
    started.add(name);
    setClock(name);
    const process = launch({
      main: version,
      args: ['start', '--role', name.replace(/\d+$/, '')],
      cwd: folder,
      env: environment(name),
      clockFile: clockFile(name),
      logFile: path.join(folder, `${name}.log`),
    });
    running.set(name, process);
    void supervise(name, process, version);
    return process;
  }
  async function supervise(name: string, process: Running, version: string): Promise<void> {
    await process.ended;
    await pause(RESTART_MS);
    if (running.get(name) !== process) return;
    crashes += 1;
    start(name, version);
  }
  return {
    town,
    databaseUrl,
    redis,
    sandbox,
    folder,
    pool,
    events() {
      events.push(...journal.next());
      return events;
    },
    callbackUrls: () => [...running.keys()].filter((name) => name.startsWith('web')).map(urlOf),
    now,
    advance(ms, name) {
      if (name === undefined) ahead += ms;
      else clocks.set(name, (clocks.get(name) ?? 0) + ms);
      for (const each of started) setClock(each);
    },
    start,
    async kill(name) {
      const process = running.get(name);
      running.delete(name);
      process?.signal('SIGKILL');
      await process?.ended;
    },
    crashes: () => crashes,
    pids: () => new Map([...running].map(([name, { pid }]) => [name, pid])),
    async stop(name) {
      const process = running.get(name);
      running.delete(name);
      process?.signal('SIGTERM');
      return (await process?.ended) ?? 0;
    },
    logFiles: () => [...started].map((name) => path.join(folder, `${name}.log`)).filter((f) => existsSync(f)),
    environment,
    clockFile(name) {
      started.add(name);
      setClock(name);
      return clockFile(name);
    },
    async close() {
      const last = [...running.values()];
      running.clear();
      for (const process of last) process.signal('SIGKILL');
      await Promise.all(last.map(({ ended }) => ended));
      await sandbox.close();
      await pool.end();
      await redis.kill();
      await drop(postgres.url, databaseUrl);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As an operator sets them for the real WeCom. */
function settingsOf({ corp }: Town, apiBase: string, robot: boolean): Record<string, string> {
  const { corpId, agent, groups } = corp;
  return {
    WECOM_API_BASE: apiBase,
    WECOM_CORP_ID: corpId,
    WECOM_AGENT_ID: String(agent.id),
    WECOM_SECRET: agent.secret,
    WECOM_CALLBACK_TOKEN: agent.callbackToken,
    WECOM_CALLBACK_AES_KEY: agent.callbackAesKey,
    WECOM_ACCOUNT_LIMIT: String(corp.accounts),
    WECOM_WEBHOOK_KEYS: groups.map(({ id, webhookKey }) => `${id}=${webhookKey}`).join(','),
    ...(robot &&
      corp.robot && {
        WECOM_ROBOT_WS_URL: `${apiBase.replace(/^http/, 'ws')}/robot`,
        WECOM_ROBOT_ID: corp.robot.id,
        WECOM_ROBOT_SECRET: corp.robot.secret,
        WECOM_ROBOT_NAMES: corp.robot.names.join(','),
      }),
    SESSION_SECRET: 'EXAMPLE-ONLY_not-a-secret_fault-session',
  };
}
