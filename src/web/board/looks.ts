import type { CompletionCount } from '../../domain/ledger/ledger.ts';
import type { Light } from '../../domain/task/light.ts';

type Part = Exclude<keyof CompletionCount, 'total'>;

interface Look {
  readonly fill: string;
  /** Of what is written upon it; 4.5:1 and more. */
  readonly ink: string;
  /** For whoever sees no colours, and for printers that have none. */
  readonly decal?: object;
}

const lines = (color: string, rotation: number) => ({
  symbol: 'rect',
  color,
  dashArrayX: [1, 0],
  dashArrayY: [2, 9],
  rotation,
});

/** As on the wall chart's picture: every meaning of a colour is also a shape or a hatch. */
export const LIGHTS: Readonly<Record<Light, Look & { readonly mark: string }>> = {
  red: { fill: '#c8102e', ink: '#ffffff', mark: '▲' },
  yellow: { fill: '#f2b600', ink: '#1f2329', mark: '◆', decal: lines('rgba(0,0,0,.16)', Math.PI / 4) },
  green: { fill: '#1d7a3d', ink: '#ffffff', mark: '●' },
  closed: { fill: '#6a7280', ink: '#ffffff', mark: '■', decal: lines('rgba(255,255,255,.16)', -Math.PI / 4) },
};

export const PARTS: Readonly<Record<Part, Look>> = {
  done: { fill: '#2b6cb0', ink: '#ffffff' },
  basicallyDone: { fill: '#a9cdee', ink: '#1f2329', decal: lines('rgba(0,0,0,.12)', Math.PI / 4) },
  notDone: { fill: '#ffffff', ink: '#1f2329' },
  ongoing: { fill: '#f3e3b3', ink: '#1f2329', decal: lines('rgba(0,0,0,.12)', 0) },
  stopped: { fill: '#d5d8dd', ink: '#1f2329', decal: lines('rgba(0,0,0,.16)', -Math.PI / 4) },
};
