import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const MAIN = path.join(import.meta.dirname, '../../../src/main.ts');

/** Found from here: the process runs in a folder of its own. */
const TSX = import.meta.resolve('tsx');

const READY = 'duban is running.';

/** A `duban` command as a process of its own. */
export interface Duban {
  readonly pid: number;
  /** Everything it has printed to stdout, log included. */
  output(): string;
  /** Everything it has printed to stderr. */
  errors(): string;
  /** @throws Error with all it has printed when it ends before it is ready */
  ready(): Promise<void>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  signal(name: NodeJS.Signals): void;
}

/** @param cwd holds no .env; the environment is what is given and nothing of ours */
export function startDuban(
  cwd: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Duban {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = [collect(child.stdout), collect(child.stderr)];
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    pid: child.pid ?? 0,
    output,
    errors,
    ended,
    async ready() {
      const gone = ended.then((how) => {
        throw new Error(`duban ended (${how}) before it was ready:\n${output()}\n${errors()}`);
      });
      gone.catch(() => {});
      while (!output().includes(READY)) await Promise.race([pause(20), gone]);
    },
    signal: (name) => void child.kill(name),
  };
}

/** @throws Error when it does not come true within 30 s */
export async function until(comesTrue: () => boolean | Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(30_000);
  while (!(await comesTrue())) {
    if (patience.aborted) throw new Error(`never came true: ${String(comesTrue)}`);
    await pause(10);
  }
}

function collect(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return () => text;
}

/** Ports that were free a moment ago, each another. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
