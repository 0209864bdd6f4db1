import type { DateOnly } from '../domain/calendar/date.ts';
import type { Figures, LedgerRow } from '../domain/ledger/ledger.ts';
import { ledgerText } from '../zh/columns.ts';
import { footerText, PAGE_COUNT, PAGE_NUMBER } from './workbook.ts';
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
}

/** The looks both sheets share. */
export const LOOK = {
  title: { size: 18, bold: true, align: 'center', border: false },
  meta: { size: 10, align: 'left', border: false },
  heading: { size: 10, bold: true, align: 'center', fill: 'DDEBF7' },
} as const satisfies Record<string, CellLook>;

const HASH_PREFIX = 12;

/** What the sheet is a picture of: which week, as of when, frozen or not. */
export function metaLine({ weekNo, week, asOf, frozenAt, sha256 }: LedgerMeta): string {
  const parts = [ledgerText.week(weekNo, week), ledgerText.asOf(asOf), ledgerText.frozen(frozenAt)];
  return [...parts, ...hashOf(sha256)].join('　　');
}

/** On every page, so that a loose one still says what it belongs to. */
export function ledgerFooter({ roundName, asOf, sha256 }: LedgerMeta): OutSheet['footer'] {
  return {
    left: footerText(`${ledgerText.title(roundName)}　${ledgerText.asOf(asOf)}`),
    centre: ledgerText.page(PAGE_NUMBER, PAGE_COUNT),
    right: hashOf(sha256).join(''),
  };
}

/** A row of so many cells with text in the first one only. */
export const lineOf = (text: string, look: CellLook, columns: number): OutCell[] =>
  Array.from({ length: columns }, (_, column) => ({ value: column === 0 ? text : null, look }));

const hashOf = (sha256: string | null): string[] =>
  sha256 === null ? [] : [ledgerText.hash(sha256.slice(0, HASH_PREFIX))];
