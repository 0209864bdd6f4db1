import { groupBy } from '../../domain/group-by.ts';
import type { Person } from '../../domain/task/people.ts';
import { AppError } from '../../errors.ts';
import type { Directory } from '../channel.ts';
import type { ImportRow, NewPerson, PersonPart, UnmatchedName } from './import-plan.ts';

export interface MatchedPeople {
  /** The userid a name of the file stands for, or null. */
  useridOf(name: string | null): string | null;
  /** The person of the directory with that userid, if it is nobody we have. */
  newPerson(userid: string | null): NewPerson | null;
  readonly unmatched: readonly UnmatchedName[];
  /** Why the directory could not be read, when it was needed. */
  readonly directoryFault: string | null;
}

interface Candidate {
  readonly userid: string;
  readonly name: string;
}

/**
 * Who the names of a file are: by userid or by a name that only one person bears, first among the people we have, then
 * in WeCom's directory, which is read only when it is needed. Nobody is guessed.
 * @param directory null without a self-built app: then only the people we have are looked through
 */
export async function matchPeople(
  rows: readonly ImportRow[],
  people: readonly Person[],
  directory: Directory | null,
): Promise<MatchedPeople> {
  const mentions = groupBy(rows.flatMap(mentionsOf), ({ name }) => name);
  const [active, inactive] = [people.filter((each) => each.active), people.filter((each) => !each.active)];
  const found = new Map<string, readonly Candidate[]>(
    [...mentions.keys()].map((name) => [name, bearersOf(name, active)]),
  );
  const strangers = [...found].flatMap(([name, bearers]) => (bearers.length === 0 ? [name] : []));
  const { listed, fault } =
    strangers.length === 0 || directory === null ? NOBODY : await readDirectory(directory);
  const left = new Set(inactive.map(({ userid }) => fold(userid)));
  const employed = listed.filter(({ userid }) => !left.has(fold(userid)));
  for (const name of strangers) found.set(name, bearersOf(name, employed));

  const whyUnmatched = (name: string, bearers: readonly Candidate[]): UnmatchedName['why'] => {
    if (bearers.length > 1) return 'ambiguous';
    if (bearersOf(name, inactive).length > 0) return 'inactive';
    return fault === null ? 'unknown' : 'not_looked_up';
  };
  return {
    useridOf(name) {
      const [bearer, ...others] = found.get(name ?? '') ?? [];
      return bearer && others.length === 0 ? bearer.userid : null;
    },
    newPerson: (userid) =>
      active.some((each) => each.userid === userid)
        ? null
        : (employed.find((each) => each.userid === userid) ?? null),
    unmatched: [...found].flatMap(([name, bearers]) => {
      if (bearers.length === 1) return [];
      const own = (mentions.get(name) ?? []).map(({ line, as }) => ({ line, as }));
      return [{ name, why: whyUnmatched(name, bearers), mentions: own }];
    }),
    directoryFault: fault,
  };
}

interface Listing {
  readonly listed: Awaited<ReturnType<Directory['people']>>;
  readonly fault: string | null;
}

const NOBODY: Listing = { listed: [], fault: null };

/** WeCom may be away while somebody looks through his file: the rest of what is wrong is shown all the same. */
async function readDirectory(directory: Directory): Promise<Listing> {
  try {
    return { listed: await directory.people(), fault: null };
  } catch (error) {
    if (error instanceof AppError) return { listed: [], fault: error.message };
    throw error;
  }
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
