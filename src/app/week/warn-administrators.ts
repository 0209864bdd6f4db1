import { addDays, yearOf } from '../../domain/calendar/date.ts';
import { isKnownYear, type WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { AdministratorWarning } from '../../domain/message/channel-notice.ts';
import type { NewOutbound } from '../message-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

/** The notice comes early in November; so long before a year begins its days should be known. */
const AHEAD_DAYS = 30;

/**
 * What tells the administrators of a warning; without an administrator the managers are told. One `period` is said
 * once to each of them.
 */
export async function administratorWarnings(
  { people }: Pick<Stores, 'people'>,
  at: Date,
  warning: AdministratorWarning,
  period: string,
): Promise<NewOutbound[]> {
  const administrators = await people.withRole('administrator');
  const told = administrators.length > 0 ? administrators : await people.withRole('manager');
  return told.map(({ id, userid }) => ({
    personId: id,
    roundId: null,
    kind: 'administrator',
    period,
    address: { kind: 'person', userid },
    notice: { kind: 'administrator_warning', warning },
    urgent: false,
    notBefore: at,
    createdAt: at,
  }));
}

/** A year without the State Council's arrangement is worked Monday to Friday, and that is said once: domain rule 5. */
export async function warnOfUnknownYear(deps: Deps, calendar: WorkCalendar): Promise<void> {
  const now = deps.clock.now();
  const { date: today } = deps.clock.local(now);
  const ahead = [...new Set([yearOf(today), yearOf(addDays(today, AHEAD_DAYS))])];
  const years = ahead.filter((year) => !isKnownYear(calendar, year));
  if (years.length === 0) return;
  const warning = { what: 'unknown_year', years } as const;
  const messages = await administratorWarnings(deps.store, now, warning, `unknown_year:${years.join('+')}`);
  const ids = await deps.store.outbound.add(messages);
  await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
}
