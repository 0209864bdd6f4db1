import type { LedgerDocument } from '../ledger-document.ts';
import { cellText, escapeXml } from '../sheet-rows.ts';
import { footerText } from '../workbook-writer.ts';
import type { TemplatePackage } from './package.ts';
import { placeholdersIn, replaced } from './placeholders.ts';
import { scalarValue, valueText } from './values.ts';
import { decodeXml } from './xml.ts';

/*
 * Placeholders outside of cells: in headers and footers of pages, in text boxes. Only what stands once can stand there.
 */

const HEADER = /(<((?:odd|even|first)(?:Header|Footer))(?:\s[^<>]*)?>)([^<]*)(<\/\2>)/g;

export const filledHeaders = (
  xml: string,
  document: LedgerDocument,
  { sheet, faults }: { readonly sheet: string; readonly faults: string[] },
): string =>
  xml.replaceAll(HEADER, (whole, open: string, _: string, text: string, close: string) => {
    const old = decodeXml(text);
    if (placeholdersIn(old).length === 0) return whole;
    const filled = filledWords(old, document, {
      where: `sheet ${sheet}, header or footer`,
      faults,
      write: footerText,
    });
    return `${open}${escapeXml(filled)}${close}`;
  });

/** The words of text boxes; each placeholder in one piece of text. */
export function fillDrawings(book: TemplatePackage, document: LedgerDocument, faults: string[]): void {
  for (const part of book.names.filter((name) => /^xl\/drawings\/[^/]+\.xml$/.test(name))) {
    const xml = book.text(part) ?? '';
    const filled = xml.replaceAll(
      /(<a:t>)([^<]*)(<\/a:t>)/g,
      (whole, open: string, text: string, close: string) => {
        const old = decodeXml(text);
        if (placeholdersIn(old).length === 0) return whole;
        const words = filledWords(old, document, { where: 'a text box', faults, write: (value) => value });
        return `${open}${escapeXml(words)}${close}`;
      },
    );
    if (filled !== xml) book.set(part, filled);
  }
}

interface Writing {
  readonly where: string;
  readonly faults: string[];
  readonly write: (value: string) => string;
}

function filledWords(text: string, document: LedgerDocument, { where, faults, write }: Writing): string {
  for (const { name, meaning } of placeholdersIn(text)) {
    if (meaning === null) faults.push(`${where}: {{${name}}} is unknown`);
    if (meaning?.kind === 'column')
      faults.push(`${where}: {{${name}}} is of one task and can stand only in a row of cells`);
  }
  return replaced(text, (meaning) =>
    meaning.kind === 'scalar' ? write(cellText(valueText(scalarValue(meaning.scalar, document)))) : null,
  );
}
