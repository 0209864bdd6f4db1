import type { Person } from '../task/people.ts';
import type { Task } from '../task/task.ts';

/**
 * How a person stands to a task, apart from his roles: `answers` for it (owner, contact, or in the place of one of
 * them), heads its lead unit, leads it, belongs to its lead unit, or helps with it.
 */
export type Relation = 'answers' | 'unit_head' | 'lead_leader' | 'unit_member' | 'helps';

/** Who somebody is, as far as tasks are concerned. */
export interface Viewer extends Person {
  /** Ids of units the person heads. */
  readonly headOf: readonly string[];
  /** Ids of the people in whose place he stands today (AB角). */
  readonly standsInFor: readonly string[];
}

type Concerned = Pick<Task, 'owner' | 'contact' | 'leader' | 'leadUnit' | 'supportUnits' | 'supporters'>;

export function relationsOf(viewer: Viewer, task: Concerned): ReadonlySet<Relation> {
  const selves = new Set([viewer.id, ...viewer.standsInFor]);
  const is = (ref: { readonly id: string } | null): boolean => ref !== null && selves.has(ref.id);
  const unitId = task.leadUnit?.id;
  const relations = new Set<Relation>();
  if (is(task.owner) || is(task.contact)) relations.add('answers');
  if (unitId !== undefined && viewer.headOf.includes(unitId)) relations.add('unit_head');
  if (is(task.leader)) relations.add('lead_leader');
  if (unitId !== undefined && viewer.unit?.id === unitId) relations.add('unit_member');
  if (helps(viewer, task)) relations.add('helps');
  return relations;
}

const helps = (viewer: Viewer, { supportUnits, supporters }: Concerned): boolean =>
  supporters.some(({ id }) => id === viewer.id) ||
  supportUnits.some(({ id }) => id === viewer.unit?.id || viewer.headOf.includes(id));
