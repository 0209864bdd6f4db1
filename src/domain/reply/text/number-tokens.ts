import type { DateOnly } from '../../calendar/date.ts';
import { dateAt } from '../dates/dates.ts';
import type { UnitKind, Vocabulary } from '../vocabulary.ts';
import { literalAt, wordAt } from './lexicon.ts';
import { isDigit, isNumeral, numberAt, skipBlanks } from './numbers.ts';
import type { Amount, NumberToken } from './tokens.ts';
import { longestAt } from './word-tree.ts';

interface NumberScope {
  readonly today: DateOnly;
  readonly vocabulary: Vocabulary;
}

/** A number with its signs: an amount when a unit follows, otherwise open until its neighbours are known. */
export function numberTokenAt(text: string, at: number, scope: NumberScope): NumberToken | Amount | null {
  if (!mayBegin(text, at, scope.vocabulary)) return null;
  return (
    percentAt(text, at, scope.vocabulary) ??
    clockOrDecimalAt(text, at, scope) ??
    wholeNumberAt(text, at, scope)
  );
}

/** Most characters begin no number; they need not be looked at any closer. */
function mayBegin(text: string, at: number, { numerals }: Vocabulary): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
  return text[at] === numerals.ordinal || isNumeral(text, at, numerals);
}

/** 80%, 百分之八十. */
function percentAt(text: string, at: number, { numerals }: Vocabulary): Amount | null {
  const whole = literalAt(text, at, numerals.wholes);
  if (whole !== null) return { kind: 'amount', start: at, end: at + whole.length, value: 100, of: 'percent' };
  const prefix = literalAt(text, at, [numerals.percent]) ?? '';
  const number = numberAt(text, at + prefix.length, numerals);
  if (number === null) return null;
  const sign = skipBlanks(text, number.end);
  if (prefix === '' && text[sign] !== '%') return null;
  return {
    kind: 'amount',
    start: at,
    end: prefix === '' ? sign + 1 : number.end,
    value: number.value,
    of: 'percent',
  };
}

/** 15:30, 3.5万元, 99.5%. A decimal goes on neither side: "9.6.30" is a list number before a date. */
function clockOrDecimalAt(text: string, at: number, scope: NumberScope): Amount | null {
  if (!isDigit(text, at) || isDigit(text, at - 1) || text[at - 1] === '.') return null;
  const match = /^(\d{1,6})[.](\d{1,4})(?![\d.])|^(\d{1,2}):(\d{2})(?!\d)/.exec(text.slice(at, at + 12));
  if (match === null) return null;
  const end = at + match[0].length;
  if (literalAt(text, end, scope.vocabulary.dates.month) !== null) return null;
  const value = Number(match[1] ?? match[3]);
  const unit = unitAt(text, end, scope);
  // "29:26万元" is a code before an amount.
  if (match[3] !== undefined && (value > 24 || Number(match[4]) > 59 || unit !== null)) return null;
  if (text[end] === '%') return { kind: 'amount', start: at, end: end + 1, value, of: 'percent' };
  return { kind: 'amount', start: at, end: unit?.end ?? end, value, of: 'things' };
}

function wholeNumberAt(text: string, at: number, scope: NumberScope): NumberToken | Amount | null {
  const { numerals } = scope.vocabulary;
  const ordinal = text[at] === numerals.ordinal;
  const letter = /^[A-Z](?=\d)/.exec(text.slice(at, at + 2))?.[0] ?? '';
  if (letter !== '' && /[A-Z0-9]/.test(text[at - 1] ?? '')) return null;
  const number = numberAt(text, ordinal ? skipBlanks(text, at + 1) : at + letter.length, numerals);
  if (number === null || (number.script === 'digits' && isDigit(text, at - 1))) return null;
  const unit = codeUnit(unitAt(text, number.end, scope, ordinal), text[at - 1] === '#');
  const stretch = { start: at, end: unit?.end ?? number.end, value: number.value };
  // "七成" is 70%.
  if (unit?.kind === 'things' && text.slice(number.end, unit.end) === numerals.tenth && number.value < 10)
    return { kind: 'amount', of: 'percent', ...stretch, value: number.value * 10 };
  if (unit?.kind === 'things') return { kind: 'amount', of: 'things', ...stretch };
  return { kind: 'number', letter, script: number.script, ordinal, unit: unit?.kind ?? 'none', ...stretch };
}

interface Unit {
  readonly kind: UnitKind;
  readonly end: number;
}

/** "#56种菜的地": what is marked as a code counts nothing. */
const codeUnit = (unit: Unit | null, isMarked: boolean): Unit | null =>
  isMarked && unit?.kind === 'things' ? null : unit;

/** The unit after a number, unless a longer word or a date begins there ("9 处理完了", "6 年底前完成"). */
function unitAt(text: string, at: number, { today, vocabulary }: NumberScope, ordinal = false): Unit | null {
  const { lexicon, numerals, units, dates } = vocabulary;
  const about = literalAt(text, at, numerals.approximations) ?? '';
  const unit = longestAt(units, text, skipBlanks(text, at + about.length));
  if (unit === null) return null;
  const { end, value: kind } = unit;
  // "第六项目前…" has no 项目.
  if (ordinal && kind === 'item') return { kind, end };
  const start = skipBlanks(text, at + about.length);
  const date = dateAt(text, start, { today, dates, numerals, expected: false });
  if (literalAt(text, start, numerals.wholes) !== null) return null;
  if (Math.max(wordAt(text, start, lexicon)?.end ?? 0, date?.end ?? 0) > end) return null;
  return { kind: about === '' ? kind : 'things', end };
}
