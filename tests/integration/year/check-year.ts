import type { Pool } from 'pg';
import type { WorkCalendar } from '../../../src/domain/calendar/work-calendar.ts';
import { isWorkingDay } from '../../../src/domain/calendar/work-calendar.ts';
import type { DateOnly } from '../../../src/domain/calendar/date.ts';

/*
 * What a year left behind, looked at from outside: raw rows, rules written anew. Each check answers with what is wrong.
 */

interface LifeEvent {
  readonly what: 'claimed' | 'progressed' | 'passed' | 'returned' | 'relapsed';
  /** Of a review: whether it was the last one. */
  readonly last: boolean;
}

/** One closure from what people said and decided, in the order in which it happened. */
const LIFE = `
  select "taskId" as task, "recordedAt" as at, id::text as tie,
         case when withdraws is not null then 'progressed'
              when status = 'done' then 'claimed' else 'progressed' end as what, false as last
    from "ProgressEntry"
   where (status <> 'no_change' or withdraws is not null)
     and (withdraws is null or status = 'done') and source <> 'import' and "inboundId" is not null
  union all
  select q."taskId", r.at, r.id::text, case when r.approved then 'passed' else 'returned' end, r.level >= q.levels
    from "ClosureReview" r join "ClosureRequest" q on q.id = r."requestId"
   where exists (select 1 from "AuditEvent" a where a.subject = q."taskId"::text and a.event like 'closure_%' and a.at = r.at)
  union all
  select subject::uuid, at, seq::text, 'relapsed', false from "AuditEvent"
   where "to" ->> 'closure' = 'relapsed' and "from" is not null
  order by at, tie`;

const AFTER_PASS: Readonly<Record<string, string>> = {
  first_review: 'second_review',
  second_review: 'final_review',
};

/** @param before where the closure stood when it was claimed */
function stateAfter(state: string, { what, last }: LifeEvent, before: string): string {
  const underReview = isUnderReview(state);
  switch (what) {
    case 'claimed':
      return underReview || state === 'closed' ? state : 'first_review';
    case 'progressed':
      return underReview ? before : state;
    case 'passed':
      return last ? 'closed' : (AFTER_PASS[state] ?? state);
    case 'returned':
      return 'returned';
    case 'relapsed':
      return 'relapsed';
  }
}

const isUnderReview = (state: string): boolean => state.endsWith('_review');

/** Tasks whose closure is not what their answers and reviews make it. */
export async function wrongClosures(pool: Pool): Promise<string[]> {
  const began = await pool.query<{ task: string; closure: string }>(
    `select subject as task, "to" ->> 'closure' as closure from "AuditEvent" where "from" is null and "to" ->> 'closure' is not null`,
  );
  const state = new Map(began.rows.map(({ task, closure }) => [task, closure]));
  const before = new Map<string, string>();
  for (const { task, ...event } of (await pool.query<LifeEvent & { task: string }>(LIFE)).rows) {
    const stood = state.get(task) ?? 'open';
    if (!isUnderReview(stood)) before.set(task, stood);
    state.set(task, stateAfter(stood, event, before.get(task) ?? 'open'));
  }
  const now = await pool.query<{ id: string; no: number; closure: string }>(
    'select id, no, closure from "Task" where completion <> \'stopped\' and removal is null',
  );
  return now.rows.flatMap(({ id, no, closure }) =>
    state.get(id) === closure ? [] : [`${no}: ${closure}, by its history ${state.get(id)}`],
  );
}

