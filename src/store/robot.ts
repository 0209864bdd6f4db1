import type {
  BindingCodeStore,
  CallbackSightings,
  RobotChat,
  RobotChatStore,
  RobotState,
  RobotStateStore,
} from '../app/delivery/channel-stores.ts';
import { LEASE_CLASS } from './lease.ts';
import type { Db } from './rows.ts';

/** Conversations of the smart robot. Their ids are opaque and differ by case (bots §C4). */
export function robotChatStore(db: Db): RobotChatStore {
  return {
    async heard({ robotId, kind, chatId, at }) {
      const row = await db.robotChat.upsert({
        where: { robotId_chatId: { robotId, chatId } },
        create: { robotId, chatId, kind, lastHeardAt: at },
        update: { lastHeardAt: at, lostAt: null },
      });
      return toChat(row);
    },
    async find(robotId, chatId) {
      const row = await db.robotChat.findUnique({ where: { robotId_chatId: { robotId, chatId } } });
      return row && toChat(row);
    },
    async bind(robotId, chatId, personId, by) {
      await db.robotChat.update({
        where: { robotId_chatId: { robotId, chatId } },
        data: { personId, boundBy: by, wrongCodes: 0 },
      });
    },
    async ofPerson(robotId, personId) {
      const row = await db.robotChat.findFirst({
        where: { robotId, personId, kind: 'person', lostAt: null },
        orderBy: { lastHeardAt: 'desc' },
      });
      return row && toChat(row);
    },
    groups: async (robotId) =>
      (
        await db.robotChat.findMany({ where: { robotId, kind: 'group' }, orderBy: { lastHeardAt: 'desc' } })
      ).map(toChat),
    async lose(robotId, chatId, at) {
      await db.robotChat.updateMany({ where: { robotId, chatId, lostAt: null }, data: { lostAt: at } });
    },
    async noteWrongCode(robotId, chatId) {
      await db.robotChat.update({
        where: { robotId_chatId: { robotId, chatId } },
        data: { wrongCodes: { increment: 1 } },
      });
    },
    async boundPersonIds(robotId) {
      const rows = await db.robotChat.findMany({
        where: { robotId, kind: 'person', lostAt: null, personId: { not: null } },
        select: { personId: true },
      });
      return new Set(rows.flatMap(({ personId }) => personId ?? []));
    },
  };
}

type ChatRow = Awaited<ReturnType<Db['robotChat']['findFirstOrThrow']>>;

const toChat = (row: ChatRow): RobotChat => ({
  kind: row.kind as RobotChat['kind'],
  chatId: row.chatId,
  personId: row.personId,
  boundBy: row.boundBy as RobotChat['boundBy'],
  lastHeardAt: row.lastHeardAt,
  lostAt: row.lostAt,
  wrongCodes: row.wrongCodes,
});

export function bindingCodeStore(db: Db): BindingCodeStore {
  return {
    async issue({ hash, personId, expiresAt }) {
      await db.bindingCode.deleteMany({ where: { personId, usedAt: null } });
      await db.bindingCode.create({ data: { hash, personId, expiresAt } });
    },
    async use(hash, now) {
      const { count } = await db.bindingCode.updateMany({
        where: { hash, usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
      });
      if (count === 0) return null;
      return (await db.bindingCode.findUniqueOrThrow({ where: { hash } })).personId;
    },
  };
}

export function robotStateStore(db: Db): RobotStateStore {
  return {
    async get(robotId) {
      const row = await db.robotState.findUnique({ where: { robotId } });
      if (!row) return null;
      const { since, owner } = row;
      // Whoever was killed could not say so.
      if (!(await isOwned(db, robotId))) return { state: 'down', since, owner: '', detail: 'no_owner' };
      return { state: row.state as RobotState['state'], since, owner, detail: row.detail };
    },
    async set(robotId, state) {
      await db.robotState.upsert({ where: { robotId }, create: { robotId, ...state }, update: state });
    },
  };
}

async function isOwned(db: Db, robotId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ owned: boolean }[]>`
    select exists (select 1 from pg_locks where locktype = 'advisory' and granted and classid = ${LEASE_CLASS}::oid
      and objid = (hashtext(${robotId})::bigint & 4294967295)::oid
      and database = (select oid from pg_database where datname = current_database())) as owned`;
  return row?.owned === true;
}

/** The row that says until when a refusal is of interest. */
const WATCH = 'watch';

export function callbackSightings(db: Db): CallbackSightings {
  return {
    async seen() {
      const rows = await db.callbackSighting.findMany();
      const [verified, refused] = ['verified', 'refused'].map((kind) =>
        rows.find((row) => row.kind === kind),
      );
      return {
        verifiedAt: verified?.at ?? null,
        refusedAt: refused?.at ?? null,
        refusedWhy: refused?.why ?? null,
      };
    },
    async note(kind, at, why) {
      await db.$executeRaw`
        insert into "CallbackSighting" (kind, at, why) select ${kind}, ${at}, ${why}
        where ${kind} = 'verified' or exists (select 1 from "CallbackSighting" where kind = ${WATCH} and at > ${at})
        on conflict (kind) do update set at = excluded.at, why = excluded.why`;
    },
    async watch(until) {
      const fields = { at: until, why: '' };
      await db.callbackSighting.upsert({
        where: { kind: WATCH },
        create: { kind: WATCH, ...fields },
        update: fields,
      });
    },
  };
}
