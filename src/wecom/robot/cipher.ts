import { createDecipheriv } from 'node:crypto';

/* The cipher of what people send to the robot (bots §B3, §C6). */

const KEY_BYTES = 32;
const CIPHER_BLOCK = 16;
const MAX_PAD = 32;

/** @returns null when the key is none, or does not fit */
export function decryptMedia(sealed: Buffer, aesKey: string): Buffer | null {
  const key = keyOf(aesKey);
  // Some downloads have bytes behind the last block; whether that was all they had too many, the padding tells.
  const whole = sealed.subarray(0, sealed.length - (sealed.length % CIPHER_BLOCK));
  if (!key || whole.length === 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, CIPHER_BLOCK)).setAutoPadding(false);
  return withoutPadding(Buffer.concat([decipher.update(whole), decipher.final()]));
}

/** 32 bytes as base64, also without its =, also in the alphabet for URLs, or as hexadecimal digits. */
function keyOf(aesKey: string): Buffer | null {
  const text = aesKey.trim();
  if (/^[0-9A-Fa-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
  const key = /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
  return key?.length === KEY_BYTES ? key : null;
}

/** PKCS#7 over blocks of 32 bytes. */
function withoutPadding(padded: Buffer): Buffer | null {
  const pad = padded.at(-1) ?? 0;
  const end = padded.length - pad;
  const isPadding = pad >= 1 && pad <= MAX_PAD && end >= 0;
  return isPadding && padded.subarray(end).every((byte) => byte === pad) ? padded.subarray(0, end) : null;
}
