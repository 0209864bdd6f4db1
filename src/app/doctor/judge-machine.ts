import { doubtful, ok, skipped, wrong, type Verdict, type WallTimeOf } from './verdict.ts';
import type {
  BackupsSight,
  DatabaseSight,
  DiskSight,
  EnvironmentSight,
  QueueSight,
  SandboxSight,
} from './sights.ts';

/* What duban runs on: settings, database, queue, disk. */

const WANTED_NODE = '20.19';

export function judgeEnvironment({ node, problems }: EnvironmentSight): Verdict {
  if (isOlder(node, WANTED_NODE)) return wrong({ kind: 'environment_node_old', node, wanted: WANTED_NODE });
  if (problems.length > 0) return wrong({ kind: 'environment_settings_wrong', lines: problems });
  return ok({ kind: 'environment_right', node });
}

/** Compares as many parts as are wanted. */
function isOlder(version: string, wanted: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of wanted.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}

const WANTED_POSTGRES = 15;

/** SQLSTATE 28xxx, a login that is refused, and 3D000, a database that does not exist. */
const LOGIN_REFUSED = /^28/;
const ABSENT = '3D000';

export function judgeDatabase(sight: DatabaseSight): Verdict {
  if (sight.kind === 'not_made') return skipped({ kind: 'database_not_made' });
  if (sight.kind === 'failed') return databaseFailure(sight);
  const [migration] = sight.unfinished;
  if (migration !== undefined) return wrong({ kind: 'database_half_migrated', migration });
  const [unknown] = sight.unknown;
  if (unknown !== undefined) return wrong({ kind: 'database_newer', migration: unknown });
  const major = Math.floor(sight.versionNum / 10_000);
  const version = `${major}.${sight.versionNum % 10_000}`;
  if (major < WANTED_POSTGRES) return wrong({ kind: 'database_old', version, wanted: WANTED_POSTGRES });
  if (sight.pending.length > 0) return wrong({ kind: 'database_behind', pending: sight.pending.length });
  return ok({ kind: 'database_right', version, embedded: sight.embedded });
}

function databaseFailure({ address, code }: { address: string; code: string }): Verdict {
  if (LOGIN_REFUSED.test(code)) return wrong({ kind: 'database_login_refused', address });
  if (code === ABSENT) return wrong({ kind: 'database_absent', address });
  return wrong({ kind: 'database_unreachable', address, why: code });
}

const WANTED_REDIS = '6.2';

export function judgeQueue(sight: QueueSight): Verdict {
  if (sight.kind === 'postgres') return ok({ kind: 'queue_in_postgres' });
  if (sight.kind === 'failed') {
    const { address, code } = sight;
    return /^(NOAUTH|WRONGPASS|NOPERM)$/.test(code)
      ? wrong({ kind: 'queue_login_refused', address })
      : wrong({ kind: 'queue_unreachable', address, why: code });
  }
  const { version, policy, aof } = sight;
  if (isOlder(version, WANTED_REDIS)) return wrong({ kind: 'queue_old', version, wanted: WANTED_REDIS });
  if (policy !== 'noeviction') return wrong({ kind: 'queue_evicts', policy });
  // What Redis forgets is found again in the database (design §4).
  return aof ? ok({ kind: 'queue_right', version }) : doubtful({ kind: 'queue_forgets' });
}

const MB = 1024 * 1024;
const LITTLE_MB = 1024;
const LOW_MB = 5 * 1024;

export function judgeDisk({ freeBytes }: DiskSight): Verdict {
  const freeMb = Math.floor(freeBytes / MB);
  if (freeMb < LITTLE_MB) return wrong({ kind: 'disk_full', freeMb });
  return freeMb < LOW_MB ? doubtful({ kind: 'disk_low', freeMb }) : ok({ kind: 'disk_right', freeMb });
}

const WEEK_MS = 7 * 86_400_000;
/** A backup that nobody has restored for a quarter is a hope. */
const DRILLED_WITHIN_MS = 92 * 86_400_000;

/** Of an external database that others save nothing can be seen; else whether a backup is there that is not older than
 * a week, and whether it was ever restored. */
export function judgeBackups(sight: BackupsSight, now: Date, wallTime: WallTimeOf): Verdict {
  if (sight.kind === 'elsewhere') return skipped({ kind: 'backups_elsewhere' });
  const { dataSince, newest, folder, drill } = sight;
  const isOld = (instant: Date) => now.getTime() - instant.getTime() > WEEK_MS;
  if (drill && drill.faults.length > 0) return wrong({ kind: 'backups_not_whole', at: wallTime(drill.at) });
  if (newest) {
    const at = wallTime(newest);
    if (isOld(newest)) return doubtful({ kind: 'backups_old', at, folder });
    if (!drill || now.getTime() - drill.at.getTime() > DRILLED_WITHIN_MS)
      return doubtful({ kind: 'backups_untried', at });
    return ok({ kind: 'backups_right', at, drilledAt: wallTime(drill.at) });
  }
  if (!isOld(dataSince)) return ok({ kind: 'backups_not_yet' });
  return wrong({ kind: 'backups_none', folder });
}

/** The sandbox is no fault, but nothing to work with either. */
export function judgeSandbox({ used, localAddress }: SandboxSight): Verdict {
  if (used) return doubtful({ kind: 'sandbox_used' });
  if (localAddress !== null) return doubtful({ kind: 'sandbox_by_address', url: localAddress });
  return ok({ kind: 'sandbox_not_used' });
}
