import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const CLOCK = path.join(import.meta.dirname, 'clock-hook.mjs');
const READY = 'duban is running.';

export interface Launch {
  /** The compiled service; see builtFrom. */
  readonly main: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Nothing of our own environment but this. */
  readonly env: Readonly<Record<string, string>>;
  /** Holds by how many milliseconds its clock is ahead. */
  readonly clockFile: string;
  /** Gets what it prints, behind what is there. */
  readonly logFile: string;
  /** Largest file it may write, in blocks of 512 bytes; unlimited without. */
  readonly largestFile?: number;
}

export interface Running {
  readonly pid: number;
  /** @throws Error with the end of its log when it ends before it is ready */
  ready(): Promise<void>;
  readonly ended: Promise<number | NodeJS.Signals>;
  signal(name: NodeJS.Signals): void;
}

export function launch({ main, args, cwd, env, clockFile, logFile, largestFile }: Launch): Running {
  const command = [process.execPath, '--import', CLOCK, main, ...args];
  const limited = ['sh', '-c', `ulimit -f ${largestFile}; exec "$@"`, 'sh', ...command];
  const [program = '', ...rest] = largestFile === undefined ? command : limited;
  const child = spawn(program, rest, {
    cwd,
    env: { PATH: process.env['PATH'], FAULTS_CLOCK: clockFile, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const log = createWriteStream(logFile, { flags: 'a' });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      log.write(part);
      if (!text.includes(READY)) text += part;
    });
  // Whoever ends a long run early leaves nobody behind.
  const endAtExit = () => child.kill('SIGKILL');
  process.on('exit', endAtExit);
  const ended = once(child, 'close').then(([code, signal]) => {
    process.off('exit', endAtExit);
    log.end();
    return (code ?? signal) as number | NodeJS.Signals;
  });
  return {
    pid: child.pid ?? 0,
    ended,
    async ready() {
      const gone = ended.then((how) => {
        throw new Error(`${args.join(' ')} ended (${how}):\n${text.slice(-2000)}`);
      });
      gone.catch(() => {});
      while (!text.includes(READY)) await Promise.race([pause(20), gone]);
    },
    signal: (name) => void child.kill(name),
  };
}

/** What stands in the logs at level error, by event. */
export function errorsIn(logFiles: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const file of logFiles) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (!line.startsWith('{"level":50')) continue;
      const { msg, error, job } = JSON.parse(line) as { msg: string; error?: string; job?: string };
      const what = [msg, job, error?.split('\n').at(-1)].filter(Boolean).join(': ');
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
  }
  return counts;
}
