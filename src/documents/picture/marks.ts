/*
 * What a picture is made of, before it is painted: plain marks with places in pixels. Laying out needs nothing but the
 * width of texts, so that overlaps can be looked for without painting.
 */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What tells areas apart in a copy in black and white. */
export type Hatch = 'plain' | 'rising' | 'falling' | 'level' | 'cross';
/** What tells lights apart in a copy in black and white. */
export type Shape = 'triangle' | 'diamond' | 'circle' | 'square';

export type Mark =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Left end, and middle of its height. */
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly size: number;
      readonly bold: boolean;
      readonly colour: string;
    }
  | ({
      readonly kind: 'area';
      readonly fill: string | null;
      readonly line: string | null;
      readonly hatch: Hatch;
    } & Box)
  | {
      readonly kind: 'shape';
      readonly shape: Shape;
      /** Its middle. */
      readonly x: number;
      readonly y: number;
      /** From side to side. */
      readonly size: number;
      readonly colour: string;
      readonly filled: boolean;
    };

/** Width of a text in pixels. */
export type Measure = (text: string, size: number, bold: boolean) => number;

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'centre' | 'right';
}

export const INK = '#1f2329';
export const MUTED = '#5c6370';

const ELLIPSIS = '…';
/** Characters that stay at the end of a name that is too long. */
const NAME_TAIL = 4;
/** Size of the letters of two lines in place of one. */
const TWO_LINES = 0.7;

/** Collects marks. Coordinates are rounded, so that the same chart always gives the same pixels. */
export class Sheet {
  readonly marks: Mark[] = [];
  readonly #measure: Measure;

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  widthOf(text: string, { size, bold = false }: Style): number {
    return this.#measure(text, size, bold);
  }

  /** In one line within a box, in the middle of its height, and cut with … where it is too wide. */
  text(text: string, box: Box, style: Style): void {
    const { size, bold = false, colour = INK, align = 'left' } = style;
    const shown = this.cut(text, box.width, style);
    if (shown === '') return;
    const width = this.widthOf(shown, style);
    const free = box.width - width;
    const x = box.x + (align === 'right' ? free : align === 'centre' ? free / 2 : 0);
    this.marks.push({
      kind: 'text',
      text: shown,
      x: Math.round(x),
      y: Math.round(box.y + box.height / 2),
      width: Math.ceil(width),
      size,
      bold,
      colour,
    });
  }

  area(box: Box, look: { fill?: string; line?: string; hatch?: Hatch }): void {
    const [x, y] = [Math.round(box.x), Math.round(box.y)];
    const width = Math.round(box.x + box.width) - x;
    const height = Math.round(box.y + box.height) - y;
    if (width <= 0 || height <= 0) return;
    const { fill = null, line = null, hatch = 'plain' } = look;
    this.marks.push({ kind: 'area', x, y, width, height, fill, line, hatch });
  }

  shape(shape: Shape, at: { x: number; y: number; size: number; colour: string; filled: boolean }): void {
    this.marks.push({ kind: 'shape', shape, ...at, x: Math.round(at.x), y: Math.round(at.y) });
  }

  /** What says a figure is never cut, but set in smaller letters where it is too wide. */
  whole(text: string, box: Box, style: Style): void {
    const width = this.widthOf(text, style);
    const size = width <= box.width ? style.size : Math.floor((style.size * box.width) / width);
    // Smaller letters are not exactly as much narrower.
    this.text(text, { ...box, width: box.width + 1 }, { ...style, size });
  }

  /**
   * A text without its middle where it is too wide: of the names of units the end tells them apart as well (…办公室第三科). In two lines
   * of smaller letters where the box has room for them.
   */
  name(text: string, box: Box, style: Style): void {
    const small = { ...style, size: Math.round(style.size * TWO_LINES) };
    const height = small.size * 1.2;
    if (this.widthOf(text, style) <= box.width || box.height < height * 2)
      return this.text(this.#cutMiddle(text, box.width, style), box, style);
    const [first = ''] = this.wrap(text, box.width, small, 2);
    const rest = this.#cutMiddle(text.slice(first.length), box.width, small);
    const y = box.y + box.height / 2 - height;
    this.text(first, { ...box, y, height }, small);
    this.text(rest, { ...box, y: y + height, height }, small);
  }

  #cutMiddle(text: string, width: number, style: Style): string {
    if (this.widthOf(text, style) <= width) return text;
    const characters = Array.from(text);
    const tail = characters.slice(-NAME_TAIL).join('');
    const head = characters.slice(0, -NAME_TAIL);
    while (head.length > 0) {
      head.pop();
      const shown = head.join('') + ELLIPSIS + tail;
      if (this.widthOf(shown, style) <= width) return shown;
    }
    return this.cut(text, width, style);
  }

  /** As much of the text as is that wide. */
  cut(text: string, width: number, style: Style): string {
    if (this.widthOf(text, style) <= width) return text;
    const characters = Array.from(text);
    while (characters.length > 0) {
      characters.pop();
      const shown = characters.join('') + ELLIPSIS;
      if (this.widthOf(shown, style) <= width) return shown;
    }
    return '';
  }

  /** The text in lines of that width, at most so many; the last one is cut. */
  wrap(text: string, width: number, style: Style, lines: number): string[] {
    const wrapped: string[] = [];
    let rest = text;
    while (rest !== '') {
      if (wrapped.length === lines - 1) return [...wrapped, this.#cutMiddle(rest, width, style)];
      const line = this.#fill(rest, width, style);
      wrapped.push(line);
      rest = rest.slice(line.length);
    }
    return wrapped;
  }

  /** The longest beginning that fits, ended behind a comma rather than inside a word or number where there is one. */
  #fill(text: string, width: number, style: Style): string {
    if (this.widthOf(text, style) <= width) return text;
    let line = '';
    for (const character of text) {
      if (this.widthOf(line + character, style) > width) break;
      line += character;
    }
    const comma = Math.max(line.lastIndexOf('、'), line.lastIndexOf('，'), line.lastIndexOf('：'));
    if (comma > line.length / 2) return line.slice(0, comma + 1);
    return line === '' ? (Array.from(text)[0] ?? '') : line;
  }
}
