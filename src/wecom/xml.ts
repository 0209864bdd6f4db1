import { XMLParser } from 'fast-xml-parser';

/** An element's children by name: a text, an element, or a list where the name is repeated. */
export type XmlElement = Readonly<Record<string, unknown>>;

/** Lists also when there is one of them (app-api §3.2). */
const LISTS = new Set(['SelectedItem', 'OptionId']);

/** Values stay texts: a MsgId has 64 bits, and "001" is a userid. */
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  isArray: (name) => LISTS.has(name),
});

/** Characters besides what people typed. The parser is slow enough that more of them, which anybody may send, would stop us. */
const MAX_MARKUP = 64 * 1024;

type ReadXml =
  | { readonly ok: true; readonly element: XmlElement }
  | { readonly ok: false; readonly why: 'not_xml' | 'doctype' };

/** Reads `<xml>…</xml>`. A document type, and so every entity of its own, is refused. */
export function readXml(text: string): ReadXml {
  const markup = withEmptyCdata(text);
  if (markup.length > MAX_MARKUP) return { ok: false, why: 'not_xml' };
  if (/<!(?:DOCTYPE|ENTITY)/i.test(markup)) return { ok: false, why: 'doctype' };
  const element = parse(text);
  return element ? { ok: true, element } : { ok: false, why: 'not_xml' };
}

/** '' when there is no such text. */
export function textOf(element: XmlElement, name: string): string {
  const value = element[name];
  return typeof value === 'string' ? wellFormed(value) : '';
}

/** The parser cuts characters of two halves in two where the markup is broken; PostgreSQL keeps no half. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');

export function childOf(element: XmlElement, name: string): XmlElement {
  const value = element[name];
  return isElement(value) ? value : {};
}

export function listOf(element: XmlElement, name: string): readonly unknown[] {
  const value = element[name];
  return Array.isArray(value) ? value : [];
}

export const isElement = (value: unknown): value is XmlElement =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a person typed may well look like markup. Split, not matched: linear whatever the input. */
const withEmptyCdata = (text: string): string =>
  text
    .split(']]>')
    .map((part) => part.split(CDATA, 1)[0])
    .join(`${CDATA}]]>`);

const CDATA = '<![CDATA[';

function parse(text: string): XmlElement | null {
  try {
    const root: unknown = parser.parse(text, true)['xml'];
    return isElement(root) ? root : null;
  } catch {
    return null;
  }
}
