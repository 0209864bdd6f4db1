import type { DeskCut, DeskNames, DeskSearch } from '../../app/desk/desk-stores.ts';
import type { DeskFigures, DeskFilter, DeskPlace, DeskSort } from '../../domain/ledger/desk-rows.ts';
import { CLOSURES, HORIZONS, type DeskColumns } from './columns.ts';
import type { Known } from './desk-index.ts';
import type { ClaimDay, DeskTable } from './desk-table.ts';
import { LIGHTS, type Lights } from './lights.ts';
import { byCodePoints } from './names.ts';

/* Looking through the columns. */

/** Rows whose number in that column is allowed. */
interface Condition {
  readonly column: Uint8Array | Uint32Array;
  /** By number: 1 when it is. */
  readonly allowed: Uint8Array;
}

/** As people write it. */
export interface Code {
  readonly letter: string | null;
  readonly no: number;
}

const YES = Uint8Array.of(0, 1);
const NO = Uint8Array.of(1, 0);

/** The rows that are found. */
export interface Fitting {
  readonly lights: Lights;
  /** By row: 1, it is found. */
  readonly fit: Uint8Array;
}

/** Remembered until a row changes: a page and the counts beside it look for the same, and so does the next page. */
export function fitting({ table, saying }: Known, search: DeskSearch): Fitting {
  const lights = table.lightsOf(search);
  const key = JSON.stringify([search.filter, search.rounds, saying === null]);
  const fit = table.remembered.get(key) ?? narrowed(table, { lights, saying }, search);
  table.remembered.set(key, fit);
  return { lights, fit };
}

function narrowed(
  table: DeskTable,
  { lights, saying }: { readonly lights: Lights; readonly saying: Uint8Array | null },
  search: DeskSearch,
): Uint8Array {
  const { columns } = table;
  const rounds = search.rounds.map(({ id }) => id);
  const conditions = [
    { column: columns.all.gone, allowed: NO },
    { column: columns.all.round, allowed: ofRounds(table, rounds) },
    ...conditionsOf(columns, lights, search.filter),
    ...(saying ? [{ column: saying, allowed: YES }] : []),
  ];
  const fit = new Uint8Array(columns.length).fill(1);
  for (const { column, allowed } of conditions)
    if (column instanceof Uint8Array) narrowByBytes(fit, column, allowed);
    else narrowByWords(fit, column, allowed);
  return fit;
}

/* Twice the same, for a loop that is only ever run over one kind of array takes a fraction of the time. */

function narrowByBytes(fit: Uint8Array, column: Uint8Array, allowed: Uint8Array): void {
  for (let row = 0; row < fit.length; row += 1) if (allowed[column[row] ?? 0] !== 1) fit[row] = 0;
}

function narrowByWords(fit: Uint8Array, column: Uint32Array, allowed: Uint8Array): void {
  for (let row = 0; row < fit.length; row += 1) if (allowed[column[row] ?? 0] !== 1) fit[row] = 0;
}

/** Of what was found only the tasks of that code; null when none of them was found. */
export function ofCode(
  { table }: Known,
  { lights, fit }: Fitting,
  { letter, no }: Code,
  rounds: DeskSearch['rounds'],
): Fitting | null {
  const rows = rounds
    .filter((round) => letter === null || round.letter === letter)
    .map(({ id }) => table.columns.rowOf(table.numberOf(id), no))
    .filter((row) => fit[row] === 1);
  if (rows.length === 0) return null;
  const only = new Uint8Array(fit.length);
  for (const row of rows) only[row] = 1;
  return { lights, fit: only };
}

const ofRounds = (table: DeskTable, rounds: readonly string[]): Uint8Array =>
  marked(
    rounds.map((id) => table.numberOf(id)),
    LETTERS,
  );

/** A round's number is that of a letter. */
const LETTERS = 256;

const NAMED = ['category', 'unit', 'leader', 'owner'] as const;

function conditionsOf(columns: DeskColumns, { light }: Lights, filter: DeskFilter): Condition[] {
  const { all, names } = columns;
  const oneOf = <T>(
    column: Uint8Array,
    known: readonly T[],
    wanted: readonly T[] | undefined,
  ): Condition[] =>
    wanted
      ? [
          {
            column,
            allowed: marked(
              wanted.map((each) => known.indexOf(each)),
              known.length,
            ),
          },
        ]
      : [];
  return [
    ...NAMED.flatMap((field) => {
      const name = filter[field];
      if (name === undefined) return [];
      const number = names[field].known(name);
      return [
        { column: all[field], allowed: marked(number === undefined ? [] : [number], names[field].size) },
      ];
    }),
    ...(filter.round === undefined
      ? []
      : [{ column: all.round, allowed: marked([filter.round.codePointAt(0) ?? 0], LETTERS) }]),
    ...oneOf(light, LIGHTS, filter.light),
    ...oneOf(all.closure, CLOSURES, filter.closure),
    ...oneOf(all.horizon, HORIZONS, filter.horizon),
    ...(filter.reported === 'yes' ? [{ column: all.reported, allowed: YES }] : []),
    ...(filter.reported === 'no'
      ? [{ column: all.reported, allowed: NO }, ...oneOf(light, LIGHTS, ['red', 'yellow', 'green'])]
      : []),
  ];
}

