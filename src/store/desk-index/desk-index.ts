import type { Db } from '../rows.ts';
import { changesSince, hasWritten, seenNow, type Asked } from './facts.ts';
import { DeskTable } from './desk-table.ts';
import { nosSaying } from './worded.ts';

/** Whoever has not looked for so long reads all anew: changes are forgotten after a day, and its transactions end before. */
const MOST_BEHIND_S = 2 * 3600;
/** More changes than this are read as quickly with the rest. */
const MOST_CHANGES = 100_000;

/** The table as it stands at one moment. */
export interface Known {
  readonly table: DeskTable;
  /** By row: 1, it says the words. Null when none are looked for. */
  readonly saying: Uint8Array | null;
}

/**
 * The office's table as one process keeps it, to find, sort and count a million tasks without reading them: every number
 * a filter or a sort goes by, column after column. PostgreSQL stays the truth: before each look whatever was committed
 * since the last one is read again, so that a look here sees what a look there would see.
 */
export class DeskIndex {
  #table = new DeskTable();
  /** One at a time reads what has changed; those who come meanwhile wait, and read what came after. */
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param db the asker's own connection: to wait for a second one could be to wait for oneself
   * @param use what he does with it, at once: a moment later the table is another one
   */
  async look<T>(db: Db, asked: Asked, use: (known: Known) => T): Promise<T> {
    // What a transaction has written is for its own eyes: it looks at a table of its own, and nobody at what it saw.
    const own = (await hasWritten(db)) ? new DeskIndex() : this;
    return own.#look(db, asked, use);
  }

  async #look<T>(db: Db, asked: Asked, use: (known: Known) => T): Promise<T> {
    // Texts are long to look through; nobody else waits for it.
    const heard = await this.#hear(db, asked);
    const mine = this.#turn.then(async () => {
      const table = await this.#followed(db, asked);
      if (heard) await table.words.learn(db, heard);
      return use({ table, saying: asked.words === '' ? null : table.words.saying(asked) });
    });
    this.#turn = mine.catch(() => {});
    return mine;
  }

  async #hear(db: Db, asked: Asked) {
    if (asked.words === '' || this.#table.words.knows(asked)) return null;
    const seen = await seenNow(db);
    const nos = new Map<string, readonly number[]>();
    for (const roundId of asked.rounds) nos.set(roundId, await nosSaying(db, asked.words, { roundId }));
    return { ...asked, seen, nos };
  }

  async #followed(db: Db, { rounds, week }: Asked): Promise<DeskTable> {
    try {
      if (!(await this.#follow(db))) this.#table = new DeskTable();
      await this.#table.include(db, rounds, week);
      return this.#table;
    } catch (error) {
      this.#table = new DeskTable(); // half read is not read
      throw error;
    }
  }

  /** False when too much has happened meanwhile. */
  async #follow(db: Db): Promise<boolean> {
    const { seen } = this.#table;
    if (seen === null) return true;
    const changes = await changesSince(db, seen);
    if (changes.at - seen.at > MOST_BEHIND_S || changes.changed.length > MOST_CHANGES) return false;
    await this.#table.follow(db, changes);
    return true;
  }
}
