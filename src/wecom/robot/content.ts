import { z } from 'zod';
import type { InboundContent, MediaKind, MediaSource } from '../../app/channel.ts';
import type { JsonObject } from './frames.ts';

/* What a message says, by its msgtype (bots §B3). */

/** @returns null for a type we do not know, or one that lacks what makes it that type */
export function readContent(
  msgtype: string,
  body: JsonObject,
  withoutMention: (text: string) => string,
): InboundContent | null {
  const content = READERS.get(msgtype)?.(body[msgtype]) ?? null;
  if (content?.type !== 'text') return content;
  const quoted = quotedIn(body['quote']);
  return { ...content, text: withoutMention(content.text), ...(quoted !== '' && { quoted }) };
}

type Reader = (part: unknown) => InboundContent | null;

/** A reader of what fits the shape. */
const reads =
  <T>(shape: z.ZodType<T>, content: (part: T) => InboundContent): Reader =>
  (part) => {
    const read = shape.safeParse(part);
    return read.success ? content(read.data) : null;
  };

const words = z.object({ content: z.string() });

const media = z
  .object({ url: z.string().min(1), aeskey: z.string().min(1) })
  .transform(({ url, aeskey }): MediaSource => ({ from: 'robot', url, aesKey: aeskey }));

const mixed = z.object({
  msg_item: z.array(
    z.union([
      z.object({ msgtype: z.literal('text'), text: words }),
      z.object({ msgtype: z.literal('image'), image: media }),
      z.object({ msgtype: z.string() }),
    ]),
  ),
});

const mediaReader = (kind: MediaKind): Reader =>
  reads(media, (source) => ({ type: 'media', media: kind, source }));

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['text', reads(words, ({ content }) => ({ type: 'text', text: content }))],
  // The voice itself stays with WeCom: only its transcript comes.
  ['voice', reads(words, ({ content }) => ({ type: 'text', text: content, spoken: true }))],
  ['mixed', reads(mixed, ({ msg_item: items }) => ({ type: 'text', ...wordsAndPictures(items) }))],
  ['image', mediaReader('image')],
  ['file', mediaReader('file')],
  ['video', mediaReader('video')],
]);

function wordsAndPictures(items: z.infer<typeof mixed>['msg_item']): {
  text: string;
  pictures: readonly MediaSource[];
} {
  return {
    text: items.flatMap((item) => ('text' in item ? [item.text.content] : [])).join('\n'),
    pictures: items.flatMap((item) => ('image' in item ? [item.image] : [])),
  };
}

const quote = z.object({
  text: words.optional().catch(undefined),
  voice: words.optional().catch(undefined),
  mixed: mixed.optional().catch(undefined),
});

/** The words of the quoted message; its pictures and files were sent with it. */
function quotedIn(part: unknown): string {
  const read = quote.safeParse(part);
  if (!read.success) return '';
  const { text, voice, mixed: both } = read.data;
  return text?.content ?? voice?.content ?? (both ? wordsAndPictures(both.msg_item).text : '');
}
