import { monthOf, yearOf, type DateOnly } from '../../domain/calendar/date.ts';
import { isKnownYear, type WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { AdministratorWarning } from '../../domain/message/channel-notice.ts';
import type { NewOutbound } from '../delivery/message-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

/** The State Council's notice of the next year comes early in this month. */
const NOTICE_MONTH = 11;

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

/**
 * A year without the State Council's arrangement is worked Monday to Friday, and that is said once (domain rule 5): of
 * the next year from November on. Who was told of a year is not told of it again.
 */
export async function warnOfUnknownYear(deps: Deps, calendar: WorkCalendar): Promise<void> {
  const now = deps.clock.now();
  const { date: today } = deps.clock.local(now);
  for (const year of yearsThatMatter(today).filter((each) => !isKnownYear(calendar, each))) {
    const warning = { what: 'unknown_year', years: [year] } as const;
    const messages = await administratorWarnings(deps.store, now, warning, `unknown_year:${year}`);
    const ids = await deps.store.outbound.add(messages);
    await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
  }
}

const yearsThatMatter = (today: DateOnly): number[] =>
  monthOf(today) >= NOTICE_MONTH ? [yearOf(today), yearOf(today) + 1] : [yearOf(today)];
