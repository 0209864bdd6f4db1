import { isClauseBreak, isLeading, isPredicate } from '../text/neighbours.ts';
import type { NumberToken, RawToken, Word } from '../text/tokens.ts';

interface ListNumber {
  readonly index: number;
  readonly value: number;
  readonly script: NumberToken['script'];
}

/**
 * Numbers that count the person's own points ("6：1.… 2.… 3.…") become list signs, their marks disappear.
 * They run from 1, after a code was named or where no task of the person can be meant.
 */
export function markOwnLists(tokens: readonly RawToken[], ownCodes: ReadonlySet<number>): RawToken[] {
  const numbers = listNumbers(tokens);
  const digits = numbers.filter(({ script }) => script === 'digits');
  const listed = new Set(numbers.filter(({ script }) => script === 'numerals').map(({ index }) => index));
  if (countsPoints(tokens, digits, ownCodes)) digits.forEach(({ index }) => listed.add(index));
  return tokens.flatMap((token, index) => {
    if (listed.has(index)) return [asStep(token)];
    return listed.has(index - 1) ? [] : [token];
  });
}

function countsPoints(
  tokens: readonly RawToken[],
  numbers: readonly ListNumber[],
  ownCodes: ReadonlySet<number>,
): boolean {
  const [first] = numbers;
  if (first === undefined || numbers.length < 2) return false;
  if (numbers.some(({ value }, place) => value !== place + 1)) return false;
  if (namesTask(tokens.slice(0, first.index), ownCodes) || !numbers.some(({ value }) => ownCodes.has(value)))
    return true;
  return !ownCodes.has(1) && !isPredicate(tokens[first.index + 2]);
}

/** "1." "2、" "3)" "一、" with something behind that is no number. */
function listNumbers(tokens: readonly RawToken[]): ListNumber[] {
  return tokens.flatMap((token, index) => {
    if (token.kind === 'number' && isOrdinalPoint(tokens, index))
      return [{ index, value: token.value, script: 'numerals' as const }];
    if (token.kind !== 'number' || token.ordinal || token.unit !== 'none' || token.letter !== '') return [];
    const [next, content] = [tokens[index + 1], tokens[index + 2]];
    // Only the first point must head its clause: "1.修订办法2.盘点仓库".
    const isListed =
      (isClauseBreak(tokens[index - 1]) || (token.script === 'digits' && token.value > 1)) &&
      next?.kind === 'mark' &&
      '.、)'.includes(next.sign) &&
      content !== undefined &&
      !(content.kind === 'number' && content.script === token.script);
    return isListed ? [{ index, value: token.value, script: token.script }] : [];
  });
}

/** "第一，…；第二，…"; but "第22、23项" names tasks. */
function isOrdinalPoint(tokens: readonly RawToken[], index: number): boolean {
  const [number, next, content] = [tokens[index], tokens[index + 1], tokens[index + 2]];
  return (
    number?.kind === 'number' &&
    number.ordinal &&
    content?.kind !== 'number' &&
    number.unit === 'none' &&
    isClauseBreak(tokens[index - 1]) &&
    next?.kind === 'mark' &&
    ',、:'.includes(next.sign)
  );
}

const namesTask = (tokens: readonly RawToken[], ownCodes: ReadonlySet<number>): boolean =>
  tokens.some(
    (token, index) =>
      token.kind === 'number' &&
      isNameable(token) &&
      ownCodes.has(token.value) &&
      isLeading(tokens[index - 1]),
  );

const isNameable = (token: NumberToken): boolean => token.ordinal || token.unit !== 'item';

const asStep = ({ start, end }: RawToken): Word => ({
  kind: 'word',
  start,
  end,
  text: '',
  roles: new Set(['step']),
});
