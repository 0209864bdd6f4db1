import { describe, expect, test } from 'vitest';
import { CHARACTER_SPACE, linesAt, TEXT_WIDTH } from '../../../../src/documents/word/house-style.ts';
import { heading, paragraph, titleLines, type Paper } from '../../../../src/documents/word/paper.ts';
import { renderPaper } from '../../../../src/documents/word/render.ts';
import { partsOf, styleOf } from './parts-of.ts';

const PAPER: Paper = {
  form: 'document',
  title: ['关于第七轮巡察整改进展情况的报告'],
  addressee: ['云栖区委巡察办'],
  body: [
    heading(1, '总体情况'),
    heading(2, '作风建设方面'),
    heading(3, '关于“首问负责制落实不到位”的问题'),
    heading(4, '措施'),
    heading(4, '成效'),
    heading(3, '关于“培训流于形式”的问题'),
    heading(2, '基层治理方面'),
    heading(3, '关于“通道堵塞”的问题'),
    heading(1, '下一步'),
    paragraph('正文。'),
    {
      kind: 'table',
      columns: [
        { heading: '类别', share: 1 },
        { heading: '项数', share: 2 },
      ],
      rows: [
        ['甲', '1'],
        ['合计', '1'],
      ],
      total: true,
    },
  ],
  signature: { office: '云栖街道', date: '2026-03-05' },
};
const LETTER: Paper = {
  form: 'letter',
  sender: '中共云栖街道工作委员会',
  number: '云督〔2026〕3号',
  title: ['关于首问负责制的督办函'],
  body: [paragraph('正文。')],
  signature: { office: '中共云栖街道工作委员会', date: '2026-12-15' },
};
const document = partsOf(await renderPaper(PAPER));
const letter = partsOf(await renderPaper(LETTER));

/** Header and footer parts by which pages they are for. */
function furniture(parts: typeof document, kind: 'header' | 'footer', pages: 'default' | 'even' | 'first') {
  const relations = parts.part('word/_rels/document.xml.rels');
  const id = new RegExp(`<w:${kind}Reference[^>]*w:type="${pages}"[^>]*>`).exec(parts.document)?.[0] ?? '';
  const [, rid = ''] = /r:id="([^"]+)"/.exec(id) ?? [];
  const relation = new RegExp(`<Relationship [^>]*Id="${rid}"[^>]*>`).exec(relations)?.[0] ?? '';
  return parts.part(`word/${/Target="([^"]+)"/.exec(relation)?.[1]}`);
}

describe('the page, in twips', () => {
  test('A4, 天头 37, 订口 28, 版心 156 × 225 mm', () => {
    expect(document.tag('word/document.xml', 'w:pgSz')).toMatchObject({ 'w:w': '11906', 'w:h': '16838' });
    expect(document.tag('word/document.xml', 'w:pgMar')).toMatchObject({
      'w:top': '2098',
      'w:left': '1587',
      'w:right': '1474',
      'w:bottom': '1984',
    });
    expect(TEXT_WIDTH).toBe(8845);
  });

  test('the grid has 28 characters on a line and 22 lines', () => {
    expect(document.tag('word/document.xml', 'w:docGrid')).toEqual({
      'w:type': 'linesAndChars',
      'w:linePitch': '560',
      'w:charSpace': String(CHARACTER_SPACE),
    });
    expect((16 + CHARACTER_SPACE / 4096) * 20 * 28).toBeCloseTo(TEXT_WIDTH, 0);
  });

  test.each([
    [28, '560', 22],
    [28.95, '579', 22],
    [29, '580', 22],
  ])('a pitch of %s pt is %s twips, %i lines a page', async (pitch, twips, lines) => {
    const parts = partsOf(await renderPaper(PAPER, pitch));
    expect(parts.tag('word/document.xml', 'w:docGrid')['w:linePitch']).toBe(twips);
    expect(styleOf(parts.styles, 'Normal')).toContain(`w:line="${twips}" w:lineRule="exact"`);
    expect(linesAt(pitch)).toBe(lines);
  });
});

describe('the characters, in half-points', () => {
  test.each([
    ['Normal', '仿宋_GB2312', '32'],
    ['PaperTitle', '方正小标宋简体', '44'],
    ['Heading1', '黑体', null],
    ['Heading2', '楷体_GB2312', null],
    ['Heading3', '仿宋_GB2312', null],
    ['Heading4', '仿宋_GB2312', null],
  ])('%s is %s', (id, font, size) => {
    const style = styleOf(document.styles, id);
    expect(style).toContain(`w:eastAsia="${font}"`);
    if (size !== null) expect(style).toContain(`<w:sz w:val="${size}"/>`);
    expect(style).not.toContain('<w:b/>');
  });

  test('28 of them and not 29 fit the line: 16 pt less 0.3', () => {
    expect(styleOf(document.styles, 'Normal')).toContain('<w:spacing w:val="-6"/>');
    expect([28 * (320 - 6) <= TEXT_WIDTH, 29 * (320 - 6) <= TEXT_WIDTH]).toEqual([true, false]);
  });

  test('fonts are named with what stands in for them, and nothing is embedded', () => {
    const table = document.part('word/fontTable.xml');
    expect(table).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,');
    expect(table).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="方正小标宋_GBK,');
    expect(table).not.toContain('embed');
    expect(document.names.filter((name) => /font.*\.(ttf|odttf|otf)$/i.test(name))).toEqual([]);
  });
});

