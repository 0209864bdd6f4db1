import type { Pool } from 'pg';

/*
 * The figures of a week once more, from outside: from the rows of tasks, answers and goals as they stand in the
 * database, by SQL that knows nothing of how the bot counts. Rules 3 to 6 of the domain are written here anew.
 */

/** Days off between Monday and Friday in the weeks that are looked at; there are no make-up days near them. */
const DAYS_OFF = `array['2026-06-19']::date[]`;
const NEAR_DAYS = 5;
const LONG_REVIEW_DAYS = 30;

const workingDays = (from: string, to: string): string =>
  `(select count(*) from generate_series(${from} + 1, ${to}, interval '1 day') d
     where extract(isodow from d) < 6 and d::date <> all (${DAYS_OFF}))`;

/** One line per task, as the tables have it now. */
export const LINES_NOW = `
  with standing as (
    select e.* from "ProgressEntry" e
     where e.withdraws is null and not exists (select from "ProgressEntry" w where w.withdraws = e.id)
       and (e.week < $2::date or e.week = $2::date and not e.late)),
  goal as (
    select "taskId", min("dueOn") as due from "StageGoal" where "reachedOn" is null group by 1),
  base as (
    select t.id, t.no, t.horizon::text, t.completion::text, t.closure::text, t."ownerId",
           p.no as problem_no, c.name as category, coalesce(u.name, '') as unit,
           coalesce(t."leaderId"::text, '') as leader_id, t."dueOn", coalesce(t."claimedOn", t."closedOn") as finished,
           t.closure = 'closed' or t.completion = 'stopped' as over,
           t.closure::text like '%review' as review,
           case when t.closure::text like '%review' then coalesce(t."claimedOn", $3::date) else $3::date end as day,
           case when t.horizon = 'long' then g.due end as goal,
           (select max(s.week) from standing s where s."taskId" = t.id) as last_week,
           coalesce(t."reviewEveryDays", ${LONG_REVIEW_DAYS}) as every
      from "Task" t join "Problem" p on p.id = t."problemId" join "Category" c on c.id = p."categoryId"
      left join "Unit" u on u.id = t."leadUnitId" left join goal g on g."taskId" = t.id
     where t."roundId" = $1::uuid and t.removal is null),
  pressed as (
    select *, coalesce(goal is not null and (goal < day or ${workingDays('day', 'goal')} <= ${NEAR_DAYS}), false) as presses,
           coalesce(goal is not null and (goal < $3::date or ${workingDays('$3::date', 'goal')} <= ${NEAR_DAYS}), false) as presses_today
      from base)
  select id as task_id, no::text as code, category, problem_no, unit, leader_id, horizon, completion, closure, review,
         case when over then 'closed' when completion = 'done' then 'green'
              when horizon = 'long' or "dueOn" is null then case when presses then 'yellow' else 'green' end
              when "dueOn" < day then 'red' when ${workingDays('day', '"dueOn"')} <= ${NEAR_DAYS} then 'yellow'
              else 'green' end as light,
         case when over or completion = 'done' then
                case when completion = 'stopped' or horizon = 'long' or "dueOn" is null or finished is null then 'none'
                     when finished <= "dueOn" then 'done_on_time' else 'done_late' end
              when horizon = 'long' or "dueOn" is null then 'none' when "dueOn" < day then 'overdue'
              when ${workingDays('day', '"dueOn"')} <= ${NEAR_DAYS} then 'near' else 'not_due' end as timeliness,
         coalesce(last_week = $2::date, false) as answered,
         coalesce(last_week = $2::date, false) or not over and not review and "ownerId" is not null
           and (horizon <> 'long' or presses_today or last_week is null or last_week <= $2::date + 6 - every) as asked
    from pressed`;

/** One line per task, as a frozen week keeps it. */
export const LINES_FROZEN = `
  select (r ->> 'taskId')::uuid as task_id, r ->> 'code' as code, r ->> 'category' as category,
         (r ->> 'problemNo')::int as problem_no, r ->> 'unit' as unit, coalesce(r ->> 'leaderId', '') as leader_id,
         r ->> 'horizon' as horizon, r ->> 'completion' as completion, r ->> 'closure' as closure,
         r ->> 'closure' like '%review' as review, r ->> 'light' as light, r ->> 'timeliness' as timeliness,
         r ->> 'reported' is not null as answered, (r ->> 'asked')::boolean as asked
    from "LedgerWeek" w, jsonb_array_elements(w.rows) r where w."roundId" = $1::uuid and w.week = $2::date`;

