import { dayOf, monthOf, weekdayOf } from '../../domain/calendar/date.ts';
import type { DateOnly, LocalTime, Weekday } from '../../domain/calendar/date.ts';

const WEEKDAYS: Readonly<Record<Weekday, string>> = {
  1: '周一',
  2: '周二',
  3: '周三',
  4: '周四',
  5: '周五',
  6: '周六',
  7: '周日',
};

/** 6月30日. */
export const monthDay = (date: DateOnly): string => `${monthOf(date)}月${dayOf(date)}日`;

/** 周五 16:10, for a moment of the week people are in. */
export const thisWeeks = ({ date, time }: LocalTime): string => `${WEEKDAYS[weekdayOf(date)]} ${time}`;

/** 6月30日（周二）08:10. */
export const moment = ({ date, time }: LocalTime): string =>
  `${monthDay(date)}（${WEEKDAYS[weekdayOf(date)]}）${time}`;

/** 6月8日当周, by the Monday that names the week. */
export const weekOf = (monday: DateOnly): string => `${monthDay(monday)}当周`;
