import type { Claimed, Kept, Outcome } from '../app/delivery/message-stores.ts';
import type { Db } from './rows.ts';

/* A message and the card it carries change together, in one statement: a press is never about half of them. */

/**
 * A card may be there already: an attempt that WeCom certainly did not take comes again with the same one.
 * @returns false when the attempt is no longer the one that holds the message; then nothing is kept
 */
export async function keepRequests(
  db: Db,
  { id, attempts }: Claimed,
  { via, requests, notice, triedAt, card = null }: Kept,
): Promise<boolean> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    with kept as (
      update "OutboundMessage" set via = ${via}, requests = ${[...requests]}::text[],
        notice = ${JSON.stringify(notice)}::jsonb, "firstTriedAt" = ${triedAt}
      where id = ${id}::uuid and attempts = ${attempts} and state = 'sending'
      returning id, "personId"
    ), carried as (
      insert into "SentCard" ("cardId", "outboundId", "personId", kind, context, "aboutId", via)
      select card."cardId", kept.id, kept."personId", card.kind, card."taskIds", card."aboutId", ${via}
      from kept, jsonb_to_recordset(${JSON.stringify(card ? [card] : [])}::jsonb)
        as card("cardId" text, kind text, "taskIds" jsonb, "aboutId" uuid)
      where kept."personId" is not null
      on conflict ("cardId") do update set kind = excluded.kind, context = excluded.context,
        "aboutId" = excluded."aboutId", via = excluded.via, "updateToken" = null, "tokenIssuedAt" = null
    )
    select count(*)::int as count from kept`;
  return row.count > 0;
}

type WithCard = Outcome & { readonly card: NonNullable<Outcome['card']> };

export async function finishWithCard(
  db: Db,
  id: string,
  { state, reason, msgid = null, card: { cardId, updateToken }, at }: WithCard,
): Promise<void> {
  await db.$executeRaw`
    with card as (
      update "SentCard" set "updateToken" = ${updateToken}, "tokenIssuedAt" = ${at} where "cardId" = ${cardId}
    )
    update "OutboundMessage" set state = ${state}::"OutboundState", reason = ${reason}, msgid = ${msgid},
      "sentAt" = ${at}, "leaseUntil" = null
    where id = ${id}::uuid`;
}
