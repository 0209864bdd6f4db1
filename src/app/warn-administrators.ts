import { addDays, yearOf } from '../domain/calendar/date.ts';
import { isKnownYear, type WorkCalendar } from '../domain/calendar/work-calendar.ts';
import type { Deps } from './ports.ts';

/** The notice comes early in November; so long before a year begins its days should be known. */
const AHEAD_DAYS = 30;

/**
 * A year without the State Council's arrangement is worked Monday to Friday, and the administrators are told, once
 * a year: domain rule 5. Without an administrator the managers are.
 */
export async function warnOfUnknownYear(deps: Deps, calendar: WorkCalendar): Promise<void> {
  const now = deps.clock.now();
  const { date: today } = deps.clock.local(now);
  const years = [...new Set([yearOf(today), yearOf(addDays(today, AHEAD_DAYS))])];
  const unknown = years.filter((year) => !isKnownYear(calendar, year));
  if (unknown.length === 0) return;
  const administrators = await deps.store.people.withRole('administrator');
  const told = administrators.length > 0 ? administrators : await deps.store.people.withRole('manager');
  const ids = await deps.store.outbound.add(
    told.map(({ id, userid }) => ({
      personId: id,
      roundId: null,
      kind: 'administrator',
      period: `unknown_year:${unknown.join('+')}`,
      address: { kind: 'person', userid },
      notice: { kind: 'administrator_warning', warning: 'unknown_year', years: unknown },
      urgent: false,
      notBefore: now,
      createdAt: now,
    })),
  );
  await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
}
