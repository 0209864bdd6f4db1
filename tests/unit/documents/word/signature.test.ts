import { describe, expect, test } from 'vitest';
import { paragraph, type Block, type Paper } from '../../../../src/documents/word/paper.ts';
import { renderPaper } from '../../../../src/documents/word/render.ts';
import { partsOf } from './parts-of.ts';

/* GB/T 9704: no page holds the signature alone. The end of the text is tied to it, and the lines of it to each other. */

const paper = (body: readonly Block[], signed = true): Paper => ({
  form: 'document',
  title: ['关于整改进展情况的报告'],
  body,
  ...(signed && { signature: { office: '区委整改办', date: '2026-06-12' } }),
});

const TABLE: Block = {
  kind: 'table',
  columns: [{ heading: '编号', share: 1 }],
  rows: [['1'], ['2']],
};

/** Of each paragraph of the document, its text and whether it is tied to the next. */
async function ties(made: Paper): Promise<string[]> {
  const xml = partsOf(await renderPaper(made)).document;
  return (xml.match(/<w:p[ >].*?<\/w:p>/gs) ?? []).map((each) => {
    const text = [...each.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, part]) => part).join('');
    return `${/<w:keepNext\/>/.test(each) ? '+' : '-'}${text}`;
  });
}

describe('署名不单独成页', () => {
  test('正文末段、空行、署名、日期连在一起', async () => {
    expect((await ties(paper([paragraph('前一段。'), paragraph('末段。')]))).slice(-6)).toEqual([
      '-前一段。',
      '+末段。',
      '+',
      '+',
      '+区委整改办',
      '-2026年6月12日',
    ]);
  });

  test('正文以表格结束：最后一行跟着署名走', async () => {
    expect((await ties(paper([TABLE]))).slice(-7)).toEqual([
      '-1',
      '+2',
      '+',
      '+',
      '+',
      '+区委整改办',
      '-2026年6月12日',
    ]);
  });

  test('没有署名的，段落照常分页', async () => {
    expect((await ties(paper([paragraph('末段。')], false))).at(-1)).toBe('-末段。');
  });
});
