import type { ClaimedTask, OpenTask, PlanStore } from '../app/week/plan-stores.ts';
import { roundLines } from './round-lines.ts';
import type { Db } from './rows.ts';

/*
 * A week's planning reads a batch as one JSON text: a row of the driver costs more than a task. Which tasks need nothing
 * is said here once more for the database; src/domain/reminder/ask-decision.ts decides, and a test holds the two together.
 */

export const planStore = (db: Db): PlanStore => ({
  lines: (roundId, weeks, batch) => roundLines(db, roundId, weeks, batch),
  async openTasks(roundId, { week, since }, { after, limit }) {
    const [row] = await db.$queryRaw<[{ tasks: OpenTask[] | null }]>`
      select json_agg(json_build_object('no', t.no, 'owner', json_build_object('id', t."ownerId"),
        'horizon', t.horizon, 'completion', t.completion, 'closure', t.closure, 'dueOn', t."dueOn",
        'claimedOn', t."claimedOn", 'closedOn', t."closedOn", 'reviewEveryDays', t."reviewEveryDays",
        'stages', case when t.horizon <> 'long' then '[]' else coalesce((
          select json_agg(json_build_object('no', g.no, 'text', '', 'dueOn', g."dueOn", 'reachedOn', g."reachedOn")
            order by g."dueOn") from "StageGoal" g where g."taskId" = t.id), '[]') end,
        'standing', coalesce((
          select json_agg(json_build_object('week', e.week) order by e.week) from "ProgressEntry" e
          where e."taskId" = t.id and e.withdraws is null
            and e.week >= case when t.horizon = 'long' then ${since}::date else ${week}::date end
            and not exists (select from "ProgressEntry" w where w.withdraws = e.id)), '[]')
        ) order by t.no) as tasks
      from (
        select * from "Task" where "roundId" = ${roundId}::uuid and no > ${after} and removal is null
          and "ownerId" is not null and completion <> 'stopped' and closure in ('open', 'returned', 'relapsed')
        order by no limit ${limit}) t`;
    return row.tasks ?? [];
  },
  async claimed(roundId, { after, limit }) {
    const [row] = await db.$queryRaw<[{ claimed: ClaimedTask[] | null }]>`
      select json_agg(json_build_object(
        'task', json_build_object('no', t.no,
          'owner', case when t."ownerId" is not null then json_build_object('id', t."ownerId") end,
          'contact', case when t."contactId" is not null then json_build_object('id', t."contactId") end),
        'request', (
          select json_build_object('submitterId', c."submitterId", 'reviews', coalesce((
            select json_agg(json_build_object('level', r.level, 'reviewerId', r."reviewerId", 'approved', r.approved)
              order by r.level) from "ClosureReview" r where r."requestId" = c.id), '[]'))
          from "ClosureRequest" c where c."taskId" = t.id and c.decision = 'pending')
        ) order by t.no) as claimed
      from (
        select * from "Task" where "roundId" = ${roundId}::uuid and no > ${after} and removal is null
          and closure in ('first_review', 'second_review', 'final_review')
        order by no limit ${limit}) t`;
    return row.claimed ?? [];
  },
  async userids(personIds) {
    const rows = await db.$queryRaw<{ id: string; userid: string }[]>`
      select id, userid from "Person" where id = any(${[...personIds]}::uuid[])`;
    return new Map(rows.map(({ id, userid }) => [id, userid]));
  },
});
