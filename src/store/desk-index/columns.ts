import type { ClosureState, Completion, Horizon } from '../../domain/task/task.ts';
import type { DeskFacts } from './facts.ts';
import { Names } from './names.ts';

export const CLOSURES: readonly ClosureState[] = [
  'open',
  'first_review',
  'second_review',
  'final_review',
  'closed',
  'returned',
  'relapsed',
];
export const HORIZONS: readonly Horizon[] = ['immediate', 'term', 'long'];
const COMPLETIONS: readonly Completion[] = ['not_done', 'basically_done', 'done', 'stopped'];

/** No day. */
export const NONE = 0x7fff_ffff;
/** Without a deadline stands behind every deadline. */
const NEVER = '9999-12-31';

/** A column of a name: numbers of `Names`. */
const NAMED = ['due', 'unit', 'owner', 'leader', 'category'] as const;
export type Named = (typeof NAMED)[number];

/** Everything the table is looked through by, one column after the other: so a million rows are looked through in milliseconds. */
interface Columns {
  readonly round: Uint8Array;
  readonly no: Int32Array;
  /** 1: it has left the base. */
  readonly gone: Uint8Array;
  readonly closure: Uint8Array;
  readonly completion: Uint8Array;
  readonly horizon: Uint8Array;
  readonly presses: Int32Array;
  readonly claimed: Int32Array;
  readonly due: Uint32Array;
  readonly unit: Uint32Array;
  readonly owner: Uint32Array;
  readonly leader: Uint32Array;
  readonly category: Uint32Array;
  /** 1: answered in the week that is looked at. */
  readonly reported: Uint8Array;
}

const columnsOf = (length: number): Columns => ({
  round: new Uint8Array(length),
  no: new Int32Array(length),
  gone: new Uint8Array(length),
  closure: new Uint8Array(length),
  completion: new Uint8Array(length),
  horizon: new Uint8Array(length),
  presses: new Int32Array(length),
  claimed: new Int32Array(length),
  due: new Uint32Array(length),
  unit: new Uint32Array(length),
  owner: new Uint32Array(length),
  leader: new Uint32Array(length),
  category: new Uint32Array(length),
  reported: new Uint8Array(length),
});

/** The rows of the loaded rounds, in the order of letters and numbers. */
export class DeskColumns {
  readonly names: Readonly<Record<Named, Names>> = {
    due: new Names(),
    unit: new Names(),
    owner: new Names(),
    leader: new Names(),
    category: new Names(),
  };
  #columns = columnsOf(0);

  get all(): Columns {
    return this.#columns;
  }

  get length(): number {
    return this.#columns.no.length;
  }

  /** Of a task; -1 when it is not there. */
  rowOf(round: number, no: number): number {
    const place = this.#placeFor(round, no);
    const { round: rounds, no: nos } = this.#columns;
    return rounds[place] === round && nos[place] === no ? place : -1;
  }

  /** Rows that are not there yet, of a round, in the order of their numbers. What is there is moved aside for them. */
  insert(round: number, added: readonly DeskFacts[]): void {
    if (added.length === 0) return;
    const old = this.#columns;
    const grown = columnsOf(old.no.length + added.length);
    let [from, to] = [0, 0];
    for (const facts of added) {
      const at = this.#placeFor(round, facts.no);
      copyRows({ old, grown }, { from, end: at, to });
      to += at - from;
      from = at;
      this.#write(grown, to, facts);
      grown.round[to] = round;
      to += 1;
    }
    copyRows({ old, grown }, { from, end: old.no.length, to });
    this.#columns = grown;
  }

  /** What it is named by otherwise now. */
  replace(row: number, facts: DeskFacts): Named[] {
    const before = NAMED.map((name) => this.#columns[name][row]);
    this.#write(this.#columns, row, facts);
    return NAMED.filter((name, index) => before[index] !== this.#columns[name][row]);
  }

  /** In a column of yes and no; of a task that is not there, nothing. */
  mark(column: Uint8Array, round: number, no: number): void {
    const row = this.rowOf(round, no);
    if (row >= 0) column[row] = 1;
  }

  leave(row: number): void {
    this.#columns.gone[row] = 1;
  }

  #placeFor(round: number, no: number): number {
    const { round: rounds, no: nos } = this.#columns;
    let [low, high] = [0, nos.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (((rounds[middle] ?? 0) - round || (nos[middle] ?? 0) - no) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #write(columns: Columns, row: number, facts: DeskFacts): void {
    columns.no[row] = facts.no;
    columns.gone[row] = 0;
    columns.closure[row] = CLOSURES.indexOf(facts.closure);
    columns.completion[row] = COMPLETIONS.indexOf(facts.completion);
    columns.horizon[row] = HORIZONS.indexOf(facts.horizon);
    columns.presses[row] = facts.presses ?? NONE;
    columns.claimed[row] = facts.claimed ?? NONE;
    columns.due[row] = this.names.due.numberOf(facts.dueOn === '' ? NEVER : facts.dueOn);
    for (const name of ['unit', 'owner', 'leader', 'category'] as const)
      columns[name][row] = this.names[name].numberOf(facts[name]);
  }
}

export const COMPLETION = {
  done: COMPLETIONS.indexOf('done'),
  stopped: COMPLETIONS.indexOf('stopped'),
} as const;
export const CLOSED = CLOSURES.indexOf('closed');
export const LONG = HORIZONS.indexOf('long');
export const UNDER_REVIEW: readonly boolean[] = CLOSURES.map((closure) => closure.endsWith('_review'));

function copyRows(
  { old, grown }: { old: Columns; grown: Columns },
  { from, end, to }: { from: number; end: number; to: number },
): void {
  if (end <= from) return;
  for (const name of Object.keys(old) as (keyof Columns)[])
    grown[name].set(old[name].subarray(from, end), to);
}
