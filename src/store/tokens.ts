import type { Db } from './rows.ts';

/** access_tokens shared by all processes; the shape the WeCom adapter asks for. */
export const tokenStore = (db: Db) => ({
  async load(app: string): Promise<{ token: string; expiresAt: Date } | null> {
    const row = await db.accessToken.findUnique({ where: { app } });
    return row && { token: row.token, expiresAt: row.expiresAt };
  },
  async save(app: string, token: string, expiresAt: Date): Promise<void> {
    await db.accessToken.upsert({
      where: { app },
      create: { app, token, expiresAt },
      update: { token, expiresAt },
    });
  },
});
