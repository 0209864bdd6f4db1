import type { DateOnly } from '../calendar/date.ts';
import type { ReplyStatus } from '../reply/result.ts';
import type { Light } from '../task/light.ts';
import type { ClosureState, Completion, Horizon } from '../task/task.ts';

/** A task as the office's long table finds, sorts and counts it: what is cheap to know of thousands. */
export interface DeskRow {
  readonly taskId: string;
  readonly problemId: string;
  /** Letter of its round. */
  readonly round: string;
  readonly no: number;
  readonly code: string;
  readonly title: string;
  readonly category: string;
  readonly problem: string;
  readonly unit: string;
  readonly leader: string;
  readonly owner: string;
  readonly dueOn: DateOnly | null;
  readonly originalDueOn: DateOnly | null;
  readonly horizon: Horizon;
  readonly completion: Completion;
  readonly closure: ClosureState;
  readonly light: Light;
  readonly overdueDays: number;
  /** This week's standing answer, 补报 included: who has answered late is not asked once more. */
  readonly reported: ReplyStatus | null;
  readonly reportedLate: boolean;
}

/** What is not said does not narrow. People and units are meant by name, as filters stand in addresses people share. */
export interface DeskFilter {
  readonly round?: string | undefined;
  readonly category?: string | undefined;
  readonly unit?: string | undefined;
  readonly leader?: string | undefined;
  readonly owner?: string | undefined;
  readonly light?: readonly Light[] | undefined;
  readonly closure?: readonly ClosureState[] | undefined;
  readonly horizon?: readonly Horizon[] | undefined;
  /** `no`: open, and without an answer this week. */
  readonly reported?: 'yes' | 'no' | undefined;
  /** In title, problem, finding, owner; a code as a whole. */
  readonly search?: string | undefined;
}

export const DESK_SORTS = ['no', 'due', 'overdue', 'unit', 'owner', 'leader', 'category'] as const;
export type DeskSort = (typeof DESK_SORTS)[number];

export interface DeskOrder {
  readonly by: DeskSort;
  readonly descending: boolean;
}

/** Where a page ends: what its last row is sorted by, so that rows that come and go neither repeat nor hide others. */
export type DeskPlace = readonly [key: string | number, round: string, no: number];

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

/** Without a deadline stands behind every deadline. */
const NEVER = '9999-12-31';

const KEYS: Readonly<Record<DeskSort, (row: DeskRow) => string | number>> = {
  no: () => 0,
  due: ({ dueOn }) => dueOn ?? NEVER,
  overdue: ({ overdueDays }) => overdueDays,
  unit: ({ unit }) => unit,
  owner: ({ owner }) => owner,
  leader: ({ leader }) => leader,
  category: ({ category }) => category,
};

export const placeOf = (row: DeskRow, { by }: DeskOrder): DeskPlace => [KEYS[by](row), row.round, row.no];

/** In that order; rows that are equal in it stand as in the ledger. */
export function rowsInOrder(rows: readonly DeskRow[], order: DeskOrder): DeskRow[] {
  const placed = rows.map((row) => ({ row, place: placeOf(row, order) }));
  return placed.toSorted((a, b) => comparePlaces(a.place, b.place, order)).map(({ row }) => row);
}

/** What comes behind that place, of rows in that order. */
export function rowsBehind(rows: readonly DeskRow[], place: DeskPlace, order: DeskOrder): DeskRow[] {
  const first = rows.findIndex((row) => comparePlaces(placeOf(row, order), place, order) > 0);
  return first < 0 ? [] : rows.slice(first);
}

function comparePlaces(a: DeskPlace, b: DeskPlace, { descending }: DeskOrder): number {
  const sign = descending ? -1 : 1;
  return sign * compare(a[0], b[0]) || sign * (compare(a[1], b[1]) || a[2] - b[2]);
}

/** By code points: the same on every machine, whatever languages it has. */
const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

export interface DeskFigures {
  readonly total: number;
  /** Parts of `total`. */
  readonly lights: Readonly<Record<Light, number>>;
  /** Open ones without an answer this week. Within the others, never added. */
  readonly unreported: number;
}

export function figuresOf(rows: readonly DeskRow[]): DeskFigures {
  const lights: Record<Light, number> = { red: 0, yellow: 0, green: 0, closed: 0 };
  for (const { light } of rows) lights[light] += 1;
  const unreported = rows.filter((row) => fits(row, { reported: 'no' })).length;
  return { total: rows.length, lights, unreported };
}
