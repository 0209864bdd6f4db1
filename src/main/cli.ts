import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { Cli, CliApp } from '../cli/cli.ts';
import { systemClock } from '../clock.ts';
import { readConfig, type Config } from '../config.ts';
import type { Logger } from 'pino';
import { createLog } from '../log.ts';
import { startSandbox } from '../sandbox/server.ts';
import { readCorp } from './corp.ts';
import { backupTools } from './backup/tools.ts';
import { demo } from './demo/demo.ts';
import { documents } from './documents.ts';
import { doctor } from './doctor/doctor.ts';
import { wecomSettings } from './example.ts';
import { migrateOnly, openApp, openPostgres } from './open-app.ts';
import { progressLine } from './progress-line.ts';
import { runService, untilSignal } from './run-service.ts';
import { words } from './words.ts';
import { writeWhole } from './write-file.ts';

const progress = progressLine(process.stderr, () => performance.now());

// "duban figures | head": whoever reads has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

function print(line: string): void {
  progress.clear();
  process.stdout.write(`${line}\n`);
}

function printError(line: string): void {
  progress.clear();
  process.stderr.write(`${line}\n`);
}

/** What the commands need, from the adapters. Reads the environment when a command first asks for it. */
export function createCli(env: Readonly<Record<string, string | undefined>>): Cli {
  const config = () => readConfig(env);
  const underNpm = env['npm_lifecycle_event'] !== undefined;
  return {
    openApp: () => openForCommand(config()),
    start: (options) => runService(config(), createLog(config().logLevel), { ...options, underNpm }, print),
    sandbox: (options) => runSandbox(config().sandboxPort, { ...options, underNpm }),
    demo: (options) => demo({ ...options, documents, print }),
    migrate: () => migrateOnly(config(), commandLog()),
    backups: backupTools(config, commandLog(), progress),
    doctor: (options) => doctor(env, options),
    documents,
    understand: words.understand,
    readStdin: () => readAll(process.stdin),
    readFile: (file) => readFile(file),
    writeFile: (file, data) => writeWhole(file, data),
    print,
    printError,
    progress,
  };
}

/** What a command prints is its answer, so what it logs goes beside it. */
const commandLog = (): Logger => createLog('warn', 'stderr');

/** A command runs beside the service: it shares the database, and the sandbox that the service has started. */
async function openForCommand(config: Config): Promise<CliApp> {
  const log = commandLog();
  const postgres = await openPostgres(config, 'command', log);
  try {
    const app = await openApp({
      databaseUrl: postgres.url,
      redisUrl: config.redisUrl,
      clock: systemClock(config.zone),
      log,
      wecom: wecomSettings(config, readCorp(null), `http://127.0.0.1:${config.sandboxPort}`),
      dataDir: config.dataDir,
      fontFile: config.fontFile,
    });
    const close = async () => {
      await app.close();
      await postgres.stop();
    };
    return { deps: app.deps, groups: app.wecom.groups, close };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function runSandbox(
  defaultPort: number,
  options: { port?: number; corp?: string; callback?: string; underNpm: boolean },
): Promise<void> {
  const sandbox = await startSandbox({
    port: options.port ?? defaultPort,
    corp: readCorp(options.corp ?? null),
    callback: options.callback === undefined ? null : { url: options.callback },
  });
  print(`the sandbox is running: ${sandbox.url}/`);
  await untilSignal(options.underNpm);
  await sandbox.close();
}
