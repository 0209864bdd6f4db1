import { importHeadings, templateColumns, templateText } from '../zh/columns.ts';
import type { ImportColumn } from '../zh/columns.ts';
import { closureLabel, completionLabel, horizonLabel } from '../zh/labels.ts';
import { lineOf, LOOK } from './ledger-document.ts';
import { fitText } from './text-layout.ts';
import { writeWorkbook } from './workbook-writer.ts';
import type { CellLook, OutRow, OutSheet } from './sheet.ts';

type TemplateColumn = keyof typeof templateColumns;

const COLUMNS = Object.keys(templateColumns) as TemplateColumn[];
const LAST_COLUMN = COLUMNS.length - 1;
const NARROW = 13;
const WIDE = 30;
const WIDTHS = COLUMNS.map((column) => (['problem', 'task', 'measures'].includes(column) ? WIDE : NARROW));
const GUIDE_WIDTHS = [16, 90];

const HEADER_ROWS = 2;
const PREPARED_ROWS = 500;
const EXAMPLES = [1, 2] as const;

const BODY_SIZE = 11;
const BODY: CellLook = { size: BODY_SIZE };
const EXAMPLE: CellLook = { ...BODY, color: '7F7F7F' };

const CHOICES: Partial<Record<ImportColumn, readonly string[]>> = {
  horizon: Object.values(horizonLabel),
  completion: Object.values(completionLabel),
  closure: [closureLabel.open, closureLabel.closed],
};

/** An empty ledger to be filled in and imported, with two example rows and a sheet that explains the columns. */
export async function ledgerTemplate(): Promise<Buffer> {
  return writeWorkbook([templateSheet(), guideSheet()]);
}

function templateSheet(): OutSheet {
  const headings = COLUMNS.map((column) => ({ value: importHeadings[column][0], look: LOOK.heading }));
  return {
    name: templateText.sheet,
    widths: WIDTHS,
    rows: [
      { cells: lineOf(templateText.title, LOOK.title, COLUMNS.length), height: 32 },
      { cells: headings, height: 24 },
      ...EXAMPLES.map((example) =>
        rowOf(
          COLUMNS.map((column) => templateColumns[column][example]),
          WIDTHS,
          EXAMPLE,
        ),
      ),
    ],
    merges: [{ top: 0, left: 0, bottom: 0, right: LAST_COLUMN }],
    frozen: { rows: HEADER_ROWS, columns: 1 },
    filter: null,
    choices: COLUMNS.flatMap((column, index) => {
      const values = CHOICES[column];
      const block = { top: HEADER_ROWS, left: index, bottom: HEADER_ROWS + PREPARED_ROWS, right: index };
      return values === undefined ? [] : [{ block, values }];
    }),
    paper: 'a3',
    footer: { left: '', centre: '', right: '' },
  };
}

function guideSheet(): OutSheet {
  const columns = COLUMNS.map((column) =>
    rowOf([importHeadings[column][0], templateColumns[column][0]], GUIDE_WIDTHS, BODY),
  );
  const general = templateText.guide.map((line, index) => rowOf([`${index + 1}`, line], GUIDE_WIDTHS, BODY));
  return {
    name: templateText.guideSheet,
    widths: GUIDE_WIDTHS,
    rows: [{ cells: lineOf(templateText.guideSheet, LOOK.title, 2), height: 32 }, ...general, ...columns],
    merges: [{ top: 0, left: 0, bottom: 0, right: 1 }],
    frozen: { rows: 1, columns: 0 },
    filter: null,
    choices: [],
    paper: 'a4',
    footer: { left: '', centre: '', right: '' },
  };
}

function rowOf(texts: readonly string[], widths: readonly number[], look: CellLook): OutRow {
  const heights = texts.map((text, column) => fitText(text, widths[column] ?? 1, [BODY_SIZE]).height);
  return { cells: texts.map((value) => ({ value, look })), height: Math.max(...heights) };
}
