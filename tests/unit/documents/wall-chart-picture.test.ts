import * as library from '@napi-rs/canvas';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PictureSize } from '../../../src/app/ports.ts';
import { registerFonts } from '../../../src/documents/picture/fonts.ts';
import { layOutA3, layOutPhone, type Layout } from '../../../src/documents/picture/layout.ts';
import type { Mark, Measure } from '../../../src/documents/picture/marks.ts';
import { measureWith } from '../../../src/documents/picture/paint.ts';
import { encodePng } from '../../../src/documents/picture/png.ts';
import { createWallChartPainter } from '../../../src/documents/picture/wall-chart.ts';
import type { WallChart } from '../../../src/domain/ledger/wall-chart.ts';
import { wordChart } from '../../../src/zh/wall-chart.ts';
import { aWallChart, manyRows } from './a-wall-chart.ts';

const longName = (unit: number) =>
  `自治区人民政府驻外办事处暨对口支援与区域协作工作领导小组办公室第${unit}科`;
const LONG_ROUND = '中共某某市委第十二轮巡察暨粮食购销领域腐败问题专项巡察“回头看”反馈意见';

const CHARTS: readonly [string, WallChart][] = [
  ['平常一轮', aWallChart(manyRows({ tasks: 39, units: 12 }))],
  [
    '四十个单位，名称都很长，红灯六十项，八期',
    aWallChart(manyRows({ tasks: 260, units: 40, red: 60, unitName: longName }), {
      weeksBefore: 12,
      weekNo: 13,
      roundName: LONG_ROUND,
    }),
  ],
  [
    '六十个单位，一万项',
    aWallChart(manyRows({ tasks: 10_000, units: 60, red: 2000 }), { weeksBefore: 7, weekNo: 8 }),
  ],
  ['没有任务', aWallChart([], { weeksBefore: 0, weekNo: 1 })],
  [
    '只有一期，未冻结',
    aWallChart(manyRows({ tasks: 9, units: 3, red: 1 }), { weeksBefore: 0, weekNo: null }),
  ],
];
const SIZES = ['a3', 'phone'] as const;
const CASES = CHARTS.flatMap(([name, chart]) => SIZES.map((size) => [name, size, chart] as const));

const draw = createWallChartPainter(null);
let measure: Measure;
beforeAll(() => {
  registerFonts(library, null);
  measure = measureWith(library);
});

const layOut = (chart: WallChart, size: PictureSize): Layout =>
  (size === 'a3' ? layOutA3 : layOutPhone)(wordChart(chart), measure);

async function decode(png: Buffer) {
  const image = await library.loadImage(png);
  const context = library.createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return { width: image.width, height: image.height, data };
}

type Text = Extract<Mark, { kind: 'text' }>;
const textsOf = ({ marks }: Layout): Text[] => marks.filter((mark) => mark.kind === 'text');
/** Letters stand within about half their size above and below the middle of the line. */
const edges = ({ x, y, width, size }: Text) => ({
  left: x,
  right: x + width,
  top: y - size * 0.5,
  bottom: y + size * 0.5,
});

describe.each(CASES)('%s，%s', (_, size, chart) => {
  test('字不叠字，不出边', () => {
    const layout = layOut(chart, size);
    const boxes = textsOf(layout).map((text) => ({ text: text.text, ...edges(text) }));
    const outside = boxes.filter(
      ({ left, right, bottom }) => left < 0 || right > layout.width || bottom > layout.height,
    );
    expect(outside).toEqual([]);
    const overlaps = boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map((b) => `${a.text} / ${b.text}`),
    );
    expect(overlaps).toEqual([]);
  });

  test('数字一个也不截断，列完或写明另有多少项', () => {
    const layout = layOut(chart, size);
    const texts = textsOf(layout).map(({ text }) => text);
    const names = [wordChart(chart).title, ...wordChart(chart).matrix.rows.map(({ name }) => name)].join();
    const cut = texts.filter((text) => text.includes('…') && !names.includes(text.split('…')[0] ?? ''));
    expect(cut).toEqual([]);
    for (const list of wordChart(chart).lists) {
      expect(texts).toContain(list.heading);
      const listed = list.items.filter(({ name }) => texts.includes(name)).length;
      const rest = texts
        .filter((text) => /^另\d+项$/.test(text))
        .map((text) => Number.parseInt(text.slice(1), 10));
      expect([list.items.length, ...rest.map((left) => list.items.length - left)]).toContain(listed);
    }
  });

  test('三百 KB 以内，尺寸对，能解码，再画一次一个字节不差', async () => {
    const png = await draw(chart, size);
    expect(png.length).toBeLessThan(300_000);
    const { width, height } = await decode(png);
    expect(width).toBe(size === 'a3' ? 2480 : 1080);
    expect(height).toBe(size === 'a3' ? 1754 : layOut(chart, size).height);
    expect((await draw(chart, size)).equals(png)).toBe(true);
  });
});

