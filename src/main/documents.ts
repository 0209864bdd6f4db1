import type { Documents } from '../app/documents.ts';
import { decodeText } from '../decode-text.ts';
import { fileText } from '../documents/file-text.ts';
import { readLedger } from '../documents/ledger-import.ts';
import { ledgerTemplate } from '../documents/ledger-template.ts';
import { writeLedger } from '../documents/ledger-xlsx.ts';
import { markedCopy } from '../documents/marked-copy.ts';
import { readReport } from '../documents/report-reader.ts';
import { fillTemplate } from '../documents/template/fill-template.ts';
import { readWord } from '../documents/word-import.ts';
import { papers } from '../documents/word/papers.ts';

/** The readers and writers of files, for commands and pages alike. */
export const documents: Documents = {
  readLedger,
  fileText,
  decodeText,
  ledgerTemplate,
  readReport,
  readWord,
  markedCopy,
  writeLedger,
  papers,
  fillTemplate,
};
