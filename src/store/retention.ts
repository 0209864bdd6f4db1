import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { RetentionStore } from '../app/retention/retention-stores.ts';
import { BACKUP_LOCK } from './dump/snapshot.ts';
import { LEASE_CLASS } from './lease.ts';
import type { Db } from './rows.ts';

/** So many rows of a kind at once: nobody waits long for a lock. */
const BATCH = 5000;

/** Runs in a transaction, or the lock is of no use. */
export const retentionStore = (db: Db, mediaDir: string): RetentionStore => ({
  async forget(before) {
    const [lock] = await db.$queryRaw<{ free: boolean }[]>`
      select pg_try_advisory_xact_lock(${LEASE_CLASS}::int, hashtext(${BACKUP_LOCK})) as free`;
    if (!lock?.free) return null;
    const received = await db.$executeRaw`
      update "InboundMessage" set content = '{"type":"text","text":""}', receipt = null, "replyTo" = null
      where id in (select id from "InboundMessage" where "handledAt" < ${before}
        and (content <> '{"type":"text","text":""}' or receipt is not null or "replyTo" is not null) limit ${BATCH})`;
    const sent = await db.$executeRaw`
      update "OutboundMessage" set notice = null, requests = '{}', "replyTo" = null
      where id in (select id from "OutboundMessage" where "createdAt" < ${before}
        and state in ('sent', 'rejected', 'skipped', 'expired')
        and (notice is not null or requests <> '{}' or "replyTo" is not null) limit ${BATCH})`;
    const cards = await db.$executeRaw`
      delete from "SentCard" where "cardId" in (select card."cardId" from "SentCard" card
        join "OutboundMessage" message on message.id = card."outboundId"
        where message."createdAt" < ${before} limit ${BATCH})`;
    const codes = await db.$executeRaw`delete from "BindingCode" where "expiresAt" < ${before}`;
    // Whoever has not looked at the desk's table since yesterday reads it anew.
    await db.$executeRaw`delete from "DeskChange" where at < now() - interval '1 day'`;
    const files = await forgetFiles(db, mediaDir, before);
    return { received, sent, files, cards, codes };
  },
});

/** Rows first: a file that nobody speaks of is no harm, a row without its file is. */
async function forgetFiles(db: Db, mediaDir: string, before: Date): Promise<number> {
  const gone = await db.$queryRaw<{ sha256: string }[]>`
    delete from "InboundMedia" where ("inboundId", no) in (
      select media."inboundId", media.no from "InboundMedia" media
      where media."fetchedAt" < ${before}
        and not exists (select from "Evidence" evidence where evidence.sha256 = media.sha256) limit ${BATCH})
    returning sha256`;
  const hashes = [...new Set(gone.map(({ sha256 }) => sha256))];
  const kept = await db.$queryRaw<{ sha256: string }[]>`
    select sha256 from "InboundMedia" where sha256 = any(${hashes})
    union select sha256 from "Evidence" where sha256 = any(${hashes})`;
  const still = new Set(kept.map(({ sha256 }) => sha256));
  const unused = hashes.filter((sha256) => !still.has(sha256));
  for (const sha256 of unused) await rm(path.join(mediaDir, sha256.slice(0, 2), sha256), { force: true });
  return unused.length;
}
