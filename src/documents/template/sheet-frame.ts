import { escapeXml } from '../sheet-rows.ts';
import { grownFormula } from './formula.ts';
import { columnNumber, grownBlocks, shiftedRow } from './growth.ts';
import type { Growth } from './growth.ts';
import type { Block } from './fill-rows.ts';
import type { FormulaPlace } from './sheet-formulas.ts';
import { attributeOf, decodeXml, elementPattern, withAttribute } from './xml.ts';

/*
 * What a sheet says beside its rows: merged cells, filters, formats by condition, validations, page breaks.
 */

const MERGES = /(<mergeCells(?:\s[^>]*)?>)(.*?)(<\/mergeCells>)/s;

interface Merge {
  readonly ref: string;
  readonly top: number;
  readonly bottom: number;
}

const mergesIn = (xml: string): readonly Merge[] =>
  [...(MERGES.exec(xml)?.[2] ?? '').matchAll(elementPattern('mergeCell'))].map(([, attributes = '']) => {
    const ref = attributeOf(attributes, 'ref') ?? '';
    const [top = 0, bottom = top] = (ref.match(/\d+/g) ?? []).map(Number);
    return { ref, top, bottom };
  });

/** The frame behind the rows, after they have been filled. */
export function grownFrame(
  after: string,
  block: Block | null,
  growth: Growth | null,
  place: FormulaPlace,
): string {
  if (block !== null) checkMerges(after, block, place);
  const formulas = grownFrameFormulas(after, place);
  if (growth === null || growth.by === 0) return formulas;
  const [before, merges, behind] = splitMerges(formulas);
  return `${grownPlaces(before, growth)}${grownMerges(merges, block, growth)}${grownPlaces(behind, growth)}`;
}

function splitMerges(xml: string): readonly [string, string, string] {
  const found = MERGES.exec(xml);
  if (found === null) return [xml, '', ''];
  const end = found.index + found[0].length;
  return [xml.slice(0, found.index), found[0], xml.slice(end)];
}

/** A filter over headings that had no row below reaches the rows that came. */
export const reaching = (growth: Growth): Growth => ({
  ...growth,
  first: Math.min(growth.first, growth.last),
});

/** References to cells of the sheet, wherever they stand in what is not a row. */
export const grownPlaces = (xml: string, growth: Growth): string =>
  xml
    .replaceAll(/<([\w:]+)(\s[^<>]*)>/g, (_, name: string, attributes: string) => {
      const own = name === 'autoFilter' || name === 'dimension' ? reaching(growth) : growth;
      return `<${name}${grownAttributes(attributes, own)}>`;
    })
    .replaceAll(
      /(<xm:sqref>)([^<]*)/g,
      (_, open: string, blocks: string) => open + grownBlocks(blocks, growth),
    )
    .replaceAll(/<rowBreaks[\s>].*?<\/rowBreaks>/gs, (breaks) =>
      breaks.replaceAll(
        /(\sid=")(\d+)/g,
        (_, open: string, row: string) => open + brokenBehind(Number(row), growth),
      ),
    );

const grownAttributes = (attributes: string, growth: Growth): string =>
  attributes
    .replaceAll(
      /(\s(?:ref|sqref)=")([^"]*)/g,
      (_, open: string, blocks: string) => open + grownBlocks(blocks, growth),
    )
    .replaceAll(
      /(\s(?:activeCell|topLeftCell)="[A-Z]+)(\d+)/g,
      (_, open: string, row: string) => open + shiftedRow(Number(row), growth),
    );

/** A page that was broken behind the last prepared row is broken behind the last filled one. */
const brokenBehind = (row: number, { last, by }: Growth): number => (row >= last ? row + by : row);

const FORMULAS = /<(formula|formula1|formula2|xm:f)>([^<]*)<\/\1>/g;

const grownFrameFormulas = (xml: string, place: FormulaPlace): string =>
  xml.replaceAll(FORMULAS, (whole, name: string, text: string) => {
    const old = decodeXml(text);
    const change = grownFormula(old, place, false);
    if (change.kind === 'unclear') {
      place.faults.push(`sheet ${place.sheet}: a condition or validation ${change.reference} ${change.why}`);
      return whole;
    }
    return change.formula === old ? whole : `<${name}>${escapeXml(change.formula)}</${name}>`;
  });

/** Cells merged within the repeated row are merged in each of its copies; those below move. */
function grownMerges(xml: string, block: Block | null, growth: Growth): string {
  const refs = mergesIn(xml).flatMap(({ ref, top, bottom }) => {
    if (top > growth.last) return [movedRef(ref, growth.by)];
    if (bottom < growth.first || block === null) return [ref];
    if (top !== growth.last) return [ref];
    return Array.from({ length: growth.by + 1 }, (_, down) => movedRef(ref, down));
  });
  const cells = refs.map((ref) => `<mergeCell${withAttribute('', 'ref', ref)}/>`).join('');
  return xml.replace(
    MERGES,
    (_, open: string, __, close: string) =>
      `${open.replace(/count="\d+"/, `count="${refs.length}"`)}${cells}${close}`,
  );
}

const movedRef = (ref: string, by: number): string =>
  ref.replaceAll(/\d+/g, (row) => String(Number(row) + by));

/** What is filled must be seen: cells merged over rows, or over a column that is filled but not their first, hide it. */
function checkMerges(xml: string, { first, last, columns }: Block, { sheet, faults }: FormulaPlace): void {
  for (const { ref, top, bottom } of mergesIn(xml)) {
    if (bottom < first || top > last) continue;
    const [left = 0, right = left] = (ref.match(/[A-Z]+/g) ?? []).map(columnNumber);
    const hidden = [...(columns?.keys() ?? [])].some((column) => column > left && column <= right);
    if (top !== bottom || hidden)
      faults.push(
        `sheet ${sheet}, cell ${ref.split(':')[0]}: the merged cells ${ref} stand in the way of the rows that are filled`,
      );
  }
}
