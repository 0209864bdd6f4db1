import type { WordRole } from '../word-roles.ts';
import { isClauseBreak, isContent, isFinished, isPredicate, isState } from './neighbours.ts';
import { anyWord, isWord, type Stretch, type TitleWords, type Token } from './tokens.ts';

/** A stretch of the message in which one thing is said. Marks are no part of it. */
export interface Clause extends Stretch {
  readonly tokens: readonly Token[];
  /** What parts it from the clause before. */
  readonly opener: 'sentence' | 'comma' | 'bracket' | 'contrast';
  /** It ends with a question mark. */
  readonly asked: boolean;
}

export const has = (clause: Clause, ...roles: readonly WordRole[]): boolean =>
  anyWord(clause.tokens, ...roles);

export const indexOf = (clause: Clause, ...roles: readonly WordRole[]): number =>
  clause.tokens.findIndex((token) => isWord(token, ...roles));

/** Cuts at marks, and where people omit them: before "but", after a state that "and" follows, at new codes. */
export function clausesOf(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  let open: Token[] = [];
  let opener: Clause['opener'] = 'sentence';
  const close = (asked: boolean, next: Clause['opener']): void => {
    const clause = clauseOf(open, opener, asked);
    if (clause !== null) clauses.push(...splitAtCodes(clause).flatMap(splitAtTitles).flatMap(splitAtEnd));
    // Of marks in a row the strongest counts: "。\n", "；但".
    opener = clause === null && opener === 'sentence' ? opener : next;
    open = [];
  };
  tokens.forEach((token, index) => {
    if (token.kind === 'mark') {
      // "张三说：6已完成" is one clause: what Zhang said.
      const speaks = isWord(open.at(-1), 'hearsay') && !isWord(open.at(-1), 'courtesy');
      const isSpeech = ':,'.includes(token.sign) && speaks;
      if (isClauseBreak(token) && !isSpeech) close(token.sign === '?', openedBy(token.sign));
      return;
    }
    if (isWord(token, 'contrast')) close(false, 'contrast');
    else if (isWord(token, 'step')) close(false, 'comma');
    else if (beginsAnew(open, token, tokens[index + 1]) || takesBack(open, token)) close(false, 'comma');
    open.push(token);
  });
  close(false, 'sentence');
  return clauses;
}

function openedBy(sign: string): Clause['opener'] {
  if (';.!?\n'.includes(sign)) return 'sentence';
  return '()[]'.includes(sign) ? 'bracket' : 'comma';
}

function clauseOf(tokens: readonly Token[], opener: Clause['opener'], asked: boolean): Clause | null {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { tokens, opener, asked, start: first.start, end: last.end };
}

/** "完成了吧 不对 …", "完成了不对 …": what was said has come to an end. */
const takesBack = (open: readonly Token[], token: Token): boolean =>
  isWord(token, 'correction') &&
  open.some(isState) &&
  (token.start > (open.at(-1)?.end ?? token.start) || isFinished(open.at(-1)));

/** "已完成整改并长期坚持", "已完成 正在公示": what follows a finished state and "and" or a blank is said on its own. */
function beginsAnew(open: readonly Token[], token: Token, next: Token | undefined): boolean {
  const isApart = token.start > (open.at(-1)?.end ?? token.start);
  // "已经重新投票 整改到位了": the whole of it is in place, after something else was told.
  if (isApart && isWord(token, 'closing') && anyWord(open, 'past', 'aspect')) return true;
  if (isApart && isWord(token, 'past') && isWord(next, 'closing') && open.some(isContent)) return true;
  // "不是完成了是基本完成".
  if (isWord(token, 'is') && anyWord(open, 'notIs') && isFinished(open.at(-1))) return true;
  // "完成了截图晚点发给你们".
  if (isWord(open.at(-1), 'aspect') && isWord(token, 'evidence') && isAhead(next)) return true;
  // "坡道修好了都弄好了", "配齐了办完了".
  if (isWord(open.at(-1), 'aspect', 'done') && isWholeEnd(token, next)) return true;
  const opens =
    isWord(token, 'past', 'progress', 'plan', 'followUp', 'remaining', 'courtesy', 'notYet') ||
    isDenied(open);
  if (!(isApart && opens) && !isWord(token, 'and', 'rest')) return false;
  const last = open.findLast(
    (earlier) => !isWord(earlier, 'aspect', 'generic', 'light') || isWord(earlier, 'done'),
  );
  return isWord(last, 'done', 'progress', 'noChange') || (isApart && isWord(open.at(-1), 'aspect'));
}

const isAhead = (token: Token | undefined): boolean =>
  isWord(token, 'plan') || (token?.kind === 'date' && token.date.tense === 'future');

const isWholeEnd = (token: Token, next: Token | undefined): boolean =>
  isWord(token, 'done') || (isWord(token, 'all') && isWord(next, 'done'));

/** "没完成 厂家没货": behind a blank the reason follows. */
function isDenied(open: readonly Token[]): boolean {
  const end = open.findLastIndex((token) => !isWord(token, 'aspect', 'light') || isWord(token, 'done'));
  return isWord(open[end], 'done') && isWord(open[end - 1], 'not', 'notYet');
}

/**
 * One clause per group of codes. Codes come before their state ("6完成9还没弄"), unless states come first
 * throughout ("完成了2、6还没弄9").
 */
