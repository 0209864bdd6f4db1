import type { CalendarStore } from '../app/calendar/calendar-stores.ts';
import { fromDateOnly, toDateOnly, type Db } from './rows.ts';
import { shippedYears } from './work-calendar.ts';

export function calendarStore(db: Db): CalendarStore {
  return {
    get shipped() {
      return shippedYears();
    },
    loaded: async () =>
      (await db.calendarYear.findMany({ orderBy: { year: 'asc' } })).map(({ off, worked, ...year }) => ({
        ...year,
        off: off.map(toDateOnly),
        worked: worked.map(toDateOnly),
      })),
    setDays: async () =>
      (await db.holidayOverride.findMany({ orderBy: { day: 'asc' } })).map(({ day, working, note }) => ({
        day: toDateOnly(day),
        working,
        note,
      })),
    async load({ year, off, worked, ...fields }) {
      const data = { ...fields, off: off.map(fromDateOnly), worked: worked.map(fromDateOnly) };
      await db.calendarYear.upsert({ where: { year }, create: { year, ...data }, update: data });
    },
    async setDay({ day, working, note }) {
      const where = { day: fromDateOnly(day) };
      await db.holidayOverride.upsert({
        where,
        create: { ...where, working, note },
        update: { working, note },
      });
    },
    async clearDay(day) {
      const { count } = await db.holidayOverride.deleteMany({ where: { day: fromDateOnly(day) } });
      return count > 0;
    },
  };
}
