import { InvalidArgumentError } from 'commander';
import {
  dateOnly,
  parseDateOnly,
  type DateOnly,
  type LocalTime,
  type WallTime,
} from '../domain/calendar/date.ts';

/*
 * How option values are read. What is wrong with one is said before anything is opened.
 */

export function asDate(text: string): DateOnly {
  const date = parseDateOnly(text);
  if (date === null) throw new InvalidArgumentError('expected a day of the calendar as YYYY-MM-DD.');
  return date;
}

/** `YYYY-MM-DD HH:MM`, or with a T between. */
export function asLocalTime(text: string): LocalTime {
  const [, day = '', time = ''] = /^(\S{10})[ T]((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  if (parseDateOnly(day) === null) throw new InvalidArgumentError('expected "YYYY-MM-DD HH:MM".');
  return { date: dateOnly(day), time: time as WallTime };
}

export function asYear(text: string): number {
  if (!/^20\d\d$/.test(text)) throw new InvalidArgumentError('expected a year such as 2027.');
  return Number(text);
}

export function asPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('expected 0 to 65535.');
  return port;
}

export function asCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a whole number from 1.');
  return Number(text);
}

export function asLetter(text: string): string {
  if (!/^[A-Za-z]$/.test(text)) throw new InvalidArgumentError('expected one letter, A to Z.');
  return text.toUpperCase();
}

export function asName(text: string): string {
  const name = text.trim();
  if (name === '') throw new InvalidArgumentError('expected a name.');
  return name;
}

export function asUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new InvalidArgumentError('expected an http(s) URL.');
  return text;
}
