import type { Card } from '../../domain/message/card.ts';
import type { Block, Document, Span } from '../../domain/message/document.ts';

/**
 * What a card says, for where there are no cards: groups, and a card with nothing to press. Its title is the link;
 * buttons and choices are left out, as nobody could press them.
 */
export const cardAsDocument = ({ title, subtitle, body, lines, link, doneText }: Card): Document => ({
  blocks: [
    { kind: 'heading', line: [link === null ? text(title) : { kind: 'link', text: title, url: link }] },
    paragraph([
      ...(subtitle === '' ? [] : [[{ ...text(subtitle), style: 'muted' } as const]]),
      ...(body === '' ? [] : body.split('\n').map((line) => [text(line)])),
    ]),
    { kind: 'quote', lines: lines.map(({ name, value }) => [text(`${name} ${value}`)]) },
    paragraph(doneText === null ? [] : [[{ ...text(doneText), style: 'strong' }]]),
  ],
});

const text = (words: string): Extract<Span, { kind: 'text' }> => ({ kind: 'text', text: words });

const paragraph = (lines: readonly (readonly Span[])[]): Block => ({ kind: 'paragraph', lines });
