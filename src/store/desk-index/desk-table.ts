import type { DeskNames, DeskSearch } from '../../app/desk/desk-stores.ts';
import { addDays, type DateOnly } from '../../domain/calendar/date.ts';
import type { DeskFigures } from '../../domain/ledger/desk-rows.ts';
import type { Db } from '../rows.ts';
import { DeskColumns, NONE, UNDER_REVIEW } from './columns.ts';
import {
  byRound,
  readFacts,
  readReported,
  seenNow,
  type Changes,
  type DeskFacts,
  type Seen,
} from './facts.ts';
import { FIRST_DAY, Lights } from './lights.ts';
import { Orders } from './orders.ts';
import { Worded } from './worded.ts';

/** So many tasks are read at a time. */
const BATCH = 200_000;
/** A byte a task each. */
const MOST_REMEMBERED = 8;
/** Of a round that is not loaded: no row has it. */
const NO_ROUND = 0;

export interface ClaimDay {
  readonly roundId: string;
  readonly on: DateOnly;
}

/** The rows of the rounds that are asked for, with what is derived from them, kept up with what is committed. */
export class DeskTable {
  readonly columns = new DeskColumns();
  readonly orders = new Orders(this.columns);
  readonly words = new Worded(this.columns, (roundId) => this.numberOf(roundId));
  /** A round's number is its letter's, which puts its rows in their place. */
  readonly #rounds = new Map<string, number>();
  /** The names in the rows of some rounds, by these: as long as no row has changed. */
  readonly offered = new Map<string, DeskNames>();
  /** Which rows were found, by what was looked for: as long as no row has changed. */
  readonly remembered = new Map<string, Uint8Array>();
  /** What they come to, by the rows that were found. */
  readonly counted = new WeakMap<Uint8Array, DeskFigures>();
  #claimDays: readonly ClaimDay[] | null = null;
  #seen: Seen | null = null;
  #week: DateOnly | null = null;
  #lights: { readonly asOf: string; readonly lights: Lights } | null = null;

  get seen(): Seen | null {
    return this.#seen;
  }

  numberOf(roundId: string): number {
    return this.#rounds.get(roundId) ?? NO_ROUND;
  }

  roundOf(number: number): string {
    for (const [roundId, known] of this.#rounds) if (known === number) return roundId;
    throw new Error(`no round has the number ${number}`);
  }

  lightsOf({ today, near }: Pick<DeskSearch, 'today' | 'near'>): Lights {
    const asOf = JSON.stringify([today, near]);
    if (this.#lights?.asOf === asOf) return this.#lights.lights;
    const lights = new Lights(this.columns, { today, near }, (roundId) => this.numberOf(roundId));
    this.orders.forget(['overdue']);
    this.#changed();
    this.#lights = { asOf, lights };
    return lights;
  }

  /** The days of claims that are under review. */
  claimDays(): readonly ClaimDay[] {
    const { closure, claimed, round, gone } = this.columns.all;
    if (this.#claimDays) return this.#claimDays;
    const days = new Map<string, ClaimDay>();
    for (let row = 0; row < this.columns.length; row += 1) {
      const day = claimed[row] ?? NONE;
      if (day === NONE || gone[row] === 1 || UNDER_REVIEW[closure[row] ?? 0] !== true) continue;
      const key = `${round[row]} ${day}`;
      if (!days.has(key))
        days.set(key, { roundId: this.roundOf(round[row] ?? 0), on: addDays(FIRST_DAY, day) });
    }
    this.#claimDays = [...days.values()];
    return this.#claimDays;
  }

  async follow(db: Db, changes: Changes): Promise<void> {
    for (const [roundId, nos] of byRound(changes))
      if (this.#rounds.has(roundId)) await this.#reread(db, roundId, nos);
    this.#seen = changes;
    while (this.remembered.size > MOST_REMEMBERED) {
      const [oldest = ''] = this.remembered.keys();
      this.remembered.delete(oldest);
    }
  }

  /** Rounds that nobody has asked for yet, and a week that has begun. */
  async include(db: Db, rounds: readonly string[], week: DateOnly | null): Promise<void> {
    this.#seen ??= await seenNow(db);
    const missing = rounds.filter((roundId) => !this.#rounds.has(roundId));
    if (missing.length > 0) await this.#load(db, missing);
    if (week !== null && week !== this.#week) {
      this.columns.all.reported.fill(0);
      this.#week = week;
      await this.#report(db, [...this.#rounds.keys()]);
    } else if (missing.length > 0) await this.#report(db, missing);
  }

  async #load(db: Db, rounds: readonly string[]): Promise<void> {
    const found = await db.round.findMany({ where: { id: { in: [...rounds] } } });
    for (const { id, letter } of found) {
      const number = letter.codePointAt(0) ?? NO_ROUND;
      for (let after = 0; ;) {
        const facts = await readFacts(db, id, { after, limit: BATCH });
        this.columns.insert(number, facts);
        const last = facts.at(-1);
        if (last === undefined || facts.length < BATCH) break;
        after = last.no;
      }
      this.#rounds.set(id, number);
    }
    this.#rowsMoved();
  }

  /** @param nos those that have changed; without, all of them */
  async #report(db: Db, rounds: readonly string[], nos?: readonly number[]): Promise<void> {
    const week = this.#week;
    if (week === null) return;
    const { reported } = this.columns.all;
    this.#changed();
    for (const roundId of rounds)
      for (const no of await readReported(db, { roundId, week, nos }))
        this.columns.mark(reported, this.numberOf(roundId), no);
  }

  async #reread(db: Db, roundId: string, nos: readonly number[]): Promise<void> {
    const number = this.numberOf(roundId);
    const facts = new Map((await readFacts(db, roundId, { nos })).map((each) => [each.no, each]));
    const added = [...facts.values()].filter(({ no }) => this.columns.rowOf(number, no) < 0);
    if (added.length > 0) {
      this.columns.insert(number, added);
      this.#rowsMoved();
    }
    for (const no of nos) this.#change(this.columns.rowOf(number, no), facts.get(no));
    await this.#report(db, [roundId], nos);
    await this.words.reread(db, roundId, nos);
    this.#changed();
  }

  #changed(): void {
    this.remembered.clear();
    this.offered.clear();
    this.#claimDays = null;
  }

  #change(row: number, facts: DeskFacts | undefined): void {
    if (row < 0) return;
    this.columns.all.reported[row] = 0;
    if (facts === undefined) this.columns.leave(row);
    else this.orders.forget(this.columns.replace(row, facts));
    if (this.#lights?.lights.update(row) === true) this.orders.forget(['overdue']);
  }

  /** What was known of rows by their places is known of others now. */
  #rowsMoved(): void {
    this.orders.forgetAll();
    this.words.forgetAll();
    this.#changed();
    this.#lights = null;
  }
}
