import { mayInRound } from '../../domain/access/permissions.ts';
import type { Acting } from '../acting.ts';
import { deskRounds, type NotForThem } from './desk-sight.ts';

/** What the filters of the ledger offer: nothing that would find no task. */
export interface LedgerChoices {
  readonly rounds: readonly { readonly letter: string; readonly name: string }[];
  readonly categories: readonly string[];
  readonly units: readonly string[];
  readonly leaders: readonly string[];
  readonly owners: readonly string[];
  /** Whom a task may be given to; empty for who may give none. */
  readonly people: readonly { readonly userid: string; readonly name: string; readonly unit: string }[];
}

export async function readChoices(acting: Acting): Promise<LedgerChoices | NotForThem> {
  const rounds = await deskRounds(acting, 'ledger');
  if ('refused' in rounds) return rounds;
  const { categories, ...names } = await acting.stores.desk.names(rounds.map(({ id }) => id));
  return {
    rounds: rounds.map(({ letter, name }) => ({ letter, name })),
    categories,
    units: byPinyin(names.units),
    leaders: byPinyin(names.leaders),
    owners: byPinyin(names.owners),
    people: mayInRound(acting.person, 'assign', null) ? await peopleHere(acting) : [],
  };
}

const byPinyin = (names: readonly string[]): string[] => names.toSorted((a, b) => a.localeCompare(b, 'zh'));

const peopleHere = async ({ stores }: Acting): Promise<LedgerChoices['people']> =>
  (await stores.people.all())
    .filter(({ active }) => active)
    .map(({ userid, name, unit }) => ({ userid, name, unit: unit?.name ?? '' }));
