import type { OutgoingMessage } from '../../domain/message/card.ts';
import { cardAsDocument } from './card-document.ts';
import { renderParts } from './render.ts';

/** Nothing a page shows is ever cut. */
const ANY_LENGTH = 1_000_000;

/** A message as plain text: a card with its lines, without its buttons' effect. */
export function plainText(message: OutgoingMessage): string {
  const written =
    message.kind === 'card'
      ? ({ kind: 'document', document: cardAsDocument(message.card) } as const)
      : message;
  return renderParts(written, 'plain', ANY_LENGTH).join('\n');
}
