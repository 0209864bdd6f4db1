import type { FetchedMedia, InboundContent, MediaKind, MediaSource } from '../channel.ts';
import type { StoredInbound } from '../delivery/message-stores.ts';
import type { Deps } from '../ports.ts';

/** What became of the pictures and files of one message. */
export interface MediaOutcome {
  readonly media: MediaKind;
  readonly kept: number;
  /** Why the others are not kept; `secret`: their name or content bears a mark of secrecy (domain rule 10). */
  readonly refused: 'gone' | 'too_large' | 'not_now' | 'secret' | null;
  /** What is known of files that were refused for a mark; nothing of what is in them. */
  readonly secrets: readonly {
    readonly mediaType: string;
    readonly bytes: number;
    readonly markIn: MarkPlace;
  }[];
}

type MarkPlace = 'name' | 'content';

/** What a message holds besides words, in its order. */
export function mediaIn(
  content: InboundContent,
): { media: MediaKind; sources: readonly MediaSource[] } | null {
  if (content.type === 'media') return { media: content.media, sources: [content.source] };
  if (content.type !== 'text' || !content.pictures?.length) return null;
  return { media: 'image', sources: content.pictures };
}

/**
 * Fetches and keeps what a message brought, each once however often the message is tried: the robot's copies can be
 * had for five minutes only (bots §B3). Not to be called inside a transaction.
 */
export async function fetchMedia(deps: Deps, message: StoredInbound): Promise<MediaOutcome> {
  const { media, sources } = mediaIn(message.content) ?? { media: 'file', sources: [] };
  const known = new Set((await deps.store.media.ofMessage(message.id)).map(({ no }) => no));
  let kept = known.size;
  let refused: MediaOutcome['refused'] = null;
  const secrets: MediaOutcome['secrets'][number][] = [];
  for (const [index, source] of sources.entries()) {
    const no = index + 1;
    if (known.has(no)) continue;
    const failed = await keepOne(deps, { inboundId: message.id, no, media }, source);
    if (failed === null) kept += 1;
    else if (typeof failed === 'string') refused ??= failed;
    else {
      refused = 'secret';
      secrets.push(failed);
    }
  }
  return { media, kept, refused, secrets };
}

async function keepOne(
  deps: Deps,
  which: { inboundId: string; no: number; media: MediaKind },
  source: MediaSource,
): Promise<'gone' | 'too_large' | 'not_now' | MediaOutcome['secrets'][number] | null> {
  const { store, fetchMedia: fetcher, words, clock, log } = deps;
  const fetched: FetchedMedia | { failed: 'gone' | 'too_large' | 'not_now' } = await fetcher.fetch(source);
  if ('failed' in fetched) {
    log.warn({ ...which, why: fetched.failed }, 'media_not_fetched');
    return fetched.failed;
  }
  const { fileName, mediaType, data } = fetched;
  const markIn = markOf(deps, fetched);
  if (markIn === 'unseen') return 'too_large';
  if (markIn !== null) {
    log.warn(which, 'secret_file_refused');
    return { mediaType, bytes: data.length, markIn };
  }
  await store.media.keep(
    { ...which, fileName: words.maskNumbers(fileName), mediaType, fetchedAt: clock.now() },
    data,
  );
  return null;
}

/** Where a file bears a mark of secrecy; `unseen` when it is built so that nobody can look into it. */
export function markOf(
  { words, fileText }: Pick<Deps, 'words' | 'fileText'>,
  { fileName, data }: FetchedMedia,
): MarkPlace | 'unseen' | null {
  if (words.hasSecrecyMark(fileName)) return 'name';
  const inside = fileText(data, fileName);
  if (inside.kind === 'too_large') return 'unseen';
  return inside.kind === 'text' && inside.texts.some((text) => words.hasSecrecyMark(text)) ? 'content' : null;
}
