import type { DeskCut, DeskNames, DeskSearch } from '../app/desk/desk-stores.ts';
import type { DeskFigures } from '../domain/ledger/desk-rows.ts';
import type { DeskIndex, Known } from './desk-index/desk-index.ts';
import type { ClaimDay } from './desk-index/desk-table.ts';
import { claimDaysOf, figuresOf, fitting, namesOf, ofCode, pageOf, type Fitting } from './desk-index/look.ts';
import { folded } from './desk-index/worded.ts';
import type { Db } from './rows.ts';
import { asCode, severalRounds } from './task-row.ts';

/* The office's table looked through: rows are found, sorted and counted in the copy that is kept for it. */

/** Where somebody looks: on his connection, in the copy of his process. */
export interface Desk {
  readonly db: Db;
  readonly index: DeskIndex;
}

async function find<T>(
  { db, index }: Desk,
  search: DeskSearch,
  use: (known: Known, found: Fitting) => T,
): Promise<T> {
  const asked = { rounds: search.rounds.map(({ id }) => id), week: search.week };
  const words = folded(search.filter.search ?? '');
  // Who types a code means that task, and not every text with such a number in it.
  const code = words === '' ? null : asCode(words.toUpperCase(), await severalRounds(db));
  if (code !== null) {
    const meant = await index.look(db, { ...asked, words: '' }, (known) => {
      const found = ofCode(known, fitting(known, search), code, search.rounds);
      return found && { result: use(known, found) };
    });
    if (meant) return meant.result;
  }
  return index.look(db, { ...asked, words }, (known) => use(known, fitting(known, search)));
}

/** Ids of the rows of one page, in order. */
export async function deskPage(desk: Desk, search: DeskSearch, cut: DeskCut): Promise<string[]> {
  if (search.rounds.length === 0) return [];
  const page = await find(desk, search, (known, fit) => pageOf(known, fit, cut));
  const rows = await desk.db.$queryRaw<{ id: string; roundId: string; no: number }[]>`
    select id, "roundId", no from unnest(${page.map(({ roundId }) => roundId)}::uuid[], ${page.map(({ no }) => no)}::int[])
      as asked("roundId", no) join "Task" t using ("roundId", no)`;
  const ids = new Map(rows.map(({ id, roundId, no }) => [`${roundId} ${no}`, id]));
  return page.flatMap(({ roundId, no }) => ids.get(`${roundId} ${no}`) ?? []);
}

export async function deskFigures(desk: Desk, search: DeskSearch): Promise<DeskFigures> {
  if (search.rounds.length === 0)
    return { total: 0, lights: { red: 0, yellow: 0, green: 0, closed: 0 }, unreported: 0 };
  return find(desk, search, figuresOf);
}

export const deskNames = ({ db, index }: Desk, rounds: readonly string[]): Promise<DeskNames> =>
  index.look(db, { rounds, week: null, words: '' }, (known) => namesOf(known, rounds));

export const claimDays = ({ db, index }: Desk, rounds: readonly string[]): Promise<ClaimDay[]> =>
  index.look(db, { rounds, week: null, words: '' }, (known) => claimDaysOf(known, rounds));
