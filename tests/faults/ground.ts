import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { serverAccount } from '../../src/embedded/account.ts';
import { openCluster, passwordOf } from '../../src/embedded/cluster.ts';
import { freePorts } from '../integration/process/duban.ts';
import { silentLog } from '../support/silent-log.ts';
import { fill, type Filling } from './fill.ts';
import type { Town } from './town.ts';

/** A server of our own that can be killed and comes back at the same place. */
export interface Server {
  readonly url: string;
  start(): Promise<void>;
  /** At once, without being asked. */
  kill(): Promise<void>;
}

/** The Monday the officials are reminded on; the round has run for three weeks. */
export const MONDAY = '2026-06-08';

/**
 * PostgreSQL as it is run: what is committed is written before it is answered. Only the disk is not waited for, since
 * no fault here takes the machine's power.
 */
export async function ownPostgres(folder: string): Promise<Server> {
  chmodSync(folder, 0o755); // as root, PostgreSQL runs under another account
  const account = serverAccount();
  const dir = path.join(folder, 'postgres');
  const cluster = openCluster({ dir, fallback: folder, account, fast: true, log: silentLog });
  const [port = 0] = await freePorts(1);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    fsync: 'off',
    timezone: 'UTC',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const url = `postgresql://postgres:${passwordOf(cluster)}@127.0.0.1:${port}/postgres`;
  return killable(url, 'SIGQUIT', () =>
    spawn(cluster.binaries.postgres, ['-D', cluster.dir, ...args], {
      ...account,
      cwd: folder,
      stdio: 'ignore',
    }),
  );
}

/** A Redis that keeps nothing when it is killed. */
export async function ownRedis(folder: string): Promise<Server> {
  mkdirSync(folder, { recursive: true });
  const [port = 0] = await freePorts(1);
  const args = ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', folder, '--save', ''];
  return killable(`redis://127.0.0.1:${port}`, 'SIGKILL', () =>
    spawn('redis-server', args, { stdio: 'ignore' }),
  );
}

/** @param signal what ends it without any ceremony, and leaves no child behind */
function killable(url: string, signal: NodeJS.Signals, launch: () => ChildProcess): Server {
  let child: ChildProcess | null = null;
  const stopAtExit = () => child?.kill(signal);
  return {
    url,
    async start() {
      child = launch();
      process.once('exit', stopAtExit);
      await answering(url);
    },
    async kill() {
      const ending = child;
      child = null;
      if (!ending || ending.exitCode !== null) return;
      process.off('exit', stopAtExit);
      const gone = new Promise((resolve) => void ending.once('exit', resolve));
      ending.kill(signal);
      await gone;
    },
  };
}

async function answering(url: string): Promise<void> {
  const patience = AbortSignal.timeout(30_000);
  for (;;) {
    try {
      return void (await (url.startsWith('redis') ? pingRedis(url) : askPostgres(url, 'select 1')));
    } catch (error) {
      if (patience.aborted) throw error;
      await pause(50);
    }
  }
}

async function pingRedis(url: string): Promise<void> {
  await onRedis(url, (redis) => redis.ping());
}

export async function onRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

export async function askPostgres(url: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const databaseAt = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = name;
  return url.href;
};

/** Empty, for whoever fills it. */
export async function emptyDatabase(server: string): Promise<{ name: string; url: string }> {
  const name = `town_${randomUUID().replaceAll('-', '')}`;
  await askPostgres(server, `create database ${name}`);
  return { name, url: databaseAt(server, name) };
}

export const fillingOf = ({ example, people, corp, byRobot }: Town): Filling => ({
  example,
  people,
  robotId: corp.robot?.id ?? '',
  byRobot: [...byRobot],
  at: `${MONDAY} 08:30`,
});

/** A database with the town's round as it stands early on that Monday; copies of it cost a moment. */
export async function makeTemplate(server: string, town: Town): Promise<string> {
  const { name, url } = await emptyDatabase(server);
  await fill(url, fillingOf(town));
  // Of numbers a sequence has put aside its copy does not know that they are not yet in its log: a crash would hand them
  // out again.
  await askPostgres(
    url,
    `select setval(format('%I.%I', schemaname, sequencename)::regclass, last_value) from pg_sequences where last_value > 0`,
  );
  return name;
}

export async function copyOf(server: string, template: string): Promise<string> {
  const name = `run_${randomUUID().replaceAll('-', '')}`;
  await askPostgres(server, `create database ${name} template ${template}`);
  return databaseAt(server, name);
}

export async function drop(server: string, url: string): Promise<void> {
  await askPostgres(server, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}
