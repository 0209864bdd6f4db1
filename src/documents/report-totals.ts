import type { ReportCounts } from '../app/import/import-report.ts';
import { announcedCount, reportText, countsTasks } from '../zh/report.ts';
import { sentences, statedNames, statedTotal, statedTotalBehind, statedTotalOf } from '../zh/report-state.ts';
import type { ReportBlock, ReportWarning } from './report-blocks.ts';
import { partsOf, STATED_PARTS } from './report-parts.ts';
import type { StatedPart } from './report-parts.ts';

/*
 * The figures a report states beside its problems, compared with what was read (domain rule 4).
 */

/** Where the stated totals and the announced sizes of sections differ from what was found. */
export function differences(
  blocks: readonly ReportBlock[],
  problems: readonly ReportBlock[],
  counts: ReportCounts,
): ReportWarning[] {
  return [...totalDifferences(blocks, new Set(problems), counts), ...sectionDifferences(blocks, problems)];
}

type Part = 'total' | StatedPart;

/** The first sentence that states how many problems there were, with its parts. */
function totalDifferences(
  blocks: readonly ReportBlock[],
  problems: ReadonlySet<ReportBlock>,
  counts: ReportCounts,
): ReportWarning[] {
  const first = blocks.findIndex((block) => problems.has(block));
  const intro = blocks.slice(0, first < 0 ? 0 : first).flatMap(({ body }) => body);
  let joined = '';
  const starts: { readonly at: number; readonly line: number }[] = [];
  for (const { raw, line } of intro) {
    starts.push({ at: joined.length, line });
    joined += raw;
  }
  let at = 0;
  for (const sentence of joined.split(sentences)) {
    const start = joined.indexOf(sentence, at);
    at = start + sentence.length;
    const stated = figuresOf(sentence);
    if (stated.total === undefined) continue;
    const line = starts.findLast((each) => each.at <= start)?.line ?? 0;
    return differing(stated, counts).map((message) => ({ line, message }));
  }
  return [];
}

const TOTALS = [statedTotal, statedTotalOf, statedTotalBehind];

/** Longer ones are no sentence. */
const MAX_SENTENCE = 600;

/** What a sentence that states how many problems there were says of them. */
export function figuresOf(sentence: string): Partial<Record<Part, number>> {
  if (sentence.length > MAX_SENTENCE) return {};
  const total = TOTALS.map((form) => form.exec(sentence)?.groups?.['count']).find(
    (count) => count !== undefined,
  );
  if (total === undefined) return {};
  const figures: Partial<Record<Part, number>> = { total: Number(total) };
  // 32个问题，分解为39项任务，已完成35项: the parts count tasks.
  return countsTasks.test(sentence) ? figures : { ...figures, ...partsOf(sentence) };
}

function differing(stated: Partial<Record<Part, number>>, counts: ReportCounts): string[] {
  return (['total', ...STATED_PARTS] as const).flatMap((part) => {
    const count = stated[part];
    if (count === undefined || count === counts[part]) return [];
    return [reportText.totalDiffers(statedNames[part], count, counts[part])];
  });
}

/** …方面（5个） over a section of four. */
function sectionDifferences(
  blocks: readonly ReportBlock[],
  problems: readonly ReportBlock[],
): ReportWarning[] {
  return blocks
    .filter(({ hasHeadings }) => hasHeadings)
    .flatMap((block) => {
      const announced = announcedCount.exec(block.title)?.groups?.['count'];
      if (announced === undefined) return [];
      const found = problems.filter(({ above }) => above.includes(block)).length;
      const message = reportText.sectionDiffers(Number(announced), found);
      return Number(announced) === found ? [] : [{ line: block.line, message }];
    });
}