function marked(numbers: readonly number[], size: number): Uint8Array {
  const allowed = new Uint8Array(size);
  for (const number of numbers) allowed[number] = 1;
  return allowed;
}

export interface TaskNumber {
  readonly roundId: string;
  readonly no: number;
}

/** The tasks of one page, in order. */
export function pageOf(
  { table }: Known,
  { fit, lights }: Fitting,
  { order: { by, descending }, after, skip, limit }: DeskCut,
): TaskNumber[] {
  const { length, all } = table.columns;
  const ordered = table.orders.by(by, lights);
  // Descending is the same order from its end, ties as well.
  const rowAt = descending ? (at: number) => ordered(length - 1 - at) : ordered;
  const compare = comparingTo(table.columns, lights, by);
  const sign = descending ? -1 : 1;
  const rows: number[] = [];
  let passed = 0;
  const first = after === null ? 0 : firstBeyond(length, (at) => sign * compare(rowAt(at), after) > 0);
  for (let at = first; at < length && rows.length < limit; at += 1) {
    const row = rowAt(at);
    if (fit[row] !== 1) continue;
    if (passed >= skip) rows.push(row);
    passed += 1;
  }
  return rows.map((row) => ({ roundId: table.roundOf(all.round[row] ?? 0), no: all.no[row] ?? 0 }));
}

/** Where a row stands beside a place: behind it above 0. */
function comparingTo(
  { all, names }: DeskColumns,
  { overdue }: Lights,
  by: DeskSort,
): (row: number, place: DeskPlace) => number {
  const key = (row: number, [wanted]: DeskPlace): number => {
    if (by === 'no') return 0;
    if (by === 'overdue') return (overdue[row] ?? 0) - Number(wanted);
    return byCodePoints(names[by].text(all[by][row] ?? 0), String(wanted));
  };
  return (row, place) =>
    key(row, place) ||
    (all.round[row] ?? 0) - (place[1].codePointAt(0) ?? 0) ||
    (all.no[row] ?? 0) - place[2];
}

function firstBeyond(length: number, isBeyond: (at: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBeyond(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function figuresOf({ table }: Known, found: Fitting): DeskFigures {
  const figures = table.counted.get(found.fit) ?? counted(table, found);
  table.counted.set(found.fit, figures);
  return figures;
}

function counted(table: DeskTable, { fit, lights }: Fitting): DeskFigures {
  const { reported } = table.columns.all;
  const [all, open] = [new Uint32Array(LIGHTS.length), new Uint32Array(LIGHTS.length)];
  for (let row = 0; row < fit.length; row += 1) {
    if (fit[row] !== 1) continue;
    const light = lights.light[row] ?? 0;
    all[light] = (all[light] ?? 0) + 1;
    if (reported[row] === 0) open[light] = (open[light] ?? 0) + 1;
  }
  const [red = 0, yellow = 0, green = 0, closed = 0] = all;
  const unreported = (open[0] ?? 0) + (open[1] ?? 0) + (open[2] ?? 0);
  return { total: red + yellow + green + closed, lights: { red, yellow, green, closed }, unreported };
}

/** What the filters offer: nothing that would find no task. Remembered until a row changes. */
export function namesOf({ table }: Known, rounds: readonly string[]): DeskNames {
  const key = rounds.join(' ');
  const known = table.offered.get(key) ?? namesIn(table, rounds);
  table.offered.set(key, known);
  return known;
}

function namesIn(table: DeskTable, rounds: readonly string[]): DeskNames {
  const { all, names } = table.columns;
  const wanted = ofRounds(table, rounds);
  /** By the first row that has it, which is the order of the ledger. */
  const texts = (field: (typeof NAMED)[number]): string[] => {
    const [column, known, seen] = [all[field], names[field], new Uint8Array(names[field].size)];
    const found: string[] = [];
    for (let row = 0; row < column.length; row += 1) {
      const number = column[row] ?? 0;
      if (seen[number] === 1 || all.gone[row] === 1 || wanted[all.round[row] ?? 0] !== 1) continue;
      seen[number] = 1;
      if (known.text(number) !== '') found.push(known.text(number));
    }
    return found;
  };
  return {
    categories: texts('category'),
    units: texts('unit'),
    leaders: texts('leader'),
    owners: texts('owner'),
  };
}

/** The days of claims that are under review. */
export function claimDaysOf({ table }: Known, rounds: readonly string[]): ClaimDay[] {
  const wanted = ofRounds(table, rounds);
  return table.claimDays().filter(({ roundId }) => wanted[table.numberOf(roundId)] === 1);
}
