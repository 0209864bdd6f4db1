import type * as Library from '@napi-rs/canvas';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { fontOf } from './fonts.ts';
import type { Layout } from './layout.ts';
import type { Pixels } from './png.ts';
import type { Hatch, Mark, Measure, Shape } from './marks.ts';

/* Paints what was laid out. */

export function measureWith({ createCanvas }: typeof Library): Measure {
  const context = createCanvas(1, 1).getContext('2d');
  const known = new Map<string, number>();
  return (text, size, bold) => {
    const key = `${size}${bold ? 'b' : 'n'}${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    context.font = fontOf(size, bold);
    const { width } = context.measureText(text);
    known.set(key, width);
    return width;
  };
}

export function paint({ createCanvas }: typeof Library, { width, height, marks }: Layout): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'alphabetic';
  for (const mark of marks) PAINT[mark.kind](context, mark as never);
  return canvas;
}

export function pixelsOf(canvas: Canvas): Pixels {
  const { width, height } = canvas;
  return { data: canvas.getContext('2d').getImageData(0, 0, width, height).data, width, height };
}

type MarkOf<Kind extends Mark['kind']> = Extract<Mark, { kind: Kind }>;

const PAINT: { readonly [Kind in Mark['kind']]: (context: SKRSContext2D, mark: MarkOf<Kind>) => void } = {
  text: paintText,
  area: paintArea,
  shape: paintShape,
};

/** From the middle of a line to the foot of its letters: Chinese characters stand in the middle then. */
const BASELINE = 0.37;

function paintText(context: SKRSContext2D, { text, x, y, size, bold, colour }: MarkOf<'text'>): void {
  context.font = fontOf(size, bold);
  context.fillStyle = colour;
  context.fillText(text, x, Math.round(y + size * BASELINE));
}

function paintArea(context: SKRSContext2D, { x, y, width, height, fill, line, hatch }: MarkOf<'area'>): void {
  if (fill !== null) {
    context.fillStyle = fill;
    context.fillRect(x, y, width, height);
  }
  if (hatch !== 'plain') paintHatch(context, { x, y, width, height, hatch });
  if (line === null) return;
  context.strokeStyle = line;
  context.lineWidth = 2;
  context.strokeRect(x + 1, y + 1, Math.max(0, width - 2), Math.max(0, height - 2));
}

const HATCH_STEP = 12;
const HATCH_COLOUR = '#3c4655';

function paintHatch(
  context: SKRSContext2D,
  { x, y, width, height, hatch }: Pick<MarkOf<'area'>, 'x' | 'y' | 'width' | 'height'> & { hatch: Hatch },
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  const level = hatch === 'level';
  for (let at = level ? HATCH_STEP / 2 : -height; at < (level ? height : width); at += HATCH_STEP) {
    if (level) drawLine(context, [x, y + at], [x + width, y + at]);
    if (hatch === 'rising' || hatch === 'cross')
      drawLine(context, [x + at, y + height], [x + at + height, y]);
    if (hatch === 'falling' || hatch === 'cross')
      drawLine(context, [x + at, y], [x + at + height, y + height]);
  }
  context.strokeStyle = HATCH_COLOUR;
  context.lineWidth = 2;
  context.stroke();
  context.restore();
}

function drawLine(
  context: SKRSContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
): void {
  context.moveTo(...from);
  context.lineTo(...to);
}

/** Corners of a square of side 2 around the middle; a circle has none. */
const CORNERS: Readonly<Record<Exclude<Shape, 'circle'>, readonly (readonly [number, number])[]>> = {
  triangle: [
    [0, -1],
    [1, 0.85],
    [-1, 0.85],
  ],
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  square: [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
};

function paintShape(context: SKRSContext2D, { shape, x, y, size, colour, filled }: MarkOf<'shape'>): void {
  const half = size / 2;
  context.beginPath();
  if (shape === 'circle') context.arc(x, y, half * 0.95, 0, Math.PI * 2);
  else for (const [across, down] of CORNERS[shape]) context.lineTo(x + across * half, y + down * half);
  context.closePath();
  context.fillStyle = filled ? colour : '#ffffff';
  context.fill();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}
