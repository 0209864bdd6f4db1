import { escapeXml } from '../sheet-rows.ts';
import { grownFormula } from './formula.ts';
import { grownBlocks, shiftedRow } from './growth.ts';
import type { Growth, Growths } from './growth.ts';
import { WORKBOOK } from './package.ts';
import type { TemplatePackage } from './package.ts';
import { grownPlaces, reaching } from './sheet-frame.ts';
import { attributeOf, ATTRIBUTES, decodeXml, elementPattern, withAttribute } from './xml.ts';

/*
 * What else of a workbook speaks of rows that have moved: names, charts, pictures, tables.
 */

/** Faults are added for what cannot follow. */
export function growOtherParts(book: TemplatePackage, growths: Growths, faults: string[]): void {
  changePart(book, WORKBOOK, (xml) => computedOnOpening(grownNames(xml, growths, faults)));
  forgetOrderOfComputing(book);
  for (const { name, part } of book.sheets) {
    const growth = growths.get(name.toLowerCase());
    if (growth !== undefined && growth.by > 0) growRelated(book, { name, part, growth }, faults);
  }
  for (const part of book.names.filter((each) => each.startsWith('xl/charts/') && each.endsWith('.xml')))
    changePart(book, part, (xml) => grownCharts(xml, part, growths, faults));
}

function changePart(book: TemplatePackage, part: string, change: (xml: string) => string): void {
  const xml = book.text(part);
  if (xml === null) return;
  const changed = change(xml);
  if (changed !== xml) book.set(part, changed);
}

const grownNames = (xml: string, growths: Growths, faults: string[]): string =>
  xml.replaceAll(elementPattern('definedName'), (whole, attributes: string, text = '') => {
    const name = attributeOf(attributes, 'name') ?? '';
    const place = { sheet: '', growths: name === '_xlnm.Print_Area' ? reachingAll(growths) : growths };
    const old = decodeXml(text as string);
    const change = grownFormula(old, place, !name.startsWith('_xlnm.'));
    if (change.kind === 'unclear') faults.push(`the defined name ${name}: ${change.reference} ${change.why}`);
    else if (change.formula !== old)
      return `<definedName${attributes}>${escapeXml(change.formula)}</definedName>`;
    return whole;
  });

/** What is printed reaches the rows that came also where there was none below the headings. */
const reachingAll = (growths: Growths): Growths =>
  new Map([...growths].map(([sheet, growth]) => [sheet, reaching(growth)]));

/** The values in the file were computed before it was filled. */
function computedOnOpening(xml: string): string {
  const own = new RegExp(`<calcPr(${ATTRIBUTES})/>`).exec(xml);
  if (own !== null)
    return xml.replace(own[0], () => `<calcPr${withAttribute(own[1] ?? '', 'fullCalcOnLoad', 1)}/>`);
  const last = [...xml.matchAll(BEFORE_COMPUTING)].at(-1);
  if (last === undefined) return xml;
  const at = last.index + last[0].length;
  return `${xml.slice(0, at)}<calcPr fullCalcOnLoad="1"/>${xml.slice(at)}`;
}

/** What stands before it in a workbook, if it is there. */
const BEFORE_COMPUTING = /<\/(?:definedNames|externalReferences|functionGroups|sheets)>/g;

/** Excel makes it again; one that names cells without a formula it calls damage. */
function forgetOrderOfComputing(book: TemplatePackage): void {
  const chain = book.related(WORKBOOK).find(({ type }) => type === 'calcChain');
  if (chain === undefined) return;
  book.set(chain.part, null);
  changePart(book, 'xl/_rels/workbook.xml.rels', withoutChain('Relationship'));
  changePart(book, '[Content_Types].xml', withoutChain('Override'));
}

const withoutChain =
  (element: string) =>
  (xml: string): string =>
    xml.replaceAll(elementPattern(element), (whole) => (/calcChain/i.test(whole) ? '' : whole));

interface GrownSheet {
  readonly name: string;
  readonly part: string;
  readonly growth: Growth;
}

function growRelated(book: TemplatePackage, { name, part, growth }: GrownSheet, faults: string[]): void {
  for (const related of book.related(part)) {
    if (related.type === 'drawing') changePart(book, related.part, (xml) => grownAnchors(xml, growth));
    if (related.type === 'table') changePart(book, related.part, (xml) => grownPlaces(xml, growth));
    if (related.type === 'pivotTable')
      faults.push(`sheet ${name}: it holds a pivot table, which cannot move with the rows`);
    if (related.type === 'comments' || related.type === 'threadedComment')
      faults.push(...commentsBelow(book.text(related.part) ?? '', name, growth));
  }
  for (const cache of book.names.filter(
    (each) => each.includes('pivotCacheDefinition') && each.endsWith('.xml'),
  ))
    changePart(book, cache, (xml) =>
      xml.replaceAll(elementPattern('worksheetSource'), (whole, attributes: string) => {
        const [sheet, ref] = [attributeOf(attributes, 'sheet'), attributeOf(attributes, 'ref')];
        if (sheet !== name || ref === null) return whole;
        return whole.replace(attributes, () => withAttribute(attributes, 'ref', grownBlocks(ref, growth)));
      }),
    );
}

/** A comment is drawn in a part of its own: where it would have to move, the file is better not written. */
const commentsBelow = (xml: string, sheet: string, { last }: Growth): string[] =>
  [...xml.matchAll(/<(?:comment|threadedComment)\s[^>]*?ref="([A-Z]+(\d+))"/g)]
    .filter(([, , row]) => Number(row) > last)
    .map(([, cell]) => `sheet ${sheet}, cell ${cell}: its comment cannot move with the rows; take it away`);

/** Pictures below the rows move with them; one that keeps its size does. */
const grownAnchors = (xml: string, growth: Growth): string =>
  xml.replaceAll(
    /<((?:\w+:)?)(oneCellAnchor|twoCellAnchor)(\s[^>]*)?>.*?<\/\1\2>/gs,
    (anchor, _prefix: string, _kind: string, attributes = '') => {
      const editAs = attributeOf(attributes as string, 'editAs');
      if (editAs === 'absolute') return anchor;
      const rows = [...anchor.matchAll(ANCHOR_ROW)].map(([, , row]) => Number(row) + 1);
      const moved = rows.map((row) => shiftedRow(row, growth) - row);
      let index = 0;
      return anchor.replaceAll(ANCHOR_ROW, (_, open: string, row: string, close: string) => {
        const by = moved[editAs === 'oneCell' ? 0 : index] ?? 0;
        index += 1;
        return `${open}${Number(row) + by}${close}`;
      });
    },
  );

const ANCHOR_ROW = /(<(?:\w+:)?row>)(\d+)(<\/(?:\w+:)?row>)/g;

const grownCharts = (xml: string, part: string, growths: Growths, faults: string[]): string =>
  xml.replaceAll(
    /(<((?:\w+:)?)f>)([^<]*)(<\/\2f>)/g,
    (whole, open: string, _: string, text: string, close: string) => {
      const change = grownFormula(decodeXml(text), { sheet: '', growths }, false);
      if (change.kind === 'changed') return `${open}${escapeXml(change.formula)}${close}`;
      faults.push(`the chart ${part}: ${change.reference} ${change.why}`);
      return whole;
    },
  );
