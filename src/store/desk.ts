import type { DeskPerson, DeskStore, WeekAnswer } from '../app/desk/desk-stores.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { DeskIndex } from './desk-index/desk-index.ts';
import { claimDays, deskFigures, deskNames, deskPage } from './desk-search.ts';
import { fromDateOnly, type Db } from './rows.ts';
import { readTasks } from './task-query.ts';
import { asCode, severalRounds } from './task-row.ts';

/** @param index kept by the process, for whoever looks */
export const deskStore = (db: Db, index: DeskIndex): DeskStore => ({
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
  claimDays: (rounds) => claimDays({ db, index }, rounds),
  page: (search, cut) => deskPage({ db, index }, search, cut),
  figures: (search) => deskFigures({ db, index }, search),
  names: (rounds) => deskNames({ db, index }, rounds),
  peopleLike: (text, limit) => db.$queryRaw<DeskPerson[]>`
    select p.userid, p.name, coalesce(u.name, '') as unit from "Person" p left join "Unit" u on u.id = p."unitId"
    where p.active and position(lower(${text}) in lower(concat_ws(chr(10), p.name, p.userid, u.name))) > 0
    order by p.userid limit ${limit}`,
  problem: (id) => db.problem.findUniqueOrThrow({ where: { id }, select: { finding: true, cause: true } }),
});

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
