import type { ImportRow } from './import-plan.ts';

interface KnownProblem {
  readonly no: number;
  readonly category: string;
  readonly title: string;
}

type ProblemOf = Pick<ImportRow, 'category' | 'problem' | 'problemNo'>;

export interface ProblemNumbers {
  noOf(row: ProblemOf): number;
  /** The numbers of the file could not be kept: it begins again in each category, or the round has given them. */
  readonly renumbered: boolean;
}

/**
 * The number of each problem in its round. Rows of one problem share it; a problem the round has already is found
 * again by its title; the file's own numbers are kept when none of them would stand for two problems.
 */
export function numberProblems(rows: readonly ProblemOf[], known: readonly KnownProblem[]): ProblemNumbers {
  const keyOf = keysBy(rows);
  const numbers = new Map<string, number>();
  const fresh = new Map<string, number | null>();
  for (const row of rows) {
    const same = known.find((problem) => isSame(row, problem));
    if (same) numbers.set(keyOf(row), same.no);
    else fresh.set(keyOf(row), row.problemNo ?? fresh.get(keyOf(row)) ?? null);
  }
  const used = new Set(known.map(({ no }) => no));
  const stated = [...fresh.values()].filter((no) => no !== null);
  const keeps =
    stated.every((no) => no > 0) && new Set([...used, ...stated]).size === used.size + stated.length;
  if (keeps) for (const no of stated) used.add(no);
  let last = Math.max(0, ...used);
  for (const [key, no] of fresh) {
    if (!keeps || no === null) last += 1;
    numbers.set(key, keeps && no !== null ? no : last);
  }
  return { noOf: (row) => numbers.get(keyOf(row)) ?? 0, renumbered: !keeps };
}

/** Two problems may have one title, if they are numbered apart; a row without a number joins the only one there is. */
function keysBy(rows: readonly ProblemOf[]): (row: ProblemOf) => string {
  const byTitle = new Map<string, Set<number>>();
  for (const { problemNo, ...row } of rows) {
    const nos = byTitle.get(titleKey(row)) ?? new Set();
    if (problemNo !== null) nos.add(problemNo);
    byTitle.set(titleKey(row), nos);
  }
  return (row) => {
    const title = titleKey(row);
    const [only, ...others] = byTitle.get(title) ?? [];
    const no = row.problemNo ?? (others.length === 0 ? only : undefined);
    return `${title}${no ?? ''}`;
  };
}

const titleKey = ({ category, problem }: Omit<ProblemOf, 'problemNo'>): string =>
  JSON.stringify([category, problem]);

const isSame = ({ category, problem, problemNo }: ProblemOf, known: KnownProblem): boolean =>
  category === known.category && problem === known.title && (problemNo === null || problemNo === known.no);
