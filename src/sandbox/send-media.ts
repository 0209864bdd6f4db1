import type { Response } from 'express';
import type { Media } from './world/state.ts';

/**
 * As a download: an uploaded page or script must never run as one of ours. Pictures keep their type, so that
 * the chat page can show them all the same.
 */
export function sendMedia(response: Response, media: Media): void {
  const isPicture = /^image\/(png|jpeg)$/.test(media.contentType);
  response
    .attachment(media.filename)
    .set('content-type', isPicture ? media.contentType : 'application/octet-stream')
    .set('x-content-type-options', 'nosniff')
    .send(Buffer.from(media.base64, 'base64'));
}
