import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

type Line = { event: 'ready' | 'refused' | 'written'; adopted?: boolean; id?: number; message?: string };

export interface Application {
  readonly pid: number;
  /** The next line of this kind; fails when the process ends before. */
  until(event: Line['event']): Promise<Line>;
  /** The next line, whatever it is. */
  next(): Promise<Line>;
  readonly exited: Promise<number | null>;
}

/** Starts app.ts as the leader of a process group, as a shell would. */
export function startApplication(
  dir: string,
  mode: 'wait' | 'write' | 'exit' | 'throw' = 'wait',
): Application {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'app.ts'), dir, mode],
    { detached: true, stdio: ['ignore', 'pipe', mode === 'throw' ? 'ignore' : 'inherit'] },
  );
  const next = lineReader(child);
  return {
    pid: child.pid ?? 0,
    next,
    async until(event) {
      for (;;) {
        const line = await next();
        if (line.event === event) return line;
      }
    },
    exited: once(child, 'exit').then(([code]) => code as number | null),
  };
}

function lineReader({ stdout }: ChildProcess): () => Promise<Line> {
  if (!stdout) throw new Error('no output to read');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the application ended');
    return JSON.parse(value) as Line;
  };
}

/** The process id in `postmaster.pid`; undefined when no server runs on the folder. */
export function postmasterOf(dir: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(path.join(dir, 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}
