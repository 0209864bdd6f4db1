import type { Report } from '../app/import/import-report.ts';
import { importWords } from '../zh/import.ts';
import { maskNumbers } from '../zh/masking.ts';

/** What was read from a published report, in the shape that is promised to whoever checks it. */
export function reportJson(source: string, { problems, counts, warnings }: Report): object {
  const { total, done, basically_done, not_done, ongoing, byCategory, stopped, not_stated } = counts;
  return {
    source,
    problems: problems.map(({ category, no, title, completion, ongoing: lasting, ...rest }) => {
      const { cause, measures, nextPlan, text } = rest;
      return {
        category,
        no,
        title: maskNumbers(title),
        completion,
        ongoing: lasting,
        cause: cause === null ? null : maskNumbers(cause),
        measures: measures.map(maskNumbers),
        nextPlan: nextPlan === null ? null : maskNumbers(nextPlan),
        text: maskNumbers(text),
      };
    }),
    counts: {
      total,
      done,
      basically_done,
      not_done,
      ongoing,
      byCategory: byCategory.map(({ category, count }) => ({ category, count })),
    },
    warnings: [
      // What is said of the file as a whole is said at its first line: every line named is there.
      ...warnings.map(({ line, message }) => ({ line: Math.max(1, line), message })),
      // The promised parts leave these out, and no figure stands without its remainder (domain rule 4).
      ...(stopped + not_stated > 0 ? [{ line: 1, message: importWords.remainder(stopped, not_stated) }] : []),
    ],
  };
}
