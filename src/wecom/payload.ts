import type { OutgoingMessage } from '../domain/message/card.ts';
import { truncationMark } from '../zh/wecom-errors.ts';
import { cardAsMarkdown, newCard } from './cards.ts';
import { cutBytes } from './limits.ts';

/* The part of a request that says what is sent: msgtype, and the object of that name. */

/** Longest text everywhere, and longest markdown of the app (app-api §4.2, §5). */
const TEXT_BYTES = 2048;
export const APP_MARKDOWN_BYTES = 2048;
/** Longest markdown of a group webhook (bots §A1). */
export const WEBHOOK_MARKDOWN_BYTES = 4096;

/** For the app's chat with a person, where cards can be pressed. */
export const personPayload = (message: OutgoingMessage): object =>
  message.kind === 'card' && message.card.buttons.length > 0
    ? { msgtype: 'template_card', template_card: newCard(message.card) }
    : groupPayload(message, APP_MARKDOWN_BYTES);

/** For groups, which have no cards with buttons. */
export function groupPayload(message: OutgoingMessage, markdownBytes: number): object {
  switch (message.kind) {
    case 'text':
      return { msgtype: 'text', text: { content: cutBytes(message.text, TEXT_BYTES, truncationMark) } };
    case 'markdown':
      return markdown(message.markdown, markdownBytes);
    case 'card':
      return markdown(cardAsMarkdown(message.card), markdownBytes);
  }
}

const markdown = (content: string, maxBytes: number): object => ({
  msgtype: 'markdown',
  markdown: { content: cutBytes(content, maxBytes, truncationMark) },
});
