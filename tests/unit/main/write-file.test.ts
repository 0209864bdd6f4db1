import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeWhole, type FileSystem } from '../../../src/main/write-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'duban-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

const inFolder = (name: string): string => path.join(folder, name);
const NEW = Buffer.from('新的台账');
const isRoot = process.getuid?.() === 0;

function fail(code: string): never {
  throw Object.assign(new Error(`${code}: no, write`), { code });
}

/** A disk that takes half of the data and then fails. */
const failing = (code: string, at: 'writeFile' | 'sync' | 'close'): FileSystem => ({
  async open(file, flags, mode) {
    const handle = await open(file, flags, mode);
    return {
      writeFile: async (data) => {
        await handle.writeFile((data as Buffer).subarray(0, 3));
        if (at === 'writeFile') fail(code);
      },
      sync: async () => (at === 'sync' ? fail(code) : handle.sync()),
      close: async () => {
        await handle.close();
        if (at === 'close') fail(code);
      },
    };
  },
});

describe('a file is written whole', () => {
  test('a new one, and in the place of an old one, which keeps its mode', async () => {
    const file = inFolder('台账.xlsx');
    await writeWhole(file, Buffer.from('旧'));
    await chmod(file, 0o640);
    await writeWhole(file, NEW);
    expect(await readFile(file)).toEqual(NEW);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['台账.xlsx']);
  });

  test('a link stays one', async () => {
    await writeFile(inFolder('real.xlsx'), 'old');
    await symlink(inFolder('real.xlsx'), inFolder('link.xlsx'));
    await writeWhole(inFolder('link.xlsx'), NEW);
    expect(await readFile(inFolder('real.xlsx'))).toEqual(NEW);
    expect(await readdir(folder)).toEqual(['link.xlsx', 'real.xlsx']);
  });

  test.skipIf(process.platform !== 'linux')('a device is written to, not replaced', async () => {
    await writeWhole('/dev/null', NEW);
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });
});

describe('or not at all', () => {
  test.each([
    ['ENOSPC', 'writeFile', 'the disk is full'],
    ['ENOSPC', 'sync', 'the disk is full'],
    ['EDQUOT', 'close', 'the disk quota is used up'],
    ['EFBIG', 'writeFile', 'it is larger than a file may be here'],
    ['EIO', 'sync', 'the disk reports an error'],
  ] as const)('%s at %s: what was there stays, and nothing else is left', async (code, at, reason) => {
    const file = inFolder('台账.xlsx');
    await writeFile(file, '上周的台账');
    await expect(writeWhole(file, NEW, failing(code, at))).rejects.toMatchObject({
      code: 'file_not_written',
      message: `${file} was not written: ${reason}`,
    });
    expect(await readFile(file, 'utf8')).toBe('上周的台账');
    expect(await readdir(folder)).toEqual(['台账.xlsx']);
  });

  test.each([
    ['a missing folder', 'nowhere/台账.xlsx', 'there is no such folder'],
    ['a folder of that name', 'folder', 'it is a folder'],
    ['a name that ends like a folder', 'folder/', 'that is no name of a file'],
    ['a file where a folder should be', 'file/台账.xlsx', 'a part of its path is not a folder'],
    ['a name too long', `${'长'.repeat(100)}.xlsx`, 'its name is too long'],
  ])('%s', async (_, name, reason) => {
    await mkdir(inFolder('folder'));
    await writeFile(inFolder('file'), '');
    const file = `${folder}/${name}`;
    await expect(writeWhole(file, NEW)).rejects.toThrow(`${file} was not written: ${reason}`);
    expect(await readdir(folder)).toEqual(['file', 'folder']);
    expect(await readdir(inFolder('folder'))).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')('a device that is full', async () => {
    await expect(writeWhole('/dev/full', NEW)).rejects.toThrow('/dev/full was not written: the disk is full');
  });

  // Root may write everywhere.
  test.skipIf(isRoot)('no permission, for the folder or for the file', async () => {
    await writeFile(inFolder('protected.xlsx'), 'old', { mode: 0o444 });
    await expect(writeWhole(inFolder('protected.xlsx'), NEW)).rejects.toThrow('permission denied');
    await chmod(folder, 0o555);
    await expect(writeWhole(inFolder('new.xlsx'), NEW)).rejects.toThrow('permission denied');
    await chmod(folder, 0o755);
    expect(await readdir(folder)).toEqual(['protected.xlsx']);
  });
});
