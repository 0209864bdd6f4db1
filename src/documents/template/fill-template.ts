import { refuseOpenFigures } from '../check-document.ts';
import { rowsBefore } from '../ledger-cells.ts';
import type { LedgerDocument } from '../ledger-document.ts';
import { readWorkbook } from '../workbook.ts';
import { filledRows, growthFor } from './fill-rows.ts';
import type { Block } from './fill-rows.ts';
import { mappedBlock, placeholderBlock } from './find-block.ts';
import type { OpenSheet } from './find-block.ts';
import { fillDrawings, filledHeaders } from './fill-words.ts';
import type { Growths } from './growth.ts';
import { mappingJson, parseMapping, recogniseMapping } from './mapping.ts';
import type { Mapping } from './mapping.ts';
import { growOtherParts } from './other-parts.ts';
import { openPackage } from './package.ts';
import type { TemplatePackage } from './package.ts';
import { grownFrame, grownPlaces } from './sheet-frame.ts';
import { readSheetXml, sheetXml } from './sheet-xml.ts';
import { readSharedStrings } from './strings.ts';
import { readTemplateStyles } from './styles.ts';
import type { Filling } from './template-cell.ts';

export interface OfficeTemplate {
  readonly file: Buffer;
  /** As it was saved; null: placeholders or headings say what goes where. */
  readonly mapping: string | null;
}

export type FilledTemplate =
  | {
      readonly kind: 'filled';
      readonly file: Buffer;
      /** What the headings were taken for, null where placeholders said it. */
      readonly mapping: string | null;
      /** Headings under which nothing was filled in. */
      readonly unfilled: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

const STRINGS = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';
/** Rows beyond are not looked through for headings. */
const SEARCHED_ROWS = 60;

/**
 * The ledger in a workbook of the superior's (domain rule 9): what is not filled in stays as it was.
 * @throws RangeError with the sums when the figures do not close (domain rule 4).
 */
export async function fillTemplate(
  document: LedgerDocument,
  template: OfficeTemplate,
): Promise<FilledTemplate> {
  refuseOpenFigures(document);
  const book = openPackage(template.file);
  if (typeof book === 'string') return refused([book]);
  const faults: string[] = [];
  const shared = readSharedStrings(book.text(STRINGS));
  const sheets = openSheets(book, faults);
  const blocks = blocksByPlaceholders(sheets, shared, faults);
  if (faults.length > 0) return refused(faults);
  const mapping = blocks.size > 0 ? null : await mappingFor(template);
  if (blocks.size > 0 && template.mapping !== null)
    return refused(['it has placeholders of a task: they say what goes where, and no mapping']);
  if (Array.isArray(mapping)) return refused(mapping as readonly string[]);
  const chosen = mapping as Mapping | null;
  if (chosen !== null) {
    const sheet = sheets.find(({ name }) => name === chosen.sheet);
    if (sheet === undefined) return refused([`there is no sheet ${chosen.sheet}`]);
    blocks.set(sheet.name, mappedBlock(sheet, chosen, shared, faults));
  }
  const styles = readTemplateStyles(book.text(STYLES));
  fillBook(book, { sheets, blocks }, { document, before: rowsBefore(document), shared, styles }, faults);
  if (faults.length > 0) return refused(faults);
  const { file, unfilled } = { file: book.write(), unfilled: chosen?.unfilled ?? [] };
  return { kind: 'filled', file, mapping: chosen && mappingJson(chosen), unfilled };
}

const refused = (reasons: readonly string[]): FilledTemplate => ({
  kind: 'refused',
  reasons: [...new Set(reasons)],
});

function openSheets(book: TemplatePackage, faults: string[]): OpenSheet[] {
  return book.sheets.flatMap(({ name, part }): OpenSheet[] => {
    const xml = readSheetXml(book.text(part) ?? '');
    if (xml !== null) return [{ name, part, xml }];
    faults.push(
      `sheet ${name}: it is written in a way that cannot be changed safely; save it again with Excel or WPS`,
    );
    return [];
  });
}

function blocksByPlaceholders(
  sheets: readonly OpenSheet[],
  shared: readonly string[],
  faults: string[],
): Map<string, Block> {
  return new Map(
    sheets.flatMap((sheet) => {
      const block = placeholderBlock(sheet, shared, faults);
      return block === null ? [] : [[sheet.name, block] as const];
    }),
  );
}

async function mappingFor({ file, mapping }: OfficeTemplate): Promise<Mapping | readonly string[]> {
  if (mapping !== null) return parseMapping(mapping);
  const sheets = await readWorkbook(file, SEARCHED_ROWS).catch(() => null);
  if (sheets === null) return ['it cannot be read'];
  return (
    recogniseMapping(sheets) ?? [
      'it has neither placeholders such as {{序号}} nor a row with at least three headings of a ledger, one of them the problem or the task',
    ]
  );
}

interface Plan {
  readonly sheets: readonly OpenSheet[];
  readonly blocks: ReadonlyMap<string, Block>;
}

function fillBook(book: TemplatePackage, { sheets, blocks }: Plan, filling: Filling, faults: string[]): void {
  const growths: Growths = new Map(
    [...blocks].map(([name, block]) => [name.toLowerCase(), growthFor(block, filling.document.rows.length)]),
  );
  for (const { name, part, xml } of sheets) {
    const place = { sheet: name, growths, faults };
    const block = blocks.get(name) ?? null;
    const growth = growths.get(name.toLowerCase()) ?? null;
    const rows = filledRows(xml.rows, block, filling, place);
    const after = filledHeaders(grownFrame(xml.after, block, growth, place), filling.document, place);
    const before = growth !== null && growth.by > 0 ? grownPlaces(xml.before, growth) : xml.before;
    const same = before === xml.before && after === xml.after && sameRows(rows, xml.rows);
    if (!same) book.set(part, sheetXml({ before, rows, after }));
  }
  fillDrawings(book, filling.document, faults);
  growOtherParts(book, growths, faults);
  const styles = filling.styles.xml();
  if (styles !== null && styles !== book.text(STYLES)) book.set(STYLES, styles);
}

const sameRows = (rows: readonly unknown[], old: readonly unknown[]): boolean =>
  rows.length === old.length && rows.every((row, index) => row === old[index]);
