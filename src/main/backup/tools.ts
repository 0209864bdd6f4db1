import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BackedUp } from '../../app/backup/outcome.ts';
import type { BackupTools } from '../../cli/cli.ts';
import type { Log } from '../../app/ports.ts';
import { readSecret } from '../../archive/key.ts';
import { systemClock, type Clock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { occupants } from '../../store/dump/draft.ts';
import { openPostgres } from '../open-app.ts';
import { backUp } from './back-up.ts';
import { drill, secondsSince } from './drill.ts';
import { manifestOf } from './read-in.ts';
import { restore } from './restore.ts';

/** What the commands around backups do, on the configured database or our own. */
export function backupTools(config: () => Config, log: Log, progress: BackupTools['progress']): BackupTools {
  const open = async () => {
    const settings = config();
    const postgres = await openPostgres(settings, 'command', log);
    return { settings, postgres, common: commonOf(settings, postgres.url, log, progress) };
  };
  const during = async <T>(work: (common: Common, settings: Config) => Promise<T>): Promise<T> => {
    const { settings, postgres, common } = await open();
    try {
      return await work(common, settings);
    } finally {
      await postgres.stop();
    }
  };
  return {
    progress,
    write: (out) => during((common, settings) => write(common, settings, out)),
    look: (file) =>
      during(async (common) => ({
        manifest: await manifestOf({ ...common, file }),
        occupants: await occupants(common.url),
      })),
    restore: (file, how) => during((common) => restore({ ...common, ...how, file })),
    drill: (file) =>
      during(async (common, settings) => {
        await mkdir(settings.backupDir, { recursive: true });
        const began = performance.now();
        const own = file ?? (await write(common, settings, null)).file;
        const backupSeconds = file === null ? secondsSince(began) : null;
        return drill({ ...common, backupDir: settings.backupDir, file: own, backupSeconds });
      }),
  };
}

async function write(common: Common, { backupDir }: Config, out: string | null): Promise<BackedUp> {
  if (!(await occupants(common.url)))
    throw new AppError('not_found', 'there is nothing to save: no duban has used this database');
  return backUp({ ...common, now: common.clock.now(), file: out ?? newFile(backupDir, common) });
}

type Common = ReturnType<typeof commonOf>;

const commonOf = (
  { dataDir, backupKey, zone }: Config,
  url: string,
  log: Log,
  { report }: BackupTools['progress'],
) => ({
  url,
  dataDir: path.resolve(dataDir),
  secret: backupKey === null ? null : readSecret(backupKey),
  clock: systemClock(zone),
  log,
  report,
});

/** duban-20261129-031500.tar.gz, with .enc where it is encrypted. */
function newFile(folder: string, { clock, secret }: { clock: Clock; secret: unknown }): string {
  const now = clock.now();
  const { date, time } = clock.local(now);
  const seconds = String(now.getUTCSeconds()).padStart(2, '0');
  const stamp = `${date.replaceAll('-', '')}-${time.replace(':', '')}${seconds}`;
  return path.resolve(folder, `duban-${stamp}.tar.gz${secret === null ? '' : '.enc'}`);
}
