import { describe, expect, test } from 'vitest';
import { fillTemplate } from '../../../../src/documents/template/fill-template.ts';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import { aLedgerRow } from '../a-ledger-row.ts';
import { aTemplate, partsOf, withParts } from './a-template.ts';

/* A superior's workbook that is marked: it is refused wherever the mark stands (domain rule 10). */

const rows = [aLedgerRow()];
const fill = (file: Buffer) =>
  fillTemplate(
    {
      rows,
      figures: computeFigures({ rows, asOf: '2026-03-20' }),
      meta: {
        roundName: '第七轮巡察',
        weekNo: 12,
        week: '2026-03-16',
        asOf: '2026-03-20',
        frozenAt: null,
        sha256: null,
      },
      since: null,
    },
    { file, mapping: null },
  );

const SHEET = 'xl/worksheets/sheet1.xml';

/** The template with a head or foot of its pages as Excel and WPS write it. */
async function withHeader(header: string): Promise<Buffer> {
  const file = await aTemplate();
  const xml = (partsOf(file)[SHEET] ?? '').replace(/<headerFooter>.*<\/headerFooter>/s, '');
  const at = xml.indexOf('</worksheet>');
  const marked = `${xml.slice(0, at)}<headerFooter>${header}</headerFooter></worksheet>`;
  return withParts(file, (parts) => void (parts[SHEET] = marked));
}

describe('a template that is marked', () => {
  test.each([
    ['on the right of its pages', '<oddHeader>&amp;R秘密</oddHeader>'],
    ['in a font and a size', '<oddHeader>&amp;L&amp;"黑体,加粗"&amp;16机密★3年&amp;C台账</oddHeader>'],
    ['on even pages', '<evenHeader>&amp;R&amp;KFF0000绝密</evenHeader>'],
    ['at the foot', '<oddFooter>&amp;L秘密&amp;C第&amp;P页</oddFooter>'],
  ])('%s', async (_, header) => {
    const result = await fill(await withHeader(header));
    expect(result).toEqual({
      kind: 'refused',
      secret: true,
      reasons: ['模板带有密级标志，不能填写，也没有保存任何内容；请使用不涉密的空白模板'],
    });
  });

  test('in a picture’s text box', async () => {
    const drawing = '<xdr:sp><xdr:txBody><a:p><a:r><a:t>秘密★1年</a:t></a:r></a:p></xdr:txBody></xdr:sp>';
    const file = withParts(await aTemplate(), (parts) => void (parts['xl/drawings/drawing9.xml'] = drawing));
    expect(await fill(file)).toMatchObject({ secret: true });
  });

  test.each(['&amp;C商业秘密保护专项台账', '&amp;R内部资料&amp;L第&amp;P页'])(
    'an ordinary head of the page is none: %s',
    async (header) => {
      expect(await fill(await withHeader(`<oddHeader>${header}</oddHeader>`))).toMatchObject({
        kind: 'filled',
      });
    },
  );
});
