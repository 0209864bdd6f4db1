import type { Stores } from '../../../src/app/stores.ts';
import { standingEntries } from '../../../src/domain/reply/entry.ts';
import { isUnderReview, type Task } from '../../../src/domain/task/task.ts';
import type { Machine } from './a-cli.ts';

/** What a week is planned from, as a machine without a database keeps it. */
export function planStores({ memory }: Pick<Machine, 'memory'>): Pick<Stores, 'weekPlan'> & {
  desk: Pick<Stores['desk'], 'tasks'>;
} {
  const batchOf = (roundId: string, after: number, limit: number): Task[] =>
    memory.tasks
      .filter((task) => task.roundId === roundId && task.no > after)
      .toSorted((a, b) => a.no - b.no)
      .slice(0, limit);
  return {
    weekPlan: {
      lines: async (roundId, { week, since }, { after, limit }) =>
        batchOf(roundId, after, limit).map((task) => ({
          ...task,
          category: task.category.name,
          problemNo: task.problem.no,
          unit: task.leadUnit?.name ?? '',
          leader: task.leader?.name ?? '',
          leaderId: task.leader?.id ?? null,
          standing: standingEntries(memory.entries).filter(
            (entry) =>
              entry.taskId === task.id &&
              entry.week <= week &&
              entry.week >= (task.horizon === 'long' ? since : week),
          ),
          reported: null,
        })),
      openTasks: async (roundId, _weeks, { after, limit }) =>
        batchOf(roundId, after, limit).map((task) => ({
          ...task,
          standing: standingEntries(memory.entries).filter(({ taskId }) => taskId === task.id),
        })),
      claimed: async (roundId, { after, limit }) =>
        batchOf(roundId, after, limit)
          .filter(isUnderReview)
          .map((task) => ({ task, request: null })),
      userids: async (ids) =>
        new Map(memory.people.flatMap(({ id, userid }) => (ids.includes(id) ? [[id, userid]] : []))),
    },
    desk: { tasks: async (ids) => memory.tasks.filter(({ id }) => ids.includes(id)) },
  };
}
