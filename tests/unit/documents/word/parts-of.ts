import { openZip } from '../../../../src/documents/zip.ts';

/** The parts of a .docx as text, and what stands in them. */
export function partsOf(file: Buffer) {
  const zip = openZip(file, 20 * 2 ** 20);
  const part = (name: string): string => {
    const text = zip.text(name);
    if (text === null) throw new Error(`the document has no ${name}: ${zip.names.join(', ')}`);
    return text;
  };
  return {
    names: zip.names,
    part,
    document: part('word/document.xml'),
    styles: part('word/styles.xml'),
    /** The one tag of that name, with its attributes. */
    tag(name: string, tag: string): Record<string, string> {
      const [found = ''] = new RegExp(`<${tag}(?: [^>]*)?>`).exec(part(name)) ?? [];
      return Object.fromEntries(
        [...found.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
      );
    },
    /** Text of each paragraph. */
    texts: (name = 'word/document.xml'): string[] =>
      part(name)
        .split('</w:p>')
        .map((paragraph) =>
          [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
        ),
  };
}

/** A style with what it sets. */
export const styleOf = (styles: string, id: string): string =>
  new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, 's').exec(styles)?.[0] ?? '';
