import { child, childrenOf, readXmlNodes, valueOf } from './docx-xml.ts';
import type { XmlNode } from './docx-xml.ts';
import { numberingOf } from './docx-numbering.ts';
import type { Numbering, NumberOf } from './docx-numbering.ts';
import type { Block } from './sheet.ts';
import { openZip } from './zip.ts';

/*
 * What stands in a Word document, paragraph by paragraph, with the numbers Word sets by itself. Deleted and hidden text
 * is left out.
 */

export type DocxBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly rows: readonly (readonly string[])[];
      readonly merges: readonly Block[];
    };

export interface Docx {
  readonly blocks: readonly DocxBlock[];
  /** Headers, footers and notes: no part of the text, but they may carry a mark of secrecy. */
  readonly asides: readonly string[];
}

/** Of all parts that are read, unpacked. */
const MAX_BYTES = 32 * 2 ** 20;
/** Of all parts: a book of five hundred pages has fewer, and each takes half a kilobyte when it is read. */
const MAX_TAGS = 400_000;

/** @throws when the file is no .docx, damaged, protected by a password, or too large */
export function readDocx(file: Buffer): Docx {
  const zip = openZip(file, MAX_BYTES, MAX_TAGS);
  const rootOf = (name: string, root: string): XmlNode | undefined => {
    const text = zip.text(`word/${name}.xml`);
    return text === null ? undefined : readXmlNodes(text).find((node) => node.name === root);
  };
  const body = child(rootOf('document', 'document'), 'body');
  if (body === undefined) throw new Error('this is no Word document');
  const styles = stylesOf(rootOf('styles', 'styles'));
  const reading: Reading = { styles, numbering: numberingOf(rootOf('numbering', 'numbering')) };
  const asides = zip.names
    .flatMap(
      (name) =>
        /^word\/(?<part>(?:header|footer|footnotes|endnotes)\d*)\.xml$/.exec(name)?.groups?.['part'] ?? [],
    )
    .flatMap((part) => {
      const text = zip.text(`word/${part}.xml`);
      return text === null ? [] : readXmlNodes(text).map((node) => plainText(node));
    });
  return { blocks: blocksIn(body, reading), asides };
}

interface Style {
  readonly name: string;
  readonly basedOn: string | undefined;
  readonly properties: XmlNode | undefined;
}

interface Reading {
  readonly styles: ReadonlyMap<string, Style>;
  readonly numbering: Numbering;
}

const stylesOf = (root: XmlNode | undefined): Map<string, Style> =>
  new Map(
    childrenOf(root, 'style').map((style) => [
      style.attributes['styleId'] ?? '',
      {
        name: valueOf(style, 'name') ?? '',
        basedOn: valueOf(style, 'basedOn'),
        properties: child(style, 'pPr'),
      },
    ]),
  );

/** Left out altogether: what was deleted, what is there a second time, codes of fields. */
const SKIPPED = new Set([
  'del',
  'moveFrom',
  'Fallback',
  'instrText',
  'pPr',
  'rPr',
  'sectPr',
  'tblPr',
  'trPr',
  'tcPr',
]);

function blocksIn(container: XmlNode, reading: Reading): DocxBlock[] {
  return container.children.flatMap((node): DocxBlock[] => {
    if (SKIPPED.has(node.name)) return [];
    if (node.name === 'tbl') return [tableOf(node, reading)];
    if (node.name !== 'p') return blocksIn(node, reading);
    if (isContents(node, reading)) return [];
    const text = `${numberBefore(node, reading)}${plainText(node)}`;
    // A box of text hangs in a paragraph; its own paragraphs come before it.
    return [...boxesIn(node).flatMap((box) => blocksIn(box, reading)), { kind: 'paragraph', text }];
  });
}

function boxesIn(node: XmlNode): XmlNode[] {
  return node.children.flatMap((each) => {
    if (SKIPPED.has(each.name)) return [];
    return each.name === 'txbxContent' ? [each] : boxesIn(each);
  });
}

const INLINE: Readonly<Record<string, string>> = {
  br: '\n',
  cr: '\n',
  tab: ' ',
  noBreakHyphen: '-',
  ptab: ' ',
};

function plainText(node: XmlNode): string {
  if (SKIPPED.has(node.name) || node.name === 'txbxContent') return '';
  if (node.name === 'r' && child(child(node, 'rPr'), 'vanish') !== undefined) return '';
  if (node.name === 't') return node.children.map(({ text }) => text).join('');
  const inline = INLINE[node.name];
  return inline ?? node.children.map(plainText).join('');
}

/** The entries of a table of contents say what the headings say. */
function isContents(paragraph: XmlNode, { styles }: Reading): boolean {
  const style = styles.get(valueOf(child(paragraph, 'pPr'), 'pStyle') ?? '');
  return /^toc \d|^TOC Heading/i.test(style?.name ?? '');
}

function numberBefore(paragraph: XmlNode, reading: Reading): string {
  const place = numberPlace(child(paragraph, 'pPr'), reading);
  return place === null || plainText(paragraph).trim() === '' ? '' : reading.numbering(place);
}

/** By the paragraph itself, or by its style and the styles that one is based on. */
function numberPlace(properties: XmlNode | undefined, { styles }: Reading): NumberOf | null {
  let current = properties;
  let styleId = valueOf(properties, 'pStyle');
  for (let depth = 0; depth < 10; depth += 1) {
    const number = child(current, 'numPr');
    const numId = valueOf(number, 'numId');
    if (numId === '0') return null;
    if (numId !== undefined) return { numId, level: Number(valueOf(number, 'ilvl') ?? '0') };
    const style = styles.get(styleId ?? '');
    if (style === undefined) return null;
    current = style.properties;
    styleId = style.basedOn;
  }
  return null;
}

function tableOf(table: XmlNode, reading: Reading): DocxBlock {
  const rows: string[][] = [];
  const merges: Block[] = [];
  /** Blocks that go on downwards, by their first column. */
  let open = new Map<number, { top: number; left: number; bottom: number; right: number }>();
  for (const [index, row] of childrenOf(table, 'tr').entries()) {
    const cells: string[] = [];
    const going: typeof open = new Map();
    for (const cell of childrenOf(row, 'tc')) {
      const properties = child(cell, 'tcPr');
      const left = cells.length;
      const span = Math.max(1, Math.min(100, Number(valueOf(properties, 'gridSpan') ?? '1') || 1));
      const merge = child(properties, 'vMerge');
      const above = open.get(left);
      const goesOn = merge !== undefined && merge.attributes['val'] !== 'restart' && above !== undefined;
      const block = goesOn ? above : { top: index, left, bottom: index, right: left + span - 1 };
      block.bottom = index;
      if (merge !== undefined) going.set(left, block);
      if (!goesOn && (merge !== undefined || span > 1)) merges.push(block);
      cells.push(goesOn ? '' : cellText(cell, reading), ...Array.from({ length: span - 1 }, () => ''));
    }
    open = going;
    rows.push(cells);
  }
  return { kind: 'table', rows, merges };
}

const cellText = (cell: XmlNode, reading: Reading): string =>
  blocksIn(cell, reading)
    .map((block) =>
      block.kind === 'paragraph' ? block.text : block.rows.map((row) => row.join(' ')).join('\n'),
    )
    .join('\n')
    .trim();
