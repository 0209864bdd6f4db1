import type { MeasureType, Task } from '../task.ts';

/**
 * What is looked at when a closed task is looked at again. `people_know` is 反向核查: the people concerned are asked
 * whether they noticed anything of it.
 */
export const CHECK_POINTS = [
  'measures_in_force',
  'documents_in_use',
  'losses_recovered',
  'effect_lasting',
  'people_know',
  'no_recurrence',
] as const;
export type CheckPoint = (typeof CHECK_POINTS)[number];

/** Points that only such measures give cause for; the others always apply. */
const ONLY_WITH: Readonly<Partial<Record<CheckPoint, MeasureType>>> = {
  documents_in_use: 'institution',
  losses_recovered: 'loss_recovery',
};

/** What is to be checked of these tasks, each point once. */
export const checklistFor = (tasks: readonly Pick<Task, 'measures'>[]): CheckPoint[] =>
  CHECK_POINTS.filter((point) => {
    const type = ONLY_WITH[point];
    return type === undefined || tasks.some(({ measures }) => measures.some((each) => each.type === type));
  });
