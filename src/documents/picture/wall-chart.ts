import type * as Library from '@napi-rs/canvas';
import type { Deps, PictureSize } from '../../app/ports.ts';
import { wordChart, type WordedChart } from '../../zh/wall-chart.ts';
import { registerFonts } from './fonts.ts';
import { layOutA3, layOutPhone, type Layout } from './layout.ts';
import type { Measure } from './marks.ts';
import { measureWith, paint, pixelsOf } from './paint.ts';
import { encodePng } from './png.ts';

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
export function createWallChartPainter(extraFont: string | null): Deps['drawWallChart'] {
  let loading: Promise<typeof Library> | null = null;
  const load = async () => {
    const library = await import('@napi-rs/canvas');
    registerFonts(library, extraFont);
    return library;
  };
  return async (chart, size) => {
    // What failed is tried again with the next picture: a font may have been mended meanwhile.
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    const library = await loading;
    const layout = LAY_OUT[size](wordChart(chart), measureWith(library));
    return encodePng(pixelsOf(paint(library, layout)));
  };
}
