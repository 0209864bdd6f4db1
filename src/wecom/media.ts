import type { FetchedMedia, MediaFetcher, MediaKind, PreparedPicture, SendResult } from '../app/channel.ts';
import type { Api } from './api.ts';
import type { CallResult } from './call.ts';
import { MAX_MEDIA_BYTES, type Downloaded } from './download.ts';
import { faultOf } from './errors.ts';
import { fileNameOf } from './file-name.ts';
import type { UploadFile } from './multipart.ts';
import { fileKindOf } from './media-type.ts';
import { NOT_REACHED_CODE } from './error-table.ts';
import { rejected, sendResultOf } from './send-result.ts';

/* Temporary media of the application (app-api §8): an id, good for three days. */

type NotFetched = Exclude<Awaited<ReturnType<MediaFetcher['fetch']>>, FetchedMedia>;

export type UploadResult =
  { readonly status: 'uploaded'; readonly mediaId: string } | Exclude<SendResult, { status: 'sent' }>;

export interface AppMedia {
  fetch(mediaId: string): Promise<FetchedMedia | NotFetched>;
  /** Images of 10 MB, voices of 2 MB, videos of 10 MB, files of 20 MB at most; more than 5 bytes. */
  upload(kind: MediaKind, file: UploadFile): Promise<UploadResult>;
}

const GET = '/cgi-bin/media/get';
/** Larger than 20 MB: only part by part. */
const NEEDS_RANGE = 830002;
/** Below 20 MB, and a multiple of 16, which encrypted files demand of offsets. */
const PART_BYTES = 16 * 1024 * 1024;

export const createAppMedia = (api: Api): AppMedia => ({
  async fetch(mediaId) {
    const whole = await api.download(GET, { media_id: mediaId }, null);
    const isTooLong = whole.kind === 'answered' && whole.errcode === NEEDS_RANGE;
    return fetched(isTooLong ? await inParts(api, mediaId) : whole);
  },
  upload: async (kind, file) =>
    uploadResultOf(await api.upload('/cgi-bin/media/upload', { type: kind }, file)),
});

async function inParts(api: Api, mediaId: string): Promise<Downloaded> {
  const parts: Buffer[] = [];
  for (let from = 0; ; from += PART_BYTES) {
    const part = await api.download(GET, { media_id: mediaId }, [from, from + PART_BYTES - 1]);
    if (part.kind !== 'file') return part;
    const total = part.totalBytes ?? 0;
    if (total > MAX_MEDIA_BYTES) return { kind: 'too_large' };
    parts.push(part.data);
    // An answer that tells no length is all there is.
    if (from + part.data.length >= total || part.data.length === 0) {
      return { ...part, data: Buffer.concat(parts) };
    }
  }
}

function fetched(result: Downloaded): FetchedMedia | NotFetched {
  switch (result.kind) {
    case 'file':
      return named(result);
    case 'too_large':
      return { failed: 'too_large' };
    case 'answered':
      return { failed: faultOf(result.errcode) === 'message' ? 'gone' : 'not_now' };
    case 'ambiguous':
    case 'not_reached':
      return { failed: 'not_now' };
  }
}

const named = ({ disposition, mediaType, data }: Extract<Downloaded, { kind: 'file' }>): FetchedMedia => ({
  fileName: fileNameOf(disposition, `media.${fileKindOf(data).extension}`),
  mediaType,
  data,
});

export function uploadResultOf(result: CallResult): UploadResult {
  const mediaId = result.kind === 'answered' && result.errcode === 0 ? result.body['media_id'] : undefined;
  if (typeof mediaId === 'string') return { status: 'uploaded', mediaId };
  const failure = sendResultOf(result);
  return failure.status === 'sent' ? { status: 'ambiguous', why: 'no media_id in the answer' } : failure;
}

/** A request with the id of an uploaded picture. An upload nobody knows the end of is as good as none: it shows nothing. */
export function pictureRequest(
  uploaded: UploadResult,
  requestOf: (payload: { msgtype: 'image'; image: { media_id: string } }) => string,
): PreparedPicture {
  if (uploaded.status === 'ambiguous') return rejected(NOT_REACHED_CODE, uploaded.why);
  if (uploaded.status === 'rejected') return uploaded;
  return {
    status: 'prepared',
    requests: [requestOf({ msgtype: 'image', image: { media_id: uploaded.mediaId } })],
  };
}
