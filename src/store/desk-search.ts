import type { DeskCut, DeskSearch } from '../app/desk/desk-stores.ts';
import type { DeskFigures, DeskSort } from '../domain/ledger/desk-rows.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Db } from './rows.ts';
import { asCode, severalRounds } from './task-row.ts';

/*
 * The office's table as the database looks through it. What a light is, is decided in src/domain/task/light.ts; here it
 * is said once more for a database that must find red tasks among very many, and a test holds the two together.
 */

const { sql, join, empty } = Prisma;

/** The day a task stands as of, and whether its deadline is near then. */
const AS_OF = sql`case when t.closure in ('first_review', 'second_review', 'final_review')
  then coalesce(t."claimedOn", s.today) else s.today end`;

const DUE = sql`case when t.horizon <> 'long' then t."dueOn" end`;

const LIGHT = sql`case
  when t.closure = 'closed' or t.completion = 'stopped' then 'closed'
  when t.completion = 'done' then 'green'
  when t.horizon = 'long' then case when exists (
    select from "StageGoal" g where g."taskId" = t.id and g."reachedOn" is null and g."dueOn" <= n.until
  ) then 'yellow' else 'green' end
  when t."dueOn" is null then 'green'
  when t."dueOn" < ${AS_OF} then 'red'
  when t."dueOn" <= n.until then 'yellow'
  else 'green' end`;

const OVERDUE = sql`case when ${LIGHT} = 'red' then ${AS_OF} - t."dueOn" else 0 end`;

/** Behind every deadline stands a task without one. Texts by code points, as everywhere. */
const KEYS: Readonly<Record<DeskSort, Prisma.Sql>> = {
  // A bare 0 would name a column.
  no: sql`0::int`,
  due: sql`coalesce((${DUE})::text, '9999-12-31') collate "C"`,
  overdue: OVERDUE,
  unit: sql`coalesce(u.name, '') collate "C"`,
  owner: sql`coalesce(o.name, '') collate "C"`,
  leader: sql`coalesce(l.name, '') collate "C"`,
  category: sql`c.name collate "C"`,
};

const UNREPORTED = sql`(${LIGHT}) <> 'closed' and a."taskId" is null`;

/** A join that no column is read of, the database leaves out. */
const from = ({ rounds, today, week, near }: DeskSearch): Prisma.Sql => sql`
  from "Task" t
    join (select ${today}::date as today) s on true
    left join "Round" r on r.id = t."roundId"
    left join "Problem" p on p.id = t."problemId"
    left join "Category" c on c.id = p."categoryId"
    left join "Unit" u on u.id = t."leadUnitId"
    left join "Person" l on l.id = t."leaderId"
    left join "Person" o on o.id = t."ownerId"
    left join jsonb_to_recordset(${JSON.stringify(near)}::jsonb) as n("roundId" uuid, "asOf" date, until date)
      on n."roundId" = t."roundId" and n."asOf" = ${AS_OF}
    left join (
      select distinct e."taskId" from "ProgressEntry" e where e.week = ${week}::date and e.withdraws is null
        and not exists (select from "ProgressEntry" w where w.withdraws = e.id)
    ) a on a."taskId" = t.id
  where t.removal is null and t."roundId" in (${join(rounds.map(({ id }) => sql`${id}::uuid`))})`;

const NAMED = {
  round: sql`r.letter`,
  category: sql`c.name`,
  unit: sql`coalesce(u.name, '')`,
  leader: sql`coalesce(l.name, '')`,
  owner: sql`coalesce(o.name, '')`,
} as const;

const ONE_OF = { light: LIGHT, closure: sql`t.closure::text`, horizon: sql`t.horizon::text` } as const;

