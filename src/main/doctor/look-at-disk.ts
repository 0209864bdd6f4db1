import { existsSync } from 'node:fs';
import { readdir, readFile, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DRILL_FILE } from '../backup/drill-note.ts';
import type { BackupsSight, DiskSight } from '../../app/doctor/sights.ts';

/** The disk of the data folder; before the first start, of the folder it will be made in. */
export async function lookAtDisk(dataDir: string): Promise<DiskSight> {
  const { bavail, bsize } = await statfs(nearestFolder(path.resolve(dataDir)));
  return { freeBytes: bavail * bsize };
}

const nearestFolder = (folder: string): string =>
  existsSync(folder) ? folder : nearestFolder(path.dirname(folder));

/** Ours, and whatever `pg_dump` wrote. */
const BACKUP = /(\.dump|^duban-.*\.tar\.gz(\.enc)?)$/;

/** The newest backup of the folder, and what the last drill came to. */
export async function lookAtBackups(
  folder: string,
  data: { readonly embedded: boolean; readonly since: Date },
): Promise<BackupsSight> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const backups = names.filter((name) => BACKUP.test(name));
  const written = await Promise.all(backups.map(async (name) => (await stat(path.join(folder, name))).mtime));
  const [newest = null] = written.toSorted((a, b) => b.getTime() - a.getTime());
  if (!data.embedded && newest === null) return { kind: 'elsewhere' };
  return { kind: 'seen', dataSince: data.since, folder, newest, drill: await lastDrill(folder) };
}

const drillNote = z.object({ at: z.coerce.date(), faults: z.array(z.string()) });

async function lastDrill(folder: string): Promise<z.infer<typeof drillNote> | null> {
  const text = await readFile(path.join(folder, DRILL_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  return drillNote.safeParse(JSON.parse(text)).data ?? null;
}
