import type { Clause } from '../text/clauses.ts';
import { isContent, isState } from '../text/neighbours.ts';
import { isWord, type Token } from '../text/tokens.ts';

/**
 * A clause by what it does: `says` something, `corrects` what was said before, `mentions` tasks only to except
 * them ("除9外"), `excepts` them so that the rest is spoken of, or `cancels` what was said of them ("不是3").
 */
export interface Piece {
  readonly act: 'says' | 'corrects' | 'mentions' | 'excepts' | 'cancels';
  readonly clause: Clause;
  /** Said of what is excepted: the rest, of which is spoken next, is that of the tasks. */
  readonly excepted?: true;
}

/** The acts of one clause, in order; a piece may be left without tokens. */
export function piecesOf(clause: Clause): Piece[] {
  return (
    confusion(clause) ??
    correction(clause) ??
    cancellation(clause) ??
    exception(clause) ?? [{ act: 'says', clause }]
  );
}

const part = (clause: Clause, tokens: readonly Token[]): Clause => ({
  ...clause,
  tokens,
  start: tokens[0]?.start ?? clause.end,
  end: tokens.at(-1)?.end ?? clause.end,
});

const isCodes = (token: Token | undefined): boolean => token?.kind === 'codes';

/** "把7当成15了": whatever was said of either of them does not hold. */
function confusion(clause: Clause): Piece[] | null {
  const { tokens } = clause;
  const at = tokens.findIndex((token) => isWord(token, 'confused'));
  if (at < 0 || !isCodes(tokens[at - 1]) || !isCodes(tokens[at + 1]) || tokens.some(isState)) return null;
  return [{ act: 'cancels', clause }];
}

/** "更正，…", "说错了…": the word of correction comes first. "6写错了" takes back 6. */
function correction(clause: Clause): Piece[] | null {
  const at = clause.tokens.findIndex((token) => isWord(token, 'correction'));
  const before = clause.tokens.slice(0, at);
  if (at < 0 || !before.every((token) => isCodes(token) || isWord(token, 'light', 'courtesy', 'contrast')))
    return null;
  const behind = clause.tokens.slice(at);
  const said = behind.slice(behind.findIndex((token) => !isWord(token, 'correction', 'light')));
  if (before.some(isCodes)) {
    const cancelled: Piece = { act: 'cancels', clause: part(clause, before) };
    // "第五项呃不对不是第五项是第十九项完成了".
    return said.some(isCodes) ? [cancelled, ...piecesOf(part(clause, said))] : [cancelled];
  }
  const rest = part(clause, behind.every((token) => isWord(token, 'correction', 'light')) ? [] : said);
  const pieces = cancellation(rest) ?? exception(rest) ?? [];
  return pieces.length === 0
    ? [{ act: 'corrects', clause: rest }]
    : [{ act: 'corrects', clause: part(rest, []) }, ...pieces];
}

/** "不是3，是5…", "是5不是3…": 3 is taken back. Nothing else may be left of the clause. */
function cancellation(clause: Clause): Piece[] | null {
  const at = clause.tokens.findIndex(
    (token, index) => isWord(token, 'notIs') && isCodes(clause.tokens[index + 1]),
  );
  if (at < 0) return null;
  const others = clause.tokens.filter((_, index) => index !== at && index !== at + 1);
  const cancelled: Piece = { act: 'cancels', clause: part(clause, clause.tokens.slice(at, at + 2)) };
  return others.some(isCodes) ? [cancelled, { act: 'says', clause: part(clause, others) }] : [cancelled];
}

/** "除9外均…", "除9还在推进外其余…", "9以外都…". Exceptions of other things than tasks stay where they are. */
function exception(clause: Clause): Piece[] | null {
  const { tokens } = clause;
  const end = tokens.findIndex((token) => isWord(token, 'exceptEnd'));
  const word = tokens.findIndex((token) => isWord(token, 'except'));
  // "9以外" has its word behind.
  const isBehind = word > 0 && word === end && isCodes(tokens[word - 1]);
  const start = isBehind ? word - 1 : word;
  if (start < 0 || tokens.slice(0, start).some(isCodes)) return null;
  const stop =
    end > start ? end : tokens.findIndex((token, index) => index > start && isWord(token, 'rest', 'all'));
  const inner = tokens.slice(isBehind ? start : start + 1, stop < 0 ? tokens.length : stop);
  const named = inner.find((token) => token.kind === 'codes' || token.kind === 'title');
  if (named === undefined) return null;
  if (named.kind === 'title' && inner.some((token) => isContent(token) && token !== named)) return null;
  const outer = stop < 0 ? [] : tokens.slice(stop).filter((token) => !isWord(token, 'exceptEnd'));
  return [
    { act: inner.some(isState) ? 'says' : 'mentions', clause: part(clause, inner), excepted: true },
    { act: 'excepts', clause: part(clause, [...tokens.slice(0, start), ...outer]) },
  ];
}
