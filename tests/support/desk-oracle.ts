import type {
  DeskFigures,
  DeskFilter,
  DeskOrder,
  DeskPlace,
  DeskRow,
} from '../../src/domain/ledger/desk-rows.ts';
import type { Light } from '../../src/domain/task/light.ts';
import { placeOf } from '../../src/domain/ledger/desk-rows.ts';

/*
 * The office's table looked through one row after the other: what the database's way of finding rows is held against.
 */

/** @param findings ids of the problems whose text has what is searched for */
export function rowsFound(
  rows: readonly DeskRow[],
  filter: DeskFilter,
  findings: ReadonlySet<string>,
): DeskRow[] {
  const words = folded(filter.search ?? '');
  const fitting = rows.filter((row) => fits(row, filter));
  if (words === '') return fitting;
  // Who types a code means that task, and not every text with such a number in it.
  const meant = fitting.filter(({ code }) => folded(code) === words);
  return meant.length > 0 ? meant : fitting.filter((row) => saysIt(row, words, findings));
}

const NAMED = ['round', 'category', 'unit', 'leader', 'owner'] as const;
const ONE_OF = ['light', 'closure', 'horizon'] as const;

function fits(row: DeskRow, filter: DeskFilter): boolean {
  if (NAMED.some((field) => filter[field] !== undefined && filter[field] !== row[field])) return false;
  if (ONE_OF.some((field) => filter[field] && !(filter[field] as readonly string[]).includes(row[field])))
    return false;
  if (filter.reported === 'yes') return row.reported !== null;
  return filter.reported !== 'no' || (row.reported === null && row.light !== 'closed');
}

const saysIt = (row: DeskRow, words: string, findings: ReadonlySet<string>): boolean =>
  [row.title, row.problem, row.owner].some((text) => folded(text).includes(words)) ||
  findings.has(row.problemId);

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** In that order; rows that are equal in it stand as in the ledger. */
export function rowsInOrder(rows: readonly DeskRow[], order: DeskOrder): DeskRow[] {
  const placed = rows.map((row) => ({ row, place: placeOf(row, order) }));
  return placed.toSorted((a, b) => comparePlaces(a.place, b.place, order)).map(({ row }) => row);
}

function comparePlaces(a: DeskPlace, b: DeskPlace, { descending }: DeskOrder): number {
  const sign = descending ? -1 : 1;
  return sign * compare(a[0], b[0]) || sign * (compare(a[1], b[1]) || a[2] - b[2]);
}

/** By code points: the same on every machine, whatever languages it has. */
const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

export function figuresOf(rows: readonly DeskRow[]): DeskFigures {
  const lights: Record<Light, number> = { red: 0, yellow: 0, green: 0, closed: 0 };
  for (const { light } of rows) lights[light] += 1;
  const unreported = rows.filter((row) => fits(row, { reported: 'no' })).length;
  return { total: rows.length, lights, unreported };
}
