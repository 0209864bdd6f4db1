import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A process of ours that got a task and answers once. */
export interface Child<Answer> {
  readonly answer: Promise<Answer>;
  /** The processor time it has used so far; only of one that does {@link tellCpuWhenAsked}. */
  cpuMicros(): Promise<number>;
  /** Asks it to end, and waits until it has; after some patience it is killed. */
  stop(): Promise<void>;
}

/** Not an argument, since everybody on the machine can list those, and the database's address holds a password. */
const TASK = 'DUBAN_BENCH_TASK';
const PATIENCE_MS = 20_000;

export function startChild<Answer>(file: string, task: object): Child<Answer> {
  const child = fork(path.join(import.meta.dirname, file), {
    env: { ...process.env, [TASK]: JSON.stringify(task) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const answered = once(child, 'message').then(([message]) => message as Answer);
  const gone = ended.then(([code]) => {
    throw new Error(`${file} ended without an answer (${code})`);
  });
  const answer = Promise.race([answered, gone]);
  for (const promise of [gone, answer]) promise.catch(() => {}); // whoever waits for the answer hears of it
  return {
    answer,
    async cpuMicros() {
      const told = once(child, 'message');
      child.send('cpu');
      const [{ user, system }] = (await told) as [NodeJS.CpuUsage];
      return user + system;
    },
    async stop() {
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      if (child.connected) child.disconnect();
      await ended;
      clearTimeout(timer);
    },
  };
}

/** In the child: what it was started for. */
export const givenTask = (): unknown => JSON.parse(process.env[TASK] ?? '');

export const answerParent = (answer: object): void => void process.send?.(answer);

/** In the child: the parent wants it to end, or is no more. */
export const untilStopped = (): Promise<unknown> => once(process, 'disconnect');

/** In the child. */
export const tellCpuWhenAsked = (): void =>
  void process.on('message', () => answerParent(process.cpuUsage()));
