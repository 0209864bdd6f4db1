import { createHash, randomUUID } from 'node:crypto';
import type { MediaKind } from '../../app/channel.ts';
import type { Clock } from '../../clock.ts';
import type { CallResult } from '../call.ts';
import { uploadResultOf, type UploadResult } from '../media.ts';
import type { UploadFile } from '../multipart.ts';
import type { Connection } from './connection.ts';
import { pause, type Timers } from './timers.ts';

/* Files for the robot to send, in chunks over the long connection (bots §C5). */

interface UploadOptions {
  readonly request: Connection['request'];
  readonly timers: Timers;
  readonly clock: Pick<Clock, 'now'>;
  /** Nothing will be sent any more. */
  isStopped(): boolean;
}

const MEGABYTE = 1024 * 1024;
const MAX_BYTES: Readonly<Record<MediaKind, number>> = {
  image: 10 * MEGABYTE,
  voice: 2 * MEGABYTE,
  video: 10 * MEGABYTE,
  file: 20 * MEGABYTE,
};
const CHUNK_BYTES = 512 * 1024;
/** A chunk takes longer over a slow line than a message. */
const CHUNK_ACK_WITHIN_MS = 15_000;
/** The session outlives a connection. */
const SESSION_MS = 30 * 60_000;
const AGAIN_AFTER_MS = 2000;

const BAD_SIZE = 40006;
const TOO_LARGE = 45001;

/** @returns a media_id, good for three days */
export async function uploadMedia(
  options: UploadOptions,
  kind: MediaKind,
  { fileName, data }: UploadFile,
): Promise<UploadResult> {
  if (data.length === 0) return refused(BAD_SIZE, 'the file is empty');
  if (data.length > MAX_BYTES[kind]) return refused(TOO_LARGE, `more than ${MAX_BYTES[kind]} bytes`);
  const chunks = chunksOf(data);
  const say = persistently(options);
  const begun = await say('init', {
    type: kind,
    filename: fileName,
    total_size: data.length,
    total_chunks: chunks.length,
    md5: createHash('md5').update(data).digest('hex'),
  });
  if (!isTaken(begun)) return uploadResultOf(begun);
  const { upload_id: uploadId } = begun.body;
  for (const [index, chunk] of chunks.entries()) {
    const base64 = Buffer.from(chunk).toString('base64');
    const taken = await say('chunk', { upload_id: uploadId, chunk_index: index, base64_data: base64 });
    if (!isTaken(taken)) return uploadResultOf(taken);
  }
  return uploadResultOf(await say('finish', { upload_id: uploadId }));
}

/** As WeCom would. */
const refused = (errcode: number, errmsg: string): UploadResult =>
  uploadResultOf({ kind: 'answered', errcode, errmsg, body: {} });

/** Every step may be repeated: nobody sees anything before the media_id is sent. */
function persistently({ request, timers, clock, isStopped }: UploadOptions) {
  const until = clock.now().getTime() + SESSION_MS;
  return async (step: 'init' | 'chunk' | 'finish', body: object): Promise<CallResult> => {
    for (;;) {
      const cmd = `aibot_upload_media_${step}`;
      const result = await request({ cmd, reqId: randomUUID(), body }, CHUNK_ACK_WITHIN_MS);
      if (result.kind === 'answered') return result;
      if (isStopped() || clock.now().getTime() >= until) return { kind: 'not_reached', why: result.why };
      await pause(timers, AGAIN_AFTER_MS);
    }
  };
}

type Answered = Extract<CallResult, { kind: 'answered' }>;

const isTaken = (result: CallResult): result is Answered =>
  result.kind === 'answered' && result.errcode === 0;

const chunksOf = (data: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(data.length / CHUNK_BYTES) }, (_, index) =>
    data.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
  );
