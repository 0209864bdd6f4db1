import type * as Library from '@napi-rs/canvas';
import type { WallChart } from '../../domain/ledger/wall-chart.ts';
import { wordChart, type WordedChart } from '../../zh/wall-chart.ts';
import { registerFonts } from './fonts.ts';
import { layOutA3, layOutPhone, type Layout } from './layout.ts';
import type { Measure } from './marks.ts';
import { measureWith, paint } from './paint.ts';
import { encodePng } from './png.ts';

export const PICTURE_SIZES = ['a3', 'phone'] as const;
/** A3 landscape at 150 dpi, or 1080 pixels wide and as high as it needs. */
export type PictureSize = (typeof PICTURE_SIZES)[number];

export type DrawWallChart = (chart: WallChart, size: PictureSize) => Promise<Buffer>;

const LAY_OUT: Readonly<Record<PictureSize, (chart: WordedChart, measure: Measure) => Layout>> = {
  a3: layOutA3,
  phone: layOutPhone,
};

/**
 * Draws wall charts as PNG. The library is only loaded for the first one: it is native code, and where it does not
 * run, everything else still does.
 * @param extraFont a font file for characters that ours lack, or null
 * @returns what draws; it rejects when the library or a font cannot be loaded
 */
export function createWallChartPainter(extraFont: string | null): DrawWallChart {
  let loading: Promise<{ library: typeof Library; measure: Measure }> | null = null;
  const load = async () => {
    const library = await import('@napi-rs/canvas');
    registerFonts(library, extraFont);
    return { library, measure: measureWith(library) };
  };
  return async (chart, size) => {
    loading ??= load();
    const { library, measure } = await loading;
    const layout = LAY_OUT[size](wordChart(chart), measure);
    return encodePng(paint(library, layout));
  };
}
