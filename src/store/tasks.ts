import type { Cause, NewTask, TaskStore } from '../app/stores.ts';
import type { TaskFilter } from '../app/task-filter.ts';
import { groupBy } from '../domain/group-by.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { auditStore } from './audit.ts';
import { fromDateOnly, fromDateOnlyOrNull, type Db } from './rows.ts';
import { asCode, codeOf, fieldsBefore, severalRounds, toColumns, toRow } from './task-row.ts';
import { readTasks } from './task-query.ts';

const { sql } = Prisma;

/** More than anybody means with one "from … to …". */
const MOST_OF_A_RANGE = 10_000;
/** As src/domain/task/task.ts has it. */
const OPEN = { removal: null, closure: { not: 'closed' }, completion: { not: 'stopped' } } as const;

/** Every change of a task is written with its audit entry: what the log says is what the task is. */
export function taskStore(db: Db): TaskStore {
  const audit = auditStore(db);
  const addAll = async (tasks: readonly NewTask[], cause: Cause): Promise<string[]> => {
    const rows = await db.task.createManyAndReturn({
      data: tasks.map((task) => ({ ...toRow(task), addedAt: cause.at })),
      select: { id: true, roundId: true, no: true },
    });
    const byNo = new Map(rows.map(({ id, roundId, no }) => [`${roundId}/${no}`, id]));
    const added = tasks.map((task) => ({ task, id: byNo.get(`${task.roundId}/${task.no}`) ?? '' }));
    await db.measure.createMany({
      data: added.flatMap(({ id, task }) =>
        task.measures.map((measure, index) => ({ taskId: id, no: index + 1, ...measure })),
      ),
    });
    await db.support.createMany({
      data: added.flatMap(({ id, task }) => task.supportUnitIds.map((unitId) => ({ taskId: id, unitId }))),
    });
    await audit.appendAll(added.map(({ id, task }) => ({ ...cause, subject: id, to: stateOf(task) })));
    return added.map(({ id }) => id);
  };
  return {
    async list(filter) {
      const codes = filter.code === undefined ? filter.codes : [filter.code];
      const meant = codes && (await meantBy(db, codes));
      if (meant?.length === 0 || filter.ids?.length === 0 || filter.nos?.length === 0) return [];
      const parts = [...narrowing(filter), ...(meant ? [sql`(${Prisma.join(meant, ' or ')})`] : [])];
      return readTasks(db, parts.length === 0 ? sql`true` : Prisma.join(parts, ' and '), filter.page?.limit);
    },
    byId: async (id) => (await readTasks(db, sql`t.id = ${id}::uuid`))[0] ?? null,
    countOpen: (roundId) => db.task.count({ where: { ...OPEN, roundId } }),
    async openOwners() {
      const lettered = await severalRounds(db);
      const rows = await db.$queryRaw<{ letter: string; no: number; ownerId: string | null }[]>`
        select r.letter, t.no, t."ownerId" from "Task" t join "Round" r on r.id = t."roundId"
        where t."roundId" = any(array(select id from "Round" where active)) and t.removal is null
          and t.closure <> 'closed' and t.completion <> 'stopped'
        order by r.letter, t.no`;
      return rows.map(({ letter, no, ownerId }) => ({ code: codeOf(no, letter, lettered), ownerId }));
    },
    async codes(named) {
      const froms = named.map(({ from }) => from);
      const rows = await db.$queryRaw<{ no: number; letter: string }[]>`
        select distinct t.no, r.letter from unnest(${froms}::int[], ${named.map(({ to }) => to)}::int[]) as named("from", "to")
          join "Round" r on r.active
          cross join lateral (select no from "Task" t where t."roundId" = r.id and t.no between named."from" and named."to"
            and t.removal is null order by t.no limit ${MOST_OF_A_RANGE}) t`;
      const lettered = await severalRounds(db);
      return rows.map(({ no, letter }) => codeOf(no, letter, lettered));
    },
    add: async (task, cause) => (await addAll([task], cause))[0] ?? '',
    addAll,
    async change({ id, version }, change, cause) {
      const [before] = await readTasks(db, sql`t.id = ${id}::uuid and t.version = ${version}`);
      if (!before) return false;
      const { count } = await db.task.updateMany({
        where: { id, version },
        data: { ...toColumns(change), version: { increment: 1 } },
      });
      if (count === 0) return false;
      await audit.append({ ...cause, subject: id, from: fieldsBefore(before, change), to: change });
      return true;
    },
    async addSupporter(taskId, personId, since) {
      await db.taskSupporter.createMany({
        data: [{ taskId, personId, since: fromDateOnly(since) }],
        skipDuplicates: true,
      });
    },
    async setStages(taskId, stages) {
      await db.stageGoal.deleteMany({ where: { taskId } });
      await db.stageGoal.createMany({
        data: stages.map(({ no, text, dueOn, reachedOn }) => ({
          taskId,
          no,
          text,
          dueOn: fromDateOnly(dueOn),
          reachedOn: fromDateOnlyOrNull(reachedOn),
        })),
      });
    },
  };
}

