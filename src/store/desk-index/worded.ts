import { Prisma } from '../../generated/prisma/client.ts';
import type { Db } from '../rows.ts';
import type { DeskColumns } from './columns.ts';
import { byRound, changesSince, numbersIn, type Asked, type Seen } from './facts.ts';

const { sql, join } = Prisma;

/** So many searches are remembered, the last ones: who turns a page, searches for the same. */
const KEPT = 16;

/** What was looked for, and where. */
type Search = Pick<Asked, 'rounds' | 'words'>;

/** Tasks that say it, as of a moment. */
interface Heard extends Search {
  readonly seen: Seen;
  readonly nos: ReadonlyMap<string, readonly number[]>;
}

interface Remembered extends Search {
  /** By row: 1, it says them. */
  readonly bits: Uint8Array;
}

const keyOf = ({ rounds, words }: Search): string => JSON.stringify([rounds, words]);

/** Where words are: the only thing the database looks through texts for, and not twice for one search. */
export class Worded {
  readonly #found = new Map<string, Remembered>();
  readonly #columns: DeskColumns;
  readonly #numberOf: (roundId: string) => number;

  constructor(columns: DeskColumns, numberOf: (roundId: string) => number) {
    this.#columns = columns;
    this.#numberOf = numberOf;
  }

  knows(search: Search): boolean {
    return this.#found.has(keyOf(search));
  }

  saying(search: Search): Uint8Array | null {
    return this.#found.get(keyOf(search))?.bits ?? null;
  }

  /** What was heard, and of what has changed since then whatever says it now. */
  async learn(db: Db, { seen, nos, ...search }: Heard): Promise<void> {
    const found = { ...search, bits: new Uint8Array(this.#columns.length) };
    for (const [roundId, saying] of nos) this.#mark(found, roundId, saying);
    for (const [roundId, changed] of byRound(await changesSince(db, seen)))
      await this.#hearAgain(db, found, { roundId, nos: changed });
    this.#found.set(keyOf(search), found);
    const [oldest] = this.#found.keys();
    if (oldest !== undefined && this.#found.size > KEPT) this.#found.delete(oldest);
  }

  /** Tasks that have changed may say it now, or no longer. */
  async reread(db: Db, roundId: string, nos: readonly number[]): Promise<void> {
    for (const found of this.#found.values()) await this.#hearAgain(db, found, { roundId, nos });
  }

  forgetAll(): void {
    this.#found.clear();
  }

  async #hearAgain(
    db: Db,
    found: Remembered,
    { roundId, nos }: { roundId: string; nos: readonly number[] },
  ): Promise<void> {
    if (!found.rounds.includes(roundId)) return;
    for (const no of nos) {
      const row = this.#columns.rowOf(this.#numberOf(roundId), no);
      if (row >= 0) found.bits[row] = 0;
    }
    this.#mark(found, roundId, await nosSaying(db, found.words, { roundId, nos }));
  }

  #mark({ bits }: Remembered, roundId: string, nos: readonly number[]): void {
    for (const no of nos) this.#columns.mark(bits, this.#numberOf(roundId), no);
  }
}

/** As they are looked for: whatever the width and case of their letters. */
export const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Most texts need no folding, which costs ten times what it costs to see that. */
const foldedIn = (text: Prisma.Sql): Prisma.Sql =>
  sql`lower(case when ${text} is nfkc normalized then ${text} else normalize(${text}, nfkc) end)`;

/** In title, problem, finding or owner. Problems and people are looked through once, and not for each of their tasks. */
export async function nosSaying(
  db: Db,
  words: string,
  { roundId, nos }: { roundId: string; nos?: readonly number[] },
): Promise<readonly number[]> {
  const like = `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  const said = (text: Prisma.Sql) => sql`${foldedIn(text)} like ${like}`;
  const within = sql`t."roundId" = ${roundId}::uuid`;
  const [row] = nos
    ? await db.$queryRaw<[{ nos: string | null }]>`
      select string_agg(t.no::text, ',') as nos from "Task" t join "Problem" p on p.id = t."problemId"
        left join "Person" o on o.id = t."ownerId"
      where ${within} and t.no = any(${[...nos]}::int[])
        and (${join([said(sql`t.title`), said(sql`p.title`), said(sql`p.finding`), said(sql`o.name`)], ' or ')})`
    : await db.$queryRaw<[{ nos: string | null }]>`
      select string_agg(t.no::text, ',') as nos from "Task" t where ${within} and (${said(sql`t.title`)}
        or t."problemId" in (select id from "Problem"
          where "roundId" = ${roundId}::uuid and (${said(sql`title`)} or ${said(sql`finding`)}))
        or t."ownerId" in (select id from "Person" where ${said(sql`name`)}))`;
  return numbersIn(row.nos);
}
