import { describe, expect, test } from 'vitest';
import type { Document } from '../../../../src/domain/message/document.ts';
import type { Flavour } from '../../../../src/wecom/render/flavours.ts';
import { renderParts } from '../../../../src/wecom/render/render.ts';
import { digest, mentions, nasty, said, table, typed } from './documents.ts';

const FLAVOURS = ['plain', 'app', 'webhook', 'webhook_v2', 'robot'] as const satisfies readonly Flavour[];
const MARKDOWNS = ['app', 'webhook', 'webhook_v2', 'robot'] as const satisfies readonly Flavour[];

const parts = (document: Document, flavour: Flavour, maxBytes = 4096): readonly string[] =>
  renderParts({ kind: 'document', document }, flavour, maxBytes);
const whole = (document: Document, flavour: Flavour): string => parts(document, flavour).join('（下一条）');
const asText = (text: string, flavour: Flavour, maxBytes = 4096): readonly string[] =>
  renderParts({ kind: 'text', text }, flavour, maxBytes);

const DOCUMENTS = { digest, table, mentions, nasty };

describe.each(Object.entries(DOCUMENTS))('%s', (name, document) => {
  test.each(FLAVOURS)('%s 的样子', async (flavour) => {
    await expect(`${whole(document, flavour)}\n`).toMatchFileSnapshot(`snapshots/${name}-${flavour}.txt`);
  });
});

test.each(FLAVOURS)('长表格分成几条，每条都有表头：%s', async (flavour) => {
  const rows = Array.from({ length: 12 }, (_, at) => [`${at + 1}号`, '综合执法队', `逾期${at + 3}天`]);
  const long = parts({ blocks: [{ kind: 'table', head: ['任务', '单位', '时限'], rows }] }, flavour, 256);
  expect(long.length).toBeGreaterThan(1);
  for (const part of long) expect(part.match(/任务.*单位.*时限/gu)).toHaveLength(1);
  await expect(`${long.join('\n════\n')}\n`).toMatchFileSnapshot(`snapshots/long-table-${flavour}.txt`);
});

const repeated = (words: string, times: number): string => words.repeat(times);

const section = (title: string): Document['blocks'] => [
  { kind: 'heading', line: said(title) },
  { kind: 'list', ordered: false, items: [said('甲'.repeat(30)), said('乙'.repeat(30))] },
];

