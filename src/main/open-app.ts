import path from 'node:path';
import { openBackend, type Backend } from '../../jobs/backend.ts';
import { createQueue } from '../../jobs/queue.ts';
import type { Deps, Log } from '../app/ports.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { joinEmbedded, startEmbedded } from '../embedded/postgres.ts';
import { createWallChartPainter } from '../documents/picture/wall-chart.ts';
import { fileText } from '../documents/file-text.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { anchorFile } from '../store/audit-anchors.ts';
import { createStore } from '../store/store.ts';
import { openWecom, type WecomParts, type WecomSettings } from './wecom.ts';
import { openRobot, type OwnRobot } from './robot.ts';
import { projectFile } from './project.ts';
import { words } from './words.ts';

const MIGRATIONS = projectFile('prisma', 'migrations');

export interface App {
  readonly deps: Deps;
  readonly wecom: WecomParts;
  /** Null when no robot is set up. */
  readonly ownRobot: OwnRobot | null;
  readonly backend: Backend;
  readonly database: Database;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly wecom: WecomSettings;
  /** Where pictures and files that people sent are kept. */
  readonly dataDir: string;
  /** For characters that the fonts of pictures lack. */
  readonly fontFile?: string | null;
  /** After how many days the words and files of messages are forgotten; absent: never. */
  readonly retentionDays?: number | null;
}

/** Opens everything the use cases need on a database, in the order it depends on each other. */
export async function openApp(options: OpenOptions): Promise<App> {
  const { databaseUrl, redisUrl, clock, log, dataDir } = options;
  await migrate({ connectionString: databaseUrl, directory: MIGRATIONS, log });
  const database = openDatabase(databaseUrl);
  const backend = await openBackend(
    redisUrl === null ? { kind: 'postgres', url: databaseUrl } : { kind: 'redis', url: redisUrl },
  );
  const queue = createQueue(backend, log);
  const { robot: settings } = options.wecom;
  const ownRobot = settings && openRobot(settings, { databaseUrl, clock, log });
  const wecom = openWecom(options.wecom, { db: database.db, robot: ownRobot?.robot ?? null, clock, log });
  const { channels, directory, desk, fetchMedia } = wecom;
  const robotId = settings?.robotId ?? null;
  const store = createStore(database, path.resolve(dataDir, 'media'));
  const anchors = anchorFile(path.resolve(dataDir, 'audit-anchors.jsonl'));
  return {
    deps: {
      store,
      anchors,
      queue,
      channels,
      directory,
      desk,
      fetchMedia,
      fileText,
      drawWallChart: createWallChartPainter(options.fontFile ?? null),
      robotId,
      retentionDays: options.retentionDays ?? null,
      words,
      clock,
      log,
    },
    wecom,
    ownRobot,
    backend,
    database,
    async close() {
      await queue.close();
      await backend.close();
      await database.close();
    },
  };
}

/** Applies what is pending and nothing else. */
export async function migrateOnly(config: Config, log: Log): Promise<string[]> {
  const { url, stop } = await openPostgres(config, 'command', log);
  try {
    return await migrate({ connectionString: url, directory: MIGRATIONS, log });
  } finally {
    await stop();
  }
}

/** The configured database, or our own: a command may use it beside the service that owns it, a second service may not. */
export async function openPostgres(
  { databaseUrl, dataDir }: Config,
  role: 'service' | 'command',
  log: Log,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (databaseUrl !== null) return { url: databaseUrl, stop: async () => {} };
  const open = role === 'service' ? startEmbedded : joinEmbedded;
  return open({ dir: path.resolve(dataDir, 'postgres'), log });
}
