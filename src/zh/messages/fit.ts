/*
 * Keeping inside WeCom's limits by construction. Characters are code points, so that none is ever cut in two.
 */

/** Of a text and of a markdown message of the app; what is longer comes in several (app-api §4.2). */
export const MESSAGE_BYTES = 2048;

/** More items than this are not read on a phone, whether they fit or not. */
const MOST_SHOWN = 30;

const encoder = new TextEncoder();

export const bytesOf = (text: string): number => encoder.encode(text).length;

/** At most `chars` characters, the last one `…` when something was left out. */
export function cut(text: string, chars: number): string {
  const characters = Array.from(text);
  return characters.length <= chars ? text : `${characters.slice(0, chars - 1).join('')}…`;
}

/** What a person or a sheet wrote, as one line of at most `chars` characters; `<` would begin a tag in WeCom. */
export const clip = (text: string, chars: number): string =>
  cut(text.replaceAll(/\s+/g, ' ').trim().replaceAll('<', '＜'), chars);

/** The message with as many items of its lists as one message holds. `compose` words it with that many shown. */
export const fit = (compose: (shown: number) => string): string =>
  mostShown(compose, (message) => bytesOf(message) <= MESSAGE_BYTES) ?? cutBytes(compose(0), MESSAGE_BYTES);

/** The first that fits, with fewer and fewer items shown; null when none does. */
export function mostShown<Message>(
  compose: (shown: number) => Message,
  fits: (message: Message) => boolean,
): Message | null {
  for (let shown = MOST_SHOWN; shown > 0; shown -= 1) {
    const message = compose(shown);
    if (fits(message)) return message;
  }
  return null;
}

function cutBytes(text: string, bytes: number): string {
  let room = bytes;
  const fitting = [];
  for (const character of text) {
    room -= bytesOf(character);
    if (room < 0) break;
    fitting.push(character);
  }
  return fitting.join('');
}

/** The first `shown` items, a line each, and how many more there are. */
export function linesOf<Item>(
  items: readonly Item[],
  shown: number,
  word: (item: Item, index: number) => string,
  unit = '项',
): string[] {
  return [...items.slice(0, shown).map(word), ...restOf(items, shown, unit)];
}

/** The first `shown` items in one line, and how many more there are. */
export function inline(items: readonly string[], shown: number, unit = '项'): string {
  return [items.slice(0, shown).join('、'), ...restOf(items, shown, unit)].filter(Boolean).join('，');
}

const restOf = (items: readonly unknown[], shown: number, unit: string): string[] =>
  items.length > shown ? [`另有 ${items.length - shown} ${unit}`] : [];
