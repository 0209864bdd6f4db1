import type { Log } from '../app/ports.ts';
import { AppError } from '../errors.ts';
import { serverAccount } from './account.ts';
import { openCluster, type Cluster } from './cluster.ts';
import { takeOwnership, urlOf, type Ownership } from './ownership.ts';
import { readyPostmaster, signalStop, untilStopped } from './postmaster.ts';

export interface EmbeddedPostgres {
  /** `postgresql://…` with the password, on 127.0.0.1. Not for logs. */
  readonly url: string;
  /** The server was running already: another process had started it. */
  readonly adopted: boolean;
  /** Ends all connections, writes everything and waits until the server has gone. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The data folder; its log stands beside it as `<dir>.log`. */
  readonly dir: string;
  /** Made when it is missing. */
  readonly database?: string;
  /** No fsync: for tests. */
  readonly fast?: boolean;
  /** Takes data and programs when we are root and the project's folder is closed to other accounts. */
  readonly fallback?: string;
  readonly log: Log;
}

const DATABASE = 'duban';
const FALLBACK = '/var/lib/duban';

/**
 * Starts the PostgreSQL that npm installed, for people who configured none, and keeps it for this process alone.
 * It survives Ctrl-C until `stop()`, is stopped when the process exits, and is adopted after a kill -9.
 * @throws AppError data_folder_in_use | database_unavailable
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { database = DATABASE, log } = options;
  const cluster = clusterOf(options);
  const { postmaster, guard } = await takeOwnership(cluster);
  const stopAtExit = () => signalStop(cluster, postmaster); // an uncaught error, process.exit()
  process.once('exit', stopAtExit);
  await ensureDatabase(guard, database);
  const { pid, port, adopted } = postmaster;
  log.info({ pid, port, dir: cluster.dir }, adopted ? 'postgres_adopted' : 'postgres_started');
  return {
    url: urlOf(cluster, postmaster, database),
    adopted,
    async stop() {
      signalStop(cluster, postmaster); // before the guard goes, or another process could take the folder in between
      await untilStopped(cluster, postmaster);
      await guard.end();
      process.off('exit', stopAtExit);
    },
  };
}

/**
 * As {@link startEmbedded}, or as a guest of the process that owns the folder: for a command beside a running service.
 * A guest stops nothing.
 */
export async function joinEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  try {
    return await startEmbedded(options);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'data_folder_in_use')) throw error;
    const cluster = clusterOf(options);
    const postmaster = await readyPostmaster(cluster);
    const url = urlOf(cluster, postmaster, options.database ?? DATABASE);
    return { url, adopted: true, stop: async () => {} };
  }
}

const clusterOf = ({ dir, fast = false, fallback = FALLBACK, log }: EmbeddedOptions): Cluster =>
  openCluster({ dir, fast, fallback, log, account: serverAccount() });

async function ensureDatabase(guard: Ownership['guard'], database: string): Promise<void> {
  const { rowCount } = await guard.query('select from pg_database where datname = $1', [database]);
  if (rowCount === 0) await guard.query(`create database ${guard.escapeIdentifier(database)}`);
}
