import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError, messageOf } from '../errors.ts';

/** What a write asks of the file system; tests make it fail. */
export interface FileSystem {
  open(file: string, flags: number, mode: number): Promise<Pick<FileHandle, 'writeFile' | 'sync' | 'close'>>;
}

const NEW = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
const READABLE_BY_ALL = 0o666;

/**
 * Writes a file whole or not at all: beside the target under another name, to the disk, and only then in its place. What
 * was there before stays until then, also when the disk is full.
 * @throws AppError file_not_written, in one line that says why
 */
export async function writeWhole(file: string, data: Buffer, system: FileSystem = { open }): Promise<void> {
  try {
    const target = await targetOf(file);
    if (target.kind === 'device') return await writeThrough(target.path, data, system);
    await writeBeside(target.path, data, { system, mode: target.mode });
  } catch (error) {
    throw new AppError('file_not_written', `${file} was not written: ${reasonOf(error)}`, { cause: error });
  }
}

type Target =
  | { readonly kind: 'file'; readonly path: string; readonly mode: number }
  /** A terminal, a pipe, /dev/stdout: nothing can be put in its place. */
  | { readonly kind: 'device'; readonly path: string };

async function targetOf(file: string): Promise<Target> {
  if (file === '' || file.endsWith('/')) throw new Error('that is no name of a file');
  // A link stays a link: what it points to is replaced.
  const full = await realpath(file).catch(() => path.resolve(file));
  const known = await stat(full).catch(() => null);
  if (known?.isDirectory()) throw new Error('it is a folder');
  // To put another in its place needs no right to write to it, but it was protected for a reason.
  if (known !== null) await access(full, constants.W_OK);
  if (known !== null && !known.isFile()) return { kind: 'device', path: full };
  return { kind: 'file', path: full, mode: known === null ? READABLE_BY_ALL : known.mode & 0o777 };
}

async function writeThrough(file: string, data: Buffer, system: FileSystem): Promise<void> {
  const handle = await system.open(file, constants.O_WRONLY, READABLE_BY_ALL);
  try {
    await handle.writeFile(data);
  } finally {
    await handle.close();
  }
}

async function writeBeside(
  file: string,
  data: Buffer,
  { system, mode }: { readonly system: FileSystem; readonly mode: number },
): Promise<void> {
  const draft = path.join(path.dirname(file), `.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await system.open(draft, NEW, mode);
  try {
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** The new name is on the disk too; where a folder cannot be opened (Windows), the system sees to it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it is larger than a file may be here',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its path is a loop of links',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? messageOf(error);
}
