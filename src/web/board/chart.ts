import { BarChart, type BarSeriesOption } from 'echarts/charts';
import { GridComponent, type GridComponentOption } from 'echarts/components';
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

/* The library of the charts, loaded behind the page itself. */

use([BarChart, GridComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption>;

/** Sharp on a large screen and on paper, whatever the screen it was made for. */
const PIXELS_PER_PIXEL = 2;

export const openChart = (element: HTMLElement): EChartsType =>
  init(element, null, { renderer: 'canvas', devicePixelRatio: PIXELS_PER_PIXEL });
