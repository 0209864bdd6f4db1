/*
 * Just enough of XML to change a few places of a part and leave every other byte: what is between the places is copied.
 */

/** The attributes of a tag, as they stand. */
export const ATTRIBUTES = `(?:[^<>"']|"[^"]*"|'[^']*')*?`;

/** Every element of that name that holds none of its own: `[whole, attributes, content]`, content absent in `<x/>`. */
export const elementPattern = (name: string): RegExp =>
  new RegExp(`<${name}(?![\\w:.-])(${ATTRIBUTES})(?:/>|>(.*?)</${name}\\s*>)`, 'gs');

export function attributeOf(attributes: string, name: string): string | null {
  const [, double, single] =
    new RegExp(`(?<![\\w:.-])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? [];
  const raw = double ?? single;
  return raw === undefined ? null : decodeXml(raw);
}

/** With the attribute changed where it stands, or first; null takes it out. */
export function withAttribute(attributes: string, name: string, value: string | number | null): string {
  const own = new RegExp(`\\s*(?<![\\w:.-])${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
  const text = value === null ? '' : ` ${name}="${encodeAttribute(String(value))}"`;
  return own.test(attributes) ? attributes.replace(own, () => text) : `${text}${attributes}`;
}

export const decodeXml = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const encodeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
