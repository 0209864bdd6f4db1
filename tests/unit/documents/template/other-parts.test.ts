import { describe, expect, test } from 'vitest';
import { fillTemplate } from '../../../../src/documents/template/fill-template.ts';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import { aLedgerRow } from '../a-ledger-row.ts';
import { aTemplate, partsOf, placeholderSheet, withParts } from './a-template.ts';

/** Three tasks in row 4: what stood in row 5 stands in row 7. */
async function filledWith(
  change: (parts: Record<string, string>) => void,
): Promise<{ parts: Record<string, string>; reasons: readonly string[] }> {
  const rows = [1, 2, 3].map((no) => aLedgerRow({ taskId: `t${no}`, no, code: `${no}` }));
  const meta = {
    roundName: '第七轮巡察',
    weekNo: 12,
    week: '2026-03-16',
    asOf: '2026-03-20',
    frozenAt: null,
    sha256: null,
  } as const;
  const file = withParts(await aTemplate([placeholderSheet()], []), change);
  const ledger = { rows, figures: computeFigures({ rows, asOf: meta.asOf }), meta, since: null };
  const result = await fillTemplate(ledger, { file, mapping: null });
  return result.kind === 'filled'
    ? { parts: partsOf(result.file), reasons: [] }
    : { parts: {}, reasons: result.reasons };
}

const SHEET = 'xl/worksheets/sheet1.xml';
const RELATIONS = 'xl/worksheets/_rels/sheet1.xml.rels';

/** A part that belongs to the sheet. */
const related = (type: string, part: string, xml: string) => (parts: Record<string, string>) => {
  parts[`xl/${part}`] = xml;
  parts[RELATIONS] =
    `<Relationships><Relationship Id="rId9" Type="http://x/relationships/${type}" Target="../${part}"/></Relationships>`;
};

const anchor = (editAs: string, from: number, to: number) =>
  `<xdr:twoCellAnchor editAs="${editAs}"><xdr:from><xdr:row>${from}</xdr:row></xdr:from><xdr:to><xdr:row>${to}</xdr:row></xdr:to></xdr:twoCellAnchor>`;

describe('what else speaks of rows that have moved', () => {
  test.each([
    ['a picture below', anchor('oneCell', 6, 8), [8, 10]],
    ['a picture above', anchor('oneCell', 0, 2), [0, 2]],
    ['a picture across, of fixed size', anchor('oneCell', 0, 8), [0, 8]],
    ['a picture across that stretches', anchor('twoCell', 0, 8), [0, 10]],
    ['a picture nailed to the page', anchor('absolute', 6, 8), [6, 8]],
  ])('%s', async (_, xml, rows) => {
    const { parts } = await filledWith(related('drawing', 'drawings/drawing1.xml', xml));
    const drawing = parts['xl/drawings/drawing1.xml']!;
    expect([...drawing.matchAll(/<xdr:row>(\d+)/g)].map(([, row]) => Number(row))).toEqual(rows);
  });

  test('a table, a chart, a text box', async () => {
    const { parts } = await filledWith((given) => {
      related('table', 'tables/table1.xml', '<table ref="A3:F4"><autoFilter ref="A3:F4"/></table>')(given);
      given['xl/charts/chart1.xml'] = "<c:f>'报送表'!$F$4:$F$4</c:f><c:f>报送表!$A$5</c:f>";
      given['xl/drawings/drawing7.xml'] = '<a:t>{{轮次}}&amp;其他</a:t>';
    });
    expect(parts).toMatchObject({
      'xl/tables/table1.xml': '<table ref="A3:F6"><autoFilter ref="A3:F6"/></table>',
      'xl/charts/chart1.xml': "<c:f>'报送表'!$F$4:$F$6</c:f><c:f>报送表!$A$7</c:f>",
      'xl/drawings/drawing7.xml': '<a:t>第七轮巡察&amp;其他</a:t>',
    });
  });

  test('the order of computing is forgotten, with what speaks of it', async () => {
    const { parts } = await filledWith((given) => {
      given['xl/calcChain.xml'] = '<calcChain><c r="F5"/></calcChain>';
      given['xl/_rels/workbook.xml.rels'] = given['xl/_rels/workbook.xml.rels']!.replace(
        '</Relationships>',
        '<Relationship Id="rId77" Type="http://x/relationships/calcChain" Target="calcChain.xml"/></Relationships>',
      );
    });
    expect(Object.keys(parts)).not.toContain('xl/calcChain.xml');
    expect(JSON.stringify(parts)).not.toContain('calcChain');
  });

  test('page breaks, links and validations of newer programs', async () => {
    const { parts } = await filledWith((given) => {
      given[SHEET] = given[SHEET]!.replace(
        '</worksheet>',
        '<rowBreaks count="2"><brk id="2"/><brk id="5"/></rowBreaks><hyperlinks><hyperlink ref="A7" location="A1"/></hyperlinks>' +
          '<extLst><ext><x14:f><xm:f>$A$4:$A$4</xm:f></x14:f><xm:sqref>B4</xm:sqref></ext></extLst></worksheet>',
      );
    });
    const sheet = parts[SHEET]!;
    expect(sheet).toContain('<brk id="2"/><brk id="7"/>');
    expect(sheet).toContain('<hyperlink ref="A9"');
    expect(sheet).toContain('<xm:f>$A$4:$A$6</xm:f></x14:f><xm:sqref>B4:B6</xm:sqref>');
  });

  test.each([
    ['a comment below', related('comments', 'comments1.xml', '<comment ref="B7"/>'), /cell B7: its comment/],
    ['a pivot table', related('pivotTable', 'pivotTables/p1.xml', '<p/>'), /pivot table/],
    [
      'a sheet with a document type',
      (parts: Record<string, string>) => void (parts[SHEET] = `<!DOCTYPE x>${parts[SHEET]}`),
      /sheet 报送表: .*save it again/,
    ],
  ])('refused: %s', async (_, change, reason) => {
    const { reasons } = await filledWith(change);
    expect(reasons.join('\n')).toMatch(reason);
  });
});
