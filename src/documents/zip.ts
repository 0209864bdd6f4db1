import { inflateRawSync } from 'node:zlib';

/*
 * Reads the parts of a zip container (.docx, .xlsx) no larger than it is told: what a part says of its own size is not
 * believed, so a bomb costs no more than the limit.
 */

interface Entry {
  readonly method: number;
  readonly compressedSize: number;
  readonly at: number;
}

export interface Zip {
  readonly names: readonly string[];
  /** The part as text, or null without one. @throws when it is damaged or beyond the limit that is left. */
  text(name: string): string | null;
  /** The same as bytes. */
  bytes(name: string): Buffer | null;
  /** Inflates all parts and keeps none. @throws when they are damaged or beyond the limit that is left. */
  check(): void;
}

/** More of it than its reader takes. */
export class TooLarge extends Error {}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 2000;
const STORED = 0;
const DEFLATED = 8;

/**
 * @param maxBytes of all that is read from it
 * @param maxTags of all that is read from it: what an XML reader makes of a tag is far larger than the tag
 * @throws when it is no zip container
 */
export function openZip(file: Buffer, maxBytes: number, maxTags = Infinity): Zip {
  const entries = directoryOf(file);
  let [left, tagsLeft] = [maxBytes, maxTags];
  const read = (entry: Entry): Buffer => {
    const data = inflated(file, entry, left);
    left -= data.length;
    if (maxTags !== Infinity) tagsLeft -= tagsIn(data, tagsLeft);
    if (tagsLeft < 0) throw new TooLarge('a part of the container has too many tags');
    return data;
  };
  const bytes = (name: string): Buffer | null => {
    const entry = entries.get(name);
    return entry === undefined ? null : read(entry);
  };
  return {
    names: [...entries.keys()],
    bytes,
    text: (name) => bytes(name)?.toString('utf8') ?? null,
    check() {
      for (const entry of entries.values()) read(entry);
    },
  };
}

/** Counts up to one more than `most`. */
function tagsIn(data: Buffer, most: number): number {
  let tags = 0;
  for (let at = data.indexOf(TAG); at !== -1 && tags <= most; at = data.indexOf(TAG, at + 1)) tags += 1;
  return tags;
}

const TAG = 0x3c;

function directoryOf(file: Buffer): Map<string, Entry> {
  const end = endOf(file);
  const count = file.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw new TooLarge('the container has too many parts');
  const entries = new Map<string, Entry>();
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(at) !== DIRECTORY) throw new Error('the directory of the container is damaged');
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
    const start = at + 46;
    entries.set(file.toString('utf8', start, start + (name ?? 0)), {
      method: file.readUInt16LE(at + 10),
      compressedSize: file.readUInt32LE(at + 20),
      at: file.readUInt32LE(at + 42),
    });
    at = start + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

function endOf(file: Buffer): number {
  for (let at = file.length - END_SIZE; at >= Math.max(0, file.length - END_SIZE - MAX_COMMENT); at -= 1) {
    if (file.readUInt32LE(at) === END) return at;
  }
  throw new Error('this is no zip container');
}

function inflated(file: Buffer, { method, compressedSize, at }: Entry, maxBytes: number): Buffer {
  if (file.readUInt32LE(at) !== LOCAL) throw new Error('a part of the container is damaged');
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const data = file.subarray(start, start + compressedSize);
  if (method === STORED && data.length <= maxBytes) return data;
  if (method !== STORED && method !== DEFLATED) throw new Error('a part is packed in an unknown way');
  if (method === STORED || maxBytes <= 0) throw new TooLarge('a part of the container is too large');
  try {
    return inflateRawSync(data, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw new TooLarge('a part of the container unpacks to too much');
    throw error;
  }
}
