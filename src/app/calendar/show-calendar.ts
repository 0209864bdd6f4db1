import { yearOf } from '../../domain/calendar/date.ts';
import type { Deps } from '../ports.ts';
import type { SetDay } from './calendar-stores.ts';

export interface KnownYear {
  readonly year: number;
  /** Null: not known, Monday to Friday count. */
  readonly from: 'file' | 'release' | null;
  readonly source: string | null;
  readonly loadedBy: string | null;
}

/** Which years are known and from where, this one and the next among them. */
export async function showCalendar({
  store,
  clock,
}: Pick<Deps, 'store' | 'clock'>): Promise<{ years: KnownYear[]; days: SetDay[] }> {
  const loaded = await store.calendar.loaded();
  const thisYear = yearOf(clock.local(clock.now()).date);
  const { shipped } = store.calendar;
  const years = new Set([...shipped, ...loaded.map(({ year }) => year), thisYear, thisYear + 1]);
  return {
    years: [...years]
      .toSorted((a, b) => a - b)
      .map((year) => {
        const file = loaded.find((each) => each.year === year);
        const release = shipped.includes(year) ? ('release' as const) : null;
        return {
          year,
          from: file ? 'file' : release,
          source: file?.source ?? null,
          loadedBy: file?.loadedBy ?? null,
        };
      }),
    days: await store.calendar.setDays(),
  };
}
