/*
 * What kind of file somebody hands us, by its content first: names lie.
 */

export type FileKind = 'spreadsheet' | 'word' | 'text';

/** A zip container (.xlsx, .docx) or a compound file (.xls, .doc); what merely has such a name is one for its reader. */
export function kindOfFile(name: string, data: Buffer): FileKind {
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
