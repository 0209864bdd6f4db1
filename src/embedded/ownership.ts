import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { AppError } from '../errors.ts';
import { passwordOf, type Cluster } from './cluster.ts';
import { isReady, readyPostmaster, type Postmaster } from './postmaster.ts';
import { isAlive } from './processes.ts';

/** A running server and the connection that holds its folder for this process. */
export interface Ownership {
  readonly postmaster: Postmaster;
  readonly guard: Client;
}

/** Advisory lock "this data folder belongs to a living application process"; it goes when the process goes. */
const OWNER_LOCK = 0x64_75_62_61;
const OWNER_PREFIX = 'duban owner ';
const POLL_MS = 20;
const TAKE_MS = 60_000;

/**
 * Makes this process the owner of the cluster, starting or adopting its server.
 * @throws AppError data_folder_in_use when another living process owns it
 */
export async function takeOwnership(cluster: Cluster): Promise<Ownership> {
  for (const patience = AbortSignal.timeout(TAKE_MS); !patience.aborted; await pause(POLL_MS)) {
    const postmaster = await readyPostmaster(cluster);
    const guard = await connect(cluster, postmaster);
    if (!guard) continue;
    if (await lock(guard)) return { postmaster, guard };
    const owner = await ownerOf(guard);
    await guard.end();
    // An owner that has just died keeps the lock until the server notices.
    if (owner !== undefined && isAlive(owner)) throw inUse(cluster.dir, owner);
  }
  throw new AppError('database_unavailable', `could not take the data folder ${cluster.dir}`);
}

export const urlOf = (cluster: Cluster, { port }: Postmaster, database: string): string =>
  `postgresql://postgres:${passwordOf(cluster)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

/** Undefined when the server went away meanwhile: the former owner was just stopping it. */
async function connect(cluster: Cluster, postmaster: Postmaster): Promise<Client | undefined> {
  const client = new Client({
    connectionString: urlOf(cluster, postmaster, 'postgres'),
    application_name: `${OWNER_PREFIX}${process.pid}`,
    ssl: false,
  });
  client.on('error', () => {}); // the server ends this connection last, when it stops
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (isReady(cluster, postmaster)) throw error;
    return undefined;
  }
}

async function lock(guard: Client): Promise<boolean> {
  const { rows } = await guard.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    OWNER_LOCK,
  ]);
  return rows[0]?.taken === true;
}

async function ownerOf(guard: Client): Promise<number | undefined> {
  const { rows } = await guard.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and classid = 0 and objid = $1`,
    [OWNER_LOCK],
  );
  return rows[0] && Number(rows[0].name.slice(OWNER_PREFIX.length));
}

const inUse = (dir: string, owner: number): AppError =>
  new AppError(
    'data_folder_in_use',
    `the data folder ${dir} is in use by another duban (process ${owner}): ` +
      'stop that one, or give this one another folder with DUBAN_DATA_DIR',
  );
