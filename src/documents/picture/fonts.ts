import { createRequire } from 'node:module';
import type * as Library from '@napi-rs/canvas';

/* The fonts of pictures come with npm (OFL-1.1), so that they look the same on every machine. */

/** Two families: under one name, a file of Chinese would hide the other's Latin letters. */
const FAMILIES = { 'Duban Latin': 'latin', 'Duban Chinese': 'chinese-simplified' } as const;
const WEIGHTS = [400, 700] as const;
/** Of a file the office brings for characters the others lack. */
const EXTRA = 'Duban Extra';

/** For `font` of a canvas; what no file has is looked for in the fonts of the machine. */
export const fontOf = (size: number, bold: boolean): string =>
  `${bold ? 700 : 400} ${size}px "${Object.keys(FAMILIES).join('", "')}", "${EXTRA}", sans-serif`;

/** @throws Error when a file is not there or is no font */
export function registerFonts({ GlobalFonts }: typeof Library, extraFile: string | null): void {
  const { resolve } = createRequire(import.meta.url);
  for (const [family, subset] of Object.entries(FAMILIES))
    for (const weight of WEIGHTS)
      add(resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${subset}-${weight}-normal.woff2`), family);
  if (extraFile !== null) add(extraFile, EXTRA);

  function add(file: string, family: string): void {
    if (GlobalFonts.registerFromPath(file, family) === null)
      throw new Error(`${file} cannot be read as a font`);
  }
}
