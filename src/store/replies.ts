import type { InboundContent } from '../app/channel.ts';
import type { ReplyFilter, ReplyStore, StoredReply } from '../app/replies/reply-stores.ts';
import type { Notice } from '../domain/message/notice.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { toEntry, withPeople } from './entries.ts';
import { toInbound } from './inbound.ts';
import type { Db } from './rows.ts';

/** What became of messages that are answers; whatever else was written was a command or a question. */
const ANSWERED = [
  'recorded',
  'withdrawn',
  'request_withdrawn',
  'pressed',
  'plan_recorded',
  'evidence_kept',
  'media_kept',
  'media_not_kept',
  'cannot_read',
  'secret_refused',
  'refused',
  'acknowledged',
  'failed',
];
const UNREAD = ['cannot_read', 'media_not_kept', 'failed'];

/** A receipt may end with a question: then a part of the answer was not clear. */
const ASKED_BACK = Prisma.sql`exists (
  select 1 from "OutboundMessage" o where o."personId" = p.id and o.kind = 'reply'
    and o."createdAt" >= i."receivedAt" and o.period like i.id::text || ':%'
    and jsonb_typeof(o.notice->'question') = 'object' and o.notice->'question'->>'why' <> 'next_plan')`;

/** The office has said what it meant. Counted, for of an "exists" the database would read all entries first. */
const CORRECTED = Prisma.sql`(
  select count(*) > 0 from "ProgressEntry" c where c."inboundId" = i.id and c.source = 'page')`;

/** Both give id, by, at, personId, content, outcome, unclear; each is read in the order of its own index. */
const MESSAGES = Prisma.sql`
  select i.id, i.channel as by, i."receivedAt" as at, p.id as "personId", i.content, i.outcome,
    (i.outcome like 'asked\\_%' or i.outcome in (${Prisma.join(UNREAD)}) or ${ASKED_BACK})
      and not ${CORRECTED} as unclear
  from "InboundMessage" i
  join "Person" p on p.id = i."personId" or (i."personId" is null and lower(p.userid) = lower(i."senderId"))
  where (i.outcome in (${Prisma.join(ANSWERED)}) or i.outcome like 'asked\\_%')`;
const PAGE_ENTRIES = Prisma.sql`
  select e.id, 'page' as by, e."recordedAt" as at, e."byId" as "personId", null::jsonb as content, 'recorded' as outcome,
    false as unclear
  from "ProgressEntry" e
  where e.source = 'page' and e."inboundId" is null and e.withdraws is null`;

/** The newest of one kind; `own` says which entries `e` came of it. */
const newest = (of: Prisma.Sql, own: Prisma.Sql, filter: ReplyFilter): Prisma.Sql => Prisma.sql`
  (select * from (${of}) r where ${Prisma.join(conditions(filter, own), ' and ')}
    order by r.at desc, r.id desc limit ${filter.limit})`;

export function replyStore(db: Db): ReplyStore {
  return {
    page: (filter) => db.$queryRaw<ReplyRow[]>`
      select * from (${newest(MESSAGES, Prisma.sql`e."inboundId" = r.id`, filter)}
        union all ${newest(PAGE_ENTRIES, Prisma.sql`e.id = r.id`, filter)}) r
      order by r.at desc, r.id desc limit ${filter.limit}`,
    async lock(id) {
      await db.$executeRaw`select 1 from "InboundMessage" where id = ${id}::uuid for update`;
      const row = await db.inboundMessage.findUnique({ where: { id } });
      return row?.personId ? { message: toInbound(row), personId: row.personId } : null;
    },
    async entries(ids) {
      const rows = await db.progressEntry.findMany({
        where: { OR: [{ inboundId: { in: [...ids] } }, { id: { in: [...ids] }, inboundId: null }] },
        include: withPeople,
        orderBy: [{ recordedAt: 'asc' }, { version: 'asc' }],
      });
      return rows.map((row) => ({ ...toEntry(row), replyId: row.inboundId ?? row.id }));
    },
    async said(replies) {
      const times = replies.map(({ at }) => at.getTime());
      const rows = await db.outboundMessage.findMany({
        where: {
          personId: { in: [...new Set(replies.map(({ personId }) => personId))] },
          kind: { in: ['reply', 'card_update'] },
          createdAt: { gte: new Date(Math.min(...times)) },
          OR: replies.map(({ id }) => ({ period: { startsWith: id } })),
        },
        orderBy: [{ createdAt: 'asc' }, { period: 'asc' }],
        select: { period: true, notice: true, state: true },
      });
      return rows.flatMap(({ period, notice, state }) =>
        notice === null
          ? []
          : [
              {
                replyId: period.slice(0, UUID_LENGTH),
                notice: notice as Notice,
                state,
              },
            ],
      );
    },
  };
}

const UUID_LENGTH = 36;

type ReplyRow = StoredReply & { readonly content: InboundContent | null };

/** Of which some are always there: a list of none would be no SQL. */
function conditions(
  { roundIds, everyRound, personIds, taskId, from, before, only, after }: ReplyFilter,
  own: Prisma.Sql,
): Prisma.Sql[] {
  const entries = Prisma.sql`from "ProgressEntry" e join "Task" t on t.id = e."taskId" where ${own}`;
  const inRounds = Prisma.sql`t."roundId" = any(${[...roundIds]}::uuid[])`;
  const ofOwner = Prisma.sql`exists (select 1 from "Task" t
    where (t."ownerId" = r."personId" or t."contactId" = r."personId") and ${inRounds})`;
  return [
    // Of two "exists" in an "or" the database would read all entries first.
    Prisma.sql`coalesce((select bool_or(${inRounds}) ${entries}), ${everyRound ? Prisma.sql`true` : ofOwner})`,
    ...(personIds ? [Prisma.sql`r."personId" = any(${[...personIds]}::uuid[])`] : []),
    ...(taskId ? [Prisma.sql`exists (select 1 ${entries} and t.id = ${taskId}::uuid)`] : []),
    ...(from ? [Prisma.sql`r.at >= ${from}`] : []),
    ...(before ? [Prisma.sql`r.at < ${before}`] : []),
    ...(only === 'unclear' ? [Prisma.sql`r.unclear`] : []),
    ...(only === 'late' ? [Prisma.sql`exists (select 1 ${entries} and e.late)`] : []),
    ...(after ? [Prisma.sql`(r.at, r.id) < (${after.at}, ${after.id}::uuid)`] : []),
  ];
}
