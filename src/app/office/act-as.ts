import { mondayOf } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { Person } from '../../domain/task/people.ts';
import { viewerOf, type Acting } from '../acting.ts';
import { deliveries } from '../conversation/back-to.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import type { AuditSource } from '../audit/audit-stores.ts';

/** By which way somebody acts, and what names what is said because of it. */
export interface ActingBy {
  readonly source: AuditSource;
  readonly id: string;
}

/** The person as he may act inside this transaction, now. */
export async function openActing(
  { words, clock }: Pick<Deps, 'words' | 'clock'>,
  { stores, calendar }: { readonly stores: Stores; readonly calendar: WorkCalendar },
  person: Person,
  { source, id }: ActingBy,
): Promise<Acting> {
  const now = clock.now();
  const { date: today } = clock.local(now);
  return {
    stores,
    words,
    clock,
    calendar,
    now,
    today,
    week: mondayOf(today),
    person: await viewerOf(stores, person, today),
    rounds: await stores.rounds.active(),
    source,
    id,
    outbox: [],
    jobs: [],
  };
}

/**
 * Does the work as the person of that userid, in one transaction; what it says goes out after the commit.
 * @param userid from a verified source only (domain rule 10)
 * @returns null when nobody active has the userid
 */
export async function actAs<T>(
  deps: Pick<Deps, 'store' | 'queue' | 'words' | 'clock'>,
  userid: string,
  by: ActingBy,
  work: (acting: Acting) => Promise<T>,
): Promise<T | null> {
  const calendar = await deps.store.workCalendar();
  const done = await deps.store.transaction(async (stores) => {
    const person = await stores.people.byUserid(userid);
    if (!person?.active) return null;
    const acting = await openActing(deps, { stores, calendar }, person, by);
    const result = await work(acting);
    const ids = await stores.outbound.add(acting.outbox);
    return { result, jobs: [...deliveries(ids), ...acting.jobs] };
  });
  if (done === null) return null;
  await deps.queue.enqueue(done.jobs);
  return done.result;
}