test.each(SIZES)('%s：没有过长的名称时，一个字也不省', (size) => {
  const charts = CHARTS.filter(([name]) => !name.includes('名称都很长'));
  const late = charts.map(([, chart]) => ({ ...chart, asOf: '2026-12-29' as const }));
  const texts = late.flatMap((chart) => textsOf(layOut(chart, size)).map(({ text }) => text));
  expect(texts.filter((text) => text.includes('…'))).toEqual([]);
});

const named = (unit: string) =>
  draw(aWallChart(manyRows({ tasks: 1, units: 1, unitName: () => unit })), 'phone');

describe('画上去的字', () => {
  test('每一处文字都有墨', async () => {
    const chart = aWallChart(manyRows({ tasks: 39, units: 12 }));
    const { data, width } = await decode(await draw(chart, 'phone'));
    const dark = (x: number, y: number) => (data[(y * width + x) * 4 + 1] ?? 255) < 170;
    const inkOf = (mark: Text) => {
      let ink = 0;
      for (let y = Math.round(mark.y - mark.size / 2); y < mark.y + mark.size / 2; y += 1)
        for (let { x } = mark; x < mark.x + mark.width; x += 1) ink += Number(dark(x, y));
      return ink;
    };
    const blank = textsOf(layOut(chart, 'phone')).filter((mark) => inkOf(mark) <= mark.size / 2);
    expect(blank).toEqual([]);
  });

  test('汉字不是一个个方框', async () => {
    const [one, other, latin] = await Promise.all([named('镕喆'), named('堃犇'), named('AB')]);
    expect(one.equals(other)).toBe(false);
    expect(latin.equals(one)).toBe(false);
  });

  test('复印成黑白，各灯靠形状也分得开', () => {
    const marks = layOut(aWallChart(manyRows({ tasks: 39, units: 12 })), 'a3').marks;
    const shapes = new Map(
      marks.flatMap((mark) => (mark.kind === 'shape' ? [[mark.colour, mark.shape] as const] : [])),
    );
    expect(shapes.size).toBe(4);
    expect(new Set(shapes.values()).size).toBe(4);
  });

  test('放不下的单位合成一行，各列仍等于合计', () => {
    const { matrix } = wordChart(CHARTS[2]![1]);
    const texts = textsOf(layOut(CHARTS[2]![1], 'phone')).map(({ text }) => text);
    expect(texts).toContain('其余19个单位');
    const rest = matrix.rest(matrix.rows);
    expect(rest).toMatchObject({ lights: matrix.sum.lights, total: matrix.sum.total });
  });
});

describe('字体', () => {
  test('另给的字体文件读不出：说明是哪个文件', async () => {
    const broken = createWallChartPainter('/nowhere/rare.ttf');
    await expect(broken(CHARTS[0]![1], 'phone')).rejects.toThrow('/nowhere/rare.ttf');
  });
});

describe('调色板 PNG', () => {
  test('颜色不多时原样', async () => {
    const colours = [
      [255, 255, 255],
      [200, 16, 46],
      [31, 35, 41],
      [43, 138, 75],
    ] as const;
    const data = new Uint8ClampedArray(colours.flatMap((colour) => [...colour, 255]));
    const decoded = await decode(await encodePng({ data, width: 2, height: 2 }));
    expect([...decoded.data]).toEqual([...data]);
  });
});
