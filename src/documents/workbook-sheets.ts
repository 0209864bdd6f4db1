import { posix } from 'node:path';
import type { Zip } from './zip.ts';

/*
 * Which sheets of a workbook hold cells. Sheets that are a chart, and names whose part is gone, would stop the
 * spreadsheet library.
 */

const WORKBOOK = 'xl/workbook.xml';
const RELATIONSHIPS = 'xl/_rels/workbook.xml.rels';

/** By their place in the workbook; null when that cannot be told. */
export function sheetsWithCells(zip: Zip): ReadonlySet<number> | null {
  const [workbook, relationships] = [zip.text(WORKBOOK), zip.text(RELATIONSHIPS)];
  if (workbook === null || relationships === null) return null;
  const parts = new Set(zip.names);
  const held = new Set(
    tags(relationships, 'Relationship').flatMap(({ Id, Type = '', Target = '' }) =>
      Id !== undefined && Type.endsWith('/worksheet') && parts.has(partOf(Target)) ? [Id] : [],
    ),
  );
  const sheets = tags(workbook, 'sheet').map(({ id = '' }) => held.has(id));
  return sheets.length === 0 ? null : new Set(sheets.flatMap((isHeld, index) => (isHeld ? [index] : [])));
}

const partOf = (target: string): string =>
  target.startsWith('/') ? target.slice(1) : posix.join('xl', target);

/** The attributes of every such tag, all names without their prefix. */
const tags = (xml: string, name: string): Partial<Record<string, string>>[] =>
  [...xml.matchAll(new RegExp(String.raw`<(?:\w+:)?${name}\s([^<>]*)>`, 'g'))].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/(?:[\w]+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
        ([, key = '', double, single]) => [key, double ?? single ?? ''],
      ),
    ),
  );
