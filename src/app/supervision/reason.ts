/** The reason of an order is what follows its first colon or comma; null when nothing does (domain rule 8). */
export function reasonIn(text: string): string | null {
  const reason = text.replace(/^[^:：,，]*[:：,，]?/, '').trim();
  return reason === '' ? null : reason;
}

/** A reason that was said by itself, as `reasonIn` finds it. */
export const asReason = (text: string): string => `：${text}`;
