import type { OutgoingMessage } from '../domain/message/card.ts';
import type { Document } from '../domain/message/document.ts';
import { newCard } from './cards.ts';
import { cardAsDocument } from './render/card-document.ts';
import { renderParts } from './render/render.ts';

/* The part of a request that says what is sent: msgtype, and the object of that name. Several when it is long. */

/** Longest text everywhere, and longest markdown of the app (app-api §4.2, §5). */
const TEXT_BYTES = 2048;
const APP_MARKDOWN_BYTES = 2048;
/** Longest markdown of a group webhook (bots §A1). */
const WEBHOOK_MARKDOWN_BYTES = 4096;

/** For the app's chat with a person, where cards can be pressed. */
export function personPayloads(message: OutgoingMessage): readonly object[] {
  const card = message.kind === 'card' ? newCard(message.card, 'app') : null;
  return card ? [{ msgtype: 'template_card', template_card: card }] : groupPayloads(message, 'app');
}

/** For groups, which have no cards that can be pressed. */
export function groupPayloads(message: OutgoingMessage, way: 'app' | 'webhook'): readonly object[] {
  switch (message.kind) {
    case 'text':
      return renderParts(message, 'plain', TEXT_BYTES).map((content) => ({
        msgtype: 'text',
        text: { content },
      }));
    case 'document':
      return way === 'app' ? appMarkdown(message.document) : webhookMarkdown(message.document);
    case 'card':
      return groupPayloads({ kind: 'document', document: cardAsDocument(message.card) }, way);
  }
}

const appMarkdown = (document: Document): readonly object[] =>
  renderParts({ kind: 'document', document }, 'app', APP_MARKDOWN_BYTES).map((content) => ({
    msgtype: 'markdown',
    markdown: { content },
  }));

/** The second markdown has tables, but neither colours nor mentions. */
function webhookMarkdown(document: Document): readonly object[] {
  const [msgtype, flavour] = wantsTables(document)
    ? (['markdown_v2', 'webhook_v2'] as const)
    : (['markdown', 'webhook'] as const);
  return renderParts({ kind: 'document', document }, flavour, WEBHOOK_MARKDOWN_BYTES).map((content) => ({
    msgtype,
    [msgtype]: { content },
  }));
}

function wantsTables({ blocks }: Document): boolean {
  const lines = blocks.flatMap((block) => {
    if (block.kind === 'table') return [];
    if (block.kind === 'heading') return [block.line];
    return block.kind === 'list' ? block.items : block.lines;
  });
  const mentions = lines.some((line) => line.some(({ kind }) => kind === 'mention'));
  return !mentions && blocks.some(({ kind }) => kind === 'table');
}
