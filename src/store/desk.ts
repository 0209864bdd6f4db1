import type { DeskNames, DeskStore, WeekAnswer } from '../app/desk/desk-stores.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { deskFigures, deskPage } from './desk-search.ts';
import { fromDateOnly, toDateOnly, type Db } from './rows.ts';
import { readTasks } from './task-query.ts';
import { asCode, severalRounds } from './task-row.ts';

export const deskStore = (db: Db): DeskStore => ({
  tasks: async (ids) => (ids.length === 0 ? [] : readTasks(db, Prisma.sql`t.id = any(${ids}::uuid[])`)),
  answers: (week, ids) => weekAnswers(db, week, ids),
  async idOfCode(text) {
    const code = asCode(text, await severalRounds(db));
    if (code === null) return null;
    const { letter, no } = code;
    const round = { active: true, ...(letter !== null && { letter }) };
    return (
      (await db.task.findFirst({ where: { no, round, removal: null }, select: { id: true } }))?.id ?? null
    );
  },
  async claimDays(rounds) {
    const rows = await db.$queryRaw<{ roundId: string; on: Date }[]>`
      select distinct "roundId", "claimedOn" as on from "Task"
      where "roundId" = any(${[...rounds]}::uuid[]) and "claimedOn" is not null and removal is null
        and closure in ('first_review', 'second_review', 'final_review')`;
    return rows.map(({ roundId, on }) => ({ roundId, on: toDateOnly(on) }));
  },
  page: (search, cut) => deskPage(db, search, cut),
  figures: (search) => deskFigures(db, search),
  names: (rounds) => deskNames(db, rounds),
  problem: (id) => db.problem.findUniqueOrThrow({ where: { id }, select: { finding: true, cause: true } }),
});

async function deskNames(db: Db, rounds: readonly string[]): Promise<DeskNames> {
  const within = Prisma.sql`t.removal is null and t."roundId" = any(${rounds}::uuid[])`;
  const [names] = await db.$queryRaw<[DeskNames]>`
    select
      array(select c.name from (
          select p."categoryId" as id, t."roundId", min(t.no) as no from "Task" t join "Problem" p on p.id = t."problemId"
          where ${within} group by 1, 2) first
        join "Category" c on c.id = first.id join "Round" r on r.id = first."roundId"
        group by c.name order by min((r.letter, first.no))) as categories,
      array(select name from "Unit" u where exists (select from "Task" t where t."leadUnitId" = u.id and ${within})) as units,
      array(select distinct name from "Person" o where exists (
        select from "Task" t where t."leaderId" = o.id and ${within})) as leaders,
      array(select distinct name from "Person" o where exists (
        select from "Task" t where t."ownerId" = o.id and ${within})) as owners`;
  return names;
}

/** The last version of each task that nobody has taken back. */
async function weekAnswers(
  db: Db,
  week: DateOnly,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WeekAnswer>> {
  const rows = await db.$queryRaw<(WeekAnswer & { readonly taskId: string })[]>`
    select distinct on (e."taskId") e."taskId", e.status::text as status, e.late
    from "ProgressEntry" e
    where e."taskId" = any(${ids}::uuid[]) and e.week = ${fromDateOnly(week)}::date and e.withdraws is null
      and not exists (select 1 from "ProgressEntry" w where w.withdraws = e.id)
    order by e."taskId", e.version desc`;
  return new Map(rows.map(({ taskId, status, late }) => [taskId, { status, late }]));
}
