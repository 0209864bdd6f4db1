import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';

export type MyTasks = AnswerOf<Endpoints['GET /my-tasks']>;
export type MyTask = MyTasks['waiting'][number];
export type AnyTask = MyTask | MyTasks['led'][number];

const GROUPS = ['waiting', 'answered', 'quiet', 'led', 'ofUnit', 'helped'] as const;

export interface ListSection {
  readonly key: string;
  readonly group: (typeof GROUPS)[number];
  /** Name of the round, where several run. */
  readonly round: string | null;
  readonly tasks: readonly AnyTask[];
}

/** The list as it is read from above: what waits first, and by round where several run. */
export function sectionsOf(data: MyTasks): ListSection[] {
  const several = data.rounds.length > 1;
  const rounds = several ? data.rounds : [null];
  return GROUPS.flatMap((group) =>
    rounds.map((round): ListSection => {
      const tasks: readonly AnyTask[] = data[group];
      return {
        key: `${group}:${round?.letter ?? ''}`,
        group,
        round: round?.name ?? null,
        tasks: round ? tasks.filter(({ code }) => code.startsWith(round.letter)) : tasks,
      };
    }),
  ).filter(({ tasks }) => tasks.length > 0);
}

export const isMine = (task: AnyTask): task is MyTask => 'ask' in task;
