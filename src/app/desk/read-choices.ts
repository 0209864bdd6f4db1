import { mayInRound } from '../../domain/access/permissions.ts';
import type { DeskName } from '../../domain/ledger/desk-rows.ts';
import type { Acting } from '../acting.ts';
import type { DeskPerson } from './desk-stores.ts';
import { deskRounds, type NotForThem } from './desk-sight.ts';

/** What the filters of the ledger offer: nothing that would find no task. */
export interface LedgerChoices {
  readonly rounds: readonly { readonly letter: string; readonly name: string }[];
  readonly categories: readonly string[];
  readonly units: Offered;
  readonly leaders: Offered;
  readonly owners: Offered;
}

/** Null when they are too many to choose from: then they are looked for. */
type Offered = readonly string[] | null;

/** More are not read through, and a page would be slow to draw them. */
const MOST_TO_CHOOSE_FROM = 500;
/** Of what is looked for by a part of it. */
const SHOWN = 20;

export async function readChoices(acting: Acting): Promise<LedgerChoices | NotForThem> {
  const rounds = await deskRounds(acting, 'ledger');
  if ('refused' in rounds) return rounds;
  const { categories, ...names } = await acting.stores.desk.names(rounds.map(({ id }) => id));
  return {
    rounds: rounds.map(({ letter, name }) => ({ letter, name })),
    categories,
    units: offered(names.units),
    leaders: offered(names.leaders),
    owners: offered(names.owners),
  };
}

const offered = (names: readonly string[]): Offered =>
  names.length > MOST_TO_CHOOSE_FROM ? null : byPinyin(names);

export async function namesLike(
  acting: Acting,
  of: DeskName,
  like: string,
): Promise<{ readonly names: readonly string[] } | NotForThem> {
  const rounds = await deskRounds(acting, 'ledger');
  if ('refused' in rounds) return rounds;
  const names = (await acting.stores.desk.names(rounds.map(({ id }) => id)))[`${of}s`];
  return { names: byPinyin(names.filter((name) => name.includes(like))).slice(0, SHOWN) };
}

/** Whom a task may be given to; nobody for who may give none. */
export async function peopleLike(
  acting: Acting,
  like: string,
): Promise<{ readonly people: readonly DeskPerson[] } | NotForThem> {
  const rounds = await deskRounds(acting, 'people');
  if ('refused' in rounds) return rounds;
  const mayAssign = mayInRound(acting.person, 'assign', null);
  return { people: mayAssign ? await acting.stores.desk.peopleLike(like, SHOWN) : [] };
}

const { compare } = new Intl.Collator('zh', { numeric: true });
const byPinyin = (names: readonly string[]): string[] => names.toSorted(compare);