describe('在段落之间、行之间、字之间分', () => {
  test.each([
    [
      '放得下就不分',
      `${repeated('整', 30)}\n${repeated('改', 30)}`,
      256,
      [`${repeated('整', 30)}\n${repeated('改', 30)}`],
    ],
    [
      '段落之间',
      `${repeated('整', 50)}\n\n${repeated('改', 20)}\n${repeated('报', 30)}`,
      256,
      [`${repeated('整', 50)}\n\n(1/2)`, `${repeated('改', 20)}\n${repeated('报', 30)}\n\n(2/2)`],
    ],
    [
      '前一段太短，就在行之间',
      `短\n\n${repeated('整', 50)}\n${repeated('改', 50)}`,
      256,
      [`短\n\n${repeated('整', 50)}\n\n(1/2)`, `${repeated('改', 50)}\n\n(2/2)`],
    ],
    [
      '字之间',
      repeated('整', 100),
      256,
      [`${repeated('整', 82)}\n\n(1/2)`, `${repeated('整', 18)}\n\n(2/2)`],
    ],
    [
      '数字不分开',
      `${repeated('整', 81)}2026.06${repeated('改', 9)}`,
      256,
      [`${repeated('整', 81)}\n\n(1/2)`, `2026.06${repeated('改', 9)}\n\n(2/2)`],
    ],
  ])('%s', (_name, text, maxBytes, expected) => expect(asText(text, 'plain', maxBytes)).toEqual(expected));

  test('标题和它下面的第一行在一条里', () => {
    const [first = '', second = ''] = parts({ blocks: [...section('一'), ...section('二')] }, 'app', 256);
    expect(first).toMatch(/^# 一\n· 甲+\n· 乙+\n\n\(1\/2\)$/u);
    expect(second).toMatch(/^### 二\n· 甲+\n· 乙+\n\n\(2\/2\)$/u);
  });

  test('十条以上，序号也在限内', () => {
    const many = asText(repeated('整改', 600), 'app', 256);
    expect(many.length).toBeGreaterThan(9);
    expect(many.at(-1)).toContain(`(${many.length}/${many.length})`);
    expect(Math.max(...many.map((part) => Buffer.byteLength(part)))).toBeLessThanOrEqual(256);
  });

  test('粗体分开后各自成对', () => {
    const document: Document = {
      blocks: [
        { kind: 'paragraph', lines: [[{ kind: 'text', text: repeated('重点', 60), style: 'strong' }]] },
      ],
    };
    for (const part of parts(document, 'robot', 256)) expect(part).toMatch(/^\*\*[重点]+\*\*\n\n\(\d\/2\)$/u);
  });

  test('相邻的粗体合在一起', () => {
    const spans = ['重点', '任务'].map((text) => ({ kind: 'text', text, style: 'strong' }) as const);
    const document: Document = { blocks: [{ kind: 'paragraph', lines: [spans] }] };
    expect(parts(document, 'app')).toEqual(['**重点任务**']);
  });

  test('太长的链接只留文字', () => {
    const url = `https://duban.example.cn/${'x'.repeat(400)}`;
    const document: Document = {
      blocks: [{ kind: 'paragraph', lines: [[{ kind: 'link', text: '台账', url }]] }],
    };
    expect(parts(document, 'app', 256)).toEqual(['台账']);
  });

  test('太长的表格行改作文字', () => {
    const rows = [['20号', '整'.repeat(100)]];
    const document: Document = { blocks: [{ kind: 'table', head: ['任务', '进展'], rows }] };
    const long = parts(document, 'robot', 256);
    expect(long.join('')).not.toContain('|');
    expect(long[0]).toMatch(/^\*\*任务｜进展\*\* {2}\n20号｜整+\n\n\(1\/2\)$/u);
  });

  test('没有内容就没有消息', () => {
    expect(asText(' \n ', 'app')).toEqual([]);
    expect(parts({ blocks: [{ kind: 'table', head: [], rows: [] }] }, 'robot')).toEqual([]);
  });
});

describe('打的字不会变成标记', () => {
  test.each(MARKDOWNS)('行首：%s', (flavour) => {
    for (const text of typed) expect(asText(text, flavour)[0]).not.toMatch(/^(?:[#>=+\-\t ]|\d+[.)](?!\d))/u);
  });

  test.each(FLAVOURS)('标签、提到的人：%s', (flavour) => {
    for (const text of typed) expect(asText(text, flavour)[0]).not.toContain('<');
  });

  test.each(MARKDOWNS)('粗体、代码、链接：%s', (flavour) => {
    for (const text of typed) expect(asText(text, flavour)[0]).not.toMatch(/[*`[\]]|&lt;/u);
  });

  test.each(['webhook_v2', 'robot'] as const)('表格、删除线、反斜杠：%s', (flavour) => {
    for (const text of typed) expect(asText(text, flavour)[0]).not.toMatch(/[|~\\]/u);
  });

  test.each([
    ['1.5亿元已拨付', '1.5亿元已拨付'],
    ['进度-50%，A&B公司，材料_2026.docx', '进度-50%，A&B公司，材料_2026.docx'],
    ['2026-06-12 开会', '2026-06-12 开会'],
  ])('平常的字照原样：%s', (text, written) => expect(asText(text, 'robot')).toEqual([written]));

  test('换行还是换行', () => {
    expect(asText('一\n二\n\n三', 'plain')).toEqual(['一\n二\n\n三']);
    expect(asText('一\n二\n\n三', 'app')).toEqual(['一\n二\n\n三']);
    expect(asText('一\n二\n\n三', 'robot')).toEqual(['一  \n二\n\n三']);
  });
});
