import { existsSync } from 'node:fs';
import { readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { BackupsSight, DiskSight } from '../../app/doctor/sights.ts';

/** The disk of the data folder; before the first start, of the folder it will be made in. */
export async function lookAtDisk(dataDir: string): Promise<DiskSight> {
  const { bavail, bsize } = await statfs(nearestFolder(path.resolve(dataDir)));
  return { freeBytes: bavail * bsize };
}

const nearestFolder = (folder: string): string =>
  existsSync(folder) ? folder : nearestFolder(path.dirname(folder));

/** The newest `*.dump` of the backup folder. */
export async function lookAtBackups(dataDir: string, dataSince: Date): Promise<BackupsSight> {
  const folder = path.join(dataDir, 'backup');
  const names = existsSync(folder) ? await readdir(folder) : [];
  const dumps = names.filter((name) => name.endsWith('.dump'));
  const written = await Promise.all(dumps.map(async (name) => (await stat(path.join(folder, name))).mtime));
  const [newestDump = null] = written.toSorted((a, b) => b.getTime() - a.getTime());
  return { kind: 'embedded', dataSince, folder, newestDump };
}
