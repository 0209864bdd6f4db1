import type { Deps } from '../ports.ts';
import type { Forgotten } from './retention-stores.ts';

/** Less is not allowed (domain rule 10, for the log; the same for everything). */
const LEAST_DAYS = 180;

const DAY_MS = 86_400_000;
/** With as many rows at once as the store takes: more than a night's work. */
const MOST_ROUNDS = 200;

/**
 * Forgets the words and files of messages after the days that are set, once a night; without a setting nothing. What the
 * work consists of stays as long as the database: answers, evidence, frozen weeks, papers, the audit log.
 */
export async function forgetOld(
  deps: Pick<Deps, 'store' | 'clock' | 'log' | 'retentionDays'>,
): Promise<Forgotten | null> {
  const { store, clock, log, retentionDays } = deps;
  if (retentionDays === null) return null;
  if (retentionDays < LEAST_DAYS) throw new Error(`${retentionDays} days are fewer than ${LEAST_DAYS}`);
  const before = new Date(clock.now().getTime() - retentionDays * DAY_MS);
  let sum: Forgotten = { received: 0, sent: 0, files: 0, cards: 0, codes: 0 };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const forgotten = await store.transaction(({ retention }) => retention.forget(before));
    if (forgotten === null) {
      log.info({}, 'retention_waits_for_backup');
      break;
    }
    if (Object.values(forgotten).every((count) => count === 0)) break;
    sum = added(sum, forgotten);
  }
  if (Object.values(sum).every((count) => count === 0)) return sum;
  await store.audit.append({
    at: clock.now(),
    actor: 'system',
    source: 'job',
    event: 'old_messages_forgotten',
    subject: '',
    detail: { ...sum, before: before.toISOString(), days: retentionDays },
  });
  log.info({ ...sum, days: retentionDays }, 'old_messages_forgotten');
  return sum;
}

const added = (one: Forgotten, other: Forgotten): Forgotten => ({
  received: one.received + other.received,
  sent: one.sent + other.sent,
  files: one.files + other.files,
  cards: one.cards + other.cards,
  codes: one.codes + other.codes,
});
