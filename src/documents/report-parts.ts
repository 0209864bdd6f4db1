import { statedParts } from '../zh/report-state.ts';

/** The parts of a total that reports state. */
export const STATED_PARTS = ['done', 'basically_done', 'not_done', 'ongoing'] as const;
export type StatedPart = (typeof STATED_PARTS)[number];

/** 已完成2个，基本完成1个. */
export function partsOf(text: string): Partial<Record<StatedPart, number>> {
  return Object.fromEntries(
    STATED_PARTS.flatMap((part) => {
      const count = statedParts[part].exec(text)?.groups?.['count'];
      return count === undefined ? [] : [[part, Number(count)]];
    }),
  );
}
