import type { Report } from '../app/import/import-report.ts';
import { importWords } from '../zh/import.ts';

/** What was read from a published report, in the shape that is promised to whoever checks it. */
export function reportJson(source: string, { problems, counts, warnings }: Report): object {
  const { total, done, basically_done, not_done, ongoing, byCategory, stopped, not_stated } = counts;
  return {
    source,
    problems: problems.map(({ category, no, title, completion, ongoing: lasting, ...rest }) => {
      const { cause, measures, nextPlan, text } = rest;
      return { category, no, title, completion, ongoing: lasting, cause, measures, nextPlan, text };
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
      ...warnings.map(({ line, message }) => ({ line, message })),
      // The promised parts leave these out, and no figure stands without its remainder (domain rule 4).
      ...(stopped + not_stated > 0 ? [{ line: 0, message: importWords.remainder(stopped, not_stated) }] : []),
    ],
  };
}
