import type { ReceivedMessage } from '../channel.ts';
import { keepable } from '../keepable.ts';
import { freeTexts, mapTexts, type PageSaid } from '../my-work/page-said.ts';
import type { Deps } from '../ports.ts';

/**
 * Keeps a verified message and wakes whoever handles it. Durable before it returns, so that the callback may be
 * answered at once; a repeat of the same message is recognised and costs one insert.
 */
export async function receiveMessage(
  deps: Deps,
  received: ReceivedMessage,
): Promise<'accepted' | 'repeated'> {
  const inboundId = await keepMessage(deps, received);
  if (inboundId === null) return 'repeated';
  // WeCom waits for its answer, not for a worker: what the queue does not take, the sweep finds.
  void deps.queue.enqueue([{ name: 'handle-message', inboundId }]);
  return 'accepted';
}

/** The same without waking anybody. @returns its id, or null when it is there already */
export const keepMessage = (
  deps: Pick<Deps, 'store' | 'clock' | 'words' | 'log'>,
  received: ReceivedMessage,
): Promise<string | null> => deps.store.inbound.add(withoutSecrets(deps, received), deps.clock.now());

type Keeping = Pick<Deps, 'words' | 'log'>;

/**
 * A text marked 秘密 or higher, typed or spoken, is refused and its words are not kept; of a marked quotation only the
 * quotation is dropped. Whatever is kept has its long numbers masked.
 */
function withoutSecrets({ words, log }: Keeping, message: ReceivedMessage): ReceivedMessage {
  const { content, dedupeKey, senderId } = message;
  if (content.type === 'page') return ofPage({ words, log }, message, content.said);
  if (content.type !== 'text') return message;
  if (words.hasSecrecyMark(keepable(content.text))) {
    log.warn({ dedupeKey, senderId }, 'secret_text_refused');
    return { ...message, content: { type: 'secret' } };
  }
  const { quoted, ...said } = content;
  const masked = { ...said, text: words.maskNumbers(keepable(content.text)) };
  if (quoted === undefined) return { ...message, content: masked };
  if (words.hasSecrecyMark(keepable(quoted))) {
    log.warn({ dedupeKey, senderId }, 'secret_quotation_dropped');
    return { ...message, content: { ...masked, refusedQuote: true } };
  }
  return { ...message, content: { ...masked, quoted: words.maskNumbers(keepable(quoted)) } };
}

function ofPage({ words, log }: Keeping, message: ReceivedMessage, said: PageSaid): ReceivedMessage {
  if (freeTexts(said).some((text) => words.hasSecrecyMark(keepable(text)))) {
    log.warn({ dedupeKey: message.dedupeKey, senderId: message.senderId }, 'secret_text_refused');
    return { ...message, content: { type: 'secret' } };
  }
  const kept = mapTexts(said, (text) => words.maskNumbers(keepable(text)));
  return { ...message, content: { type: 'page', said: kept } };
}
