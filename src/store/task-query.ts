import type { DateOnly } from '../domain/calendar/date.ts';
import type { Task } from '../domain/task/task.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Db } from './rows.ts';
import { codeOf } from './task-row.ts';

/* Tasks in one query of ours: Prisma reads each of ten relations by itself. */

type TaskRow = Omit<Task, 'code' | 'reportedUp' | 'removed'> & {
  readonly letter: string;
  readonly reportedUpTo: string | null;
  readonly reportedUpOn: DateOnly | null;
  readonly removal: NonNullable<Task['removed']>['how'] | null;
  readonly removedOn: DateOnly | null;
};

/**
 * @param where of the task `t` and its round `r`; in display order
 * @param limit the first so many; null: all
 */
export async function readTasks(db: Db, where: Prisma.Sql, limit: number | null = null): Promise<Task[]> {
  const rows = await db.$queryRaw<{ task: TaskRow; lettered: boolean }[]>`
    select (select count(*) > 1 from "Round" where active) as lettered, json_build_object(
      'id', t.id, 'roundId', t."roundId", 'letter', r.letter, 'no', t.no, 'title', t.title,
      'category', json_build_object('id', c.id, 'name', c.name),
      'problem', json_build_object('id', p.id, 'name', p.title, 'no', p.no),
      'leader', case when l.id is not null then json_build_object('id', l.id, 'name', l.name) end,
      'leadUnit', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end,
      'owner', case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end,
      'contact', case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end,
      'supportUnits', coalesce((select json_agg(json_build_object('id', su.id, 'name', su.name) order by su.name)
        from "Support" s join "Unit" su on su.id = s."unitId" where s."taskId" = t.id), '[]'),
      'supporters', coalesce((select json_agg(json_build_object('id', sp.id, 'name', sp.name) order by sp.name)
        from "TaskSupporter" s join "Person" sp on sp.id = s."personId" where s."taskId" = t.id), '[]'),
      'stages', coalesce((select json_agg(json_build_object('no', g.no, 'text', g.text, 'dueOn', g."dueOn",
        'reachedOn', g."reachedOn") order by g."dueOn") from "StageGoal" g where g."taskId" = t.id), '[]'),
      'measures', coalesce((select json_agg(json_build_object('type', m.type, 'text', m.text) order by m.no)
        from "Measure" m where m."taskId" = t.id), '[]'),
      'horizon', t.horizon, 'completion', t.completion, 'closure', t.closure, 'dueOn', t."dueOn",
      'originalDueOn', t."originalDueOn", 'reviewEveryDays', t."reviewEveryDays", 'claimedOn', t."claimedOn",
      'closedOn', t."closedOn", 'remark', t.remark, 'reportedUpTo', t."reportedUpTo",
      'reportedUpOn', t."reportedUpOn", 'removal', t.removal, 'removedOn', t."removedOn", 'version', t.version) as task
    from "Task" t
      join "Round" r on r.id = t."roundId"
      join "Problem" p on p.id = t."problemId"
      join "Category" c on c.id = p."categoryId"
      left join "Person" l on l.id = t."leaderId"
      left join "Unit" u on u.id = t."leadUnitId"
      left join "Person" o on o.id = t."ownerId"
      left join "Person" k on k.id = t."contactId"
    where ${where}
    order by r.letter, t.no ${limit === null ? Prisma.empty : Prisma.sql`limit ${limit}`}`;
  return rows.map(({ task, lettered }) => toTask(task, lettered));
}

function toTask(
  { letter, reportedUpTo, reportedUpOn, removal, removedOn, ...task }: TaskRow,
  lettered: boolean,
): Task {
  return {
    ...task,
    code: codeOf(task.no, letter, lettered),
    reportedUp:
      reportedUpTo !== null && reportedUpOn !== null ? { to: reportedUpTo, on: reportedUpOn } : null,
    removed: removal !== null && removedOn !== null ? { how: removal, on: removedOn } : null,
  };
}
