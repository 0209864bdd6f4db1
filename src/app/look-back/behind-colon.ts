/** What was written behind the first colon, or without one behind the first comma; empty when there is neither. */
export const behindColon = (text: string): string =>
  (/^[^:：]*[:：]([\s\S]*)$/u.exec(text)?.[1] ?? /^[^,，]*[,，]([\s\S]*)$/u.exec(text)?.[1] ?? '').trim();
