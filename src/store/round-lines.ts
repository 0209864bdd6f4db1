import type { Batch, LineWeeks, RoundLine } from '../app/week/plan-stores.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { Db } from './rows.ts';
import { codeOf, severalRounds } from './task-row.ts';

/** A line as the statement puts it: names of fields, ten thousand times over, would be most of what is read. */
type Packed = readonly [
  no: number,
  title: string,
  category: string,
  problemNo: number,
  unit: string | null,
  leader: string | null,
  leaderId: string | null,
  owner: string | null,
  ownerId: string | null,
  horizon: RoundLine['horizon'],
  completion: RoundLine['completion'],
  closure: RoundLine['closure'],
  dueOn: DateOnly | null,
  claimedOn: DateOnly | null,
  closedOn: DateOnly | null,
  reviewEveryDays: number | null,
  stages: readonly (readonly [no: number, dueOn: DateOnly, reachedOn: DateOnly | null])[] | null,
  lastWeek: DateOnly | null,
  reported: RoundLine['reported'],
];

/** A batch of a round's tasks as one JSON text: a row of the driver costs more than a task. */
export async function roundLines(
  db: Db,
  roundId: string,
  { week, since, withLate }: LineWeeks,
  { after, limit }: Batch,
): Promise<RoundLine[]> {
  const [row] = await db.$queryRaw<[{ letter: string | null; lines: Packed[] | null }]>`
    select min(r.letter) as letter, json_agg(json_build_array(t.no, t.title, c.name, p.no, u.name, l.name, l.id, o.name, o.id,
      t.horizon, t.completion, t.closure, t."dueOn", t."claimedOn", t."closedOn", t."reviewEveryDays",
      case when t.horizon = 'long' then (
        select json_agg(json_build_array(g.no, g."dueOn", g."reachedOn") order by g."dueOn")
        from "StageGoal" g where g."taskId" = t.id) end,
      a.week, a.reported) order by t.no) as lines
    from (select * from "Task" where "roundId" = ${roundId}::uuid and no > ${after} and removal is null
        order by no limit ${limit}) t
      join "Round" r on r.id = t."roundId"
      join "Problem" p on p.id = t."problemId"
      join "Category" c on c.id = p."categoryId"
      left join "Unit" u on u.id = t."leadUnitId"
      left join "Person" l on l.id = t."leaderId"
      left join "Person" o on o.id = t."ownerId"
      left join lateral (
        select e.week, case when e.week = ${week}::date then e.status end as reported
        from "ProgressEntry" e
        where e."taskId" = t.id and e.withdraws is null and e.week <= ${week}::date
          and e.week >= case when t.horizon = 'long' then ${since}::date else ${week}::date end
          and (${withLate} or not e.late or e.week < ${week}::date)
          and not exists (select from "ProgressEntry" w where w.withdraws = e.id)
        order by e.week desc, e.version desc limit 1) a on true`;
  const lettered = await severalRounds(db);
  return (row.lines ?? []).map((packed) => unpacked(packed, lettered ? (row.letter ?? '') : ''));
}

/** @param letter as codes have it */
function unpacked(packed: Packed, letter: string): RoundLine {
  const [no, title, category, problemNo, unit, leader, leaderId, owner, ownerId, ...rest] = packed;
  const [horizon, completion, closure, dueOn, claimedOn, closedOn, reviewEveryDays, stages, last, reported] =
    rest;
  return {
    no,
    code: codeOf(no, letter, letter !== ''),
    title,
    category,
    problemNo,
    unit: unit ?? '',
    leader: leader ?? '',
    leaderId,
    owner: ownerId === null ? null : { id: ownerId, name: owner ?? '' },
    horizon,
    completion,
    closure,
    dueOn,
    claimedOn,
    closedOn,
    reviewEveryDays,
    stages: (stages ?? []).map(([at, due, reachedOn]) => ({ no: at, text: '', dueOn: due, reachedOn })),
    // Nothing but the last week that was answered decides anything.
    standing: last === null ? [] : [{ week: last }],
    reported,
  };
}
