import type { LedgerSheet } from '../app/import/import-plan.ts';
import { AppError } from '../errors.ts';
import { cellColon } from '../zh/columns.ts';
import { importText } from '../zh/ledger-import.ts';
import { hasSecrecyMark } from '../zh/secrecy.ts';
import { readDocx } from './docx.ts';
import type { Docx, DocxBlock } from './docx.ts';
import { columnOf, isHeading } from './ledger-header.ts';
import { ledgerIn } from './ledger-import.ts';
import type { Block, SheetContent } from './sheet.ts';

/** A Word document: a ledger where it holds a table of one, else text, a line for each paragraph. */
export type WordImport =
  { readonly kind: 'ledger'; readonly sheet: LedgerSheet } | { readonly kind: 'text'; readonly text: string };

const MAX_MEGABYTES = 20;

/** @throws AppError import_invalid when it cannot be read */
export function readWord(file: Buffer): WordImport {
  const document = opened(file);
  const sheets = tablesOf(document.blocks);
  const ledger = ledgerIn([...sheets, sheetAround(document)]);
  if (ledger !== null) return { kind: 'ledger', sheet: ledger };
  // Headers hold titles and page numbers, which would only disturb; a mark of secrecy must not get lost.
  return {
    kind: 'text',
    text: [...document.asides.filter(hasSecrecyMark), ...document.blocks.map(textOf)].join('\n'),
  };
}

function opened(file: Buffer): Docx {
  if (file.length > MAX_MEGABYTES * 2 ** 20) {
    throw new AppError('import_invalid', importText.tooLarge(MAX_MEGABYTES));
  }
  try {
    return readDocx(file);
  } catch (cause) {
    throw new AppError('import_invalid', importText.notADocument, { cause });
  }
}

const textOf = (block: DocxBlock): string =>
  block.kind === 'paragraph' ? block.text : tableText(block.rows);

/** Too few columns for a ledger: below the problem, each cell says what it is. */
function tableText(rows: readonly (readonly string[])[]): string {
  const [headings = [], ...body] = rows;
  const isLabelled = headings.length > 1 && headings.every(isHeading);
  if (!isLabelled) return rows.map((row) => row.filter(Boolean).join(' ')).join('\n');
  const labelled = (cell: string, column: number): string => {
    const heading = headings[column] ?? '';
    return columnOf(heading) === 'problem' ? cell : `${heading}${cellColon}${cell}`;
  };
  return body
    .flatMap((row) => row.map(labelled).filter((_, column) => (row[column] ?? '') !== ''))
    .join('\n');
}

/** A table that a page has cut, or somebody between two headings, goes on in the next one as wide as it. */
function tablesOf(blocks: readonly DocxBlock[]): SheetContent[] {
  const tables: { rows: (readonly string[])[]; merges: Block[] }[] = [];
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    const last = tables.at(-1);
    if (last === undefined || widthOf(last.rows) !== widthOf(block.rows)) {
      tables.push({ rows: [...block.rows], merges: [...block.merges] });
      continue;
    }
    const down = last.rows.length;
    // One by one: as arguments of one call, a hundred thousand rows overflow the stack.
    for (const row of block.rows) last.rows.push(row);
    for (const merge of block.merges)
      last.merges.push({ ...merge, top: merge.top + down, bottom: merge.bottom + down });
  }
  return tables.map(({ rows, merges }, index) => ({
    name: importText.table(index + 1),
    rows,
    merges,
    hiddenRows: new Set(),
  }));
}

const widthOf = (rows: readonly (readonly string[])[]): number =>
  rows.reduce((width, row) => Math.max(width, row.length), 0);

const sheetAround = ({ blocks, asides }: Docx): SheetContent => ({
  name: '',
  rows: [...asides, ...blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))].map(
    (text) => [text],
  ),
  merges: [],
  hiddenRows: new Set(),
});
