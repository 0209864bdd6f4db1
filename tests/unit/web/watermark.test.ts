import { expect, test } from 'vitest';
import { watermarkOf, watermarkTile } from '../../../src/web/shared/watermark.ts';

const AT = new Date(2026, 5, 8, 9, 5);
const svgOf = (tile: string): string => decodeURIComponent(tile.replace('data:image/svg+xml,', ''));

test('姓名、账号和时间，分两行', () =>
  expect(watermarkOf({ name: '沈静怡', userid: 'shenjingyi' }, AT)).toEqual([
    '沈静怡 shenjingyi',
    '2026-06-08 09:05',
  ]));

test('没有人：没有水印', () => expect(watermarkOf(null, AT)).toEqual([]));

test('名字里的符号不会变成图片的一部分', () => {
  const svg = svgOf(watermarkTile(['<script>&"', '2026']));
  expect(svg).toContain('>&lt;script>&amp;"</text>');
  expect(svg.match(/<text/g)).toHaveLength(2);
});

test('地址里没有引号和括号，放得进 url("")', () => expect(watermarkTile(["a'b(c)"])).not.toMatch(/["\\\n]/));

test('再长的账号也不会被图块切断', () => {
  const width = Number(/width="(\d+)"/.exec(svgOf(watermarkTile([`沈静怡 ${'w'.repeat(64)}`])))?.[1]);
  expect(width).toBeGreaterThan(64 * 8);
});
