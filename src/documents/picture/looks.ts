import type { Light } from '../../domain/task/light.ts';
import type { CompletionPart } from '../../zh/wall-chart.ts';
import type { Hatch, Shape } from './marks.ts';

/* Every meaning of a colour is also a shape or a hatch: many wall charts are printed in black and white. */

export const LIGHT_LOOK: Readonly<Record<Light, { readonly shape: Shape; readonly colour: string }>> = {
  red: { shape: 'triangle', colour: '#c8102e' },
  yellow: { shape: 'diamond', colour: '#e0a100' },
  green: { shape: 'circle', colour: '#2b8a4b' },
  closed: { shape: 'square', colour: '#6f7682' },
};

export const PART_LOOK: Readonly<Record<CompletionPart, { readonly fill: string; readonly hatch: Hatch }>> = {
  done: { fill: '#2b6cb0', hatch: 'plain' },
  basicallyDone: { fill: '#a9cdee', hatch: 'rising' },
  notDone: { fill: '#ffffff', hatch: 'plain' },
  ongoing: { fill: '#f3e3b3', hatch: 'level' },
  stopped: { fill: '#d5d8dd', hatch: 'cross' },
};

export const RULE = '#b8bec8';
export const BAND = '#f3f5f8';
export const TITLE = '#a5121f';
