import type { ReplyContext } from '../result.ts';
import { isClauseBreak, isContent, isFinished, isLeading, isPredicate, isState } from '../text/neighbours.ts';
import { isWord, type Amount, type NumberToken, type RawToken, type Token } from '../text/tokens.ts';
import { groupAt, isCount, type NumberGroup } from './code-groups.ts';
import { markOwnLists } from './own-lists.ts';

/** Decides for every number whether it is a code; the others become amounts or content (replies.md). */
export function findCodes(
  raw: readonly RawToken[],
  context: Pick<ReplyContext, 'items' | 'roundCodes'>,
): Token[] {
  const known = knownNumbers(context);
  const tokens = markOwnLists(raw, known.own);
  const found: Token[] = [];
  for (let index = 0; index < tokens.length;) {
    const group = groupAt(tokens, index);
    const next = group?.next ?? index + 1;
    if (group !== null && isCode(group, tokens, found, known)) {
      found.push({ kind: 'codes', start: group.start, end: group.end, mentions: group.mentions });
      index = behindSigns(tokens, next);
    } else {
      found.push(...tokens.slice(index, next).map((token, at) => asNoCode(token, tokens[index + at + 1])));
      index = next;
    }
  }
  return found;
}

interface KnownNumbers {
  /** The person's own codes that have a letter. */
  readonly lettered: ReadonlySet<string>;
  readonly own: ReadonlySet<number>;
  /** How many tasks the person has. */
  readonly count: number;
  /** Those of the whole round, the person's own included. */
  readonly round: ReadonlySet<number>;
}

const numberIn = (code: string): number => Number(/\d+/.exec(code)?.[0] ?? Number.NaN);

function knownNumbers({ items, roundCodes }: Pick<ReplyContext, 'items' | 'roundCodes'>): KnownNumbers {
  const own = new Set(items.map(({ code }) => numberIn(code)));
  const lettered = new Set(items.map(({ code }) => code.toUpperCase()).filter((code) => /^[A-Z]/.test(code)));
  return { own, count: items.length, lettered, round: new Set([...own, ...roundCodes.map(numberIn)]) };
}

function isCode(
  group: NumberGroup,
  tokens: readonly RawToken[],
  before: readonly Token[],
  known: KnownNumbers,
): boolean {
  const previous = before.at(-1);
  const next = tokens[group.next];
  if (group.numbers.every(({ letter, value }) => known.lettered.has(letter + value))) return true;
  if (group.named) return previous?.kind !== 'codes';
  if (isShare(group, tokens, before, known)) return false;
  if (group.bracketed && !isClauseBreak(previous)) return goesOnInBrackets(group, tokens, before, known);
  if (group.numbers.every(isCount)) return isClauseBreak(previous) && isNoCount(group, tokens, known);
  if (isContent(next))
    return (
      isHeading(group, next, before, known) ||
      isNamedTwice(group, next, before) ||
      isLabelled(group, tokens, before, known)
    );
  const behind = behindSigns(tokens, group.next);
  // A blank, or a code's own sign, ends what was said before: "6已完成 88已完成", "2.完成6.推进中".
  const isApart = group.start > (previous?.end ?? 0) || behind > group.next;
  if (isFinished(previous) && isApart && isPredicate(tokens[behind])) return isPlausible(group, true, known);
  if (goesOnWithOwn(group, tokens, before, known)) return true;
  if (group.marked) return isMarkedCode(group, before, known);
  if (group.numbers.some(({ script }) => script === 'numerals')) {
    // "三十七完成三十八没完成": beyond ten nobody says so by chance.
    const goesOn = isFinished(previous) && group.numbers.every(({ value }) => value > 10);
    return (isLeading(previous) || goesOn) && isPredicate(next) && isNumeralCode(group, known);
  }
  if (isLeading(previous)) return isPlausible(group, isClauseBreak(previous), known);
  return isFinished(previous) && fitsBehindState(group, next, before, known);
}

