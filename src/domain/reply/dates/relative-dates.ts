import { addDays, dateFromParts, dayOf, mondayOf, monthOf, type DateOnly } from '../../calendar/date.ts';
import { keyAt, literalAt } from '../text/lexicon.ts';
import { numberAt, skipBlanks } from '../text/numbers.ts';
import type { DateReader } from './date-reader.ts';
import { dayIn, dayOfMonthAt, everyYear, inMonth, monthAfter, tenseOfDistance } from './month-days.ts';

/** 今天, 后天, 昨天. */
const dayWord: DateReader = (text, at, { today, dates }) => {
  const word = keyAt(text, at, dates.days);
  return word === null ? null : { end: at + word.length, day: addDays(today, dates.days[word] ?? 0) };
};

/** 周五, 本周五, 下周五, 下下周三, 周末; 下周 alone is vague. 周五 alone is the next Friday, today included. */
const weekday: DateReader = (text, at, { today, dates }) => {
  const which = keyAt(text, at, dates.which) ?? '';
  const week = literalAt(text, at + which.length, dates.week);
  if (week === null) return null;
  const end = at + which.length + week.length;
  const named = keyAt(text, end, dates.weekdays);
  if (named === null)
    return which === '' ? null : { end, day: null, tense: tenseOfDistance(dates.which[which] ?? 0) };
  const monday = addDays(mondayOf(today), 7 * (dates.which[which] ?? 0));
  const day = addDays(monday, (dates.weekdays[named] ?? 1) - 1);
  const isGone = which === '' && day < today;
  return { end: end + named.length, day: isGone ? addDays(day, 7) : day, nearest: day };
};

/** 月底, 本月15日, 下月底, 下个月5号, 上个月; bare 月 only with its end. */
const monthOfNow: DateReader = (text, at, scope) => {
  const { today, dates } = scope;
  const which = keyAt(text, at, dates.which) ?? '';
  const sign = literalAt(text, at + which.length, dates.month);
  if (sign === null) return null;
  const months = dates.which[which] ?? 0;
  const { end, day } = dayOfMonthAt(text, at + which.length + sign.length, scope);
  if (which === '' && (day === null || typeof day === 'number')) return null;
  const [year, month] = monthAfter(today, months);
  // "Last month" as a deadline has gone by, whatever day of it is meant.
  return { end, ...inMonth(year, month, day, today) };
};

/** 季度末, 下季度末, 三季度末, 第三季度; a quarter alone is vague. */
const quarter: DateReader = (text, at, { today, dates, numerals }) => {
  const which = keyAt(text, at, dates.which) ?? '';
  const counted = which === '' ? numberAt(text, text[at] === numerals.ordinal ? at + 1 : at, numerals) : null;
  const signAt = counted?.end ?? at + which.length;
  const sign = literalAt(text, signAt, dates.quarter);
  if (sign === null || (counted !== null && (counted.value < 1 || counted.value > 4))) return null;
  const last = literalAt(text, signAt + sign.length, dates.end);
  const end = signAt + sign.length + (last?.length ?? 0);
  const now = Math.ceil(monthOf(today) / 3);
  if (counted !== null) {
    if (last !== null) return { end, ...everyYear(today, counted.value * 3, 'last') };
    return { end, day: null, tense: tenseOfDistance(counted.value - now) };
  }
  const distance = dates.which[which] ?? 0;
  if (last === null) return which === '' ? null : { end, day: null, tense: tenseOfDistance(distance) };
  return { end, day: dayIn(...monthAfter(today, now * 3 - monthOf(today) + distance * 3), 'last') };
};

/** 年底, 年内, 上半年: days every year has. */
const markOfYear: DateReader = (text, at, { today, dates }) => {
  const mark = keyAt(text, at, dates.marks);
  const [month, day] = (mark === null ? undefined : dates.marks[mark]) ?? [];
  if (mark === null || month === undefined || day === undefined) return null;
  return { end: at + mark.length, ...everyYear(today, month, day) };
};

/** 国庆, 五一前: "before" it means its eve, which on the day itself is next year's. 十一 alone is a number. */
const festival: DateReader = (text, at, { today, dates, numerals, expected }) => {
  const name = keyAt(text, at, dates.festivals);
  const [month, day] = (name === null ? undefined : dates.festivals[name]) ?? [];
  if (name === null || month === undefined || day === undefined) return null;
  const end = at + name.length;
  const isNumber = numberAt(text, at, numerals)?.end === end;
  if (isNumber && !expected && literalAt(text, end, [...dates.before, ...dates.after]) === null) return null;
  if (literalAt(text, end, dates.before) === null) return { end, ...everyYear(today, month, day) };
  const { day: next } = everyYear(addDays(today, 1), month, day);
  return { end, day: next === null ? null : addDays(next, -1) };
};

/** 三天后, 10天内, 一周内, 半个月后: counted from today. A length of time alone is no date. */
const span: DateReader = (text, at, { today, dates, numerals }) => {
  const count = numberAt(text, at, numerals);
  const unitAt = skipBlanks(text, count?.end ?? at);
  const spans = count === null ? dates.wholeSpans : dates.spans;
  const unit = keyAt(text, unitAt, spans);
  const length = unit === null ? undefined : spans[unit];
  if (unit === null || length === undefined) return null;
  const end = unitAt + unit.length;
  const after = literalAt(text, end, dates.after);
  if (after === null && literalAt(text, end, dates.within) === null) return null;
  // More than a century is no deadline; the calendar ends somewhere.
  const times = Math.min(count?.value ?? 1, 1200);
  const day = 'days' in length ? addDays(today, times * length.days) : monthsOn(today, times * length.months);
  return { end: end + (after?.length ?? 0), day, tense: 'future' };
};

function monthsOn(today: DateOnly, months: number): DateOnly | null {
  const [year, month] = monthAfter(today, months);
  return dateFromParts(year, month, dayOf(today)) ?? dayIn(year, month, 'last');
}

export const RELATIVE_DATES: readonly DateReader[] = [
  dayWord,
  span,
  weekday,
  monthOfNow,
  quarter,
  markOfYear,
  festival,
];