test('levels are numbered 一、（一）1.（1） as text, each below its own', () => {
  expect(document.texts().filter((text) => /^(?:[一二]、|（|\d\.)/.test(text))).toEqual([
    '一、总体情况',
    '（一）作风建设方面',
    '1.关于“首问负责制落实不到位”的问题',
    '（1）措施',
    '（2）成效',
    '2.关于“培训流于形式”的问题',
    '（二）基层治理方面',
    '1.关于“通道堵塞”的问题',
    '二、下一步',
  ]);
});

test('body text is indented by two characters', () => {
  expect(document.document).toMatch(/<w:ind [^>]*w:firstLine="640"[^>]*\/>.{0,80}正文。/);
  expect(document.document).toMatch(/w:firstLineChars="200"/);
});

test('the date stands four characters from the right in Arabic numerals, the office centred above it', () => {
  expect(document.texts()).toContain('2026年3月5日');
  expect(document.document).toMatch(/<w:ind w:right="1280"\/>.{0,120}2026年3月5日/);
  // 4 characters wide above 6: half of the difference further in.
  expect(document.document).toMatch(/<w:ind w:right="1600"\/>.{0,120}云栖街道/);
});

test('a table is as wide as the text, repeats its heading and never splits a row', () => {
  expect(document.document).toContain('<w:tblW w:type="dxa" w:w="8845"/>');
  expect(document.document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  expect(document.document.match(/<w:cantSplit\/>/g)).toHaveLength(3);
  const widths = [...document.document.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) =>
    Number(width),
  );
  expect(widths.reduce((sum, width) => sum + width, 0)).toBe(8845);
});

describe('page numbers', () => {
  test.each([
    ['default', 'right'],
    ['even', 'left'],
  ] as const)('%s pages: 14 pt 宋体 with a dash each side, one character from the %s', (pages, side) => {
    const footer = furniture(document, 'footer', pages);
    expect(footer).toContain(`<w:jc w:val="${side}"/>`);
    expect(footer).toContain(`<w:ind w:${side}="280"/>`);
    expect(footer).toContain('<w:sz w:val="28"/>');
    expect(footer).toContain('w:eastAsia="宋体"');
    expect(footer).toMatch(/— <\/w:t>.*PAGE.*> —</s);
    expect(document.part('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
  });

  test('the number stands 7 mm below the text area', () => {
    const { 'w:bottom': bottom, 'w:footer': footer } = document.tag('word/document.xml', 'w:pgMar');
    expect(Number(bottom) - Number(footer) - 280).toBe(397);
  });
});

describe('信函格式', () => {
  test('the sender in red, its upper edge 30 mm from the top', () => {
    expect(letter.tag('word/document.xml', 'w:pgMar')['w:header']).toBe('1701');
    const header = furniture(letter, 'header', 'first');
    expect(header).toContain('中共云栖街道工作委员会');
    expect(header).toContain('<w:color w:val="FF0000"/>');
    expect(header).toContain('w:eastAsia="方正小标宋简体"');
  });

  test('a double line 170 mm wide 4 mm below it, thick above thin', () => {
    const header = furniture(letter, 'header', 'first');
    expect(header).toContain('<w:bottom w:val="thickThinSmallGap" w:color="FF0000" w:sz="24" w:space="11"/>');
    // 156 mm of text, 8 mm more on the left and 6 on the right.
    expect(header).toContain('<w:ind w:left="-453" w:right="-340"/>');
    expect(8845 + 453 + 340).toBe(9638);
  });

  test('another 20 mm from the bottom, thin above thick, and no number on page 1', () => {
    expect(letter.tag('word/document.xml', 'w:pgMar')['w:footer']).toBe('1134');
    const footer = furniture(letter, 'footer', 'first');
    expect(footer).toContain('<w:bottom w:val="thinThickSmallGap" w:color="FF0000" w:sz="24" w:space="0"/>');
    expect(footer).not.toContain('PAGE');
    expect(letter.document).toContain('<w:titlePg/>');
    expect(furniture(letter, 'footer', 'even')).toContain('PAGE');
  });

  test('a long name is set smaller so that it stays on one line', async () => {
    const sender = '中共云栖区望江街道工作委员会巡察整改工作领导小组办公室';
    const header = furniture(partsOf(await renderPaper({ ...LETTER, sender })), 'header', 'first');
    const [, size] = /<w:sz w:val="(\d+)"\/>/.exec(header) ?? [];
    expect(sender.length * Number(size) * 10).toBeLessThanOrEqual(9638);
  });
});

test.each([
  [['关于', '第七轮巡察整改', '进展情况的报告'], ['关于第七轮巡察整改进展情况的报告']],
  [
    ['关于', '中共云栖区委第七轮巡察整改', '进展情况的报告'],
    ['关于中共云栖区委第七轮巡察整改', '进展情况的报告'],
  ],
])('a title of %j is broken between words', (words, lines) => {
  expect(titleLines(words)).toEqual(lines);
});
