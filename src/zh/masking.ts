/** Digits, half- or full-width, with single spaces or dashes between them; an ID-card number may end in X. */
const RUN = /[0-9０-９](?:[ \u00A0\u3000\-‐－–—]?[0-9０-９])*[xXｘＸ]?/gu;
/** A run in parts: its groups of digits, and each character between or behind them. */
const PARTS = /[0-9０-９]+|./gu;

/** No masked number has more: 19 digits, written one by one. */
const MOST_PARTS = 2 * 19 - 1;

/**
 * ID-card, mobile and bank card numbers with their middle starred, for good (domain rule 10). Whatever is none of
 * these keeps every digit: amounts, dates, codes, document numbers.
 */
export const maskNumbers = (text: string): string =>
  text.replaceAll(RUN, (run, at: number) => {
    const amount = AMOUNT.test(text.slice(at + run.length)) ? (/[0-9０-９]+$/u.exec(run)?.[0] ?? '') : '';
    return maskRun(run.slice(0, run.length - amount.length)) + amount;
  });

/** What follows an amount: 15000000000元, 13800138000.50. */
const AMOUNT = /^(?:\.\d| ?[多余]?[元万亿])/u;

/** Several numbers may stand in one run ("12 13800138000"), and one may be written in groups. */
function maskRun(run: string): string {
  const parts = run.match(PARTS) ?? [];
  const masked: string[] = [];
  let at = 0;
  while (at < parts.length) {
    const end = endOfNumber(parts, at);
    masked.push(star(parts.slice(at, end).join('')));
    at = end;
  }
  return masked.join('');
}

/** The end of the longest number that begins with the part `at`, or of that part when none does. */
function endOfNumber(parts: readonly string[], at: number): number {
  for (let end = Math.min(parts.length, at + MOST_PARTS); end > at; end -= 1) {
    if (keptDigits(parts.slice(at, end).join('')) !== null) return end;
  }
  return at + 1;
}

interface Kept {
  readonly head: number;
  readonly tail: number;
}

function star(number: string): string {
  const kept = keptDigits(number);
  if (kept === null) return number;
  const last = number.replaceAll(/[^0-9０-９xXｘＸ]/gu, '').length - kept.tail;
  let seen = 0;
  return number.replaceAll(/[0-9０-９xXｘＸ]/gu, (digit) => {
    seen += 1;
    return seen > kept.head && seen <= last ? '*' : digit;
  });
}

/** How much of a number stays readable; null when it is none of those to be masked. */
function keptDigits(text: string): Kept | null {
  if (!/^[0-9０-９].*[0-9０-９xXｘＸ]$/u.test(text)) return null;
  const grouped = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\dX]/gu, '-');
  const digits = grouped.replaceAll('-', '');
  if (isMobile(grouped)) return { head: digits.length - 8, tail: 4 };
  if (isIdCard(digits)) return { head: 3, tail: 4 };
  return isBankCard(grouped, digits) ? { head: 4, tail: 4 } : null;
}

/** Grouped 3-4-4 or not at all: "15 123456789" is a code and something else. */
const isMobile = (grouped: string): boolean =>
  /^(?:(?:00)?86-?)?1[3-9]\d(?:\d{8}|-\d{4}-\d{4})$/u.test(grouped);

/** Region, day of birth, and the check digit of GB 11643-1999. */
function isIdCard(digits: string): boolean {
  if (!/^[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/u.test(digits))
    return false;
  const sum = Array.from(digits).reduce(
    (total, digit, index) => total + (digit === 'X' ? 10 : Number(digit)) * (2 ** (17 - index) % 11),
    0,
  );
  return sum % 11 === 1;
}

/** 16 to 19 digits of an issuer's range, in one piece, in fours or as 6 and the rest; Luhn (ISO/IEC 7812-1). */
function isBankCard(grouped: string, digits: string): boolean {
  const written = /^(?:\d{16,19}|\d{4}(?:-\d{4}){3}(?:-\d{1,3})?|\d{6}-\d{10,13})$/u.test(grouped);
  if (!written || !/^[3-69]/u.test(digits)) return false;
  const sum = Array.from(digits)
    .toReversed()
    .map(Number)
    .reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0);
  return sum % 10 === 0;
}
