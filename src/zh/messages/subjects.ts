import type { ReviewSubject } from '../../domain/reply/result.ts';

/** What is asked for and decided. */
export const reviewSubject = {
  closure: '销号',
  extension: '延期',
  transfer: '转办',
  help: '协调',
} as const satisfies Record<ReviewSubject, string>;
