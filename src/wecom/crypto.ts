import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/* Signature and cipher of the callback mode (app-api §2.4, §2.5). */

/**
 * Why something sealed cannot be opened.
 *   key         the EncodingAESKey is not 43 letters and digits
 *   ciphertext  not base64, or not whole cipher blocks
 *   padding     as a rule: sealed with another key
 *   length      the message is said to be longer than what is there
 *   receiveid   meant for another corporation
 */
type SealFault = 'key' | 'ciphertext' | 'padding' | 'length' | 'receiveid';

export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly fault: SealFault;

  constructor(fault: SealFault) {
    super(`cannot open the sealed message: ${fault}`);
    this.fault = fault;
  }
}

interface SealKey {
  /** EncodingAESKey as the console shows it: 43 characters. */
  readonly aesKey: string;
  /** The corpid for a self-built app. */
  readonly receiveId: string;
}

const CIPHER = 'aes-256-cbc';
const CIPHER_BLOCK = 16;
const PAD_BLOCK = 32;
const RANDOM_BYTES = 16;
/** 16 random bytes, then the message's length as uint32. */
const HEAD_BYTES = RANDOM_BYTES + 4;

/** @returns 40 hexadecimal digits */
export function signatureOf(token: string, timestamp: string, nonce: string, encrypted: string): string {
  const signed = [token, timestamp, nonce, encrypted].toSorted().join('');
  return createHash('sha1').update(signed).digest('hex');
}

/** Compares in constant time. */
export function signatureMatches(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** @throws SealBroken */
export function open({ aesKey, receiveId }: SealKey, encrypted: string): string {
  const plain = withoutPadding(decrypt(aesKey, encrypted));
  if (plain.length < HEAD_BYTES) throw new SealBroken('length');
  const end = HEAD_BYTES + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length) throw new SealBroken('length');
  if (plain.toString('utf8', end) !== receiveId) throw new SealBroken('receiveid');
  return plain.toString('utf8', HEAD_BYTES, end);
}

/**
 * @param random 16 bytes
 * @returns base64
 * @throws SealBroken
 */
export function seal(
  { aesKey, receiveId }: SealKey,
  message: string,
  random: Uint8Array = randomBytes(RANDOM_BYTES),
): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = withPadding(Buffer.concat([random, length, text, Buffer.from(receiveId)]));
  const key = keyOf(aesKey);
  const cipher = createCipheriv(CIPHER, key, ivOf(key)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

function decrypt(aesKey: string, encrypted: string): Buffer {
  const key = keyOf(aesKey);
  const sealed = Buffer.from(encrypted, 'base64');
  const isWhole = sealed.length > 0 && sealed.length % CIPHER_BLOCK === 0;
  // Node skips what is not base64: only what reads back the same was.
  if (!isWhole || sealed.toString('base64') !== encrypted) throw new SealBroken('ciphertext');
  const decipher = createDecipheriv(CIPHER, key, ivOf(key)).setAutoPadding(false);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

function keyOf(aesKey: string): Buffer {
  if (!/^[A-Za-z0-9+/]{43}$/.test(aesKey)) throw new SealBroken('key');
  return Buffer.from(`${aesKey}=`, 'base64');
}

const ivOf = (key: Buffer): Buffer => key.subarray(0, CIPHER_BLOCK);

/** PKCS#7 over blocks of 32 bytes; OpenSSL's own padding knows 16 only. */
function withPadding(plain: Buffer): Buffer {
  const pad = PAD_BLOCK - (plain.length % PAD_BLOCK);
  return Buffer.concat([plain, Buffer.alloc(pad, pad)]);
}

function withoutPadding(padded: Buffer): Buffer {
  const pad = padded.at(-1) ?? 0;
  const end = padded.length - pad;
  const isPadding = pad >= 1 && pad <= PAD_BLOCK && end >= 0;
  if (!isPadding || !padded.subarray(end).every((byte) => byte === pad)) throw new SealBroken('padding');
  return padded.subarray(0, end);
}
