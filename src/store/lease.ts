import { Client } from 'pg';
import type { Lease } from '../app/ports.ts';

/** Our advisory locks of this kind: the first of their two keys. */
export const LEASE_CLASS = 0x6475;

/** How often the owner makes sure that the server still knows it. */
const HEARTBEAT_MS = 10_000;

/**
 * The server ends the session of an owner whose machine is gone after 25 s, and of one that only sleeps after 40 s:
 * another process may then have the lease.
 */
const SESSION =
  '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c idle_session_timeout=40s';

/** A lease on `name` that one process has at a time: an advisory lock of a session of its own. */
export function createLease(url: string, name: string): Lease {
  let holder: { client: Client; heartbeat: NodeJS.Timeout } | null = null;
  let tellLost: (() => void) | null = null;

  function lose(client: Client): void {
    if (holder?.client !== client) return;
    clearInterval(holder.heartbeat);
    holder = null;
    client.end().catch(() => {});
    tellLost?.();
  }

  return {
    async acquire() {
      if (holder) return true;
      const client = new Client({
        connectionString: url,
        options: SESSION,
        keepAlive: true,
        query_timeout: HEARTBEAT_MS,
        connectionTimeoutMillis: HEARTBEAT_MS,
      });
      client.on('error', () => lose(client));
      client.on('end', () => lose(client));
      await client.connect();
      if (!(await lock(client, name))) {
        await client.end();
        return false;
      }
      const beat = () => void client.query('select 1').catch(() => lose(client));
      holder = { client, heartbeat: setInterval(beat, HEARTBEAT_MS).unref() };
      return true;
    },
    held: () => holder !== null,
    onLost: (lost) => void (tellLost = lost),
    async release() {
      const held = holder;
      holder = null;
      if (!held) return;
      clearInterval(held.heartbeat);
      await held.client.end().catch(() => {});
    },
  };
}

async function lock(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1, hashtext($2)) as locked',
    [LEASE_CLASS, name],
  );
  return rows[0]?.locked === true;
}
