import { cellText, escapeXml } from '../sheet-rows.ts';
import type { XmlCell } from './sheet-xml.ts';
import { attributeOf, decodeXml, elementPattern, withAttribute } from './xml.ts';

/*
 * The texts of cells. Shared ones stay as they are in their part; a text that is filled in stands in its cell.
 */

/** The content of each `<si>`. */
export const readSharedStrings = (xml: string | null): readonly string[] =>
  [...(xml ?? '').matchAll(elementPattern('si'))].map(([, , inner = '']) => inner);

/** The rich text of a cell as XML, null when it holds none. */
export function richTextOf({ attributes, inner }: XmlCell, shared: readonly string[]): string | null {
  if (inner === null || /<f[\s/>]/.test(inner)) return null;
  const type = attributeOf(attributes, 't');
  if (type === 's') return shared[Number(/<v\s*>(\d+)<\/v>/.exec(inner)?.[1] ?? -1)] ?? null;
  if (type === 'inlineStr') return [...inner.matchAll(elementPattern('is'))][0]?.[2] ?? null;
  if (type !== 'str') return null;
  return `<t>${/<v\s*>(.*?)<\/v>/s.exec(inner)?.[1] ?? ''}</t>`;
}

/** Without the readings Japanese programs put beside it. */
const withoutReadings = (rich: string): string =>
  rich.replaceAll(elementPattern('rPh'), '').replaceAll(/<phoneticPr[^>]*\/>/g, '');

export const plainText = (rich: string): string =>
  [...withoutReadings(rich).matchAll(elementPattern('t'))].map(([, , text = '']) => decodeXml(text)).join('');

/**
 * The text changed, with its runs and their fonts where each placeholder stands in one of them; otherwise the whole of
 * it in the font of the cell.
 */
export function changedRichText(rich: string, change: (text: string) => string): string {
  const inRuns = withoutReadings(rich).replaceAll(elementPattern('t'), (_, __, text: string | undefined) =>
    textElement(change(decodeXml(text ?? ''))),
  );
  const whole = cellText(change(plainText(rich)));
  return plainText(inRuns) === whole ? inRuns : textElement(whole);
}

export const textElement = (text: string): string =>
  `<t xml:space="preserve">${escapeXml(cellText(text))}</t>`;

export const withRichText = (cell: XmlCell, rich: string): XmlCell => ({
  ...cell,
  attributes: withAttribute(cell.attributes, 't', 'inlineStr'),
  inner: `<is>${rich}</is>`,
});