const keysOf = <Key extends string>(object: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(object) as Key[];

const REPORTED = { yes: sql`a."taskId" is not null`, no: UNREPORTED } as const;

function narrowing({ filter }: DeskSearch): Prisma.Sql {
  const named = keysOf(NAMED).flatMap((field) => {
    const name = filter[field];
    return name === undefined ? [] : [sql`${NAMED[field]} = ${name}`];
  });
  const oneOf = keysOf(ONE_OF).flatMap((field) => {
    const values = filter[field];
    return values ? [sql`${ONE_OF[field]} in (${join([...values])})`] : [];
  });
  const parts = [...named, ...oneOf, ...(filter.reported ? [REPORTED[filter.reported]] : [])];
  return parts.length === 0 ? empty : sql` and ${join(parts, ' and ')}`;
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Most texts need no folding, which costs ten times what it costs to see that. */
const foldedIn = (text: Prisma.Sql): Prisma.Sql =>
  sql`lower(case when ${text} is nfkc normalized then ${text} else normalize(${text}, nfkc) end)`;

/**
 * In title, problem, finding or owner, whatever the width and case of its letters. Problems and people are looked
 * through once, and not for each of their tasks.
 */
function saying(words: string): Prisma.Sql {
  const like = `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql` and (${foldedIn(sql`t.title`)} like ${like}
    or t."problemId" in (select id from "Problem"
      where ${foldedIn(sql`title`)} like ${like} or ${foldedIn(sql`finding`)} like ${like})
    or t."ownerId" in (select id from "Person" where ${foldedIn(sql`name`)} like ${like}))`;
}

/** Who types a code means that task, and not every text with such a number in it. */
async function wordsOf(db: Db, search: DeskSearch): Promise<Prisma.Sql> {
  const words = folded(search.filter.search ?? '');
  if (words === '') return empty;
  const code = asCode(words.toUpperCase(), await severalRounds(db));
  if (code === null) return saying(words);
  const ofCode = sql` and t.no = ${code.no} ${code.letter === null ? empty : sql`and r.letter = ${code.letter}`}`;
  const meant = await db.$queryRaw<unknown[]>`select 1 ${from(search)}${narrowing(search)}${ofCode} limit 1`;
  return meant.length > 0 ? ofCode : saying(words);
}

/** Ids of the rows of one page, in order. */
export async function deskPage(db: Db, search: DeskSearch, cut: DeskCut): Promise<string[]> {
  if (search.rounds.length === 0) return [];
  const words = await wordsOf(db, search);
  const { by } = cut.order;
  return by === 'no' && cut.skip === 0
    ? pageByNumber(db, { search, words }, cut)
    : pageByKey(db, { search, words, key: KEYS[by] }, cut);
}

/** Round after round, each as its index has it: nothing is sorted, and nothing read but the page. */
async function pageByNumber(
  db: Db,
  { search, words }: { search: DeskSearch; words: Prisma.Sql },
  { order: { descending }, after, limit }: DeskCut,
): Promise<string[]> {
  const [direction, beyond] = sides(descending);
  const [, letter = null, no = 0] = after ?? [];
  const inOrder = descending ? search.rounds.toReversed() : search.rounds;
  const first = letter === null ? 0 : inOrder.findIndex((round) => round.letter === letter);
  const ids: string[] = [];
  for (const round of inOrder.slice(first)) {
    if (ids.length === limit) break;
    const behind = round.letter === letter ? sql` and t.no ${beyond} ${no}` : empty;
    const rows = await db.$queryRaw<{ id: string }[]>`
      select t.id ${from({ ...search, rounds: [round] })}${narrowing(search)}${words}${behind}
      order by t.no ${direction} limit ${limit - ids.length}`;
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

async function pageByKey(
  db: Db,
  { search, words, key }: { search: DeskSearch; words: Prisma.Sql; key: Prisma.Sql },
  { order: { descending }, after, skip, limit }: DeskCut,
): Promise<string[]> {
  const [direction, beyond] = sides(descending);
  const behind = after
    ? sql` and (${key}, r.letter collate "C", t.no) ${beyond} (${after[0]}, ${after[1]}, ${after[2]})`
    : empty;
  const rows = await db.$queryRaw<{ id: string }[]>`
    select t.id ${from(search)}${narrowing(search)}${words}${behind}
    order by ${key} ${direction}, r.letter collate "C" ${direction}, t.no ${direction} limit ${limit} offset ${skip}`;
  return rows.map(({ id }) => id);
}

const sides = (descending: boolean): readonly [Prisma.Sql, Prisma.Sql] =>
  descending ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];

export async function deskFigures(db: Db, search: DeskSearch): Promise<DeskFigures> {
  const lights = { red: 0, yellow: 0, green: 0, closed: 0 };
  if (search.rounds.length === 0) return { total: 0, lights, unreported: 0 };
  const words = await wordsOf(db, search);
  const rows = await db.$queryRaw<{ light: keyof typeof lights; tasks: number; unreported: number }[]>`
    select ${LIGHT} as light, count(*)::int as tasks, count(*) filter (where ${UNREPORTED})::int as unreported
    ${from(search)}${narrowing(search)}${words} group by 1`;
  for (const { light, tasks } of rows) lights[light] = tasks;
  const sum = (of: 'tasks' | 'unreported'): number => rows.reduce((total, row) => total + row[of], 0);
  return { total: sum('tasks'), lights, unreported: sum('unreported') };
}
