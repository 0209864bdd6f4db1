import type { Task } from '../task/task.ts';
import { relationsOf, type Relation, type Viewer } from './relations.ts';

/**
 * What a person's own list shows, each task once and where it weighs most: those he answers for, those he leads, those
 * of the units he heads, those he helps with. That he only belongs to the lead unit puts a task into no list.
 */
export interface OwnView {
  readonly own: readonly Task[];
  readonly led: readonly Task[];
  readonly ofUnit: readonly Task[];
  readonly helped: readonly Task[];
}

const SECTIONS: readonly { readonly relation: Relation; readonly section: keyof OwnView }[] = [
  { relation: 'answers', section: 'own' },
  { relation: 'lead_leader', section: 'led' },
  { relation: 'unit_head', section: 'ofUnit' },
  { relation: 'helps', section: 'helped' },
];

export function ownView(viewer: Viewer, tasks: readonly Task[]): OwnView {
  const view: Record<keyof OwnView, Task[]> = { own: [], led: [], ofUnit: [], helped: [] };
  for (const task of tasks) {
    const standing = relationsOf(viewer, task);
    const found = SECTIONS.find(({ relation }) => standing.has(relation));
    if (found) view[found.section].push(task);
  }
  return view;
}
