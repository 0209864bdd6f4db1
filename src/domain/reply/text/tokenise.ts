import type { DateOnly } from '../../calendar/date.ts';
import { dateAt, dateOpenings } from '../dates/dates.ts';
import type { Numerals, Vocabulary } from '../vocabulary.ts';
import type { WordRole } from '../word-roles.ts';
import { wordAt } from './lexicon.ts';
import { LIST_SIGN } from './normalise.ts';
import { isDigit, isNumeral } from './numbers.ts';
import { numberTokenAt } from './number-tokens.ts';
import type { TitleIndex } from './title-index.ts';
import { isWord, type RawToken, type TitleWords, type Word } from './tokens.ts';
import { longestAt } from './word-tree.ts';

export interface TokenScope {
  readonly today: DateOnly;
  readonly titles: TitleIndex;
  readonly vocabulary: Vocabulary;
  /** We asked for a date. */
  readonly expectsDate: boolean;
}

const STEP: ReadonlySet<WordRole> = new Set(['step']);
const MARKS = new Set(',;.!?:()[]“”"\n、-/#|=+&<>*_');

/** Cuts a normalised text into words, dates, numbers and marks; of several readings the longest wins. */
export function tokenise(text: string, given: TokenScope): RawToken[] {
  const scope = { ...given, openings: dateOpenings(given.vocabulary.dates, given.vocabulary.numerals) };
  const tokens: RawToken[] = [];
  for (let at = 0; at < text.length;) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at, tokens.at(-1), scope);
    const last = tokens.at(-1);
    if (token.kind === 'unknown' && last?.kind === 'unknown' && last.end === at) {
      tokens[tokens.length - 1] = { ...last, end: token.end, text: last.text + token.text };
    } else tokens.push(token);
    at = token.end;
  }
  return withoutQuotations(tokens);
}

interface Cutting extends TokenScope {
  /** The characters a date may start with. */
  readonly openings: ReadonlySet<string>;
}

function tokenAt(text: string, at: number, previous: RawToken | undefined, scope: Cutting): RawToken {
  const sign = text[at] ?? '';
  if (sign === LIST_SIGN) return { kind: 'word', start: at, end: at + 1, text: sign, roles: STEP };
  const run = longNumberEnd(text, at, scope.vocabulary.numerals);
  if (run !== null) return { kind: 'unknown', start: at, end: run, text: text.slice(at, run) };
  const readings = [
    dateToken(text, at, previous, scope),
    word(text, at, scope),
    numberTokenAt(text, at, scope),
  ];
  let best: RawToken | null = null;
  for (const reading of readings) if (reading !== null && reading.end > (best?.end ?? at)) best = reading;
  if (best !== null) return best;
  if (MARKS.has(sign)) return { kind: 'mark', start: at, end: at + 1, sign };
  return { kind: 'unknown', start: at, end: at + 1, text: sign };
}

/** Longer runs are telephone numbers and the like: they are no date and no code, and are passed over at once. */
const LONGEST_NUMBER = 12;

function longNumberEnd(text: string, at: number, numerals: Numerals): number | null {
  if (isPartOfNumber(text, at - 1, numerals)) return null;
  let end = at;
  while (isPartOfNumber(text, end, numerals)) end += 1;
  return end - at > LONGEST_NUMBER ? end : null;
}

const isPartOfNumber = (text: string, at: number, numerals: Numerals): boolean =>
  isDigit(text, at) || isNumeral(text, at, numerals);

function dateToken(
  text: string,
  at: number,
  previous: RawToken | undefined,
  { today, vocabulary, expectsDate, openings }: Cutting,
): RawToken | null {
  if (!openings.has(text.charAt(at))) return null;
  const expected = expectsDate || isWord(previous, 'until');
  const date = dateAt(text, at, { today, dates: vocabulary.dates, numerals: vocabulary.numerals, expected });
  return date === null ? null : { kind: 'date', start: at, end: date.end, date };
}

/** A word of the lexicon or of a title. Where they are the same, what stands behind it tells: "资金的完成了". */
function word(text: string, at: number, { titles, vocabulary }: TokenScope): Word | TitleWords | null {
  const { lexicon } = vocabulary;
  const known = wordAt(text, at, lexicon);
  const name = longestAt(titles, text, at, (_, end) =>
    end === known?.end ? isLabel(text, end, vocabulary) : end > (known?.end ?? at + 1),
  );
  if (name !== null)
    return { kind: 'title', start: at, end: name.end, items: name.value, text: text.slice(at, name.end) };
  return known === null ? null : { kind: 'word', start: at, text: text.slice(at, known.end), ...known };
}

/** "结算的…", "结算：…", "结算那项…". */
function isLabel(text: string, end: number, { lexicon }: Vocabulary): boolean {
  const roles = wordAt(text, end, lexicon)?.roles;
  return text[end] === ':' || roles?.has('of') === true || roles?.has('this') === true;
}

/** What stands in quotation marks is somebody else's words, or a title: it says nothing of a state. */
function withoutQuotations(tokens: RawToken[]): RawToken[] {
  const muted = [...tokens];
  let opening: number | null = null;
  tokens.forEach((token, index) => {
    if (token.kind !== 'mark' || !'“”"'.includes(token.sign)) return;
    if (opening === null) opening = token.sign === '”' ? null : index;
    else if (token.sign !== '“') {
      for (let inner = opening + 1; inner < index; inner += 1)
        muted[inner] = asContent(tokens[inner]) ?? token;
      opening = null;
    }
  });
  return muted;
}

function asContent(token: RawToken | undefined): RawToken | undefined {
  if (token === undefined || token.kind === 'title') return token;
  return { kind: 'unknown', start: token.start, end: token.end, text: '' };
}
