import { attributeOf, elementPattern, withAttribute } from './xml.ts';

/** The looks of cells, by number; a look is only ever added. */
export interface TemplateStyles {
  isDate(style: number): boolean;
  /** The same look for a text that must not become a formula when somebody edits its cell. */
  quoted(style: number): number;
  xml(): string | null;
}

/** Excel's own formats of dates, the Chinese ones among them. */
const isDateId = (id: number): boolean =>
  (id >= 14 && id <= 17) ||
  id === 22 ||
  (id >= 27 && id <= 31) ||
  id === 36 ||
  (id >= 50 && id <= 54) ||
  id === 57 ||
  id === 58;

const LOOKS = /(<cellXfs(?:\s[^>]*)?>)(.*?)(<\/cellXfs>)/s;

export function readTemplateStyles(xml: string | null): TemplateStyles {
  const formats = new Map(
    [...(xml ?? '').matchAll(elementPattern('numFmt'))].map(([, attributes = '']) => [
      Number(attributeOf(attributes, 'numFmtId')),
      attributeOf(attributes, 'formatCode') ?? '',
    ]),
  );
  const looks = [...(LOOKS.exec(xml ?? '')?.[2] ?? '').matchAll(elementPattern('xf'))].map(
    ([, attributes = '', inner]) => ({ attributes, inner }),
  );
  const added: string[] = [];
  const quotes = new Map<number, number>();
  return {
    isDate(style) {
      const id = Number(attributeOf(looks[style]?.attributes ?? '', 'numFmtId') ?? 0);
      return isDateId(id) || isDateFormat(formats.get(id) ?? '');
    },
    quoted(style) {
      const known = quotes.get(style);
      const look = looks[style];
      if (known !== undefined || look === undefined) return known ?? style;
      const attributes = withAttribute(look.attributes, 'quotePrefix', 1);
      added.push(look.inner === undefined ? `<xf${attributes}/>` : `<xf${attributes}>${look.inner}</xf>`);
      const number = looks.length + added.length - 1;
      quotes.set(style, number);
      return number;
    },
    xml() {
      if (xml === null || added.length === 0) return xml;
      const count = looks.length + added.length;
      return xml.replace(
        LOOKS,
        (_, open: string, all: string, close: string) =>
          `${open.replace(/count="\d+"/, `count="${count}"`)}${all}${added.join('')}${close}`,
      );
    },
  };
}

/** Year or day outside of quoted text, colours and conditions. */
const isDateFormat = (code: string): boolean =>
  /[yd]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').replaceAll(/general/gi, ''));
