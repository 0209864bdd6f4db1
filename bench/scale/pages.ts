import { namesLike, peopleLike, readChoices, type LedgerChoices } from '../../src/app/desk/read-choices.ts';
import type { NotForThem } from '../../src/app/desk/desk-sight.ts';
import { readLedger, type LedgerPage, type LedgerQuestion } from '../../src/app/desk/read-ledger.ts';
import type { Acting } from '../../src/app/acting.ts';
import { actAs } from '../../src/app/office/act-as.ts';
import type { Deps } from '../../src/app/ports.ts';
import {
  DESK_SORTS,
  type DeskFilter,
  type DeskName,
  type DeskOrder,
} from '../../src/domain/ledger/desk-rows.ts';

/* What somebody at the desk does with the long table: opens it, turns pages in each order, drags it, narrows it, looks for words. */

export type Times = Readonly<Record<string, readonly number[]>>;

/** Who looks: of the office, and a reviewer. */
const LOOKERS = ['p0000001', 'p0000004'] as const;
/** As the page asks for it. */
const PAGE = 200;
/** What is typed to find somebody: a family name, and what nobody is called. */
const LIKE = ['王', '无此人'] as const;
/** And in which names it is found. */
const FREQUENT = { unit: '司法所', leader: LIKE[0], owner: LIKE[0] } as const;
/** Where the scroll bar is dragged to. */
const PLACES = [0.13, 0.5, 0.87, 0.999] as const;

/** The one look that reads the round into memory: once for a process. */
export const FIRST_LOOK = 'the first look of a process';
/** Texts are looked through by the database, once for a search. */
export const FIRST_SEARCH = 'the first search for words';

export async function turnPages(deps: Deps): Promise<{ did: number; times: Times }> {
  const times: Record<string, number[]> = {};
  let did = 0;
  const timed = async <T extends object>(name: string, work: () => Promise<T | NotForThem>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    (times[name] ??= []).push(performance.now() - begun);
    if ('refused' in result) throw new Error(`${name}: ${result.refused}`);
    return result;
  };
  const look = async (name: string, acting: Acting, asked: Partial<LedgerQuestion>): Promise<LedgerPage> => {
    const question = { filter: {}, order: BY_NUMBER, after: null, skip: 0, limit: PAGE, ...asked };
    const page = await timed<LedgerPage>(name, () => readLedger(acting, question));
    did += page.rows.length;
    return page;
  };
  /** The first pages of an order, and the places it is dragged to. */
  const through = async (name: string, acting: Acting, asked: Partial<LedgerQuestion>) => {
    const first = await look(name, acting, asked);
    if (first.next) await look(name, acting, { ...asked, after: first.next });
    for (const place of PLACES)
      await look(name, acting, { ...asked, skip: Math.floor(place * first.figures.total) });
  };
  const [office] = await Promise.all(LOOKERS.map((userid) => atTheDesk(deps, userid)));
  if (!office) throw new Error('nobody is at the desk');
  await look(FIRST_LOOK, office, {});
  for (const userid of LOOKERS) {
    const acting = await atTheDesk(deps, userid);
    const choices = await timed<LedgerChoices>('what the filters offer', () => readChoices(acting));
    for (const like of LIKE) {
      await timed<object>('owners, looked for', () => namesLike(acting, 'owner', like));
      await timed<object>('whom a task may be given to, looked for', () => peopleLike(acting, like));
    }
    for (const by of DESK_SORTS)
      for (const descending of [false, true])
        await through(`sorted by ${by}`, acting, { order: { by, descending } });
    for (const [name, filter] of await narrowed(acting, choices)) {
      await through(`only ${name}`, acting, { filter });
      await through(`only ${name}`, acting, { filter, order: { by: 'overdue', descending: true } });
    }
  }
  for (const search of ['777', '消防通道', '第9999批'])
    for (const again of [false, true, true])
      await look(searchName(search, again), office, { filter: { search }, skip: again ? PAGE : 0 });
  return { did, times };
}

const BY_NUMBER: DeskOrder = { by: 'no', descending: false };

function searchName(search: string, again: boolean): string {
  if (/^\d+$/.test(search)) return 'a code';
  return again ? 'the same words again' : FIRST_SEARCH;
}

const some = (names: readonly string[]): string | undefined => names[Math.floor(names.length / 2)];

/** Every filter there is, and some together. */
async function narrowed(
  acting: Acting,
  { categories, ...offered }: LedgerChoices,
): Promise<[name: string, filter: DeskFilter][]> {
  const named = async (of: DeskName): Promise<string | undefined> => {
    const found = await namesLike(acting, of, FREQUENT[of]);
    return some(offered[`${of}s`] ?? ('names' in found ? found.names : []));
  };
  return [
    ['a round', { round: 'A' }],
    ['a category', { category: some(categories) }],
    ['a unit', { unit: await named('unit') }],
    ['a leader', { leader: await named('leader') }],
    ['an owner', { owner: await named('owner') }],
    ['red', { light: ['red'] }],
    ['yellow and green', { light: ['yellow', 'green'] }],
    ['open', { closure: ['open'] }],
    ['under review', { closure: ['first_review', 'second_review', 'final_review'] }],
    ['long-term', { horizon: ['long'] }],
    ['reported', { reported: 'yes' }],
    ['not reported', { reported: 'no' }],
    ['red, not reported, of a category', { light: ['red'], reported: 'no', category: some(categories) }],
  ];
}

/** Apart from a transaction, as one is short. */
async function atTheDesk(deps: Deps, userid: string): Promise<Acting> {
  const found = await actAs(deps, userid, { source: 'api', id: 'bench' }, async (acting) => acting);
  if (found === null) throw new Error(`nobody is ${userid}`);
  return { ...found, stores: deps.store };
}
