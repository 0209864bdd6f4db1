import type { RoundStore } from '../app/stores.ts';
import {
  DEFAULT_ROUND_SETTINGS,
  type DigestTarget,
  type Round,
  type RoundSettings,
} from '../domain/task/round.ts';
import { ourJson, fromDateOnly, toDateOnly, toDateOnlyOrNull, toJson, type Db } from './rows.ts';

export function roundStore(db: Db): RoundStore {
  return {
    active: async () =>
      (await db.round.findMany({ where: { active: true }, orderBy: { letter: 'asc' } })).map(toRound),
    lettersUsed: async () =>
      (await db.round.findMany({ select: { letter: true } })).map(({ letter }) => letter),
    all: async () =>
      (await db.round.findMany({ orderBy: { letter: 'asc' } })).map((row) => ({
        ...toRound(row),
        active: row.active,
        endedOn: toDateOnlyOrNull(row.endedOn),
      })),
    async end(id, on) {
      await db.round.update({ where: { id }, data: { active: false, endedOn: fromDateOnly(on) } });
    },
    async byLetter(letter) {
      const row = await db.round.findUnique({ where: { letter } });
      return row && toRound(row);
    },
    async byId(id) {
      const row = await db.round.findUnique({ where: { id } });
      return row && toRound(row);
    },
    async create({ letter, name, source, startedOn, settings, digestTarget }) {
      const row = await db.round.create({
        data: {
          letter,
          name,
          source,
          startedOn: fromDateOnly(startedOn),
          settings: toJson(settings),
          ...(digestTarget && { digestTarget: toJson(digestTarget) }),
        },
      });
      return row.id;
    },
    async setDigestTarget(roundId, target) {
      await db.round.update({ where: { id: roundId }, data: { digestTarget: toJson(target) } });
    },
    async setSettings(roundId, settings) {
      await db.round.update({ where: { id: roundId }, data: { settings: toJson(settings) } });
    },
    async saveCategory({ roundId, no, name }) {
      const row = await db.category.upsert({
        where: { roundId_name: { roundId, name } },
        create: { roundId, no, name },
        update: {},
      });
      return row.id;
    },
    async saveProblems(roundId, problems) {
      const data = problems.map((problem) => ({ roundId, ...problem }));
      await db.problem.createMany({ data, skipDuplicates: true });
      const rows = await db.problem.findMany({ where: { roundId }, select: { id: true, no: true } });
      return new Map(rows.map(({ id, no }) => [no, id]));
    },
  };
}

type RoundRow = Awaited<ReturnType<Db['round']['findFirstOrThrow']>>;

const toRound = ({ id, letter, name, startedOn, settings, digestTarget }: RoundRow): Round => ({
  id,
  letter,
  name,
  startedOn: toDateOnly(startedOn),
  // A round keeps the settings it began with; what came up since has its default.
  settings: { ...DEFAULT_ROUND_SETTINGS, ...(ourJson(settings) as Partial<RoundSettings>) },
  digestTarget: digestTarget as DigestTarget | null,
});
