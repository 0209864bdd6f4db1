import type { Me } from './session.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** Who looked at it and when, over everything that shows the text of a finding: two lines, none for nobody. */
export function watermarkOf(me: Pick<Me, 'name' | 'userid'> | null, now = new Date()): readonly string[] {
  if (me === null) return [];
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return [`${me.name} ${me.userid}`, `${day} ${two(now.getHours())}:${two(now.getMinutes())}`];
}

const LETTER = 14;
const LEAST = { width: 250, height: 150 } as const;
const LEAN = 22;
/** Read on a photo of the screen and on paper, and no hindrance to reading what lies under it. */
const STRENGTH = 0.1;

/** The lines as a tile to be repeated, as the address of a picture: the content policy allows no other. */
export function watermarkTile(lines: readonly string[]): string {
  // Chinese letters are as wide as they are high, others about half.
  const widest = Math.max(
    0,
    ...lines.map(
      (line) => Array.from(line).reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.6), 0) * LETTER,
    ),
  );
  const width = Math.max(LEAST.width, Math.ceil(widest * 1.15));
  const height = Math.max(LEAST.height, Math.ceil(widest * 0.6));
  const [x, y] = [width / 2, height / 2];
  const texts = lines.map(
    (line, index) => `<text x="${x}" y="${y + index * LETTER * 1.4}">${escaped(line)}</text>`,
  );
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="rotate(-${LEAN} ${x} ${y})" text-anchor="middle" font-size="${LETTER}" font-family="sans-serif" fill="#000" fill-opacity="${STRENGTH}">${texts.join('')}</g></svg>`,
  )}`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
