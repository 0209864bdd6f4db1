import type { ChannelName } from '../app/channel.ts';
import type { CardStore, Pending, PendingStore, SentCard } from '../app/delivery/message-stores.ts';
import { ourJson, toJson, type Db } from './rows.ts';

/** Cards that were sent, so that a press is understood and the card can be changed. */
export function cardStore(db: Db): CardStore {
  return {
    async byId(cardId) {
      const row = await db.sentCard.findUnique({ where: { cardId } });
      if (!row) return null;
      const { context, via, ...card } = row;
      return { ...card, via: via as ChannelName, taskIds: context as SentCard['taskIds'] };
    },
    async setToken(cardId, updateToken, at) {
      await db.sentCard.updateMany({ where: { cardId }, data: { updateToken, tokenIssuedAt: at } });
    },
  };
}

/** The one thing we wait for from a person. */
export function pendingStore(db: Db): PendingStore {
  return {
    async of(personId, now) {
      const row = await db.pendingQuestion.findUnique({ where: { personId } });
      return row && row.expiresAt > now ? (ourJson(row.ask) as Pending) : null;
    },
    async set(personId, pending, expiresAt) {
      if (pending === null) await db.pendingQuestion.deleteMany({ where: { personId } });
      else {
        const fields = { ask: toJson(pending), expiresAt };
        await db.pendingQuestion.upsert({
          where: { personId },
          create: { personId, ...fields },
          update: fields,
        });
      }
    },
  };
}
