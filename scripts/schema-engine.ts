// Prisma's schema engine as WebAssembly: compares a database with schema.prisma and needs no download.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool } from 'pg';

/** The part we use of what Node has and its types of this version lack. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: { [START](): void } } }>;
};

const { SchemaEngine, __wbg_set_wasm: setEngine } = bindings;
const START = '__wbindgen_start';

/** PostgreSQL's internal type "char", which the catalogue is full of and which PrismaPg does not know. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/** Where the engine looks for somebody to tell that it panicked. */
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error('schema engine:', message) },
});
await loadEngine();

/**
 * The SQL that turns the database into what the schema says; null when nothing is missing. The database is a scratch
 * one: first it loses the indexes that no schema can name.
 */
export async function missingSql(databaseUrl: string, schemaFile: string): Promise<string | null> {
  const pool = scratchPool(databaseUrl);
  try {
    await dropUnspeakableIndexes(pool);
    return await compare(pool, { path: schemaFile, content: readFileSync(schemaFile, 'utf8') });
  } finally {
    await pool.end();
  }
}

/** Given as parts: from an address PrismaPg would take the very database for its shadow database. */
function scratchPool(databaseUrl: string): Pool {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  return new Pool({
    host: hostname,
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  });
}

/** The engine sees NULLS NOT DISTINCT and INCLUDE as plain indexes; partial ones and expressions it does not see. */
async function dropUnspeakableIndexes(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index join pg_class on pg_class.oid = indexrelid
     where relnamespace = 'public'::regnamespace and (indnullsnotdistinct or indnatts > indnkeyatts)`,
  );
  if (rows.length > 0) await pool.query(`drop index ${rows.map(({ name }) => name).join(', ')}`);
}

async function compare(pool: Pool, schema: { path: string; content: string }): Promise<string | null> {
  const adapter = bindMigrationAwareSqlAdapterFactory(readingChars(new PrismaPg(pool)));
  const engine = await SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => {}, adapter);
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files: [schema], configDir: '.' },
    to: { tag: 'schemaDatamodel', files: [schema] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  return exitCode === 0 ? null : stdout;
}

/** Once per process: the bindings keep one memory. */
async function loadEngine(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const { instance } = await WebAssembly.instantiate(readFileSync(script.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': bindings,
  });
  setEngine(instance.exports);
  instance.exports[START]();
}

type Connection = Awaited<ReturnType<PrismaPg['connect']>>;

/** The part of PrismaPg's connections that is private to TypeScript. */
interface Inside {
  performIO(query: SqlQuery): Promise<{ fields: { dataTypeID: number }[] }>;
}

function readingChars(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => translateChars(await connect());
  return factory;
}

/** Lets "char" pass as text where PrismaPg would refuse it, and tells the engine afterwards what it was. */
function translateChars(connection: Connection): Connection {
  const inside = connection as unknown as Inside;
  const performIO = inside.performIO.bind(connection);
  const queryRaw = connection.queryRaw.bind(connection);
  const charColumns = new WeakMap<SqlQuery, readonly number[]>();
  inside.performIO = async (query) => {
    const result = await performIO(query);
    const chars = [...result.fields.entries()].filter(([, field]) => field.dataTypeID === CHAR_OID);
    charColumns.set(
      query,
      chars.map(([column]) => column),
    );
    for (const [, field] of chars) field.dataTypeID = TEXT_OID;
    return result;
  };
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const column of charColumns.get(query) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
  return connection;
}
