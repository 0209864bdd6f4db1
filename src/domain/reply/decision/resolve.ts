import type { ReplyContext, Unclear } from '../result.ts';
import type { Subject } from '../statements/subjects.ts';
import { isDigit } from '../text/numbers.ts';
import type { CodeMention } from '../text/tokens.ts';

type Known = Pick<ReplyContext, 'items' | 'roundCodes'>;

/** The tasks of the person that were meant, and what stands in the way of the others. */
export interface Resolved {
  readonly items: readonly string[];
  readonly problem: Unclear | null;
}

const NOTHING: Resolved = { items: [], problem: null };

/**
 * The tasks a subject means. Codes resolve within the person's own tasks; the round tells "not yours" from "no
 * such item".
 * @param named tasks named anywhere else in the reply, which "the rest" leaves out.
 */
export function resolveSubject(subject: Subject, known: Known, named: ReadonlySet<string>): Resolved {
  const codes = known.items.map(({ code }) => code);
  switch (subject.kind) {
    case 'codes':
      return together(distinct(subject.mentions).map((mention) => resolveCode(mention, known)));
    case 'titles':
      return resolveTitles(subject.places);
    case 'all':
      return { items: codes, problem: null };
    case 'rest':
      return { items: codes.filter((code) => !named.has(code)), problem: null };
    case 'none':
      return NOTHING;
  }
}

function together(resolved: readonly Resolved[]): Resolved {
  return {
    items: [...new Set(resolved.flatMap(({ items }) => items))],
    problem: resolved.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}

/** A code named over and over is looked for once. */
function distinct(mentions: readonly CodeMention[]): CodeMention[] {
  if (mentions.length < 2) return [...mentions];
  const byName = new Map(
    mentions.map((mention) => [`${mention.letter}${mention.from}-${mention.to}`, mention]),
  );
  return [...byName.values()];
}

/** A range means the person's tasks within it; the others in it were not addressed to him. */
export function resolveCode(mention: CodeMention, { items, roundCodes }: Known): Resolved {
  const own = matching(
    mention,
    items.map(({ code }) => code),
  );
  if (own.length > 1 && mention.from === mention.to) return { items: [], problem: 'which_item' };
  if (own.length > 0) return { items: own, problem: null };
  return { items: [], problem: matching(mention, roundCodes).length > 0 ? 'not_yours' : 'no_such_item' };
}

/**
 * Codes as `12` or `A12`. A code that is there as it was typed is meant; otherwise a letter typed must be the code's
 * own, unless the code has none, and a letter left out may be any.
 */
export function matching({ letter, from, to }: CodeMention, codes: readonly string[]): string[] {
  const near = codes.filter((code) => {
    const number = numberOf(code);
    return number >= from && number <= to && (letter === '' || ['', letter].includes(letterOf(code)));
  });
  const exact = from === to ? near.filter((code) => letterOf(code) === letter) : [];
  return exact.length > 0 ? exact : near;
}

const letterOf = (code: string): string => /^[A-Z]/.exec(code.toUpperCase())?.[0] ?? '';

/** The number behind the letter, or NaN. Every code named is compared with all there are, hence no pattern. */
function numberOf(code: string): number {
  const first = isDigit(code, 0) ? 0 : 1;
  let number = code.length > first ? 0 : Number.NaN;
  for (let at = first; at < code.length; at += 1) {
    if (!isDigit(code, at)) return Number.NaN;
    number = number * 10 + code.charCodeAt(at) - 48;
  }
  return number;
}

/** Each place must lead to one task, be it only through another place ("消防通道…消防…"). */
function resolveTitles(places: readonly (readonly string[])[]): Resolved {
  const items = new Set(places.flatMap((codes) => (codes.length === 1 ? codes : [])));
  const isOpen = places.some((codes) => !codes.some((code) => items.has(code)));
  return { items: [...items], problem: isOpen ? 'which_item' : null };
}
