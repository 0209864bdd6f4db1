import { describe, expect, test } from 'vitest';
import { paged, type Section } from '../../../src/documents/statistics-pages.ts';

/* A table stands whole on a page, and one that is longer than a page begins each with its headings. */

interface Line {
  readonly height: number;
  readonly text: string;
}

const line = (text: string): Line => ({ text, height: 10 });

const table = (name: string, rows: number): Section<Line> => {
  const headings = line(`${name}表头`);
  const body = Array.from({ length: rows }, (_, index) => line(`${name}${index + 1}`));
  return { lines: [line(name), headings, ...body, line(`${name}合计`), line(`${name}核对`)], headings };
};

const pagesOf = (sections: readonly Section<Line>[], room: number): string[] => {
  const { lines, breaks } = paged(sections, room);
  return [0, ...breaks].map((from, page) =>
    lines
      .slice(from, breaks[page] ?? lines.length)
      .map(({ text }) => text)
      .join(' '),
  );
};

describe('统计表分页', () => {
  test.each<[string, Section<Line>[], number, string[]]>([
    [
      '放得下的在一页',
      [table('甲', 1), table('乙', 1)],
      100,
      ['甲 甲表头 甲1 甲合计 甲核对 乙 乙表头 乙1 乙合计 乙核对'],
    ],
    [
      '放不下的整表移到下页',
      [table('甲', 1), table('乙', 1)],
      90,
      ['甲 甲表头 甲1 甲合计 甲核对', '乙 乙表头 乙1 乙合计 乙核对'],
    ],
    [
      '比一页还长的，每页重复表头；合计不单独成页',
      [table('甲', 6)],
      80,
      ['甲 甲表头 甲1 甲2 甲3 甲4 甲5', '甲表头 甲6 甲合计 甲核对'],
    ],
    [
      '没有表的段落照常',
      [{ lines: [line('一'), line('二'), line('三'), line('四')], headings: null }],
      20,
      ['一', '二', '三 四'],
    ],
  ])('%s', (_name, sections, room, pages) => {
    expect(pagesOf(sections, room)).toEqual(pages);
  });
});
