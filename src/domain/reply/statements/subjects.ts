import { contentOf } from '../meaning/content.ts';
import type { Clause } from '../text/clauses.ts';
import { isContent, isPredicate } from '../text/neighbours.ts';
import { anyWord, isWord, type CodeMention, type Token } from '../text/tokens.ts';

/** Whom a clause is about, as far as its words tell. */
export type Subject =
  | { readonly kind: 'codes'; readonly mentions: readonly CodeMention[] }
  /** Each place where words of a title stand, with the codes of the tasks that have them. */
  | { readonly kind: 'titles'; readonly places: readonly (readonly string[])[] }
  /** `count` when a number was said with it ("all three"). */
  | { readonly kind: 'all'; readonly count: number | null }
  /** All that were not named. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'none' };

export const NOBODY: Subject = { kind: 'none' };

/** What was spoken of before: tasks by code or title, something unnamed, the task we asked about, or nothing. */
export type Topic = Subject['kind'] | 'asked' | null;

export function subjectOf(clause: Clause, topic: Topic): Subject {
  const mentions = clause.tokens.flatMap((token) => (token.kind === 'codes' ? token.mentions : []));
  if (mentions.length > 0) return { kind: 'codes', mentions };
  const places = titlePlaces(clause, topic);
  if (places.length > 0) return { kind: 'titles', places };
  if (isCountedRest(clause)) return { kind: 'rest' };
  const counted = countedAll(clause);
  if (counted !== null && topic === null) return { kind: 'all', count: counted };
  if (contentOf(clause, '').length > 0) return NOBODY;
  if (speaksOfRest(clause)) return { kind: 'rest' };
  // After something was said, "all" means all of that.
  const count = countIn(clause);
  const isAll = topic === null || (topic === 'none' && count !== null);
  return isAll && saysAll(clause) ? { kind: 'all', count } : NOBODY;
}

/** "其他已完成"; but in "转交给其他同志负责" others are who gets the task. */
function speaksOfRest({ tokens }: Clause): boolean {
  const rest = tokens.findIndex((token) => isWord(token, 'rest'));
  return rest >= 0 && !anyWord(tokens.slice(0, rest), 'transfer', 'by', 'notMine');
}

/** "剩下两项还在走审批": tasks are counted so, their steps hardly ever. */
function isCountedRest({ tokens }: Clause): boolean {
  const rest = tokens.findIndex((token) => !isWord(token, 'and') && !isPlainLight(token));
  const next = tokens[rest + 1];
  return isWord(tokens[rest], 'rest') && next?.kind === 'amount' && next.of === 'items';
}

const isPlainLight = (token: Token): boolean => isWord(token, 'light') && !isWord(token, 'rest');

/** Words of titles before anything is said name tasks; in prose about tasks named otherwise they name nothing. */
function titlePlaces(clause: Clause, topic: Topic): (readonly string[])[] {
  const state = clause.tokens.findIndex(isPredicate);
  const head = state < 0 ? clause.tokens : clause.tokens.slice(0, state);
  const places = head.flatMap((token) => (token.kind === 'title' ? [token.items] : []));
  const isFree = topic === null || topic === 'none';
  const isInStyle =
    topic === 'titles' && clause.tokens.find((token) => !isWord(token, 'light', 'step'))?.kind === 'title';
  const isProse = state < 0 || contentOf(clause, '').length > places.length;
  return isFree || isInStyle || !isProse ? places : [];
}

/** "我们医院四项都完成了": a count of tasks, of which all is said; whether it is that of all, its number tells. */
function countedAll({ tokens }: Clause): number | null {
  const at = tokens.findIndex((token) => token.kind === 'amount' && token.of === 'items');
  const behind = tokens
    .slice(at + 1)
    .filter((token) => !isWord(token, 'generic', 'codeNoun', 'light', 'past'));
  const count = tokens[at];
  return count?.kind === 'amount' && count.value > 1 && isWord(behind[0], 'all') && !behind.some(isContent)
    ? count.value
    : null;
}

/** "都完成了", but not "没有全部完成". */
function saysAll({ tokens }: Clause): boolean {
  const all = tokens.findIndex((token) => isWord(token, 'all'));
  return all >= 0 && !tokens.slice(0, all).some((token) => isWord(token, 'not', 'notYet', 'notIs'));
}

function countIn({ tokens }: Clause): number | null {
  for (const token of tokens) if (token.kind === 'amount' && token.of === 'items') return token.value;
  return null;
}

/** Only codes stand here; what is said of them comes before or after. */
export const isBare = ({ tokens }: Clause): boolean =>
  tokens.some(({ kind }) => kind === 'codes') &&
  tokens.every(
    (token) =>
      token.kind === 'codes' ||
      (isWord(token, 'light', 'generic', 'joiner', 'codeNoun') && !isPredicate(token)),
  );
