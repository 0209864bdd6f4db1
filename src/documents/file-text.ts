import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import type { FileText } from '../app/ports.ts';
import { decodeText } from '../decode-text.ts';

/*
 * The words inside a file, to look for marks of secrecy in: plain text as Chinese offices save it, and the XML of
 * .docx, .xlsx and .pptx. Nothing is kept of it. Old binary formats (.doc, .xls), .pdf, pictures and archives are not
 * looked into.
 */

/** Read of one file at most, unpacked: a bomb is not unpacked any further. */
const MOST_BYTES = 32 * 1024 * 1024;
/** What is fed to the unpacker at a time: it can swell a thousandfold before it is stopped. */
const STEP_BYTES = 16 * 1024;
const MOST_PARTS = 2000;

/** Each paragraph or cell is a line of its own: marks stand at heads of lines. */
export function fileText(data: Buffer, fileName: string): FileText {
  if (data.subarray(0, 4).toString('hex') === '504b0304') return zipText(data);
  if (!TEXT_FILE.test(fileName)) return { kind: 'unknown' };
  if (data.length > MOST_BYTES) return { kind: 'too_large' };
  return { kind: 'text', texts: [decodeText(data)] };
}

const TEXT_FILE = /\.(?:txt|csv|tsv|md|log|json|xml|html?|rtf)$/i;

/** The parts of an office document that hold words; a mark may also be only a document property. */
const WORD_PART = /^(?:word|xl|ppt|docProps)\/.*\.xml$/i;

class TooLarge extends Error {}

function zipText(data: Buffer): FileText {
  const texts: string[] = [];
  let [bytes, parts] = [0, 0];
  const read = (file: UnzipFile): void => {
    parts += 1;
    if (parts > MOST_PARTS) throw new TooLarge();
    if (!WORD_PART.test(file.name)) return;
    const chunks: Uint8Array[] = [];
    file.ondata = (error, chunk, final) => {
      if (error) throw error;
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new TooLarge();
      chunks.push(chunk);
      if (final) texts.push(xmlText(Buffer.concat(chunks).toString('utf8')));
    };
    file.start();
  };
  try {
    const unzip = new Unzip(read);
    unzip.register(UnzipInflate);
    for (let at = 0; at < data.length; at += STEP_BYTES)
      unzip.push(data.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= data.length);
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'too_large' };
    return { kind: 'unknown' };
  }
  return texts.length === 0 ? { kind: 'unknown' } : { kind: 'text', texts };
}

/** The head or foot of a printed sheet, its parts told apart by codes: &R&"宋体,常规"&14秘密. */
const PAGE_HEADER = /<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>[^<]*/g;
const HEADER_CODE = /<[^>]*>|&amp;(?:(?:"|&quot;)[^"&]*(?:"|&quot;)|K[0-9A-Fa-f]{6}|\d+|[A-Z])/g;

/** A paragraph, cell or shared string ends a line; runs inside of one belong together (机</w:t><w:t>密). */
const xmlText = (xml: string): string =>
  xml
    .replaceAll(PAGE_HEADER, (header) => header.replaceAll(HEADER_CODE, '\n'))
    .replaceAll(/<\/(?:w:p|a:p|si|c|row|w:tr)>|<w:br\b[^>]*>|<w:tab\b[^>]*>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, entity);

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
  if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  return NAMED[name ?? ''] ?? whole;
}
