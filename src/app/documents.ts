import type { DateOnly } from '../domain/calendar/date.ts';
import type { Figures, LedgerRow } from '../domain/ledger/ledger.ts';
import type { LedgerSince } from '../domain/ledger/movement.ts';
import type { LedgerSheet, SheetAsRead } from './import/import-plan.ts';
import type { Report } from './import/import-report.ts';
import type { Papers } from './papers/papers.ts';
import type { Deps } from './ports.ts';

/** Files that people hand in and take away; main hands the readers and writers in. */
export interface Documents {
  readLedger(file: Buffer): Promise<LedgerSheet>;
  ledgerTemplate(): Promise<Buffer>;
  fileText: Deps['fileText'];
  /** Text as Chinese offices save it. */
  decodeText(data: Buffer): string;
  readReport(text: string): Report;
  /** A Word document: a ledger where it holds a table of one. @throws AppError import_invalid */
  readWord(
    file: Buffer,
  ):
    | { readonly kind: 'ledger'; readonly sheet: LedgerSheet }
    | { readonly kind: 'text'; readonly text: string };
  /** A copy of a sheet with what is to be said of its rows in front of them. @param mark in the foot of every page */
  markedCopy(sheet: SheetAsRead, faults: readonly RowFault[], mark?: string): Promise<Buffer>;
  /** @throws RangeError with the sums when the figures do not close. */
  writeLedger(
    ledger: PrintedLedger,
    options?: {
      readonly paper?: 'a3' | 'a4';
      /** In the foot of every page: who took it away, and when. */
      readonly mark?: string | undefined;
      readonly written?: (rows: number, of: number) => void;
    },
  ): Promise<Buffer>;
  readonly papers: Papers;
  /** The ledger in a workbook of the superior's. @throws RangeError with the sums when the figures do not close. */
  fillTemplate(
    ledger: PrintedLedger,
    template: { readonly file: Buffer; readonly mapping: string | null },
  ): Promise<TemplateResult>;
}

/** A template filled in, with what its headings were taken for; or why it cannot be, line by line. */
type TemplateResult =
  | {
      readonly kind: 'filled';
      readonly file: Buffer;
      readonly mapping: string | null;
      readonly unfilled: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reasons: readonly string[]; readonly secret?: true };

/** What is wrong with a row of a sheet, counted from 1, 0 being the sheet as a whole. */
export interface RowFault {
  readonly line: number;
  readonly message: string;
}

/** A week's ledger as it is printed; null what only a frozen week has. */
export interface PrintedLedger {
  readonly rows: readonly LedgerRow[];
  readonly figures: Figures;
  readonly meta: {
    readonly roundName: string;
    readonly weekNo: number | null;
    readonly week: DateOnly;
    readonly asOf: DateOnly;
    /** Wall time of the business time zone. */
    readonly frozenAt: string | null;
    readonly sha256: string | null;
  };
  /** Null in the first week of a round. */
  readonly since: LedgerSince | null;
}
