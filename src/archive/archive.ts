import { randomBytes } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable, type Transform } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { AppError, messageOf } from '../errors.ts';
import { fileKeyOf, LONGEST_LINE, MAGIC, newFileKey, type Secret } from './key.ts';
import { seal, unseal } from './segments.ts';
import { readTar, writeTar, type Entry } from './tar.ts';

/**
 * Writes `.tar.gz`, encrypted when there is a secret: beside its place under another name, to the disk, and only then
 * into place. Memory stays bounded, whatever is written.
 * @returns its size in bytes
 * @throws AppError file_not_written
 */
export async function writeArchive(
  file: string,
  entries: AsyncIterable<Entry>,
  { secret, now }: { readonly secret: Secret | null; readonly now: Date },
): Promise<number> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomBytes(4).toString('hex')}.tmp`,
  );
  try {
    const target = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
    const gzip = createGzip({ level: 6 });
    if (secret) await writeSealed(entries, { secret, now, gzip, target });
    else await pipeline(Readable.from(writeTar(entries, now)), gzip, target);
    const { size } = await stat(draft);
    await rename(draft, file);
    await syncFolder(path.dirname(file));
    return size;
  } catch (error) {
    await rm(draft, { force: true });
    if (isOfDisk(error))
      throw new AppError('file_not_written', `${file} was not written: ${messageOf(error)}`, {
        cause: error,
      });
    throw error;
  }
}

async function writeSealed(
  entries: AsyncIterable<Entry>,
  {
    secret,
    now,
    gzip,
    target,
  }: { secret: Secret; now: Date; gzip: Transform; target: NodeJS.WritableStream },
): Promise<void> {
  const { key, line } = await newFileKey(secret);
  await pipeline(
    Readable.from(writeTar(entries, now)),
    gzip,
    async function* (zipped: AsyncIterable<Buffer>) {
      yield line;
      yield* seal(zipped, key, line);
    },
    target,
  );
}

const OF_DISK: ReadonlySet<unknown> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EACCES',
  'EPERM',
  'EROFS',
  'EIO',
  'EFBIG',
]);

const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && OF_DISK.has(error.code);

/** The new name is on the disk too; where a folder cannot be opened (Windows), the system sees to it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/**
 * The files of an archive, in their order; what is encrypted is checked piece by piece before it is handed on.
 * @throws AppError backup_invalid: no backup, damaged, cut off, or the key is not its key
 */
export async function* readArchive(file: string, secret: Secret | null): AsyncGenerator<Entry> {
  const line = await firstLine(file);
  const start = line?.length ?? 0;
  const fileKey = line && (await fileKeyOf(line, secret));
  const raw = createReadStream(file, { start }) as AsyncIterable<Buffer> & Readable;
  const zipped = fileKey ? Readable.from(unseal(raw, fileKey.key, fileKey.line)) : raw;
  const plain = createGunzip();
  const leaving = new AbortController();
  // What goes wrong before the unpacking is told by it, as it ends with the same error.
  const done = pipeline(zipped, plain, { signal: leaving.signal }).catch(() => {});
  try {
    yield* readTar(inOurWords(plain));
  } finally {
    // Since Node 22 a pipeline whose streams are only destroyed may never end.
    leaving.abort();
    raw.destroy();
    await done;
  }
}

/** Null where the file is not encrypted. */
async function firstLine(file: string): Promise<Buffer | null> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new AppError('backup_invalid', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LINE), 0, LONGEST_LINE, 0);
    const start = buffer.subarray(0, bytesRead);
    if (start.subarray(0, 2).equals(GZIP)) return null;
    const end = start.indexOf('\n');
    if (!start.toString('latin1').startsWith(MAGIC) || end < 0)
      throw new AppError('backup_invalid', `${file} is not a backup of duban, or its beginning is damaged`);
    return start.subarray(0, end + 1);
  } finally {
    await handle.close();
  }
}

const GZIP = Buffer.of(0x1f, 0x8b);

async function* inOurWords(plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* plain;
  } catch (error) {
    throw asDamage(error);
  }
}

/** What zlib says of a damaged file is not said to an operator. */
const asDamage = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && /^Z_|ERR_STREAM_PREMATURE_CLOSE/.test(String(error.code))
    ? new AppError('backup_invalid', 'the backup is damaged or cut off: take another copy of it', {
        cause: error,
      })
    : error;
