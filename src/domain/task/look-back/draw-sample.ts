import type { Task } from '../task.ts';
import { hashOf } from './hash.ts';

/** How many are drawn, and what makes the draw repeatable. */
export type SampleSize = { readonly percent: number } | { readonly count: number };
export type Draw = SampleSize & { readonly seed: string };

type Drawable = Pick<Task, 'id' | 'no' | 'closure' | 'removed' | 'category' | 'leadUnit'>;

/**
 * A sample of the closed tasks of a round (domain rule 8), the first drawn first. The same seed over the same tasks
 * draws the same ones, in whatever order they come: chance is the hash of the seed and the task's number in the
 * ledger, so that anybody can draw again with nothing but the ledger.
 *
 * Spread: each draw goes to the unit drawn from least so far, within it to the category drawn from least, within that
 * to chance. No unit is drawn from twice while another one has none. A larger sample begins with the smaller one.
 */
export function drawSample<T extends Drawable>(tasks: readonly T[], draw: Draw): T[] {
  const left = tasks.filter(isDrawable).toSorted(byChance(draw.seed));
  const drawn: T[] = [];
  const [units, categories] = [new Map<string, number>(), new Map<string, number>()];
  for (let size = sampleSize(left.length, draw); size > 0; size -= 1) {
    const next = left.reduce((best, task) =>
      compare(burden(task, units, categories), burden(best, units, categories)) < 0 ? task : best,
    );
    left.splice(left.indexOf(next), 1);
    drawn.push(next);
    raise(units, unitOf(next));
    raise(categories, next.category.id);
  }
  return drawn;
}

/** At least one where there is any, at most all; a part of a task is a whole one. */
export function sampleSize(population: number, size: SampleSize): number {
  // Multiplied first: 0.07 × 100 is more than 7.
  const wanted = 'count' in size ? size.count : Math.ceil((population * size.percent) / 100);
  return Math.min(population, Math.max(1, wanted));
}

const isDrawable = ({ closure, removed }: Drawable): boolean => closure === 'closed' && removed === null;

const unitOf = ({ leadUnit }: Drawable): string => leadUnit?.id ?? '';

type Counts = Map<string, number>;

/** How often its unit and its category have been drawn from: fewer comes first. */
const burden = (task: Drawable, units: Counts, categories: Counts): readonly [number, number] => [
  units.get(unitOf(task)) ?? 0,
  categories.get(task.category.id) ?? 0,
];

const compare = (
  [unitA, categoryA]: readonly [number, number],
  [unitB, categoryB]: readonly [number, number],
) => unitA - unitB || categoryA - categoryB;

const raise = (counts: Counts, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Two rounds may share a number; ids then decide. */
const byChance =
  (seed: string) =>
  (a: Drawable, b: Drawable): number =>
    hashOf(`${seed}#${a.no}`) - hashOf(`${seed}#${b.no}`) || a.no - b.no || (a.id < b.id ? -1 : 1);
