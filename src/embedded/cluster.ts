import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Log } from '../app/ports.ts';
import { AppError } from '../errors.ts';
import { isPassable, type Account } from './account.ts';
import { locateBinaries, type Binaries } from './binaries.ts';
import { makeOnce } from './make-once.ts';

/** A data folder and what it takes to run a server on it. */
export interface Cluster {
  /** Free of symbolic links, so that it names the folder the same way for every process. */
  readonly dir: string;
  readonly logFile: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  /** No fsync: for tests, whose data need not survive a power cut. */
  readonly fast: boolean;
  readonly log: Log;
}

export interface Place {
  readonly dir: string;
  /** Where data and programs go when we are root and the project's folder is closed to other accounts. */
  readonly fallback: string;
  readonly account: Account | undefined;
  readonly fast: boolean;
  readonly log: Log;
}

const PASSWORD_FILE = 'duban.password';
/** Encoding and collation are named: left alone, initdb takes SQL_ASCII from `LANG=C`. */
const INITDB =
  '-U postgres -A scram-sha-256 -E UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8'.split(
    ' ',
  );

/** Finds the cluster's folder, or makes one with `initdb` (about a second). */
export function openCluster(place: Place): Cluster {
  const { fallback, account, fast, log } = place;
  const dir = dataFolder(place);
  refuseForeignFolder(dir, account);
  const binaries = locateBinaries(account, account ? passableFolder(fallback) : path.dirname(dir));
  const cluster = { dir, logFile: `${dir}.log`, binaries, account, fast, log };
  const made = makeOnce({
    target: dir,
    proof: 'PG_VERSION',
    make: (unfinished) => initialise(cluster, unfinished),
  });
  if (made) log.info({ dir }, 'postgres_data_folder_made');
  return cluster;
}

/** Made together with the cluster; only the owner of the application can read it. */
export const passwordOf = (cluster: Cluster): string =>
  readFileSync(path.join(cluster.dir, PASSWORD_FILE), 'utf8');

function dataFolder({ dir, fallback, account, log }: Place): string {
  const wanted = resolved(dir);
  if (!account || isPassable(path.dirname(wanted))) return wanted;
  const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const moved = path.join(passableFolder(fallback), `${path.basename(wanted)}-${hash}`);
  log.warn({ wanted, dir: moved }, 'postgres_data_folder_moved');
  return moved;
}

function resolved(dir: string): string {
  const parent = path.dirname(path.resolve(dir));
  mkdirSync(parent, { recursive: true });
  return path.join(realpathSync(parent), path.basename(dir));
}

function passableFolder(folder: string): string {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755); // also under a strict umask
  }
  return realpathSync(folder);
}

/** `sudo` once and never again, or the other way round, would otherwise end in a riddle. */
function refuseForeignFolder(dir: string, account: Account | undefined): void {
  const owner = statSync(dir, { throwIfNoEntry: false })?.uid;
  const ourselves = process.getuid?.();
  const us = account?.uid ?? ourselves;
  if (owner === undefined || owner === us || owner === ourselves) return;
  const advice = 'start as the user who made it, or use another folder with DUBAN_DATA_DIR';
  throw new AppError(
    'database_unavailable',
    `the data folder ${dir} belongs to another user (uid ${owner}, not ${us}): ${advice}`,
  );
}

function initialise({ binaries, account, fast }: Cluster, unfinished: string): void {
  const password = randomBytes(18).toString('base64url');
  const passwordFile = `${unfinished}.password`; // outside: initdb wants an empty folder
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(unfinished, { mode: 0o700 });
  if (account) for (const it of [unfinished, passwordFile]) chownSync(it, account.uid, account.gid);
  const result = spawnSync(
    binaries.initdb,
    [...INITDB, '-D', unfinished, `--pwfile=${passwordFile}`, ...(fast ? ['--no-sync'] : [])],
    { ...account, cwd: path.dirname(unfinished), encoding: 'utf8' },
  );
  if (result.status !== 0)
    throw new AppError('database_unavailable', `initdb failed: ${result.error?.message ?? result.stderr}`);
  writeFileSync(path.join(unfinished, PASSWORD_FILE), password, { mode: 0o600 });
}
