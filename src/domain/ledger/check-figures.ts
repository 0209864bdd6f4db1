import type { CompletionCount, FigureError, Figures, GroupCount } from './ledger.ts';

/**
 * Every sum that does not close, each with its parts (domain rule 4); empty when the figures may be printed.
 * Figures are named by their path (`tasks`, `byUnit.done`), parts of a grouping by the key of the group.
 */
export function checkFigures(figures: Figures): FigureError[] {
  const { problems, tasks, byCategory, answers, within } = figures;
  const { asked, ...answerParts } = answers;
  return [
    ...checkParts('problems', problems),
    ...checkParts('tasks', tasks),
    ...checkGroups('byCategory.problems', problems, byCategory.problems),
    ...checkGroups('byCategory.tasks', tasks, byCategory.tasks),
    ...checkGroups('byUnit', tasks, figures.byUnit),
    ...checkGroups('byLeader', tasks, figures.byLeader),
    ...checkSum('byHorizon', tasks.total, Object.entries(figures.byHorizon)),
    ...checkSum('lights', tasks.total, Object.entries(figures.lights)),
    ...checkSum('answers', asked, Object.entries(answerParts)),
    ...checkWithin('within.immediateDone', within.immediateDone, tasks.done),
    ...checkWithin('within.underReview', within.underReview, tasks.total),
    ...checkWithin('within.closed', within.closed, figures.lights.closed),
  ];
}

function checkParts(figure: string, { total, ...parts }: CompletionCount): FigureError[] {
  return checkSum(figure, total, Object.entries(parts));
}

/** Each group closes in itself, and the groups together give every column of the whole. */
function checkGroups(figure: string, whole: CompletionCount, groups: readonly GroupCount[]): FigureError[] {
  const columns = Object.keys(whole) as (keyof CompletionCount)[];
  return [
    ...groups.flatMap(({ key, count }) => checkParts(`${figure}[${key}]`, count)),
    ...columns.flatMap((column) => {
      const parts = groups.map(({ key, count }) => [key, count[column]] as const);
      return checkSum(`${figure}.${column}`, whole[column], parts);
    }),
  ];
}

/** Pairs, not a record: a group that is listed twice must be added twice. */
function checkSum(
  figure: string,
  total: number,
  parts: readonly (readonly [name: string, count: number])[],
): FigureError[] {
  const sum = parts.reduce((left, [, count]) => left + count, 0);
  return sum === total ? [] : [{ figure, total, parts: Object.fromEntries(parts), sum }];
}

/** "其中" is no addend, but it cannot exceed what it is inside of. */
function checkWithin(figure: string, part: number, whole: number): FigureError[] {
  return part <= whole ? [] : [{ figure, total: whole, parts: { [figure]: part }, sum: part }];
}
