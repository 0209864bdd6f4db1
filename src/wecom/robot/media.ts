import type { FetchedMedia, MediaFetcher, MediaSource } from '../../app/channel.ts';
import type { Log } from '../../app/ports.ts';
import { bytesUpTo } from '../bytes-up-to.ts';
import { MAX_MEDIA_BYTES } from '../download.ts';
import { fileNameOf } from '../file-name.ts';
import { decryptMedia } from './cipher.ts';
import { fileKindOf } from '../media-type.ts';

/* Pictures and files sent to the robot: an address that is good for five minutes, and a key (bots §B3, §C6). */

interface FetchOptions {
  readonly log: Log;
  /** For all of it, default 60 s. */
  readonly timeoutMs?: number;
  /** Default 100 MB, the most WeCom delivers. */
  readonly maxBytes?: number;
}

const TIMEOUT_MS = 60_000;

export async function fetchRobotMedia(
  { url, aesKey }: Extract<MediaSource, { from: 'robot' }>,
  { log, timeoutMs = TIMEOUT_MS, maxBytes = MAX_MEDIA_BYTES }: FetchOptions,
): ReturnType<MediaFetcher['fetch']> {
  const sealed = await download(url, { timeoutMs, maxBytes });
  if ('failed' in sealed) {
    log.warn({ why: sealed.why }, 'robot_media_not_fetched');
    return { failed: sealed.failed };
  }
  const data = decryptMedia(sealed.data, aesKey);
  if (data) return named(data, sealed.disposition);
  log.warn({ bytes: sealed.data.length, keyLength: aesKey.length }, 'robot_media_not_decrypted');
  return { failed: 'gone' };
}

function named(data: Buffer, disposition: string | null): FetchedMedia {
  const { mediaType, extension } = fileKindOf(data);
  return { data, mediaType, fileName: fileNameOf(disposition, `media.${extension}`) };
}

type Download =
  | { readonly data: Buffer; readonly disposition: string | null }
  | { readonly failed: 'gone' | 'too_large' | 'not_now'; readonly why: string };

/** The address comes from WeCom over our own connection; still it is HTTP only, and no redirect is followed. */
async function download(
  url: string,
  { timeoutMs, maxBytes }: { timeoutMs: number; maxBytes: number },
): Promise<Download> {
  if (!/^https?:\/\//i.test(url)) return { failed: 'gone', why: 'no http address' };
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    const { status, headers, body } = response;
    if (status !== 200 || !body) {
      await body?.cancel();
      return { failed: status >= 500 ? 'not_now' : 'gone', why: `HTTP ${status}` };
    }
    const data = await bytesUpTo(body, maxBytes);
    return data
      ? { data, disposition: headers.get('content-disposition') }
      : { failed: 'too_large', why: `more than ${maxBytes} bytes` };
  } catch (error) {
    // The name only: a message may hold the address.
    return { failed: 'not_now', why: error instanceof Error ? error.name : 'unknown' };
  }
}
