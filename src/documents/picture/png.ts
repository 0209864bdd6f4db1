import { crc32, deflate, type InputType } from 'node:zlib';
import { promisify } from 'node:util';

/*
 * PNG with a palette (PNG specification, colour type 3): one byte a pixel instead of four, since a chart has few
 * colours and the shades between them and the ground. The library's own encoder only writes all four.
 */

const deflated = promisify<InputType, object, Buffer>(deflate);

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** As many as make letters look smooth; fewer where the picture would grow too large for a chat. */
const COLOURS = [48, 20, 12] as const;
const BYTES_WANTED = 290_000;
/** Shades are told apart in so many bits of each of red, green and blue. */
const STEP_BITS = 4;
const STEPS = 1 << (STEP_BITS * 3);
/** Level 9 takes ten times as long for a tenth less. */
const DEFLATE = { level: 6, memLevel: 9 };

/** Red, green, blue and alpha of each pixel, row by row; alpha is taken for opaque. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** @returns the file: with fewer colours where it would be over 290 kB, but never without its last dozen */
export async function encodePng(pixels: Pixels): Promise<Buffer> {
  const steps = stepsOf(pixels.data);
  const shades = shadesOf(pixels.data, steps);
  let file: Buffer = Buffer.alloc(0);
  for (const colours of COLOURS) {
    file = await fileOf(pixels, steps, paletteOf(shades, colours));
    if (file.length <= BYTES_WANTED) break;
  }
  return file;
}

async function fileOf(
  { width, height }: Pixels,
  steps: Uint16Array,
  { colours, indexOfStep }: Palette,
): Promise<Buffer> {
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0, pixel = 0; row < height; row += 1) {
    const start = row * (width + 1) + 1;
    for (let at = start; at < start + width; at += 1, pixel += 1)
      rows[at] = indexOfStep[steps[pixel] ?? 0] ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', await deflated(rows, DEFLATE)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Of each pixel, the number of its shade. Millions of them: nothing is made inside the loops of this file. */
function stepsOf(data: Uint8ClampedArray): Uint16Array {
  const steps = new Uint16Array(data.length / 4);
  const down = 8 - STEP_BITS;
  for (let pixel = 0, at = 0; pixel < steps.length; pixel += 1, at += 4) {
    steps[pixel] =
      (((data[at] ?? 0) >> down) << (STEP_BITS * 2)) |
      (((data[at + 1] ?? 0) >> down) << STEP_BITS) |
      ((data[at + 2] ?? 0) >> down);
  }
  return steps;
}

/** How often a shade occurs, and the mean of its colours. */
interface Shade {
  readonly step: number;
  readonly count: number;
  readonly colour: readonly number[];
}

function shadesOf(data: Uint8ClampedArray, steps: Uint16Array): Shade[] {
  const counts = new Float64Array(STEPS);
  const [red, green, blue] = [new Float64Array(STEPS), new Float64Array(STEPS), new Float64Array(STEPS)];
  for (let pixel = 0, at = 0; pixel < steps.length; pixel += 1, at += 4) {
    const step = steps[pixel] ?? 0;
    counts[step] = (counts[step] ?? 0) + 1;
    red[step] = (red[step] ?? 0) + (data[at] ?? 0);
    green[step] = (green[step] ?? 0) + (data[at + 1] ?? 0);
    blue[step] = (blue[step] ?? 0) + (data[at + 2] ?? 0);
  }
  return [...counts.entries()]
    .filter(([, count]) => count > 0)
    .map(([step, count]) => ({
      step,
      count,
      colour: [red, green, blue].map((sum) => (sum[step] ?? 0) / count),
    }))
    .toSorted((a, b) => b.count - a.count || a.step - b.step);
}

interface Palette {
  /** Red, green and blue of each. */
  readonly colours: Buffer;
  readonly indexOfStep: Uint8Array;
}

/** The most frequent shades; every other one is drawn as the one nearest to it. */
function paletteOf(shades: readonly Shade[], most: number): Palette {
  const kept = shades.slice(0, most);
  const indexOfStep = new Uint8Array(STEPS);
  for (const shade of shades) indexOfStep[shade.step] = nearest(shade, kept);
  return { colours: Buffer.from(kept.flatMap(({ colour }) => colour.map(Math.round))), indexOfStep };
}

function nearest({ colour }: Shade, kept: readonly Shade[]): number {
  let [best, least] = [0, Infinity];
  for (const [index, other] of kept.entries()) {
    const far = other.colour.reduce((sum, value, at) => sum + (value - (colour[at] ?? 0)) ** 2, 0);
    if (far < least) [best, least] = [index, far];
  }
  return best;
}
