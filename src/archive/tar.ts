import { Header } from 'tar';
import { AppError } from '../errors.ts';

/** A file of the archive. Its body has to be read before the next is asked for. */
export interface Entry {
  readonly path: string;
  readonly size: number;
  readonly body: AsyncIterable<Buffer>;
}

const BLOCK = 512;
const NO_BYTES = Buffer.alloc(0);

/** One that is in memory. */
export const entryOf = (path: string, data: Buffer): Entry => ({ path, size: data.length, body: once(data) });

async function* once(data: Buffer): AsyncGenerator<Buffer> {
  yield data;
}

/** POSIX tar: any tar reads what is not encrypted. */
export async function* writeTar(entries: AsyncIterable<Entry>, mtime: Date): AsyncGenerator<Buffer> {
  for await (const { path, size, body } of entries) {
    const header = new Header({ path, size, mode: 0o600, uid: 0, gid: 0, mtime, type: 'File' });
    const block = Buffer.alloc(BLOCK);
    if (header.encode(block)) throw new Error(`${path} does not fit into a tar header`);
    yield block;
    let written = 0;
    for await (const chunk of body) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size) throw new Error(`${path} has ${written} bytes, and not ${size}`);
    yield Buffer.alloc(padding(size));
  }
  yield Buffer.alloc(2 * BLOCK);
}

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** @throws AppError backup_invalid when it is no tar, or ends too early */
export async function* readTar(stream: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const source = pull(stream);
  for (;;) {
    const block = await exactly(source, BLOCK);
    const header = new Header(block);
    if (header.nullBlock) return drain(source);
    if (!header.cksumValid || header.path === undefined) throw damaged();
    const { path, size = 0 } = header;
    let left = size;
    async function* body(): AsyncGenerator<Buffer> {
      while (left > 0) {
        const chunk = await source(left);
        if (chunk.length === 0) throw damaged();
        left -= chunk.length;
        yield chunk;
      }
    }
    yield { path, size, body: body() };
    if (left > 0) throw new Error(`${path} was not read`);
    await exactly(source, padding(size));
  }
}

/** What stands behind the last file, so that checksums of the whole are looked at. */
async function drain(source: Pull): Promise<void> {
  while ((await source(BLOCK * BLOCK)).length > 0);
}

const damaged = (): AppError =>
  new AppError('backup_invalid', 'the backup is damaged or cut off: take another copy of it');

/** At most so many bytes, and at least one; none at the end. */
type Pull = (atMost: number) => Promise<Buffer>;

function pull(stream: AsyncIterable<Buffer>): Pull {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Buffer = NO_BYTES;
  return async (atMost) => {
    while (rest.length === 0) {
      const next = await chunks.next();
      if (next.done) return NO_BYTES;
      rest = next.value;
    }
    const chunk = rest.subarray(0, atMost);
    rest = rest.subarray(atMost);
    return chunk;
  };
}

async function exactly(source: Pull, size: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let left = size; left > 0;) {
    const part = await source(left);
    if (part.length === 0) throw damaged();
    parts.push(part);
    left -= part.length;
  }
  return Buffer.concat(parts);
}
