import { zipFile } from './docx-file.ts';

/*
 * Workbooks as Excel and WPS themselves write them: raw XML, with what they put around it. No library makes these.
 */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_REL = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface RawParts {
  /** Inside sheetData. */
  readonly rows: string;
  readonly sharedStrings?: string;
  readonly workbookPr?: string;
  /** Before and behind the sheets of the workbook part. */
  readonly beforeSheets?: string;
  readonly sheets?: string;
  readonly afterSheets?: string;
  readonly afterData?: string;
  /** Attributes of the roots. */
  readonly roots?: string;
  readonly target?: string;
  readonly sheetPath?: string;
  readonly workbookType?: string;
  /** Relationships of the workbook beside its own. */
  readonly relationships?: string;
  readonly more?: Readonly<Record<string, string | Buffer>>;
  /** Over every part. */
  readonly rewrite?: (xml: string) => string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/** Style 1 is a date by its number, 2 one by its code as WPS has it, 3 text. */
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment vertical="center"/></xf></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="176" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

export function rawWorkbook(parts: RawParts): Buffer {
  const { roots = '', target = 'worksheets/sheet1.xml', sheetPath = 'xl/worksheets/sheet1.xml' } = parts;
  const type =
    parts.workbookType ?? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const sheets = parts.sheets ?? '<sheet name="台账" sheetId="1" r:id="rId1"/>';
  const shared = parts.sharedStrings;
  const files: Record<string, string> = {
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}"/><Override PartName="/${sheetPath}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE_REL}"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${REL}"${roots}><fileVersion appName="xl" lastEdited="3"/>${parts.workbookPr ?? '<workbookPr/>'}${parts.beforeSheets ?? ''}<bookViews><workbookView windowWidth="28800" windowHeight="12540"/></bookViews><sheets>${sheets}</sheets>${parts.afterSheets ?? ''}<calcPr calcId="144525"/></workbook>`,
    'xl/_rels/workbook.xml.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE_REL}"><Relationship Id="rId1" Type="${REL}/worksheet" Target="${target}"/><Relationship Id="rId2" Type="${REL}/styles" Target="styles.xml"/>${parts.relationships ?? ''}${shared === undefined ? '' : `<Relationship Id="rId3" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/>`}</Relationships>`,
    [sheetPath]: `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${REL}"${roots}><sheetPr/><dimension ref="A1:G9"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultColWidth="9" defaultRowHeight="13.5"/><sheetData>${parts.rows}</sheetData>${parts.afterData ?? ''}<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/></worksheet>`,
    'xl/styles.xml': `${DECLARATION}${STYLES}`,
    ...(shared === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `${DECLARATION}<sst xmlns="${MAIN}">${shared}</sst>` }),
  };
  const { rewrite = (xml: string) => xml } = parts;
  return zipFile({
    ...Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, rewrite(xml)])),
    ...parts.more,
  });
}
