import { createCipheriv, randomBytes } from 'node:crypto';
import express from 'express';
import type { Router } from 'express';
import type { Media, SealedMedia } from '../world/state.ts';
import type { World } from '../world/world.ts';

/* Files on their way to the robot: behind an address that lasts five minutes, encrypted (bots B3, C6). */

const LIFE_MS = 5 * 60_000;
const BLOCK_BYTES = 32;

/** How the key of a file may be written: all of these have been seen. */
const KEY_FORMS = {
  padded: (key: Buffer) => key.toString('base64'),
  unpadded: (key: Buffer) => key.toString('base64').replace(/=+$/, ''),
  urlsafe: (key: Buffer) => key.toString('base64url'),
  hex: (key: Buffer) => key.toString('hex'),
} as const;

export type KeyForm = keyof typeof KEY_FORMS;

export const isKeyForm = (form: string): form is KeyForm => Object.hasOwn(KEY_FORMS, form);

/** What the robot gets in place of the file. */
export interface Seal {
  readonly url: string;
  readonly aeskey: string;
}

export function sealMedia(world: World, media: Media, base: string, form: KeyForm): Seal {
  const key = randomBytes(32);
  const ticket = randomBytes(24).toString('base64url');
  const at = world.now().getTime();
  world.record({
    kind: 'robot_media_sealed',
    sealed: { ticket, mediaId: media.id, key: key.toString('base64'), at },
  });
  return { url: `${base}/robot/media/${ticket}`, aeskey: KEY_FORMS[form](key) };
}

/** `GET /robot/media/:ticket`: the encrypted bytes, with the name of the file in the header only. */
export function sealedMediaRouter({ state, now }: World): Router {
  const router = express.Router();
  router.get('/:ticket', (request, response) => {
    const sealed = state.robot.sealedMedia.get(request.params.ticket);
    const media = sealed && state.media.get(sealed.mediaId);
    if (!sealed || !media || now().getTime() >= sealed.at + LIFE_MS) {
      return void response.status(403).json({ errcode: -1, errmsg: 'the address has expired' });
    }
    response.attachment(media.filename).type('application/octet-stream').send(encrypted(media, sealed));
  });
  return router;
}

function encrypted({ base64 }: Media, { key }: SealedMedia): Buffer {
  const keyBytes = Buffer.from(key, 'base64');
  const bytes = Buffer.from(base64, 'base64');
  const pad = BLOCK_BYTES - (bytes.length % BLOCK_BYTES);
  const cipher = createCipheriv('aes-256-cbc', keyBytes, keyBytes.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]);
}
