import type { DeskSearch } from '../../app/desk/desk-stores.ts';
import { daysBetween, type DateOnly } from '../../domain/calendar/date.ts';
import type { Light } from '../../domain/task/light.ts';
import { CLOSED, COMPLETION, LONG, NONE, UNDER_REVIEW, type DeskColumns } from './columns.ts';

/*
 * What a light is, is decided in src/domain/task/light.ts; here it is said once more over columns, for red tasks must be
 * found among very many, and a test holds the two together.
 */

export const LIGHTS: readonly Light[] = ['red', 'yellow', 'green', 'closed'];
const [RED, YELLOW, GREEN, SHUT] = [0, 1, 2, 3] as const;

/** Days are counted from it. */
export const FIRST_DAY: DateOnly = '1970-01-01';
const dayOf = (date: DateOnly): number => daysBetween(FIRST_DAY, date);

/** The lights as of one day. */
export class Lights {
  readonly #today: number;
  /** By the number of the round: until when a deadline is near, as of a day. */
  readonly #near: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly #columns: DeskColumns;
  readonly light: Uint8Array;
  /** Calendar days. */
  readonly overdue: Int32Array;

  constructor(
    columns: DeskColumns,
    { today, near }: Pick<DeskSearch, 'today' | 'near'>,
    numberOf: (roundId: string) => number,
  ) {
    this.#columns = columns;
    this.#today = dayOf(today);
    const byRound = new Map<number, Map<number, number>>();
    for (const { roundId, asOf, until } of near) {
      const ofRound = byRound.get(numberOf(roundId)) ?? new Map<number, number>();
      byRound.set(numberOf(roundId), ofRound.set(dayOf(asOf), dayOf(until)));
    }
    this.#near = byRound;
    this.light = new Uint8Array(columns.length);
    this.overdue = new Int32Array(columns.length);
    for (let row = 0; row < columns.length; row += 1) this.update(row);
  }

  /** Whether its place among the overdue is another one now. */
  update(row: number): boolean {
    const before = this.overdue[row];
    const asOf = this.#asOf(row);
    const light = this.#lightOf(row, asOf);
    this.light[row] = light;
    this.overdue[row] = light === RED ? asOf - (this.#columns.all.presses[row] ?? NONE) : 0;
    return this.overdue[row] !== before;
  }

  /** Under review it stands as on the day of the claim. */
  #asOf(row: number): number {
    const { closure, claimed } = this.#columns.all;
    const claimedOn = claimed[row] ?? NONE;
    return UNDER_REVIEW[closure[row] ?? 0] === true && claimedOn !== NONE ? claimedOn : this.#today;
  }

  #lightOf(row: number, asOf: number): number {
    const { closure, completion, horizon, presses, round } = this.#columns.all;
    if (closure[row] === CLOSED || completion[row] === COMPLETION.stopped) return SHUT;
    if (completion[row] === COMPLETION.done) return GREEN;
    const pressesOn = presses[row] ?? NONE;
    if (pressesOn === NONE) return GREEN;
    if (horizon[row] !== LONG && pressesOn < asOf) return RED;
    const until = this.#near.get(round[row] ?? 0)?.get(asOf);
    return until !== undefined && pressesOn <= until ? YELLOW : GREEN;
  }
}
