import type { Documents } from '../documents.ts';
import type { LedgerSheet } from './import-plan.ts';
import type { Report } from './import-report.ts';

/** A file that somebody wants to import. */
export interface HandedIn {
  /** Without its folder. */
  readonly name: string;
  readonly data: Buffer;
}

/** `secret`: it bears a mark of secrecy and nothing of it may be kept. */
export type ReadFile =
  | { readonly kind: 'secret' }
  | { readonly kind: 'ledger'; readonly sheet: LedgerSheet }
  | { readonly kind: 'report'; readonly report: Report };

type Readers = Pick<Documents, 'fileText' | 'decodeText' | 'readLedger' | 'readWord' | 'readReport'>;

/** What the file is, by its content first. @throws AppError import_invalid when it is none of ours */
export async function readFile(
  readers: Readers,
  { hasSecrecyMark }: { hasSecrecyMark(text: string): boolean },
  file: HandedIn,
): Promise<ReadFile> {
  if (isMarked(readers, hasSecrecyMark, file)) return { kind: 'secret' };
  const kind = kindOfFile(file);
  if (kind === 'spreadsheet') return { kind: 'ledger', sheet: await readers.readLedger(file.data) };
  const word = kind === 'word' ? readers.readWord(file.data) : null;
  if (word?.kind === 'ledger') return { kind: 'ledger', sheet: word.sheet };
  const text = word?.text ?? readers.decodeText(file.data);
  if (word !== null && hasSecrecyMark(text)) return { kind: 'secret' };
  return { kind: 'report', report: readers.readReport(text) };
}

/** By its name, or by what can be read of it: also sheets and properties that no import reads. */
function isMarked(
  readers: Readers,
  hasSecrecyMark: (text: string) => boolean,
  { name, data }: HandedIn,
): boolean {
  if (hasSecrecyMark(name)) return true;
  if (kindOfFile({ name, data }) === 'text') return hasSecrecyMark(readers.decodeText(data));
  const inside = readers.fileText(data, name);
  return inside.kind === 'text' && inside.texts.some(hasSecrecyMark);
}

/** A zip container (.xlsx, .docx) or a compound file (.xls, .doc); what merely has such a name is one for its reader. */
function kindOfFile({ name, data }: HandedIn): 'spreadsheet' | 'word' | 'text' {
  const head = data.subarray(0, 4).toString('hex');
  // The names of its parts stand unpacked in a container.
  if (head === ZIP) return data.includes('word/document.xml') ? 'word' : 'spreadsheet';
  if (/\.docx?$/i.test(name)) return 'word';
  return head === OLE || head === PDF || TABLE.test(name) ? 'spreadsheet' : 'text';
}

/** Also those that its reader refuses, with what to do instead. */
const TABLE = /\.(?:xlsx?|csv|tsv|ods|et|pdf)$/i;
const PDF = '25504446';
const ZIP = '504b0304';
const OLE = 'd0cf11e0';
