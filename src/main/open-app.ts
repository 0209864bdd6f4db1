import path from 'node:path';
import type { BackendSettings, Backend } from '../../jobs/backend.ts';
import { openBackend } from '../../jobs/backend.ts';
import { createQueue, type OpenQueue } from '../../jobs/queue.ts';
import type { Deps, Log } from '../app/ports.ts';
import type { Clock } from '../clock.ts';
import type { AppSettings, Config } from '../config.ts';
import { joinEmbedded, startEmbedded } from '../embedded/postgres.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { createStore } from '../store/store.ts';
import { openWecom, type WecomParts } from './wecom.ts';
import { projectFile } from './project.ts';
import { words } from './words.ts';

export interface App {
  readonly deps: Deps;
  readonly wecom: WecomParts;
  readonly backend: Backend;
  readonly database: Database;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** The WeCom to talk to: the configured one, or the sandbox's application. */
  readonly wecom: AppSettings;
  readonly webhookKeys: Config['webhookKeys'];
  /** A command may run beside the service that owns the embedded database; a second service may not. */
  readonly role: 'service' | 'command';
}

/** Opens everything the use cases need, in the order it depends on each other, and closes it in the reverse one. */
export async function openApp(options: OpenOptions): Promise<App> {
  const { config, clock, log } = options;
  const { url, stop } = await openPostgres(config, options.role, log);
  let database: Database | null = null;
  let backend: Backend | null = null;
  let queue: OpenQueue | null = null;
  const close = async () => {
    await queue?.close();
    await backend?.close();
    await database?.close();
    await stop();
  };
  try {
    await migrate({ connectionString: url, directory: projectFile('prisma', 'migrations'), log });
    database = openDatabase(url);
    backend = await openBackend(backendSettings(config, url));
    queue = createQueue(backend, log);
    const wecom = openWecom(options.wecom, options.webhookKeys, { db: database.db, clock, log });
    const deps = { store: createStore(database.db), queue, channels: wecom.channels, words, clock, log };
    return { deps, wecom, backend, database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Applies what is pending and nothing else. */
export async function migrateOnly(config: Config, log: Log): Promise<string[]> {
  const { url, stop } = await openPostgres(config, 'command', log);
  try {
    return await migrate({ connectionString: url, directory: projectFile('prisma', 'migrations'), log });
  } finally {
    await stop();
  }
}

async function openPostgres(
  { databaseUrl, dataDir }: Config,
  role: OpenOptions['role'],
  log: Log,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (databaseUrl !== null) return { url: databaseUrl, stop: async () => {} };
  const open = role === 'service' ? startEmbedded : joinEmbedded;
  return open({ dir: path.resolve(dataDir, 'postgres'), log });
}

const backendSettings = ({ redisUrl }: Config, databaseUrl: string): BackendSettings =>
  redisUrl === null ? { kind: 'postgres', url: databaseUrl } : { kind: 'redis', url: redisUrl };
