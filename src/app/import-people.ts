import { groupBy } from '../domain/group-by.ts';
import type { Person } from '../domain/task/people.ts';
import type { Directory } from './channel.ts';
import type { ImportRow, NewPerson, PersonPart, UnmatchedName } from './import-plan.ts';

export interface MatchedPeople {
  /** The userid a name of the file stands for, or null. */
  useridOf(name: string | null): string | null;
  /** The person of the directory with that userid, if it is nobody we have. */
  newPerson(userid: string | null): NewPerson | null;
  readonly unmatched: readonly UnmatchedName[];
}

interface Candidate {
  readonly userid: string;
  readonly name: string;
}

/**
 * Who the names of a file are: by userid or by a name that only one person bears, first among the people we have, then
 * in WeCom's directory, which is read only when it is needed. Nobody is guessed.
 */
export async function matchPeople(
  rows: readonly ImportRow[],
  people: readonly Person[],
  directory: Directory,
): Promise<MatchedPeople> {
  const mentions = groupBy(rows.flatMap(mentionsOf), ({ name }) => name);
  const [active, inactive] = [people.filter((each) => each.active), people.filter((each) => !each.active)];
  const found = new Map<string, readonly Candidate[]>(
    [...mentions.keys()].map((name) => [name, bearersOf(name, active)]),
  );
  const strangers = [...found].flatMap(([name, bearers]) => (bearers.length === 0 ? [name] : []));
  const left = new Set(inactive.map(({ userid }) => fold(userid)));
  const listed = strangers.length === 0 ? [] : await directory.people();
  const employed = listed.filter(({ userid }) => !left.has(fold(userid)));
  for (const name of strangers) found.set(name, bearersOf(name, employed));

  const known = new Set(active.map(({ userid }) => fold(userid)));
  return {
    useridOf(name) {
      const [bearer, ...others] = found.get(name ?? '') ?? [];
      return bearer && others.length === 0 ? bearer.userid : null;
    },
    newPerson: (userid) =>
      userid === null || known.has(fold(userid))
        ? null
        : (employed.find((each) => each.userid === userid) ?? null),
    unmatched: [...found].flatMap(([name, bearers]) => {
      if (bearers.length === 1) return [];
      const hasLeft = bearersOf(name, inactive).length > 0;
      const why = bearers.length > 1 ? 'ambiguous' : hasLeft ? 'inactive' : 'unknown';
      const own = (mentions.get(name) ?? []).map(({ line, as }) => ({ line, as }));
      return [{ name, why, mentions: own }];
    }),
  };
}

const PARTS: readonly PersonPart[] = ['leader', 'owner', 'contact'];

const mentionsOf = (row: ImportRow) =>
  PARTS.flatMap((as) => {
    const name = row[as];
    return name === null || name.trim() === '' ? [] : [{ name, as, line: row.line }];
  });

/** A userid is one person's alone, whoever else has it for a name. */
function bearersOf<Someone extends Candidate>(name: string, people: readonly Someone[]): readonly Someone[] {
  const sought = fold(name);
  const byUserid = people.filter(({ userid }) => fold(userid) === sought);
  return byUserid.length > 0 ? byUserid : people.filter((each) => fold(each.name) === sought);
}

/** 张 三 and 张三 are one name, and so are ZhangSan and zhangsan. */
const fold = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
