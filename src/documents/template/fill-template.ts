import { refuseOpenFigures } from '../check-document.ts';
import { rowsBefore } from '../ledger-cells.ts';
import type { LedgerDocument } from '../ledger-document.ts';
import { templateHeading, templateSecret } from '../../zh/office-template.ts';
import { hasSecrecyMark } from '../../zh/secrecy.ts';
import { fileText } from '../file-text.ts';
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
  | {
      readonly kind: 'refused';
      readonly reasons: readonly string[];
      /** It bears a mark of secrecy: nothing of it is kept, and that it was tried is remembered. */
      readonly secret?: true;
    };

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
  if (isMarked(template.file)) return { ...refused([templateSecret]), secret: true };
  const book = openPackage(template.file);
  if (typeof book === 'string') return refused([book]);
  const faults: string[] = [];
  const shared = readSharedStrings(book.text(STRINGS));
  const sheets = openSheets(book, faults);
  const blocks = blocksByPlaceholders(sheets, shared, faults);
  if (faults.length > 0) return refused(faults);
  const mapping = await mappingFor(template, { sheets, blocks });
  if (mapping.kind === 'refused') return mapping;
  const { chosen } = mapping;
  if (chosen !== null)
    blocks.set(chosen.sheet.name, mappedBlock(chosen.sheet, chosen.mapping, shared, faults));
  const styles = readTemplateStyles(book.text(STYLES));
  fillBook(book, { sheets, blocks }, { document, before: rowsBefore(document), shared, styles }, faults);
  if (faults.length > 0) return refused(faults);
  return {
    kind: 'filled',
    file: book.write(),
    mapping: chosen && mappingJson(chosen.mapping),
    unfilled: chosen?.mapping.unfilled ?? [],
  };
}

/** In a cell, the head of its pages, a picture's words or its properties (domain rule 10). */
function isMarked(file: Buffer): boolean {
  const inside = fileText(file, '.xlsx');
  return inside.kind === 'text' && inside.texts.some(hasSecrecyMark);
}

const refused = (reasons: readonly string[]): Extract<FilledTemplate, { kind: 'refused' }> => ({
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

/** Placeholders need none. */
type Chosen =
  | {
      readonly kind: 'chosen';
      readonly chosen: { readonly mapping: Mapping; readonly sheet: OpenSheet } | null;
    }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

async function mappingFor(template: OfficeTemplate, { sheets, blocks }: Plan): Promise<Chosen> {
  if (blocks.size > 0)
    return template.mapping === null
      ? { kind: 'chosen', chosen: null }
      : refused(['it has placeholders of a task: they say what goes where, and no mapping']);
  const mapping =
    template.mapping === null ? await recognised(template.file) : parseMapping(template.mapping);
  if ('reasons' in mapping) return refused(mapping.reasons);
  const sheet = sheets.find(({ name }) => name === mapping.sheet);
  return sheet === undefined
    ? refused([`there is no sheet ${mapping.sheet}`])
    : { kind: 'chosen', chosen: { mapping, sheet } };
}

async function recognised(file: Buffer): Promise<Mapping | { readonly reasons: readonly string[] }> {
  const sheets = await readWorkbook(file, SEARCHED_ROWS).catch(() => null);
  if (sheets === null) return { reasons: ['it cannot be read'] };
  return recogniseMapping(sheets) ?? { reasons: [NOTHING_TO_FILL] };
}

const NOTHING_TO_FILL = `it has neither placeholders such as {{${templateHeading.no}}} nor a row with at least three headings of a ledger, one of them the problem or the task`;

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
