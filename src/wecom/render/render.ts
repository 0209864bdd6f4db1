import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { Document } from '../../domain/message/document.ts';
import { utf8Bytes } from '../limits.ts';
import { DIALECTS, type Flavour } from './flavours.ts';
import { layOut, type Row } from './layout.ts';

/**
 * The message as it is written in one flavour, in as many parts as it needs: cut between blocks, else between lines,
 * else between words or characters, never inside a link, a mention or a row of a table, and marked (1/3) when there
 * are several. No part is longer than `maxBytes` (256 or more), its mark included; none when there is nothing to say.
 */
export function renderParts(
  message: Extract<OutgoingMessage, { kind: 'text' | 'document' }>,
  flavour: Flavour,
  maxBytes: number,
): readonly string[] {
  const document = message.kind === 'text' ? documentOf(message.text) : message.document;
  const within = (room: number): string[] => fillParts(layOut(document, DIALECTS[flavour], room), room);
  const unmarked = within(maxBytes);
  if (unmarked.length <= 1) return unmarked;
  for (let digits = 1; ; digits += 1) {
    const parts = within(maxBytes - utf8Bytes(markOf('9'.repeat(digits), '9'.repeat(digits))));
    if (parts.length < 10 ** digits) return parts.map((part, at) => part + markOf(at + 1, parts.length));
  }
}

const markOf = (part: number | string, parts: number | string): string => `\n\n(${part}/${parts})`;

/** An empty line ends a paragraph. */
const documentOf = (text: string): Document => ({
  blocks: text.split(/(?:\r?\n[ \t]*){2,}/).map((paragraph) => ({
    kind: 'paragraph',
    lines: paragraph.split(/\r?\n/).map((line) => [{ kind: 'text', text: line }]),
  })),
});

function fillParts(rows: readonly Row[], room: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < rows.length;) {
    const end = endOfPart(rows, start, room);
    parts.push(rows.slice(start, end).map(rowText).join(''));
    start = end;
  }
  return parts;
}

/** The row after the last of a part that begins with row `start`: where a block ends, unless half a part is left empty. */
function endOfPart(rows: readonly Row[], start: number, room: number): number {
  let bytes = 0;
  let endOfBlock: number | null = null;
  for (const [offset, row] of rows.slice(start).entries()) {
    if (offset > 0 && row.opensBlock && bytes >= room / 2) endOfBlock = start + offset;
    bytes += utf8Bytes(rowText(row, offset));
    if (bytes > room && offset > 0) return endOfBlock ?? start + offset;
  }
  return rows.length;
}

const rowText = ({ text, gap, head }: Row, place: number): string => (place === 0 ? head : gap) + text;
