import { ledgerText } from '../zh/columns.ts';
import { refuseOpenFigures } from './check-document.ts';
import { metaLine } from './ledger-document.ts';
import type { LedgerDocument, LedgerMeta, Paper } from './ledger-document.ts';
import { ledgerSheet, printSheet } from './ledger-sheet.ts';
import { listSheets } from './list-sheets.ts';
import { statisticsSheet } from './statistics-sheet.ts';
import type { OutSheet } from './sheet.ts';
import { footerText, writeWorkbook } from './workbook-writer.ts';
import type { WorkbookFacts } from './workbook-writer.ts';

export interface LedgerOptions {
  readonly paper?: Paper;
  /** In the foot of every page: who took it away, and when. */
  readonly mark?: string | undefined;
  /** Hears how many rows have been written, of how many on all sheets. */
  readonly written?: (rows: number, of: number) => void;
}

/**
 * The ledger as an `.xlsx` file (domain rule 9): one row per task, ready to be filtered; the same for print; the four
 * lists; the figures. All are views of the same rows. The same ledger gives the same bytes whenever it is written.
 * @throws RangeError with the sums when the figures do not close (domain rule 4).
 */
export async function writeLedger(
  document: LedgerDocument,
  { paper = 'a3', mark, written }: LedgerOptions = {},
): Promise<Buffer> {
  refuseOpenFigures(document);
  const sheets = marked(mark, [
    ledgerSheet(document, paper),
    printSheet(document, paper),
    ...listSheets(document, paper),
    statisticsSheet(document),
  ]);
  const of = rowsOf(document);
  return writeWorkbook(sheets, {
    facts: factsOf(document),
    written: (rows) => written?.(Math.min(rows, of), of),
  });
}

/** What a reader looks for stands first: the mark joins what is said of the freezing. */
const marked = (mark: string | undefined, sheets: OutSheet[]): OutSheet[] =>
  mark === undefined
    ? sheets
    : sheets.map((sheet) => ({
        ...sheet,
        footer: { ...sheet.footer, right: [footerText(mark), sheet.footer.right].join('　') },
      }));

/** On four sheets a task has a row, on one a problem; what stands above and below them is not worth counting. */
const rowsOf = ({ figures }: LedgerDocument): number => 4 * figures.tasks.total + figures.problems.total;

/** The whole hash is in the properties of the file; on paper its beginning is enough. */
function factsOf({ meta, since }: LedgerDocument): WorkbookFacts {
  return {
    title: ledgerText.title(meta.roundName),
    description: [metaLine(meta, since), ...(meta.sha256 === null ? [] : [`SHA-256: ${meta.sha256}`])].join(
      '\n',
    ),
    at: momentOf(meta),
  };
}

/** Not when the file was written: a past week is to be the same file for ever. */
const momentOf = ({ asOf }: LedgerMeta): Date => new Date(`${asOf}T00:00:00Z`);
