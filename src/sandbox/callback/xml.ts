/* The little XML of callbacks (dossier §2.3, §2.6, §3): flat elements, texts as CDATA, numbers bare. */

export type Element = readonly [name: string, value: string | number | bigint | readonly Element[]];

export const xml = (fields: readonly Element[]): string => writeElement(['xml', fields]);

function writeElement([name, value]: Element): string {
  if (typeof value === 'string') return `<${name}>${cdata(value)}</${name}>`;
  const content = typeof value === 'object' ? value.map(writeElement).join('') : String(value);
  return `<${name}>${content}</${name}>`;
}

/** A text that holds the end mark of CDATA is split over two sections. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/g;
/** An element without child elements; what looks like a tag inside CDATA is text. */
const LEAF = /<(\w+)>((?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*)<\/\1>/g;

/** The elements that hold text, by name; of repeated names the first. */
export function readXml(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [, name = '', content = ''] of text.matchAll(LEAF)) {
    if (!fields.has(name)) fields.set(name, readText(content));
  }
  return fields;
}

function readText(content: string): string {
  if (!content.includes('<![CDATA[')) return content.trim();
  return [...content.matchAll(CDATA)].map(([, text = '']) => text).join('');
}
