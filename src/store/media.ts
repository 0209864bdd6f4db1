import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TileItem } from '../app/channel.ts';
import type { KeptMedia, MediaStore, TileStore } from '../app/delivery/channel-stores.ts';
import { ourJson, type Db } from './rows.ts';

/**
 * What people sent besides words. The bytes stand in `dir` under their hash, so that the same picture is kept once;
 * processes on several machines need a folder they share.
 */
export function mediaStore(db: Db, dir: string): MediaStore {
  return {
    async keep(media, data) {
      const sha256 = createHash('sha256').update(data).digest('hex');
      await writeMedia(dir, sha256, data);
      const row = { ...media, bytes: data.length, sha256 };
      await db.inboundMedia.upsert({
        where: { inboundId_no: { inboundId: media.inboundId, no: media.no } },
        create: row,
        update: row,
      });
      return row;
    },
    ofMessage: async (inboundId) =>
      (await db.inboundMedia.findMany({ where: { inboundId }, orderBy: { no: 'asc' } })).map(toMedia),
    read: (sha256) =>
      readFile(path.join(dir, sha256.slice(0, 2), sha256)).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }),
  };
}

type MediaRow = Awaited<ReturnType<Db['inboundMedia']['findFirstOrThrow']>>;

export const toMedia = (row: MediaRow): KeptMedia => ({ ...row, media: row.media as KeptMedia['media'] });

/** Under its hash in the folder of what people sent. */
export const writeMedia = (dir: string, sha256: string, data: Buffer): Promise<void> =>
  writeOnce(path.join(dir, sha256.slice(0, 2), sha256), data);

/** Whole or not there, also when the machine stops in between. */
async function writeOnce(file: string, data: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, data, { flush: true });
  await rename(draft, file);
}

export function tileStore(db: Db): TileStore {
  return {
    async shown() {
      const rows = await db.workbenchTile.findMany();
      return new Map(rows.map(({ personId, items }) => [personId, ourJson(items) as readonly TileItem[]]));
    },
    async note(personIds, items, at) {
      // In one order everywhere: another process may note the same people.
      await db.$executeRaw`insert into "WorkbenchTile" ("personId", items, "shownAt")
        select id, ${JSON.stringify(items)}::jsonb, ${at}::timestamptz from unnest(${[...personIds]}::uuid[]) as p(id) order by id
        on conflict ("personId") do update set items = excluded.items, "shownAt" = excluded."shownAt"`;
    },
  };
}