/** "完成2/3": of codes with that sign between them all are the person's own, and none was named before. */
function isShare(
  { numbers, start }: NumberGroup,
  tokens: readonly RawToken[],
  before: readonly Token[],
  { own }: KnownNumbers,
): boolean {
  const [part, whole] = numbers;
  const slash = tokens[tokens.findIndex((token) => token.start === start) + 1];
  if (part === undefined || whole === undefined || numbers.length > 2 || part.value >= whole.value)
    return false;
  if (slash?.kind !== 'mark' || slash.sign !== '/' || isClauseBreak(before.at(-1))) return false;
  return before.some(({ kind }) => kind === 'codes') || ![part, whole].every(({ value }) => own.has(value));
}

/** What is counted: neither a sign nor the beginning of a state. */
const isThing = (token: RawToken | undefined): boolean =>
  token !== undefined && token.kind !== 'mark' && token.kind !== 'number' && !isPredicate(token);

/**
 * "12项推进中" of somebody with four tasks: more than he has is no count of them, and two counts are none either. Where
 * other things are counted so ("共8项措施，5项完成"), it is one all the same.
 */
function isNoCount(
  { numbers, next }: NumberGroup,
  tokens: readonly RawToken[],
  { own, count }: KnownNumbers,
): boolean {
  const mayBeCode = (token: RawToken, index: number): boolean =>
    token.kind !== 'number' || !isCount(token) || (own.has(token.value) && !isThing(tokens[index + 1]));
  // "十三项长期坚持": a numeral counts more often than it names.
  const isNamed = ({ value, script }: NumberToken): boolean =>
    script === 'digits'
      ? value > count || numbers.length > 1
      : value > Math.max(count, TEN) && own.has(value) && isPredicate(tokens[next]);
  return tokens.every(mayBeCode) && numbers.every(isNamed);
}

const TEN = 10;

/** "【3】办结【4】未完成"; but "已完成（4）" may be a count. */
function goesOnInBrackets(
  { numbers, next }: NumberGroup,
  tokens: readonly RawToken[],
  before: readonly Token[],
  { own }: KnownNumbers,
): boolean {
  const first = before.find(({ kind }) => kind === 'codes');
  const opening = tokens.find(({ start }) => start === first?.start);
  return (
    opening?.kind === 'mark' &&
    before[0] === first &&
    isFinished(before.at(-1)) &&
    isPredicate(tokens[behindSigns(tokens, next)]) &&
    numbers.every(({ value }) => own.has(value))
  );
}

/** "6推进中，已取得证明 9推进中": who has named a code names the next of his own behind a blank. */
function goesOnWithOwn(
  group: NumberGroup,
  tokens: readonly RawToken[],
  before: readonly Token[],
  { own }: KnownNumbers,
): boolean {
  return (
    group.start > (before.at(-1)?.end ?? group.start) &&
    isPredicate(tokens[behindSigns(tokens, group.next)]) &&
    group.numbers.every(
      ({ value, script, unit }) => own.has(value) && script === 'digits' && unit !== 'item',
    ) &&
    before.some(({ kind }) => kind === 'codes')
  );
}

/** "6 资产盘点…": a code with content behind it heads its clause, and the round has it. */
function isHeading(
  group: NumberGroup,
  next: RawToken | undefined,
  before: readonly Token[],
  { own, round }: KnownNumbers,
): boolean {
  const previous = before.at(-1);
  const isFirst = !before.some(({ kind }) => kind === 'codes');
  const numbers = group.marked ? own : round;
  // "8号：…，3所学校5台车，已完成": what is counted in passing is no heading.
  if (!isFirst && !group.marked && isWithin(previous) && next?.kind === 'unknown' && next.start === group.end)
    return false;
  return (
    (isFirst || isClauseBreak(previous)) &&
    isLeading(previous) &&
    group.numbers.every(({ value, script }) => numbers.has(value) && (group.marked || script === 'digits'))
  );
}

