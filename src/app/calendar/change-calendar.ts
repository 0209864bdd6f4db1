import type { AuditDeed } from '../../domain/audit/events.ts';
import type { DateOnly } from '../../domain/calendar/date.ts';
import type { YearDays } from '../../domain/calendar/year-file.ts';
import { mayInRound } from '../../domain/access/permissions.ts';
import type { Viewer } from '../../domain/access/relations.ts';
import type { LoadedYear } from './calendar-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import type { AuditSource } from '../audit/audit-stores.ts';
import { replanWeeks, type Replanned } from './replan-weeks.ts';

/** Who changes it: an administrator, in chat or through the API, or the operator at the machine. */
export type CalendarEditor = 'operator' | { readonly person: Viewer; readonly source: AuditSource };

export type CalendarChange =
  { readonly kind: 'refused' } | { readonly kind: 'changed'; readonly replanned: readonly Replanned[] };

type CalendarDeps = Pick<Deps, 'store' | 'clock' | 'log'>;

/** Makes the year known: it replaces what the release brings for it. Single days that were set stay. */
export function loadYear(deps: CalendarDeps, by: CalendarEditor, days: YearDays): Promise<CalendarChange> {
  return change(deps, by, {
    event: 'calendar_loaded',
    subject: String(days.year),
    async write(stores) {
      const before = (await stores.calendar.loaded()).find(({ year }) => year === days.year) ?? null;
      await stores.calendar.load({ ...days, loadedAt: deps.clock.now(), loadedBy: nameOf(by) });
      return { from: before && daysIn(before), to: daysIn(days) };
    },
  });
}

/** One day that differs from its year; `working` null: as the year says again. */
export function setDay(
  deps: CalendarDeps,
  by: CalendarEditor,
  { day, working, note }: { day: DateOnly; working: boolean | null; note: string },
): Promise<CalendarChange> {
  return change(deps, by, {
    event: 'calendar_day_set',
    subject: day,
    async write(stores) {
      const before = (await stores.calendar.setDays()).find((each) => each.day === day) ?? null;
      if (working === null) await stores.calendar.clearDay(day);
      else await stores.calendar.setDay({ day, working, note });
      return { from: before, to: working === null ? null : { day, working, note } };
    },
  });
}

interface Edit {
  readonly event: AuditDeed;
  readonly subject: string;
  write(stores: Stores): Promise<{ from: object | null; to: object | null }>;
}

async function change(deps: CalendarDeps, by: CalendarEditor, edit: Edit): Promise<CalendarChange> {
  const { event, subject } = edit;
  const entry = { at: deps.clock.now(), actor: nameOf(by), source: sourceOf(by), event, subject };
  if (by !== 'operator' && !mayInRound(by.person, 'set_calendar', null)) {
    await deps.store.transaction(({ audit }) => audit.append({ ...entry, refused: true }));
    return { kind: 'refused' };
  }
  await deps.store.transaction(async (stores) => {
    const { from, to } = await edit.write(stores);
    await stores.audit.append({ ...entry, from, to });
  });
  return { kind: 'changed', replanned: await replanWeeks(deps, nameOf(by)) };
}

const daysIn = ({ source, off, worked }: YearDays | LoadedYear): object => ({ source, off, worked });

const nameOf = (by: CalendarEditor): string => (by === 'operator' ? by : by.person.userid);

const sourceOf = (by: CalendarEditor): AuditSource => (by === 'operator' ? 'command' : by.source);
