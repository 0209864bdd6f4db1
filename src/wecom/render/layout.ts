import type { Block, Document, Line } from '../../domain/message/document.ts';
import { utf8Bytes } from '../limits.ts';
import type { Dialect } from './flavours.ts';
import { onOneLine, writeLine } from './line.ts';

/* A document as rows, which stay whole when it is split over several messages. */

export interface Row {
  readonly text: string;
  /** What stands between it and the row above, in one message. */
  readonly gap: string;
  /** Said again above it when a message begins with it: the head of its table. */
  readonly head: string;
  readonly opensBlock: boolean;
}

/** The rows of one block. */
interface Laid {
  readonly rows: readonly string[];
  readonly gap: string;
  readonly head: string;
  readonly isHeading: boolean;
}

const BETWEEN_BLOCKS = '\n\n';

/** Every row, with its head, has at most `room` bytes. A heading is one row with what it is above, where that fits. */
export function layOut({ blocks }: Document, dialect: Dialect, room: number): Row[] {
  const rows: Row[] = [];
  let underHeading = false;
  for (const [index, block] of blocks.entries()) {
    const {
      rows: [first, ...others],
      gap,
      head,
      isHeading,
    } = layBlock(block, index === 0, dialect, room);
    if (first === undefined) continue;
    const above = underHeading ? dialect.underHeading : BETWEEN_BLOCKS;
    const heading = underHeading ? rows.at(-1) : undefined;
    const together = heading && heading.text + above + first;
    if (heading && together !== undefined && utf8Bytes(together) <= room) {
      rows.splice(-1, 1, { ...heading, text: together });
    } else rows.push({ text: first, gap: above, head: '', opensBlock: !underHeading });
    rows.push(...others.map((text) => ({ text, gap, head, opensBlock: false })));
    underHeading = isHeading;
  }
  return rows;
}

function layBlock(block: Block, isFirst: boolean, dialect: Dialect, room: number): Laid {
  const write = (line: Line, prefix: string): string[] => writeLine(line, prefix, dialect, room);
  const plain = { gap: dialect.newLine, head: '', isHeading: false };
  switch (block.kind) {
    case 'heading': {
      const rows = write(block.line, isFirst ? dialect.title : dialect.heading);
      return { ...plain, rows, gap: '\n', isHeading: true };
    }
    case 'paragraph':
      return { ...plain, rows: block.lines.flatMap((line) => write(line, '')) };
    case 'quote':
      return { ...plain, rows: block.lines.flatMap((line) => write(line, dialect.quote)) };
    case 'list': {
      const bullet = (index: number): string => (block.ordered ? `${index + 1}. ` : dialect.bullet);
      return { ...plain, rows: block.items.flatMap((item, index) => write(item, bullet(index))), gap: '\n' };
    }
    case 'table':
      return (dialect.tables && layTable(block, dialect, room)) || layTableAsLines(block, dialect, room);
  }
}

type Table = Extract<Block, { kind: 'table' }>;

/** Null when a row is too long for a message: it has to be cut, which only a line can be. */
function layTable({ head, rows }: Table, { neutral }: Dialect, room: number): Laid | null {
  const columns = Math.max(head.length, ...rows.map((row) => row.length));
  if (columns === 0) return null;
  const draw = (cells: readonly string[]): string =>
    `| ${Array.from({ length: columns }, (_, at) => neutral(onOneLine(cells[at] ?? '')).trim()).join(' | ')} |`;
  const headRows = `${draw(head)}\n|${' --- |'.repeat(columns)}`;
  const [first, ...others] = rows.map(draw);
  const drawn = [first === undefined ? headRows : `${headRows}\n${first}`, ...others];
  const longest = Math.max(...[first ?? '', ...others].map(utf8Bytes));
  return utf8Bytes(headRows) + 1 + longest > room
    ? null
    : { rows: drawn, gap: '\n', head: `${headRows}\n`, isHeading: false };
}

const COLUMN_MARK = '｜';
/** A head that takes more of a message than this is said once only. */
const HEAD_SHARE = 1 / 4;

function layTableAsLines({ head, rows }: Table, dialect: Dialect, room: number): Laid {
  const lineOf = (cells: readonly string[]): Line => [{ kind: 'text', text: cells.join(COLUMN_MARK) }];
  const headLine: Line = [{ kind: 'text', text: head.join(COLUMN_MARK), style: 'strong' }];
  const above = writeLine(headLine, '', dialect, room);
  const repeated = `${above.join('')}${dialect.newLine}`;
  const repeats = above.length === 1 && utf8Bytes(repeated) <= room * HEAD_SHARE;
  const space = repeats ? room - utf8Bytes(repeated) : room;
  const lines = rows.flatMap((cells) => writeLine(lineOf(cells), '', dialect, space));
  const [first, ...others] = lines;
  const together = repeats && first !== undefined ? [repeated + first, ...others] : [...above, ...lines];
  return { rows: together, gap: dialect.newLine, head: repeats ? repeated : '', isHeading: false };
}
