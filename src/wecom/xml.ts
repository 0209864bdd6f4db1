import { keepable } from '../app/keepable.ts';

/*
 * Reads the XML that WeCom posts (app-api §2, §3): elements, texts and CDATA, one after another. Written here because a
 * callback has to cost little: a reader for all of XML takes a quarter of its processor time. Linear whatever the input.
 */

/** An element's children by name: a text, an element, or a list where the name is repeated. */
export type XmlElement = Readonly<Record<string, unknown>>;

type ReadXml =
  | { readonly ok: true; readonly element: XmlElement }
  | { readonly ok: false; readonly why: 'not_xml' | 'doctype' };

/** Reads `<xml>…</xml>`. A document type, and so every entity of its own, is refused; entities stay as they are. */
export function readXml(text: string): ReadXml {
  try {
    const root = parse(text);
    return isElement(root) ? { ok: true, element: root } : { ok: false, why: 'not_xml' };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, why: error.why };
    throw error;
  }
}

/** '' when there is no such text. */
export function textOf(element: XmlElement, name: string): string {
  const value = element[name];
  return typeof value === 'string' ? keepable(value) : '';
}

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

/** Lists also when there is one of them (app-api §3.2). */
const LISTS = new Set(['SelectedItem', 'OptionId']);

/** WeCom's messages have some hundreds, four deep. */
const MAX_TAGS = 4000;
const MAX_DEPTH = 20;

class Unreadable extends Error {
  readonly why: 'not_xml' | 'doctype';
  constructor(why: Unreadable['why'] = 'not_xml') {
    super(why);
    this.why = why;
  }
}

/** An element whose end has not come yet. */
interface Open {
  readonly name: string;
  text: string;
  readonly children: Map<string, unknown[]>;
}

const opened = (name: string): Open => ({ name, text: '', children: new Map() });

/** What is skipped, and how it ends. */
const SKIPPED = [
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;
const CDATA = '<![CDATA[';
const OPENING = /<([^\s<>/=!?"']+)((?:\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const CLOSING = /<\/([^\s<>/=!?"']+)\s*>/y;

/** @returns what stands under `xml`. @throws Unreadable */
function parse(text: string): unknown {
  const document = opened('');
  const path = [document];
  let [at, tags] = [text.startsWith('\uFEFF') ? 1 : 0, 0];
  while (at < text.length) {
    const here = path.at(-1) ?? document;
    const tag = text.indexOf('<', at);
    here.text += text.slice(at, tag === -1 ? text.length : tag).trim();
    if (tag === -1) break;
    tags += 1;
    if (tags > MAX_TAGS) throw new Unreadable();
    at = afterTag(text, tag, path);
  }
  const roots = [...document.children.values()].flat();
  if (path.length > 1 || roots.length !== 1 || document.text !== '') throw new Unreadable();
  return document.children.get('xml')?.[0];
}

/** @returns where it goes on behind the tag, the CDATA or what is skipped */
function afterTag(text: string, at: number, path: Open[]): number {
  if (text[at + 1] === '/') return close(text, at, path);
  if (text.startsWith(CDATA, at)) {
    const end = endOf(text, ']]>', at);
    const [here] = path.slice(-1);
    if (here) here.text += text.slice(at + CDATA.length, end);
    return end + 3;
  }
  for (const [start, end] of SKIPPED)
    if (text.startsWith(start, at)) return endOf(text, end, at + start.length) + end.length;
  return open(text, at, path);
}

function endOf(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  if (found === -1) throw new Unreadable();
  return found;
}

function open(text: string, at: number, path: Open[]): number {
  OPENING.lastIndex = at;
  const [, name, , empty] = OPENING.exec(text) ?? [];
  if (name === undefined || path.length > MAX_DEPTH)
    throw new Unreadable(/<!(?:DOCTYPE|ENTITY)/iy.test(text.slice(at, at + 9)) ? 'doctype' : 'not_xml');
  const element = opened(name);
  if (empty === '/') keep(element, path.at(-1));
  else path.push(element);
  return OPENING.lastIndex;
}

function close(text: string, at: number, path: Open[]): number {
  CLOSING.lastIndex = at;
  const [, name] = CLOSING.exec(text) ?? [];
  const element = path.length > 1 ? path.pop() : undefined;
  if (element === undefined || element.name !== name) throw new Unreadable();
  keep(element, path.at(-1));
  return CLOSING.lastIndex;
}

function keep(element: Open, parent: Open | undefined): void {
  const { name, text, children } = element;
  const others = parent?.children.get(name);
  const value = children.size === 0 ? text : Object.fromEntries([...children].map(asValue));
  if (others) others.push(value);
  else parent?.children.set(name, [value]);
}

const asValue = ([name, values]: readonly [string, unknown[]]): [string, unknown] => [
  name,
  values.length === 1 && !LISTS.has(name) ? values[0] : values,
];
