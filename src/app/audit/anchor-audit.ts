import type { Deps } from '../ports.ts';

/** After so many new entries the log is anchored again on the same day. */
const NEW_ENTRIES = 200n;

/**
 * Notes outside the database where the audit log stands, with the first wake-up of a day and whenever much has come:
 * so a tail that is cut off is missed.
 */
export async function anchorAudit({
  store,
  anchors,
  clock,
}: Pick<Deps, 'store' | 'anchors' | 'clock'>): Promise<void> {
  const head = await store.audit.head();
  if (head === null) return;
  const now = clock.now();
  const last = (await anchors.read()).findLast((anchor) => anchor !== null);
  if (last) {
    const isToday = clock.local(new Date(last.at)).date === clock.local(now).date;
    const isNew = head.seq > BigInt(last.seq);
    if (!isNew || (isToday && head.seq - BigInt(last.seq) < NEW_ENTRIES)) return;
  }
  await anchors.append({ at: now.toISOString(), seq: String(head.seq), hash: head.hash });
}
