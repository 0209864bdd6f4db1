import { existsSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSight } from '../../app/doctor/sights.ts';
import type { Log } from '../../app/ports.ts';
import type { Store } from '../../app/stores.ts';
import type { Config } from '../../config.ts';
import { isPassable } from '../../embedded/account.ts';
import { openDatabase, type Database } from '../../store/database.ts';
import { createStore } from '../../store/store.ts';
import { openPostgres } from '../open-app.ts';
import { codeOf } from './code-of.ts';
import { lookAtDatabase } from './look-at-database.ts';
import { once } from './once.ts';

/** The database as it is: nothing is made and nothing is migrated. */
export interface House {
  look(): Promise<DatabaseSight>;
  /** Only after a look that found it in order. */
  open(): Promise<OpenHouse>;
  close(): Promise<void>;
}

export interface OpenHouse {
  readonly url: string;
  readonly database: Database;
  readonly store: Store;
}

/** Each check asks one thing at a time. */
const CONNECTIONS = 4;

export function openHouse(config: Config, log: Log): House {
  const closers: (() => Promise<void>)[] = [];
  const postgres = once(async () => {
    const opened = await openPostgres(config, 'command', log);
    closers.push(() => opened.stop());
    return opened;
  });
  const open = once(async () => {
    const { url } = await postgres();
    const database = openDatabase(url, { max: CONNECTIONS });
    closers.push(() => database.close());
    return { url, database, store: createStore(database, path.resolve(config.dataDir, 'media')) };
  });
  async function look(): Promise<DatabaseSight> {
    const embedded = config.databaseUrl === null;
    if (embedded && !isMade(config.dataDir)) return { kind: 'not_made' };
    try {
      return await lookAtDatabase((await postgres()).url, embedded);
    } catch (error) {
      return { kind: 'failed', address: config.dataDir, code: codeOf(error) };
    }
  }
  return {
    look,
    open,
    async close() {
      for (const end of closers.toReversed()) await end();
    },
  };
}

/** The data of root stand elsewhere when other accounts may not enter the folder: then it cannot be seen from here. */
const isMade = (dataDir: string): boolean =>
  existsSync(path.join(dataDir, 'postgres', 'PG_VERSION')) ||
  (process.getuid?.() === 0 && existsSync(dataDir) && !isPassable(path.resolve(dataDir)));
