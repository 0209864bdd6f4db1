import type { ReceivedMessage } from './channel.ts';
import type { Deps } from './ports.ts';

/**
 * Keeps a verified message and wakes whoever handles it. Durable before it returns, so that the callback may be
 * answered at once; a repeat of the same message is recognised and costs one insert.
 */
export async function receiveMessage(
  deps: Deps,
  received: ReceivedMessage,
): Promise<'accepted' | 'repeated'> {
  const message = withoutSecrets(deps, received);
  const inboundId = await deps.store.inbound.add(message, deps.clock.now());
  if (inboundId === null) return 'repeated';
  await deps.queue.enqueue([{ name: 'handle-message', inboundId }]);
  return 'accepted';
}

/** A text marked 秘密 or higher is refused and its words are not kept; any other has its long numbers masked. */
function withoutSecrets({ words, log }: Deps, message: ReceivedMessage): ReceivedMessage {
  if (message.content.type !== 'text') return message;
  const text = message.content.text.replaceAll('\0', ''); // PostgreSQL keeps none
  if (words.hasSecrecyMark(text)) {
    log.warn({ dedupeKey: message.dedupeKey, senderId: message.senderId }, 'secret_text_refused');
    return { ...message, content: { type: 'secret' } };
  }
  return { ...message, content: { type: 'text', text: words.maskNumbers(text) } };
}
