import { z } from 'zod';
import { templateHeading } from '../../zh/office-template.ts';
import type { TemplateColumn } from '../../zh/office-template.ts';
import { gridOf } from '../grid.ts';
import { findHeader } from '../ledger-header.ts';
import { columnName } from '../sheet-rows.ts';
import type { SheetContent } from '../sheet.ts';
import { columnNumber } from './growth.ts';
import { templateColumn } from './placeholders.ts';

/** Which columns of which sheet are filled, from which row (from 1) on. */
export interface Mapping {
  readonly sheet: string;
  readonly headerRow: number;
  readonly firstRow: number;
  /** By the number of the column, from 0. */
  readonly columns: ReadonlyMap<number, TemplateColumn>;
  /** Headings that say nothing the ledger knows, each with its column. */
  readonly unfilled: readonly string[];
}

/** Of the sheet with the most headings of a ledger; null when none has them. */
export function recogniseMapping(sheets: readonly SheetContent[]): Mapping | null {
  const found = sheets.filter(({ hidden }) => hidden !== true).flatMap((sheet) => mappingOf(sheet) ?? []);
  return found.toSorted((a, b) => b.columns.size - a.columns.size)[0] ?? null;
}

function mappingOf(sheet: SheetContent): Mapping | null {
  const header = findHeader(gridOf(sheet));
  if (header === null) return null;
  const columns = new Map<number, TemplateColumn>();
  const unfilled: string[] = [];
  for (const { index, heading } of [...header.columns.values(), ...header.unreadColumns].toSorted(
    (a, b) => a.index - b.index,
  )) {
    const column = templateColumn(heading);
    const known = column !== null && ![...columns.values()].includes(column);
    if (known) columns.set(index, column);
    else unfilled.push(`${columnName(index)} ${heading.replaceAll('\n', '')}`);
  }
  const headerRow = header.lastRow + 1;
  return { sheet: sheet.name, headerRow, firstRow: headerRow + 1, columns, unfilled };
}

/** As it is saved, to be corrected by a person: columns are called as the ledger calls them. */
export const mappingJson = ({ sheet, headerRow, firstRow, columns }: Mapping): string =>
  `${JSON.stringify(
    {
      sheet,
      headerRow,
      firstRow,
      columns: Object.fromEntries(
        [...columns].map(([column, name]) => [columnName(column), templateHeading[name]]),
      ),
    },
    null,
    2,
  )}\n`;

const row = z.number().int().min(1).max(1_048_576);
const mappingSchema = z
  .strictObject({
    sheet: z.string().min(1),
    headerRow: row,
    firstRow: row,
    columns: z.record(z.string(), z.string()),
  })
  .refine(({ headerRow, firstRow }) => firstRow > headerRow, 'firstRow stands below headerRow')
  .refine(({ columns }) => Object.keys(columns).length > 0, 'columns is empty')
  .refine(
    ({ columns }) => Object.keys(columns).every((letters) => /^[A-Z]{1,3}$/.test(letters)),
    'columns are named by the letters of a column, A or AB',
  );

/** What was saved, or lines that say what is wrong with it. */
export function parseMapping(json: string): Mapping | { readonly reasons: readonly string[] } {
  let given: unknown;
  try {
    given = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return { reasons: ['the mapping is no JSON'] };
  }
  const parsed = mappingSchema.safeParse(given);
  if (!parsed.success)
    return {
      reasons: parsed.error.issues.map(
        ({ path, message }) => `the mapping: ${[...path, message].join(': ')}`,
      ),
    };
  const entries = Object.entries(parsed.data.columns).map(
    ([letters, name]) => [letters, name, templateColumn(name)] as const,
  );
  const unknown = entries.filter(([, , column]) => column === null);
  if (unknown.length > 0)
    return {
      reasons: unknown.map(([letters, name]) => `the mapping: column ${letters}: the ledger has no ${name}`),
    };
  const columns = new Map(
    entries.flatMap(([letters, , column]) =>
      column === null ? [] : [[columnNumber(letters), column] as const],
    ),
  );
  return { ...parsed.data, columns, unfilled: [] };
}
