import type { InboundContent } from '../channel.ts';

/**
 * Whether the office may say what an answer meant: words and files always, a pressed button or a form when a progress was
 * recorded of it. What asks for something (延期, 转办, 协调) is decided where requests are.
 * @param content null: of an entry of old that has no message
 * @param recorded how many entries came by it
 */
export function isCorrectable(content: InboundContent | null, recorded: number): boolean {
  if (content === null) return false;
  if (content.type === 'text' || content.type === 'media') return true;
  return (content.type === 'card' || content.type === 'page') && recorded > 0;
}