/** Of the task `t` and its round `r`. */
const narrowing = (filter: TaskFilter): Prisma.Sql[] => {
  const { roundId, personIds, ids, nos, leadUnit, owner, concerns, removed = false, ended = false } = filter;
  const after = filter.page?.after;
  return [
    ...(ended ? [] : [sql`r.active`]),
    ...(removed ? [] : [sql`t.removal is null`]),
    ...(roundId === undefined ? [] : [sql`t."roundId" = ${roundId}::uuid`]),
    ...(personIds === undefined ? [] : [answeredByAny(personIds)]),
    ...(ids === undefined ? [] : [sql`t.id = any(${[...ids]}::uuid[])`]),
    ...(nos === undefined ? [] : [sql`t.no = any(${[...nos]}::int[])`]),
    ...(leadUnit === undefined
      ? []
      : [sql`t."leadUnitId" = (select id from "Unit" where name = ${leadUnit})`]),
    ...(owner === undefined
      ? []
      : [sql`t."ownerId" = any(array(select id from "Person" where name = ${owner}))`]),
    ...(concerns ? [concerning(concerns)] : []),
    ...(after ? [sql`(r.letter, t.no) > (${after.letter}, ${after.no})`] : []),
  ];
};

/** Of each letter the tasks that these codes name; of what is no code none. */
async function meantBy(db: Db, codes: readonly string[]): Promise<Prisma.Sql[]> {
  const lettered = await severalRounds(db);
  const named = codes.flatMap((code) => asCode(code, lettered) ?? []);
  return [...groupBy(named, ({ letter }) => letter ?? '')].map(([letter, own]) => {
    const nos = sql`t.no = any(${own.map(({ no }) => no)}::int[])`;
    return letter === '' ? nos : sql`(r.letter = ${letter} and ${nos})`;
  });
}

function answeredByAny(personIds: readonly string[]): Prisma.Sql {
  const ids = sql`${[...personIds]}::uuid[]`;
  return sql`(t."ownerId" = any(${ids}) or t."contactId" = any(${ids}))`;
}

/** Wider than src/domain/access/relations.ts where that is cheaper, and never narrower. */
function concerning({ id, unit, headOf, standsInFor }: NonNullable<TaskFilter['concerns']>): Prisma.Sql {
  const selves = sql`${[id, ...standsInFor]}::uuid[]`;
  const units = sql`${[...headOf, ...(unit ? [unit.id] : [])]}::uuid[]`;
  // Each way by its own index: of an "or" over two tables the database would read every task.
  return sql`t.id = any(array(
    select id from "Task" where "ownerId" = any(${selves}) union select id from "Task" where "contactId" = any(${selves})
    union select id from "Task" where "leaderId" = any(${selves})
    union select id from "Task" where "leadUnitId" = any(${units})
    union select "taskId" from "TaskSupporter" where "personId" = ${id}::uuid
    union select "taskId" from "Support" where "unitId" = any(${units})))`;
}

/** Where the task's history begins. */
const stateOf = ({ measures: _measures, supportUnitIds: _units, problemId: _problem, ...state }: NewTask) =>
  state;
