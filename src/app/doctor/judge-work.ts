import { hasAccount } from '../office/add-person.ts';
import type { Halt } from '../delivery/channel-stores.ts';
import type { SendingPause } from '../delivery/pause-stores.ts';
import { addDays, yearOf, type DateOnly } from '../../domain/calendar/date.ts';
import type { Unreached } from './finding.ts';
import { doubtful, ok, skipped, wrong, type Verdict, type WallTimeOf } from './verdict.ts';
import type { ContactsSight, HolidaysSight, OutboxSight } from './sights.ts';

/* Whether the work can go on: everybody is reached, nothing is stuck, the days off are known. */

/** Owners of open tasks whom no message would reach. */
export function judgeContacts({ openTasks, owners, scope, spoken }: ContactsSight): Verdict {
  if (scope === 'unread') return skipped({ kind: 'skipped_after', check: 'app' });
  if (openTasks.length === 0) return skipped({ kind: 'contacts_no_tasks' });
  const present = owners.filter(({ active }) => active);
  const bySpeaking = (id: string) => spoken?.has(id) ?? false;
  const byApp = (userid: string) => scope !== 'no_app' && scope.has(userid.toLowerCase());
  const unreached = present.filter(({ id, userid }) => !bySpeaking(id) && !byApp(userid));
  const isForApp = (owner: { userid: string }) => scope !== 'no_app' && hasAccount(owner);
  const found: Unreached = {
    unowned: openTasks.flatMap(({ code, ownerId }) => (ownerId === null ? [code] : [])),
    left: owners.filter(({ active }) => !active).map(({ name }) => name),
    outOfScope: unreached.filter(isForApp).map(({ name }) => name),
    neverSpoken: unreached.filter((owner) => !isForApp(owner)).map(({ name }) => name),
  };
  return Object.values(found).some((list) => list.length > 0)
    ? wrong({ kind: 'contacts_unreached', ...found })
    : ok({ kind: 'contacts_right', owners: owners.length });
}

export function judgeHalts(halts: readonly Halt[], wallTime: WallTimeOf): Verdict {
  const [first, ...others] = halts.toSorted((a, b) => a.since.getTime() - b.since.getTime());
  if (!first) return ok({ kind: 'halts_none' });
  const { channel, since, advice } = first;
  return wrong({ kind: 'halts_some', channel, since: wallTime(since), advice, others: others.length });
}

/** Somebody wanted it; that it is forgotten is the danger. */
export function judgePause(pause: SendingPause | null, wallTime: WallTimeOf): Verdict {
  if (!pause) return ok({ kind: 'pause_none' });
  const { by, reason, backupOf } = pause;
  const since = wallTime(pause.since);
  if (backupOf) return doubtful({ kind: 'pause_restored', since, backupOf: wallTime(backupOf) });
  return doubtful({ kind: 'pause_some', since, by, reason });
}

export function judgeOutbox({ stuck, ambiguous, paused }: OutboxSight): Verdict {
  if (stuck > 0 && !paused) return wrong({ kind: 'outbox_stuck', count: stuck });
  return ambiguous > 0
    ? doubtful({ kind: 'outbox_ambiguous', count: ambiguous })
    : ok({ kind: 'outbox_clear' });
}

/** The State Council's notice comes in November: a month before the year begins, its days have to be known. */
const NOTICE_DAYS = 31;

export function judgeHolidays({ knownYears }: HolidaysSight, today: DateOnly): Verdict {
  const year = yearOf(today);
  const missing = [year, yearOf(addDays(today, NOTICE_DAYS))].find((each) => !knownYears.has(each));
  if (missing !== undefined) return wrong({ kind: 'holidays_missing', year: missing });
  return knownYears.has(year + 1)
    ? ok({ kind: 'holidays_right', years: [year, year + 1] })
    : doubtful({ kind: 'holidays_not_yet', year: year + 1 });
}