function splitAtCodes(clause: Clause): Clause[] {
  const { tokens } = clause;
  const [firstCodes, lastCodes] = [tokens.findIndex(isCodes), tokens.findLastIndex(isCodes)];
  const firstState = tokens.findIndex(isState);
  const lastState = tokens.findLastIndex(
    (token, index) => isState(token) && !isKind(tokens, index, lastCodes),
  );
  if (firstCodes < 0 || firstState < 0 || lastState < firstCodes) return [clause];
  const statesFirst = firstState < firstCodes && lastState < lastCodes;
  const [begins, completes] = statesFirst ? [isState, isCodes] : [isCodes, isState];
  const pieces: Token[][] = [[]];
  let isComplete = false;
  tokens.forEach((token, index) => {
    // What leads up to the first codes belongs to them ("施工队说6…"), unless it has come to an end.
    const isOwn =
      !statesFirst &&
      index === firstCodes &&
      (!isFinished(tokens[index - 1]) ||
        isWord(tokens[index - 1], 'remaining') ||
        anyWord(tokens.slice(0, index), 'condition', 'after'));
    if (isComplete && begins(token) && !isOwn) {
      pieces.push([]);
      isComplete = false;
    }
    pieces.at(-1)?.push(token);
    const isTold = !statesFirst && index > firstCodes && tells(token);
    isComplete ||= completes(token) || isTold;
  });
  return pieces.flatMap((piece, index) => {
    const isLast = index === pieces.length - 1;
    return clauseOf(piece, index === 0 ? clause.opener : 'comma', isLast && clause.asked) ?? [];
  });
}

/** "第十项在收材料", "第十项做了一半": something is said, though no state. */
const tells = (token: Token): boolean =>
  (isContent(token) && token.kind !== 'title') || isWord(token, 'part');

/** "完成6号任务整改": the words behind the code only say what kind of thing it is. */
const isKind = (tokens: readonly Token[], index: number, lastCodes: number): boolean =>
  index > lastCodes &&
  tokens.slice(lastCodes + 1).every((token) => isWord(token, 'generic', 'codeNoun', 'of'));

/** "弄好了飞线全部都剪掉了": what is said of "all" behind the end is said on its own. */
function splitAtEnd(clause: Clause): Clause[] {
  const { tokens } = clause;
  const end = tokens.findIndex(
    (token, at) => isWord(token, 'aspect') && (isWord(token, 'done') || isWord(tokens[at - 1], 'done')),
  );
  const all = tokens.findIndex((token, at) => at > end + 1 && isWord(token, 'all'));
  if (end < 0 || (all < 0 && !tellsOfCheck(tokens.slice(end + 1)))) return [clause];
  return [tokens.slice(0, end + 1), tokens.slice(end + 1)].flatMap(
    (part, place) => clauseOf(part, place === 0 ? clause.opener : 'comma', place > 0 && clause.asked) ?? [],
  );
}

/** "都弄好了昨天验收的": nothing but when it was accepted. */
function tellsOfCheck([date, check, of, ...others]: readonly Token[]): boolean {
  const isPast = date?.kind === 'date' && date.date.tense === 'past';
  return isPast && isWord(check, 'check') && isWord(of, 'of') && others.length === 0;
}

/** One clause per task named by its title: "厕所的弄完了账目的也弄完了". */
function splitAtTitles(clause: Clause): Clause[] {
  const { tokens } = clause;
  const cuts = tokens.flatMap((_, index) => (namesNext(tokens, index) ? [leadOf(tokens, index)] : []));
  const starts = [0, ...new Set(cuts)];
  return starts.flatMap((start, place) => {
    const end = starts[place + 1] ?? tokens.length;
    const isLast = end === tokens.length;
    return (
      clauseOf(tokens.slice(start, end), place === 0 ? clause.opener : 'comma', isLast && clause.asked) ?? []
    );
  });
}

/** Of a task named before something was said, and of this one something follows. */
function namesNext(tokens: readonly Token[], index: number): boolean {
  const [token, previous] = [tokens[index], tokens[index - 1]];
  if (token?.kind !== 'title' || previous === undefined) return false;
  const named = tokens.findLastIndex(({ kind }, at) => at < index && kind === 'title');
  if (named < 0 || !tokens.slice(named, index).some(isPredicate)) return false;
  if (token.start > previous.end && (isFinished(previous) || namesAnother(tokens[named], token))) return true;
  const behind = tokens.slice(index + 1);
  if (isWord(previous, 'aspect') && namesAnother(tokens[named], token)) return behind.some(isPredicate);
  if (!isWord(behind[0], 'of', 'this')) return false;
  const said = behind.slice(1).find((next) => !isWord(next, 'light'));
  return isPredicate(said) && !isWord(said, 'transfer');
}

/** "物业还在谈 电梯卡住了居民不同意": behind a blank each names one task, and not the same. */
const namesAnother = (earlier: Token | undefined, token: TitleWords): boolean =>
  earlier?.kind === 'title' &&
  earlier.items.length + token.items.length === 2 &&
  earlier.items[0] !== token.items[0];

/** "还有一个积案的": what only leads up to the title. */
function leadOf(tokens: readonly Token[], index: number): number {
  const last = tokens.findLastIndex(
    (token, at) => at < index && token.kind !== 'amount' && !isWord(token, ...LEADS),
  );
  return last + 1;
}

const LEADS: readonly WordRole[] = ['light', 'rest', 'remaining', 'joiner', 'and', 'contrast'];

const isCodes = ({ kind }: Token): boolean => kind === 'codes';
