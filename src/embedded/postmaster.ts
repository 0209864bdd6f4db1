import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { Cluster } from './cluster.ts';
import { isAlive, runsOn } from './processes.ts';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
  /** Found running: an application that was killed had left it. */
  readonly adopted: boolean;
}

const POLL_MS = 10;
/** Crash recovery of a folder with much unwritten work takes its time. */
const START_MS = 60_000;
const STOP_MS = 20_000;
/** The free port may be taken by another process before the server listens: then once more. */
const LAUNCHES = 3;

/**
 * The server of this cluster, ready for connections: the one that is running, or a new one.
 * @throws AppError database_unavailable with the end of the server's log
 */
export async function readyPostmaster(cluster: Cluster): Promise<Postmaster> {
  const patience = AbortSignal.timeout(START_MS);
  let child: ChildProcess | undefined;
  for (let launches = 0; !patience.aborted; await pause(POLL_MS)) {
    const found = findPostmaster(cluster.dir);
    if (found?.ready) return { ...found, adopted: found.pid !== child?.pid };
    if (found || (child && isRunning(child))) continue;
    if (launches === LAUNCHES) break;
    child = await launch(cluster);
    launches += 1;
  }
  throw new AppError('database_unavailable', `PostgreSQL did not start: ${endOf(cluster.logFile)}`);
}

/** Whether this very server is still the one that takes connections. */
export const isReady = (cluster: Cluster, { pid }: Postmaster): boolean => {
  const found = findPostmaster(cluster.dir);
  return found?.pid === pid && found.ready;
};

/** Fast shutdown: ends connections, writes everything, exits. Safe to call when it has gone already. */
export function signalStop({ binaries, dir }: Cluster, { pid }: Postmaster): void {
  if (process.platform === 'win32') spawnSync(binaries.pgCtl, ['stop', '-D', dir, '-m', 'fast', '-W']);
  else if (isAlive(pid)) process.kill(pid, 'SIGINT');
}

/** @throws AppError database_unavailable when it still runs after 20 s */
export async function untilStopped({ dir }: Cluster, { pid }: Postmaster): Promise<void> {
  const patience = AbortSignal.timeout(STOP_MS);
  while (findPostmaster(dir)?.pid === pid) {
    if (patience.aborted)
      throw new AppError('database_unavailable', `PostgreSQL (process ${pid}) did not stop`);
    await pause(POLL_MS);
  }
}

/** Reads `postmaster.pid` (PostgreSQL's pidfile.h): line 1 process, 4 port, 8 status. Removes it when it is stale. */
function findPostmaster(dir: string): Omit<Postmaster, 'adopted'> | undefined {
  const file = path.join(dir, 'postmaster.pid');
  const lines = linesOf(file);
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid)) return undefined; // PostgreSQL itself takes over the file of a dead process
  if (runsOn(pid, dir)) return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  if (isAlive(pid)) rmSync(file, { force: true }); // a stranger, and not ours that has ended just now
  return undefined;
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

async function launch({ binaries, dir, logFile, account, fast }: Cluster): Promise<ChildProcess> {
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(binaries.postgres, ['-D', dir, ...settings(await freePort(), fast)], {
      ...account,
      cwd: path.dirname(dir),
      detached: true, // Ctrl-C must reach the application only, which stops the database last
      windowsHide: true,
      stdio: ['ignore', log, log],
    });
    await once(child, 'spawn');
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function settings(port: number, fast: boolean): string[] {
  const all = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '64MB',
    timezone: 'UTC',
    io_method: 'sync',
    log_checkpoints: 'off', // the log file is never rotated
    ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

const endOf = (logFile: string): string => `${linesOf(logFile).slice(-6).join('\n')}\n(from ${logFile})`;
