import type { DateOnly } from '../domain/calendar/date.ts';
import type { Figures, LedgerRow } from '../domain/ledger/ledger.ts';
import type { LedgerSince } from '../domain/ledger/movement.ts';
import { ledgerText } from '../zh/columns.ts';
import { ledgerChangeText } from '../zh/ledger-changes.ts';
import { footerText, PAGE_COUNT, PAGE_NUMBER } from './workbook-writer.ts';
import type { CellLook, OutCell, OutSheet } from './sheet.ts';

export interface LedgerMeta {
  readonly roundName: string;
  readonly weekNo: number | null;
  /** The Monday that names the week. */
  readonly week: DateOnly;
  readonly asOf: DateOnly;
  /** As it is to be printed: wall time of the business time zone. Null for a ledger that is not frozen. */
  readonly frozenAt: string | null;
  /** Of the frozen week, in hexadecimal. */
  readonly sha256: string | null;
}

export interface LedgerDocument {
  readonly rows: readonly LedgerRow[];
  readonly figures: Figures;
  readonly meta: LedgerMeta;
  /** Null in the first week of a round. */
  readonly since: LedgerSince | null;
}

export type Paper = OutSheet['paper'];

/** The looks all sheets share. */
export const LOOK = {
  title: { size: 18, bold: true, align: 'center', border: false },
  meta: { size: 10, align: 'left', border: false },
  heading: { size: 10, bold: true, align: 'center', fill: 'DDEBF7' },
} as const satisfies Record<string, CellLook>;

const HASH_PREFIX = 12;
/** Excel refuses a file with a footer of more than 255 characters in all. */
const FOOTER_TITLE = 60;

/** What the sheet is a picture of: which week, as of when, frozen or not, compared with which. */
export function metaLine(
  { weekNo, week, asOf, frozenAt, sha256 }: LedgerMeta,
  since: LedgerDocument['since'],
): string {
  const parts = [ledgerText.week(weekNo, week), ledgerText.asOf(asOf), ledgerText.frozen(frozenAt)];
  const compared = since ? ledgerChangeText.since(since.number, since.week) : ledgerChangeText.noneBefore;
  return [...parts, ...hashOf(sha256), compared].join('　　');
}

/** On every page, so that a loose one still says what it belongs to. */
export function ledgerFooter({
  roundName,
  weekNo,
  week,
  asOf,
  frozenAt,
  sha256,
}: LedgerMeta): OutSheet['footer'] {
  return {
    left: footerText(
      `${ledgerText.title(roundName).slice(0, FOOTER_TITLE)}　${ledgerText.week(weekNo, week)}　${ledgerText.asOf(asOf)}`,
    ),
    centre: ledgerText.page(PAGE_NUMBER, PAGE_COUNT),
    right: [ledgerText.frozen(frozenAt), ...hashOf(sha256)].join('　'),
  };
}

/** A row of so many cells with text in the first one only. */
export const lineOf = (text: string, look: CellLook, columns: number): OutCell[] =>
  Array.from({ length: columns }, (_, column) => ({ value: column === 0 ? text : null, look }));

const hashOf = (sha256: string | null): string[] =>
  sha256 === null ? [] : [ledgerText.hash(sha256.slice(0, HASH_PREFIX))];
