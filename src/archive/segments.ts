import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';

/*
 * Streaming AES-256-GCM as Tink's AES256_GCM_HKDF_1MB defines it, so that other programs can read it:
 * developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming. A header of 40 bytes (its length, a salt of 32, a
 * nonce prefix of 7), then segments of 1 MiB, each with its tag; the nonce counts them and marks the last one, so that
 * none can be changed, moved, left out or cut off unseen.
 */

const ALGORITHM = 'aes-256-gcm';
const SEGMENT = 1024 * 1024;
const TAG = 16;
const SALT = 32;
const PREFIX = 7;
const HEADER = 1 + SALT + PREFIX;

/** @param about what is authenticated beside it: the file's first line */
export async function* seal(
  plain: AsyncIterable<Buffer>,
  key: Buffer,
  about: Buffer,
): AsyncGenerator<Buffer> {
  const header = Buffer.concat([Buffer.of(HEADER), randomBytes(SALT + PREFIX)]);
  yield header;
  const own = derived(key, about, header);
  let index = 0;
  for await (const { data, isLast } of inPieces(
    plain,
    (piece) => SEGMENT - TAG - (piece === 0 ? HEADER : 0),
  )) {
    const cipher = createCipheriv(ALGORITHM, own.key, own.nonce(index, isLast));
    yield Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()]);
    index += 1;
  }
}

/** @throws AppError backup_invalid at the first segment that is not as it was written */
export async function* unseal(
  sealed: AsyncIterable<Buffer>,
  key: Buffer,
  about: Buffer,
): AsyncGenerator<Buffer> {
  let own: ReturnType<typeof derived> | null = null;
  let index = -1;
  for await (const { data, isLast } of inPieces(sealed, sealedSize)) {
    if (!own) {
      if (data.length < HEADER || data[0] !== HEADER || isLast) throw damaged(0);
      own = derived(key, about, data);
    } else {
      yield opened(data, own.key, own.nonce(index, isLast), index);
    }
    index += 1;
  }
}

/** The header, then the first segment beside it in the first MiB, then whole ones. */
const sealedSize = (piece: number): number => (piece === 0 ? HEADER : SEGMENT - (piece === 1 ? HEADER : 0));

function opened(data: Buffer, key: Buffer, nonce: Buffer, index: number): Buffer {
  if (data.length < TAG) throw damaged(index);
  const decipher = createDecipheriv(ALGORITHM, key, nonce);
  decipher.setAuthTag(data.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(data.subarray(0, -TAG)), decipher.final()]);
  } catch (cause) {
    throw damaged(index, cause);
  }
}

const damaged = (segment: number, cause?: unknown): AppError =>
  new AppError(
    'backup_invalid',
    `the backup is damaged or cut off, at about ${Math.max(0, segment)} MB: take another copy of it`,
    { cause },
  );

function derived(
  key: Buffer,
  about: Buffer,
  header: Buffer,
): { key: Buffer; nonce(index: number, isLast: boolean): Buffer } {
  const salt = header.subarray(1, 1 + SALT);
  const prefix = header.subarray(1 + SALT, HEADER);
  return {
    key: Buffer.from(hkdfSync('sha256', key, salt, about, 32)),
    nonce(index, isLast) {
      const counter = Buffer.alloc(5);
      counter.writeUInt32BE(index);
      counter[4] = isLast ? 1 : 0;
      return Buffer.concat([prefix, counter]);
    },
  };
}

/** The stream in pieces of these sizes; the last may be shorter, and is the only one that may be empty. */
async function* inPieces(
  stream: AsyncIterable<Buffer>,
  sizeOf: (index: number) => number,
): AsyncGenerator<{ data: Buffer; isLast: boolean }> {
  let [held, bytes, index]: [Buffer[], number, number] = [[], 0, 0];
  for await (const chunk of stream) {
    held.push(chunk);
    bytes += chunk.length;
    // One byte more than a piece has to be there, or nobody knows that it is not the last.
    while (bytes > sizeOf(index)) {
      const all: Buffer = Buffer.concat(held);
      const size = sizeOf(index);
      yield { data: all.subarray(0, size), isLast: false };
      held = [all.subarray(size)];
      bytes -= size;
      index += 1;
    }
  }
  yield { data: Buffer.concat(held), isLast: true };
}
