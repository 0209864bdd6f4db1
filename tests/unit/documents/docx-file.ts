import { crc32, deflateRawSync } from 'node:zlib';

/*
 * Word files as an office has them, made by hand: no library writes what Word writes.
 */

/** A zip container with these parts. */
export function zipFile(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), fields, tail, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const end = Buffer.alloc(22);
  Buffer.from('504b0506', 'hex').copy(end);
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A paragraph; `list` is the id of its list and its level there. */
export const p = (
  text: string,
  { list, style }: { list?: [string, number]; style?: string } = {},
): string => {
  const numbered = list ? `<w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr>` : '';
  const styled = style === undefined ? '' : `<w:pStyle w:val="${style}"/>`;
  // Word cuts its runs wherever somebody has stopped typing.
  const half = Math.floor(text.length / 2);
  const runs = [text.slice(0, half), text.slice(half)]
    .map((part) => `<w:r><w:t xml:space="preserve">${escaped(part)}</w:t></w:r>`)
    .join('');
  return `<w:p><w:pPr>${styled}${numbered}</w:pPr>${runs}</w:p>`;
};

export interface CellLook {
  readonly span?: number;
  readonly down?: 'restart' | 'continue';
}

export const cell = (text: string, { span, down }: CellLook = {}): string => {
  const spanned = span === undefined ? '' : `<w:gridSpan w:val="${span}"/>`;
  const merged = down === undefined ? '' : down === 'restart' ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
  return `<w:tc><w:tcPr>${spanned}${merged}</w:tcPr>${text
    .split('\n')
    .map((each) => p(each))
    .join('')}</w:tc>`;
};

export const table = (...rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((each) => (each.startsWith('<') ? each : cell(each))).join('')}</w:tr>`).join('')}</w:tbl>`;

const level = (ilvl: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

const NUMBERING = `<w:numbering><w:abstractNum w:abstractNumId="0">${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'chineseCountingThousand', '（%2）')}${level(2, 'decimal', '%3.')}${level(3, 'decimalEnclosedCircleChinese', '%4')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '●')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;

const STYLES = `<w:styles><w:style w:styleId="a1"><w:name w:val="heading 3"/><w:basedOn w:val="a2"/></w:style><w:style w:styleId="a2"><w:name w:val="标题项"/><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="t1"><w:name w:val="toc 1"/></w:style></w:styles>`;

/** A `.docx` with this body. */
export const docxFile = (body: string, parts: Readonly<Record<string, string | Buffer>> = {}): Buffer =>
  zipFile({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/numbering.xml': NUMBERING,
    'word/styles.xml': STYLES,
    ...parts,
  });
