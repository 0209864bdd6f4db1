import type { Turn } from './turn.ts';

/** Whatever looks like a code; days and times written with figures alone do not. */
export const codesIn = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .match(/(?<![\dA-Z]|\d[-/:.])[A-Z]?\d{1,3}(?!\d|[-/:.]\d)/g) ?? [];

/** The one code of the person's own tasks in a text; null when there are several, or none. */
export function ownCodeIn({ ownTasks }: Pick<Turn, 'ownTasks'>, text: string): string | null {
  const words = new Set(codesIn(text));
  const [task, ...others] = ownTasks.filter(({ code }) => words.has(code));
  return task && others.length === 0 ? task.code : null;
}