/** A comma goes on with what was being said. */
const isWithin = (token: Token | undefined): boolean => token?.kind === 'mark' && ',、'.includes(token.sign);

/** "3的搞定了7号桶站还在等": code and words of its title name one task. */
function isNamedTwice(group: NumberGroup, next: RawToken | undefined, before: readonly Token[]): boolean {
  if (next?.kind !== 'title' || !isFinished(before.at(-1))) return false;
  return group.numbers.every(
    ({ value, script }) =>
      (group.marked || script === 'digits') && next.items.some((code) => numberIn(code) === value),
  );
}

/** "6号资产的弄完了9号临建的还没": a sign tells the code, "of" that what stands behind it is a name. */
const isLabelled = (
  { marked, numbers, next }: NumberGroup,
  tokens: readonly RawToken[],
  before: readonly Token[],
  { own }: KnownNumbers,
): boolean =>
  marked &&
  isFinished(before.at(-1)) &&
  isWord(tokens[next + 1], 'of') &&
  before.some(({ kind }) => kind === 'codes') &&
  numbers.every(({ value }) => own.has(value));

/** "预计15号完成" and "会议15号结束" speak of a day, unless 15 is the person's own and codes are what he writes. */
function isMarkedCode(group: NumberGroup, before: readonly Token[], { own }: KnownNumbers): boolean {
  const previous = before.at(-1);
  const isOwn = group.numbers.every(({ value }) => own.has(value));
  if (isWord(previous, 'plan')) return isOwn;
  return (
    isLeading(previous) || isFinished(previous) || (isOwn && before.some(({ kind }) => kind === 'codes'))
  );
}

/** A numeral alone is a code only when it is the person's own, and never "one", which is half the language. */
const isNumeralCode = (group: NumberGroup, { own }: KnownNumbers): boolean =>
  group.numbers.every(({ value }) => value > 1 && own.has(value));

/** At the head of a clause any number of up to three digits may be a wrong code; elsewhere only a right one is. */
const isPlausible = (group: NumberGroup, isHead: boolean, { round }: KnownNumbers): boolean =>
  group.numbers.every(({ value }) => round.has(value) || (isHead && value < 1000));

/** "弄完了9还没弄", "完成了6、9还没弄2", but not "6已完成17". */
function fitsBehindState(
  group: NumberGroup,
  next: RawToken | undefined,
  before: readonly Token[],
  { round }: KnownNumbers,
): boolean {
  if (!group.numbers.every(({ value }) => round.has(value))) return false;
  if (!isClauseBreak(next)) return isPredicate(next) || isWord(next, 'light', 'joiner', 'aspect');
  const clause = before.slice(before.findLastIndex(isClauseBreak) + 1);
  const codes = clause.findIndex(({ kind }) => kind === 'codes');
  return codes < 0 || clause.slice(0, codes).some(isState);
}

/** A code's own signs: "2." "6：" "9 -". */
function behindSigns(tokens: readonly RawToken[], index: number): number {
  let behind = index;
  for (
    let token = tokens[behind];
    token?.kind === 'mark' && '.、:-=|>'.includes(token.sign);
    token = tokens[behind]
  ) {
    behind += 1;
  }
  return behind;
}

/** "三个任务": tasks are counted. */
const countsTasks = ({ of }: Amount, following: RawToken | undefined): boolean =>
  of === 'things' && isWord(following, 'codeNoun') && !isWord(following, 'defect');

function asNoCode(token: RawToken, following: RawToken | undefined): Token {
  if (token.kind === 'amount' && countsTasks(token, following)) return { ...token, of: 'items' };
  if (token.kind !== 'number') return token;
  const { start, end, value, script, ordinal, unit } = token;
  if (unit === 'item') return { kind: 'amount', start, end, value, of: ordinal ? 'things' : 'items' };
  return script === 'digits' && !ordinal && unit === 'none'
    ? { kind: 'amount', start, end, value, of: 'things' }
    : { kind: 'unknown', start, end, text: '' };
}
