import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../errors.ts';

/** The operating-system account the server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root: then it runs as `postgres`, an account made if there is none.
 * Undefined: it runs as ourselves.
 * @throws AppError database_unavailable when we are root and no account could be made
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = postgresAccount() ?? makePostgresAccount();
  if (account) return account;
  const advice = 'run as an ordinary user, or set DATABASE_URL';
  throw new AppError(
    'database_unavailable',
    `running as root, and no user postgres could be made: ${advice}`,
  );
}

function makePostgresAccount(): Account | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  return postgresAccount();
}

function postgresAccount(): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map(
    (which) => spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout,
  );
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Whether every account may pass through an existing folder and all folders above it. */
export function isPassable(folder: string): boolean {
  const above = path.dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || isPassable(above));
}
