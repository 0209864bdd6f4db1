import type { UploadStore } from '../app/import/upload-store.ts';
import type { Db } from './rows.ts';

export const importUploadStore = (db: Db): UploadStore => ({
  keep: async (upload, data) =>
    void (await db.importUpload.create({ data: { ...upload, data: new Uint8Array(data) } })),
  standing: (now) =>
    db.importUpload.findMany({
      where: { until: { gt: now } },
      select: { token: true, userid: true, name: true, until: true },
    }),
  async read(token) {
    const row = await db.importUpload.findUnique({ where: { token } });
    return row && { name: row.name, data: Buffer.from(row.data) };
  },
  drop: async (token) => void (await db.importUpload.deleteMany({ where: { token } })),
  dropOld: async (now) => void (await db.importUpload.deleteMany({ where: { until: { lte: now } } })),
});
