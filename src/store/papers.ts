import type { Bulletin, BulletinStore, ProblemStore } from '../app/papers/paper-stores.ts';
import { fromDateOnly, ourJson, toDateOnly, toJson, type Db } from './rows.ts';

export function problemStore(db: Db): ProblemStore {
  return {
    ofRound: async (roundId) =>
      (
        await db.problem.findMany({
          where: { roundId },
          include: { category: { select: { name: true } } },
          orderBy: { no: 'asc' },
        })
      ).map(({ id, no, title, category, withheldParty, withheldSociety }) => ({
        id,
        no,
        title,
        category: category.name,
        withheld: { party: withheldParty, society: withheldSociety },
      })),
    async categories(roundId) {
      const rows = await db.$queryRaw<{ name: string }[]>`
        select c.name from (
            select "categoryId" as id, min(no) as no from "Problem" where "roundId" = ${roundId}::uuid group by 1) first
          join "Category" c on c.id = first.id
        order by first.no`;
      return rows.map(({ name }) => name);
    },
    async withhold(id, from, reason) {
      await db.problem.update({
        where: { id },
        data: from === 'party' ? { withheldParty: reason } : { withheldSociety: reason },
      });
    },
  };
}

export function bulletinStore(db: Db): BulletinStore {
  const find = (where: { roundId: string; kind: Bulletin['kind']; week: Date }) =>
    db.bulletin.findUnique({ where: { roundId_kind_week: where } });
  return {
    ofRound: async (roundId) =>
      (await db.bulletin.findMany({ where: { roundId }, orderBy: { number: 'asc' } })).map(toBulletin),
    async issue({ week, content, ...bulletin }) {
      const { roundId, kind } = bulletin;
      // Whoever comes second waits here: numbers have no gaps.
      await db.$executeRaw`select 1 from "Round" where id = ${roundId}::uuid for update`;
      const day = fromDateOnly(week);
      const issued = await find({ roundId, kind, week: day });
      if (issued) return { bulletin: toBulletin(issued), isNew: false };
      const number = (await db.bulletin.count({ where: { roundId } })) + 1;
      const data = { ...bulletin, number, week: day, content: toJson(content) };
      return { bulletin: toBulletin(await db.bulletin.create({ data })), isNew: true };
    },
  };
}

type BulletinRow = Awaited<ReturnType<Db['bulletin']['findFirstOrThrow']>>;

const toBulletin = ({ week, content, ...row }: BulletinRow): Bulletin => ({
  roundId: row.roundId,
  number: row.number,
  kind: row.kind,
  week: toDateOnly(week),
  issuedAt: row.issuedAt,
  content: ourJson(content) as object,
  sha256: row.sha256,
});
