import type { PrismaClient } from '../generated/prisma/client.ts';

/** Longer than a call of gettoken may take, so that whoever waits does not give up before it. */
const TURN = { maxWait: 30_000, timeout: 45_000 } as const;

/** access_tokens shared by all processes; the shape the WeCom adapter asks for. */
export const tokenStore = (db: PrismaClient) => ({
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
  /** Runs `renew` while no other process does so for this app; what it saves is there for whoever comes next. */
  inTurn: <T>(app: string, renew: () => Promise<T>): Promise<T> =>
    db.$transaction(async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${app}, 3))`;
      return renew();
    }, TURN),
});
