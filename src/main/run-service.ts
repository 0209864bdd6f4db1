import { AppError } from '../errors.ts';
import type { Log } from '../app/ports.ts';
import { clockFrom, systemClock, type Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { readCorp } from './corp.ts';
import { serve, type Role, type Service } from './serve.ts';

/** How long what is under way may take after the first signal; a second one ends at once. */
const DRAIN_MS = 20_000;

export interface RunOptions {
  readonly role: Role;
  /** `YYYY-MM-DD HH:MM`, sandbox only: the clock runs from that moment. */
  readonly at?: string;
  /** Started by `npm start`. */
  readonly underNpm: boolean;
}

/** Starts the service and runs it until a signal ends it. */
export async function runService(
  config: Config,
  log: Log,
  options: RunOptions,
  print: (line: string) => void,
): Promise<void> {
  // Before anything is open: a signal while it starts must not leave a PostgreSQL behind.
  const signalled = untilSignal(options.underNpm);
  const service = await serve({
    config,
    clock: clockOf(config, options.at),
    log,
    role: options.role,
    corp: readCorp(null),
    remindAtOnce: true,
  });
  print(greeting(service));
  await signalled;
  log.info({}, 'stopping');
  const force = setTimeout(() => {
    log.error({}, 'stop_forced');
    process.exit(1);
  }, DRAIN_MS);
  force.unref();
  await service.close();
  log.info({}, 'stopped');
}

function clockOf(config: Config, at: string | undefined): Clock {
  if (at === undefined) return systemClock(config.zone);
  if (!config.usesSandbox)
    throw new AppError('usage', '--at is for the sandbox only: a real WeCom has the real time');
  const [date, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/.exec(at)?.slice(1) ?? [];
  if (!date || !time) throw new AppError('usage', `--at takes "YYYY-MM-DD HH:MM", not "${at}"`);
  return clockFrom(`${date} ${time}`, config.zone);
}

function greeting({ sandbox, url }: Service): string {
  const lines = ['', 'duban is running.'];
  if (sandbox)
    lines.push(`  Talk to the bot as any official, manager or the leading group:  ${sandbox.url}/`);
  if (url) lines.push(`  Pages:  ${url}/`, `  Callback and health:  ${url}/wecom/callback  ${url}/healthz`);
  return [...lines, '  Stop with Ctrl-C.', ''].join('\n');
}

/** How often it is looked whether npm is still there. */
const PARENT_CHECK_MS = 500;

/** Resolves with the first SIGINT or SIGTERM; a second one ends the process. */
export function untilSignal(underNpm: boolean): Promise<void> {
  return new Promise((resolve) => {
    let signals = 0;
    const stop = () => {
      signals += 1;
      if (signals > 1) process.exit(1);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    if (underNpm) onOrphaned(resolve);
  });
}

/** A SIGTERM to npm ends npm and the shell between us, and never reaches us. */
function onOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    stop();
  }, PARENT_CHECK_MS);
  check.unref();
}
