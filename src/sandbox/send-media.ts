import type { Response } from 'express';
import type { ByteRange } from './api/api-call.ts';
import type { Media } from './world/state.ts';

/**
 * As a download: an uploaded page or script must never run as one of ours. Pictures keep their type, so that
 * the chat page can show them all the same.
 */
export function sendMedia(response: Response, media: Media, range?: ByteRange): void {
  const bytes = Buffer.from(media.base64, 'base64');
  const isPicture = /^image\/(png|jpeg)$/.test(media.contentType);
  response
    .attachment(media.filename)
    .set('content-type', isPicture ? media.contentType : 'application/octet-stream')
    .set('x-content-type-options', 'nosniff')
    .set('accept-ranges', 'bytes');
  if (range === undefined) return void response.send(bytes);
  response
    .status(206)
    .set('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`)
    .send(bytes.subarray(range.from, range.to + 1));
}