export const keep = async (
  pool: Pool,
  table: string,
  lines: string,
  values: readonly string[],
): Promise<void> => {
  const bound = lines.replaceAll(/\$(\d)/g, (_, no: string) => `'${values[Number(no) - 1] ?? ''}'`);
  await pool.query(`create table ${table} as ${bound}`);
};

const PART = `case when horizon = 'long' and completion = 'not_done' then 'ongoing' else completion end`;
/** A problem is as far as the last of its tasks; stopped ones count where there is no other. */
const PROBLEM_PART = `case when bool_or(part = 'not_done') then 'not_done' when bool_or(part = 'ongoing') then 'ongoing'
  when bool_or(part = 'basically_done') then 'basically_done' when bool_or(part = 'done') then 'done' else 'stopped' end`;
const COUNTS = `count(*)::int as total, count(*) filter (where part = 'done')::int as done,
  count(*) filter (where part = 'basically_done')::int as "basicallyDone",
  count(*) filter (where part = 'not_done')::int as "notDone",
  count(*) filter (where part = 'ongoing')::int as ongoing, count(*) filter (where part = 'stopped')::int as stopped`;

export interface Count {
  readonly [part: string]: number;
}

const where = (condition: string, name: string): string =>
  `count(*) filter (where ${condition})::int as "${name}"`;

export async function figuresBySql(pool: Pool, table: string) {
  const tasks = `(select *, ${PART} as part from ${table}) t`;
  const problems = `(select problem_no, min(category) as category, ${PROBLEM_PART} as part from ${tasks} group by 1) p`;
  const one = async (from: string): Promise<Count> =>
    (await pool.query<Count>(`select ${COUNTS} from ${from}`)).rows[0] ?? {};
  const by = async (key: string, from: string): Promise<Record<string, Count>> => {
    const { rows } = await pool.query(`select ${key} as key, ${COUNTS} from ${from} group by 1`);
    return Object.fromEntries(rows.map(({ key: name, ...count }) => [name, count]));
  };
  const numbers = async (what: string): Promise<Count> =>
    (await pool.query<Count>(`select ${what} from ${table}`)).rows[0] ?? {};
  const each = (column: string, values: readonly string[]) =>
    numbers(values.map((value) => where(`${column} = '${value}'`, value)).join(', '));
  return {
    tasks: await one(tasks),
    problems: await one(problems),
    byCategory: { problems: await by('category', problems), tasks: await by('category', tasks) },
    byUnit: await by('unit', tasks),
    byLeader: await by('leader_id', tasks),
    byHorizon: await each('horizon', ['immediate', 'term', 'long']),
    lights: await each('light', ['green', 'yellow', 'red', 'closed']),
    timeliness: await each('timeliness', ['not_due', 'near', 'overdue', 'done_on_time', 'done_late', 'none']),
    within: await numbers(
      [
        where(`horizon = 'immediate' and completion = 'done'`, 'immediateDone'),
        where('review', 'underReview'),
        where(`closure = 'closed'`, 'closed'),
      ].join(', '),
    ),
    answers: await numbers(
      [
        where('asked', 'asked'),
        where('asked and answered', 'answered'),
        where('asked and not answered', 'notAnswered'),
      ].join(', '),
    ),
  };
}

/** Codes, in the order of the ledger. */
export async function movementBySql(pool: Pool, before: string, after: string) {
  const codes = async (from: string, condition: string): Promise<string[]> => {
    const { rows } = await pool.query<{ code: string }>(
      `select ${from}.code from ${before} b full join ${after} a using (task_id) where ${condition} order by ${from}.code::int`,
    );
    return rows.map(({ code }) => code);
  };
  const turned = (now: string) => codes('a', `a.light = '${now}' and b.light <> '${now}'`);
  return {
    newlyDone: await codes('a', `a.completion = 'done' and b.completion <> 'done'`),
    newlyClosed: await codes('a', `a.closure = 'closed' and b.closure <> 'closed'`),
    newlyOverdue: await codes('a', `a.timeliness = 'overdue' and b.timeliness <> 'overdue'`),
    yellow: await turned('yellow'),
    green: await turned('green'),
    come: await codes('a', 'b.task_id is null'),
    left: await codes('b', 'a.task_id is null'),
  };
}
