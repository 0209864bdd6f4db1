import { XMLParser } from 'fast-xml-parser';

/** An element or a text, in the order of the document. */
export interface XmlNode {
  /** Without its prefix; `#text` for a text. */
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
});

/** @throws when it is no XML, or declares entities of its own */
export function readXmlNodes(text: string): XmlNode[] {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Error('a document type is refused');
  return nodesOf(parser.parse(text) as unknown);
}

/** Word nests a few dozen deep. */
const MAX_DEPTH = 200;

function nodesOf(parsed: unknown, depth = 0): XmlNode[] {
  if (!Array.isArray(parsed) || depth > MAX_DEPTH) return [];
  return parsed.flatMap((raw: unknown): XmlNode[] => {
    if (typeof raw !== 'object' || raw === null) return [];
    const { ':@': attributes = {}, ...element } = raw as Record<string, unknown>;
    const [entry] = Object.entries(element);
    if (entry === undefined) return [];
    const [name, content] = entry;
    return [
      {
        name,
        text: typeof content === 'string' ? content : '',
        attributes: attributes as Readonly<Record<string, string>>,
        children: nodesOf(content, depth + 1),
      },
    ];
  });
}

export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((each) => each.name === name);

export const childrenOf = (node: XmlNode | undefined, name: string): XmlNode[] =>
  node?.children.filter((each) => each.name === name) ?? [];

/** The attribute `val` of a child: `<w:ilvl w:val="1"/>`. */
export const valueOf = (node: XmlNode | undefined, name: string): string | undefined =>
  child(node, name)?.attributes['val'];
