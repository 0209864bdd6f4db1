import type { DateOnly } from '../../domain/calendar/date.ts';
import type { ClosureState, Completion, Horizon } from '../../domain/task/task.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Db } from '../rows.ts';

const { sql } = Prisma;

/* What the copy of the office's table is read from, and how it hears of changes. */

/** What is looked for. */
export interface Asked {
  readonly rounds: readonly string[];
  /** The week whose answers count; null where none do. */
  readonly week: DateOnly | null;
  /** Folded; '' where none are looked for. */
  readonly words: string;
}

/** A task as the table finds, sorts and counts it. Days are counted since 1970; what has no name is ''. */
export interface DeskFacts {
  readonly no: number;
  readonly closure: ClosureState;
  readonly completion: Completion;
  readonly horizon: Horizon;
  /** As written; '' where there is none, and of a long-term task. */
  readonly dueOn: string;
  /** The deadline, or the first stage of a long-term task that is not reached. */
  readonly presses: number | null;
  readonly claimed: number | null;
  readonly unit: string;
  readonly owner: string;
  readonly leader: string;
  readonly category: string;
}

/** Which tasks of a round are meant: those of these numbers, or the next ones in order. */
type Which = { readonly nos: readonly number[] } | { readonly after: number; readonly limit: number };

/**
 * In the order of their numbers; what has left the base is not among them. Column after column as one text each: a row of
 * the driver costs more than a task, and so does JSON.
 */
export async function readFacts(db: Db, roundId: string, which: Which): Promise<readonly DeskFacts[]> {
  const meant =
    'nos' in which
      ? sql`no = any(${[...which.nos]}::int[])`
      : sql`no > ${which.after} order by no limit ${which.limit}`;
  const [row] = await db.$queryRaw<[Readonly<Record<string, string | null>>]>`
    select ${joined(sql`t.no`)} as no, ${joined(sql`t.closure`)} as closure, ${joined(sql`t.completion`)} as completion,
      ${joined(sql`t.horizon`)} as horizon, ${joined(sql`case when t.horizon <> 'long' then t."dueOn" end`)} as "dueOn",
      ${joined(sql`case when t.horizon <> 'long' then t."dueOn" else (select min(g."dueOn") from "StageGoal" g
        where g."taskId" = t.id and g."reachedOn" is null) end - date '1970-01-01'`)} as presses,
      ${joined(sql`t."claimedOn" - date '1970-01-01'`)} as claimed, ${named(sql`u.name`)} as unit,
      ${named(sql`o.name`)} as owner, ${named(sql`l.name`)} as leader, ${named(sql`c.name`)} as category
    from (
      select * from "Task" where "roundId" = ${roundId}::uuid and removal is null and ${meant}) t
      join "Problem" p on p.id = t."problemId"
      join "Category" c on c.id = p."categoryId"
      left join "Unit" u on u.id = t."leadUnitId"
      left join "Person" o on o.id = t."ownerId"
      left join "Person" l on l.id = t."leaderId"`;
  const column = (name: string): string[] => row[name]?.split(SEPARATOR) ?? [];
  const [closures, completions, horizons] = [column('closure'), column('completion'), column('horizon')];
  const [dues, presses, claims] = [
    column('dueOn'),
    column('presses').map(dayIn),
    column('claimed').map(dayIn),
  ];
  const [units, owners, leaders] = [column('unit'), column('owner'), column('leader')];
  const categories = column('category');
  const facts = column('no').map((no, at): DeskFacts => ({
    no: Number(no),
    closure: closures[at] as ClosureState,
    completion: completions[at] as Completion,
    horizon: horizons[at] as Horizon,
    dueOn: dues[at] ?? '',
    presses: presses[at] ?? null,
    claimed: claims[at] ?? null,
    unit: units[at] ?? '',
    owner: owners[at] ?? '',
    leader: leaders[at] ?? '',
    category: categories[at] ?? '',
  }));
  return facts.toSorted((a, b) => a.no - b.no);
}

/** Stands in no name: nobody can type it. */
const SEPARATOR = '\x1f';
const joined = (value: Prisma.Sql): Prisma.Sql =>
  sql`string_agg(coalesce((${value})::text, ''), ${SEPARATOR})`;
/** The database takes it out of a text that has it all the same. */
const named = (name: Prisma.Sql): Prisma.Sql => joined(sql`replace(${name}, ${SEPARATOR}, '')`);

const dayIn = (text: string): number | null => (text === '' ? null : Number(text));

/**
 * The tasks of a round that have an answer in that week which nobody has taken back.
 * @param nos only of these
 */
export async function readReported(
  db: Db,
  { roundId, week, nos }: { roundId: string; week: DateOnly; nos: readonly number[] | undefined },
): Promise<readonly number[]> {
  const [row] = nos
    ? await db.$queryRaw<[{ nos: string | null }]>`
      select string_agg(t.no::text, ',') as nos from "Task" t
      where t."roundId" = ${roundId}::uuid and t.no = any(${[...nos]}::int[]) and exists (
        select from "ProgressEntry" e where e."taskId" = t.id and e.week = ${week}::date and e.withdraws is null
          and not exists (select from "ProgressEntry" w where w.withdraws = e.id))`
    : await db.$queryRaw<[{ nos: string | null }]>`
      select string_agg(t.no::text, ',') as nos from "ProgressEntry" e join "Task" t on t.id = e."taskId"
      where t."roundId" = ${roundId}::uuid and e.week = ${week}::date and e.withdraws is null
        and not exists (select from "ProgressEntry" w where w.withdraws = e.id)`;
  return numbersIn(row.nos);
}

/** `1,2,3`; null for none. */
export const numbersIn = (text: string | null): number[] => text?.split(',').map(Number) ?? [];

/** What a reader has seen: everything that was committed by then. */
export interface Seen {
  /** A snapshot as PostgreSQL writes it. */
  readonly snapshot: string;
  /** By PostgreSQL's clock, in seconds. */
  readonly at: number;
}

/** Whether this is a transaction that has changed something. */
export async function hasWritten(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<[{ written: boolean }]>`
    select pg_current_xact_id_if_assigned() is not null as written`;
  return row.written;
}

export async function seenNow(db: Db): Promise<Seen> {
  const [row] = await db.$queryRaw<[Seen]>`
    select pg_current_snapshot()::text as snapshot, extract(epoch from now())::float as at`;
  return row;
}

export interface Changes extends Seen {
  readonly changed: readonly (readonly [roundId: string, no: number])[];
}

/**
 * What was committed since, whatever order transactions began in.
 */
export async function changesSince(db: Db, { snapshot }: Seen): Promise<Changes> {
  const [row] = await db.$queryRaw<[Changes]>`
    select pg_current_snapshot()::text as snapshot, extract(epoch from now())::float as at,
      coalesce((
        select json_agg(json_build_array("roundId", no)) from (
          select distinct "roundId", no from "DeskChange"
          where xact >= pg_snapshot_xmin(${snapshot}::pg_snapshot)::text::bigint
            and not pg_visible_in_snapshot(xact::text::xid8, ${snapshot}::pg_snapshot)) c), '[]') as changed`;
  return row;
}

export function byRound({ changed }: Pick<Changes, 'changed'>): ReadonlyMap<string, readonly number[]> {
  const rounds = new Map<string, number[]>();
  for (const [roundId, no] of changed) {
    const nos = rounds.get(roundId);
    if (nos) nos.push(no);
    else rounds.set(roundId, [no]);
  }
  return rounds;
}