/** Frozen weeks whose figures are not those of their rows. */
export async function wrongFigures(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ number: number }>(`
    select w.number from "LedgerWeek" w, lateral (
      select count(*) total,
             count(*) filter (where r ->> 'completion' = 'done') done,
             count(*) filter (where r ->> 'completion' = 'basically_done') basically,
             count(*) filter (where r ->> 'completion' = 'stopped') stopped,
             count(*) filter (where r ->> 'completion' = 'not_done' and r ->> 'horizon' = 'long') ongoing,
             count(*) filter (where r ->> 'completion' = 'not_done' and r ->> 'horizon' <> 'long') not_done,
             count(*) filter (where (r ->> 'asked')::boolean) asked,
             count(*) filter (where (r ->> 'asked')::boolean and r ->> 'reported' is not null) answered
        from jsonb_array_elements(w.rows) r) c
     where (w.figures -> 'tasks' ->> 'total')::int <> c.total
        or (w.figures -> 'tasks' ->> 'done')::int <> c.done
        or (w.figures -> 'tasks' ->> 'basicallyDone')::int <> c.basically
        or (w.figures -> 'tasks' ->> 'stopped')::int <> c.stopped
        or (w.figures -> 'tasks' ->> 'ongoing')::int <> c.ongoing
        or (w.figures -> 'tasks' ->> 'notDone')::int <> c.not_done
        or c.done + c.basically + c.stopped + c.ongoing + c.not_done <> c.total
        or (w.figures -> 'answers' ->> 'asked')::int <> c.asked
        or (w.figures -> 'answers' ->> 'answered')::int <> c.answered`);
  return rows.map(({ number }) => `week ${number}`);
}

/** Planned messages: one a day for each person over everything (domain rule 6), in working hours, never at :00 or :30. */
const PLANNED = `'weekly', 'nudge', 'review', 'escalation', 'look_back'`;

export async function wrongMessages(pool: Pool, calendar: WorkCalendar): Promise<string[]> {
  const { rows } = await pool.query<{
    kind: string;
    person: string;
    day: DateOnly;
    time: string;
    count: number;
  }>(`
    select string_agg(kind, '+') as kind, "personId" as person, count(*)::int as count,
           to_char("sentAt" at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day,
           min(to_char("sentAt" at time zone 'Asia/Shanghai', 'HH24:MI')) as time
      from "OutboundMessage"
     where state = 'sent' and kind in (${PLANNED})
     group by "personId", day`);
  return rows.flatMap(({ kind, day, time, count }) => [
    ...(count > 1 ? [`${day}: ${kind} to one person`] : []),
    ...(isWorkingDay(calendar, day) ? [] : [`${day} is a day off: ${kind}`]),
    ...(time >= '08:00' && time < '20:00' ? [] : [`${day} ${time} is quiet time: ${kind}`]),
    ...(/:[03]0$/.test(time) ? [`${day} ${time}: ${kind}`] : []),
  ]);
}

/** Rungs skipped, taken twice, out of order, or two of one task on a day. */
export async function wrongRungs(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ task: string; episode: string; rungs: number[]; days: string[] }>(`
    select "taskId" as task, episode, array_agg(rung order by "firedAt", rung) as rungs,
           array_agg("firedOn"::text order by "firedAt", rung) as days
      from "EscalationStep" group by "taskId", episode`);
  return rows.flatMap(({ task, episode, rungs, days }) => {
    const inOrder = rungs.every((rung, index) => rung === index + 1);
    const apart = new Set(days).size === days.length;
    return inOrder && apart ? [] : [`${task} ${episode}: ${rungs.join()} on ${days.join()}`];
  });
}

/** What stands in a message to a group and in a finding, a task, an answer or an owner's name (domain rule 10). */
export async function saidInGroups(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; words: string }>(`
    with secret(words) as (
      select title from "Problem" union select title from "Task" union select finding from "Problem"
      union select text from "ProgressEntry"
      union select p.name from "Person" p join "Task" t on t."ownerId" = p.id)
    select m.id, s.words from "OutboundMessage" m join secret s
        on length(s.words) > 1 and array_to_string(m.requests, ' ') like '%' || s.words || '%'
     where m.address ->> 'kind' in ('appchat', 'webhook') or m.address ->> 'chat' = 'group'`);
  return rows.map(({ words }) => words);
}
