import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { Block, Document, Line, Span } from '../../domain/message/document.ts';
import { bytesOf, MESSAGE_BYTES, mostShown } from './fit.ts';

/*
 * Messages of several blocks. A sheet's and a person's words stand in them as they are: the channel sees to it that
 * none is read as markup.
 */

export const words = (text: string): Span => ({ kind: 'text', text });
export const strong = (text: string): Span => ({ kind: 'text', text, style: 'strong' });
export const muted = (text: string): Span => ({ kind: 'text', text, style: 'muted' });
export const warning = (text: string): Span => ({ kind: 'text', text, style: 'warning' });

export const heading = (text: string): Block => ({ kind: 'heading', line: [words(text)] });
export const paragraph = (...lines: readonly Line[]): Block => ({ kind: 'paragraph', lines });
export const quote = (...lines: readonly Line[]): Block => ({ kind: 'quote', lines });
export const list = (items: readonly Line[]): Block => ({ kind: 'list', ordered: false, items });

/** The document with as many items of its lists as one message holds; the channel splits what is longer even so. */
export function fitDocument(compose: (shown: number) => readonly Block[]): OutgoingMessage {
  const blocks = mostShown(compose, (given) => sizeOf({ blocks: given }) <= MESSAGE_BYTES);
  return { kind: 'document', document: { blocks: blocks ?? compose(0) } };
}

/** What the markdown of the app takes around a line and around words in colour (app-api §4.3). */
const LINE_BYTES = 6;
const BOLD_BYTES = 4;
const COLOUR_BYTES = 29;

const sizeOf = ({ blocks }: Document): number =>
  blocks
    .flatMap(linesOfBlock)
    .reduce((sum, line) => sum + LINE_BYTES + line.reduce((bytes, span) => bytes + sizeOfSpan(span), 0), 0);

function linesOfBlock(block: Block): readonly Line[] {
  switch (block.kind) {
    case 'heading':
      return [block.line];
    case 'list':
      return block.items;
    case 'table':
      return [block.head, ...block.rows].map((cells) => cells.map(words));
    case 'paragraph':
    case 'quote':
      return block.lines;
  }
}

function sizeOfSpan(span: Span): number {
  if (span.kind === 'mention') return bytesOf(`<@${span.userid}>${span.name}`);
  if (span.kind === 'link') return bytesOf(`[${span.text}](${span.url})`);
  const marks = span.style === undefined ? 0 : span.style === 'strong' ? BOLD_BYTES : COLOUR_BYTES;
  return bytesOf(span.text) + marks;
}
