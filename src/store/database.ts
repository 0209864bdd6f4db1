import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';

export interface Database {
  readonly db: PrismaClient;
  /** The same connections, for plain SQL. */
  readonly pool: Pool;
  /** Waits for running queries. Nothing may be asked afterwards. */
  close(): Promise<void>;
}

/*
 * Prisma reads and writes instants in the session's zone as if it were UTC: on a server that lives in Asia/Shanghai
 * every instant would be stored eight hours wrong.
 */
const SESSION = '-c timezone=UTC -c statement_timeout=60s';

/** Connects on first use; at most `max` connections. */
export function openDatabase(
  url: string,
  { max = 10, schema }: { readonly max?: number; readonly schema?: string } = {},
): Database {
  const pool = new Pool({ connectionString: withSession(url), max });
  pool.on('error', () => {}); // an idle connection was lost: the pool opens another
  const db = new PrismaClient({ adapter: new PrismaPg(pool, schema === undefined ? {} : { schema }) });
  return {
    db,
    pool,
    async close() {
      await db.$disconnect();
      await pool.end();
    },
  };
}

/** In the address, since what stands there (`?options=…` of some hosts) wins over the pool's own settings. */
function withSession(url: string): string {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  address.searchParams.set('options', given ? `${given} ${SESSION}` : SESSION);
  return address.href;
}
