import type { DeskSort } from '../../../domain/ledger/desk-rows.ts';
import { ledgerWords, workWords } from '../../../zh/pages/desk-work.ts';
import type { LedgerLine } from './ledger-query.ts';

export type ColumnKey = keyof typeof ledgerWords.columns;

export interface Column {
  readonly key: ColumnKey;
  /** In pixels. */
  readonly width: number;
  readonly sort?: DeskSort;
  /** Shown until somebody chooses; these fit a screen 1440 wide beside the navigation. */
  readonly usual: boolean;
  text(line: LedgerLine): string;
}

const { labels } = workWords;

const usual = (key: ColumnKey, width: number, text: Column['text'], sort?: DeskSort): Column => ({
  key,
  width,
  text,
  usual: true,
  ...(sort && { sort }),
});
const more = (key: ColumnKey, width: number, text: Column['text']): Column => ({
  key,
  width,
  text,
  usual: false,
});

function reportedText({ reported, reportedLate, light }: LedgerLine): string {
  if (reported !== null) return `${labels.status[reported]}${reportedLate ? workWords.late : ''}`;
  // Nobody waits for an answer about what is closed.
  return light === 'closed' ? workWords.notAsked : workWords.notReported;
}

/** In the order of the printed ledger as far as it goes. Code, title, due, light have cells of their own. */
export const COLUMNS: readonly Column[] = [
  usual('code', 60, ({ code }) => code, 'no'),
  more('round', 56, ({ round }) => round),
  usual('title', 250, ({ title }) => title),
  usual('category', 112, ({ category }) => category, 'category'),
  usual('unit', 108, ({ unit }) => unit, 'unit'),
  usual('leader', 84, ({ leader }) => leader, 'leader'),
  usual('owner', 80, ({ owner }) => owner, 'owner'),
  usual('due', 130, ({ dueOn }) => dueOn ?? workWords.noDue, 'due'),
  more('horizon', 84, ({ horizon }) => labels.horizon[horizon]),
  usual('light', 116, ({ light, overdueDays }) => workWords.light(light, overdueDays), 'overdue'),
  usual('reported', 92, reportedText),
  usual('completion', 84, ({ completion }) => labels.completion[completion]),
  usual('closure', 76, ({ closure }) => labels.closure[closure]),
  more('progress', 220, ({ progress }) => progress),
  more('nextPlan', 180, ({ nextPlan }) => nextPlan),
  more('evidence', 60, ({ evidenceCount }) => String(evidenceCount)),
  more('remark', 160, ({ remark }) => remark),
];

/** Left and right of a cell's text, in pixels. */
const PADDING = 16;
/** At most, in pixels: what is Chinese is as wide as high. */
const widthOf = (text: string): number => {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 14 : 9;
  return width;
};

/**
 * Whether it may not fit and is to be cut. Cutting costs the browser more than all the rest of a row; the title is as
 * wide as there is room.
 */
export const isLong = ({ key, width }: Column, text: string): boolean =>
  key === 'title' || widthOf(text) > width - PADDING;

/** Those two say which task it is, and stay. */
export const FIXED: readonly ColumnKey[] = ['code', 'title'];
