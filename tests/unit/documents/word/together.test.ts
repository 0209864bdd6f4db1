import { describe, expect, test } from 'vitest';
import { heading, paragraph, type Block } from '../../../../src/documents/word/paper.ts';
import { renderPaper } from '../../../../src/documents/word/render.ts';
import { partsOf } from './parts-of.ts';

/* What belongs together stays on one page, and no number is cut in two at the end of a line. */

const TABLE: Block = { kind: 'table', columns: [{ heading: '编号', share: 1 }], rows: [['1'], ['2']] };

const made = async (body: readonly Block[]) =>
  partsOf(await renderPaper({ form: 'document', title: ['通报'], body }));

/** Of each paragraph its text, with + where it is tied to the next. */
const ties = (xml: string): string[] =>
  (xml.match(/<w:p[ >].*?<\/w:p>/gs) ?? []).map((each) => {
    const text = [...each.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, part]) => part).join('');
    return `${/<w:keepNext\/>/.test(each) ? '+' : '-'}${text}`;
  });

describe('分页', () => {
  test('引出表格的一句和表头跟着表格走', async () => {
    const { document } = await made([
      heading(1, '逾期任务'),
      paragraph('前一段。'),
      paragraph('逾期任务2项：'),
      TABLE,
    ]);
    expect(ties(document).slice(-6)).toEqual(['-前一段。', '+逾期任务2项：', '+编号', '-1', '-2', '-']);
  });

  test('整改状态一行跟着整改情况走', async () => {
    const { document } = await made([
      { ...paragraph('整改状态：未完成'), keep: true },
      paragraph('整改情况：正在推进。'),
    ]);
    expect(ties(document).slice(-2)).toEqual(['+整改状态：未完成', '-整改情况：正在推进。']);
  });
});

test('数字不从中间断行：西文语言不写成中文', async () => {
  const { styles } = await made([paragraph('反馈问题共32项。')]);
  expect(styles).toContain('<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>');
});
