import type { DateOnly } from '../domain/calendar/date.ts';
import type { LedgerAnswer } from '../domain/ledger/roll-up.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Db } from './rows.ts';

const { sql } = Prisma;

type Packed = readonly [
  taskId: string,
  id: string,
  week: DateOnly,
  version: number,
  status: LedgerAnswer['status'],
  text: string,
  nextPlan: string,
];

/**
 * Of each task the last answer and the last next plan, however many weeks there are; a batch as one JSON text: a row of the
 * driver costs more than an answer. Which of them count is said here once more for the database; src/domain/ledger/roll-up.ts
 * decides, and a test holds the two together.
 */
export async function lastAnswers(
  db: Db,
  taskIds: readonly string[],
  { week, since }: { readonly week: DateOnly; readonly since: DateOnly },
): Promise<LedgerAnswer[]> {
  const last = (which: Prisma.Sql) => sql`
    (select e.id, e.week, e.version, e.status, e.text, e."nextPlan" from "ProgressEntry" e
      where e."taskId" = t.id and e.withdraws is null and ${which} and e.week between ${since}::date and ${week}::date
        and (e.week < ${week}::date or not e.late)
        and not exists (select from "ProgressEntry" w where w.withdraws = e.id)
      order by e.week desc, e.version desc limit 1)`;
  const [row] = await db.$queryRaw<[{ answers: Packed[] | null }]>`
    select json_agg(json_build_array(t.id, e.id, e.week, e.version, e.status, e.text, e."nextPlan")) as answers
    from unnest(${[...taskIds]}::uuid[]) as t(id)
      join lateral (${last(sql`true`)} union ${last(sql`e."nextPlan" <> ''`)}) e on true`;
  return (row.answers ?? []).map(([taskId, id, of, version, status, text, nextPlan]) => ({
    taskId,
    id,
    week: of,
    version,
    status,
    text,
    nextPlan,
    late: false,
    withdraws: null,
  }));
}
